"""The file breaks in every way it can, also just after the program was killed: what was acknowledged comes back."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import Office
from tests.journeys.program import rows
from tests.journeys.test_kills import killed_while_saving

PAGE = 16384


def without_the_log(file: Path, chance: random.Random) -> None:
    """Somebody tidied up: the log beside the file is gone."""
    for one in file.parent.glob("data.db-*"):
        one.unlink()


def with_pages_gone(file: Path, chance: random.Random) -> None:
    """The disk lost a tenth of the pages, and the log."""
    without_the_log(file, chance)
    count = file.stat().st_size // PAGE
    with file.open("rb+") as out:
        for number in chance.sample(range(count), max(count // 10, 2)):
            out.seek(number * PAGE)
            out.write(bytes(PAGE))


def cut_short(file: Path, chance: random.Random) -> None:
    """The file ends early."""
    with file.open("rb+") as out:
        out.truncate(chance.randrange(PAGE, file.stat().st_size))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
@pytest.mark.parametrize("harm", [without_the_log, with_pages_gone, cut_short], ids=lambda one: one.__name__)
def test_what_was_acknowledged_comes_back(office: Office, tmp_path: Path, harm: Callable[..., None]):
    station, chance = office.station, random.Random(5)
    station.run("backup")
    typed = tmp_path / "typed.jsonl"
    typed.write_text(rows([office.visit("2023-04-02") for _ in range(60)]), encoding="utf-8")
    kept: list[str] = []
    for _ in range(3):
        kept += killed_while_saving(office, typed, chance)
    assert kept
    harm(station.data / "data.db", chance)
    spoilt = (station.data / "data.db").read_bytes()
    back = station.run("recover").object
    assert back["whole"] is True
    found = {one["id"] for one in station.run("list", "visit", "--limit", "100000").objects}
    assert set(kept) <= found
    assert station.run("rebuild").object["same"] is True
    assert station.run("audit-verify").object["entries"] > 0
    (aside,) = station.data.parent.glob(f"{station.data.name}-*-old")
    assert (aside / "data.db").read_bytes() == spoilt
    taken = station.run("save", "visit", typed=rows([office.visit("2023-04-03")])).object["doc_no"]
    numbers = [one["doc_no"] for one in station.run("list", "visit", "--limit", "100000").objects]
    assert numbers.count(taken) == 1


def test_the_verbs_say_what_is_left_and_let_nothing_be_changed(office: Office):
    station = office.station
    digest = station.run("digest").object["digest"]
    with (station.data / "data.db").open("rb+") as file:
        file.write(b"\xff" * PAGE)
    station.refuses("list", "visit", code="E-DSK-06", status=3)
    made = station.run("salvage").object
    assert made["missing"] == []
    station.data = Path(made["path"])
    assert station.run("digest").object["digest"] == digest
    station.refuses("save", "visit", typed=rows([office.visit("2023-04-03")]), code="E-DSK-13")
    station.refuses("export", "--to", "centre", "--out", str(office.folder / "stick"), code="E-DSK-13")


def test_without_any_copy_the_verb_says_so(office: Office):
    office.station.refuses("recover", code="E-REC-06")
