"""50,000 spoilt files of every kind: none gets in, nothing changes or crashes, and each is told its own reason."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import preview
from sheqi_desktop.store import log
from sheqi_desktop.sync import bundle, enrol
from sheqi_desktop.sync.envelope import close, open_envelope
from tests.operations.conftest import STATIONS, County
from tests.operations.outer import Mutant, Source, mutants
from tests.operations.refusing import at, nothing_changes, refused

MUTANTS = int(os.environ.get("SHEQI_HOSTILE", "50000"))
FAR = 1 << 60


def sources(county: County, centre: Desk, station: Desk) -> list[Source]:
    """Give a real file of every kind that travels, each for the centre but the 登记包."""
    with station.read() as read:
        held = log.segments_by_hash(read, [row[3] for row in log.links(read)])
    common = {"machine": station.machine, "county": centre.book.county, "roster_version": centre.book.newest.version}
    common |= {"to": [one for one in centre.book.newest.active() if one.kind == "center"], "counter": 7}
    rosters = centre.book.since(0)
    made = {
        "sync": county.first[0].read_bytes(),
        "receipt": bundle.pack(kind="receipt", **common),
        "bootstrap": bundle.pack(kind="bootstrap", sealed=held, rosters=rosters, **common),
        "roster": bundle.pack(kind="roster", rosters=rosters, **common),
        "invite": next(county.folder.glob("*.sqinv")).read_bytes(),
        "enrol-request": next(county.folder.glob("*.sqreq")).read_bytes(),
    }
    known = frozenset(one.id for one in centre.book.newest.devices)
    found = []
    for kind, data in made.items():
        plain = data if kind in ("invite", "enrol-request") else open_envelope(data, centre.machine.age_secret)
        found.append(Source(kind, data, plain, centre.machine.recipient, centre.book.county, known))
    return found


def openers(centre: Desk, look: Callable[[bytes], object]) -> dict[str, Callable[[bytes], object]]:
    """Say for every kind what opens it."""

    def request(data: bytes) -> object:
        return enrol.open_request(
            data, file="试", book=centre.book, used=lambda _: None, expires_of=lambda _: FAR, now_ms=0
        )

    closed = dict.fromkeys(("sync", "receipt", "bootstrap", "roster"), look)
    return closed | {"invite": lambda data: enrol.open_invite(data, 0, "试"), "enrol-request": request}


def told(opener: Callable[[bytes], object], data: bytes) -> str:
    """Open a file; give the code of its refusal, "in" if it was accepted.  Anything but a Trouble is a crash here."""
    try:
        opener(data)
    except Trouble as trouble:
        str(trouble)
        return trouble.code
    return "in"


def test_no_spoilt_file_gets_in(county: County, record_property):
    centre, station = county.centre(), county.station()
    every = sources(county, centre, station)
    shares: Counter[str] = Counter()
    wrong: list[tuple[str, str, str, str]] = []
    tried: dict[str, Mutant] = {}
    with nothing_changes(centre), centre.read() as read:
        opened_by = openers(centre, lambda data: preview(centre, read, Path("试.sqb"), data))
        assert {told(opened_by[one.kind], one.sealed) for one in every} == {"in"}
        for one in mutants(every, MUTANTS, seed=20230301):
            code = told(opened_by[one.kind], one.data)
            shares[one.done] += 1
            tried.setdefault(one.done, one)
            if code not in one.code.split():
                wrong.append((one.kind, one.done, one.code, code))
    assert not wrong, wrong[:20]
    record_property("shares", dict(shares))
    # Most have to be told apart inside an envelope that opens; age alone would be no test of ours.
    assert sum(count for done, count in shares.items() if "envelope" in done) < 0.15 * MUTANTS
    with nothing_changes(centre):
        for one in tried.values():
            if one.kind not in ("invite", "enrol-request"):
                assert refused(centre, at(county.folder, one.data)).code == one.code


def test_a_file_carried_to_another_machine_is_told_so(county: County):
    """A machine that may open a file puts it, unchanged, into an envelope for one that is not in its list."""
    centre, other = county.centre(), county.station(STATIONS[1])
    for path in county.first[:1] + county.second[:1]:
        plain = open_envelope(path.read_bytes(), centre.machine.age_secret)
        with nothing_changes(other):
            assert refused(other, path).code == "E-BND-02"
            assert refused(other, at(county.folder, close(plain, [other.machine.recipient]))).code == "E-BND-04"
