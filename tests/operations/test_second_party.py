"""A program written from FORMAT.md alone reads what ours wrote, and ours takes what it wrote."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
from pathlib import Path

import pytest

from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle, accept_bundles
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import log
from sheqi_desktop.sync import manifest
from tests.operations.conftest import County
from tests.operations.refusing import at
from tests.sync import second_party as other
from tests.sync import second_writer

FOLDER = Path(__file__).parents[1] / "data" / "bundles" / "v1"
KEYS = json.loads((FOLDER / "keys.json").read_text("utf-8"))
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))
FIRST, COUNTY = other.read_rosters([(FOLDER / "roster-1.json").read_bytes()])


def test_it_knows_nothing_of_our_program():
    trees = [ast.parse(Path(one.__file__).read_text("utf-8")) for one in (other, second_writer)]
    named = {one.module or "" for tree in trees for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    named |= {n.name for tree in trees for one in ast.walk(tree) if isinstance(one, ast.Import) for n in one.names}
    assert [name for name in named if name.startswith(("sheqi", "tests"))] == ["tests.sync.second_party"]


@pytest.mark.parametrize("kind", ["sync", "receipt", "bootstrap", "roster"])
def test_it_reads_every_kind_of_the_first_release(kind: str):
    secret = KEYS["centre" if kind == "sync" else "station"]["age"]
    file = other.read_bundle((FOLDER / f"{kind}.sqb").read_bytes(), secret, FIRST, COUNTY)
    assert {
        "from": file.said["from"], "kind": file.said["kind"], "counter": file.said["counter"],
        "as_of": file.said["summary"]["as_of"], "counts": file.said["summary"]["counts"], "have": file.said["have"],
        "roster": file.rosters[-1]["version"], "segments": [hash_ for hash_, _, _ in file.segments],
        "blobs": {name: base64.b64encode(data).decode() for name, data in file.blobs.items()},
        "changes": other.changes_of(file.segments),
    } == EXPECTED[kind]  # fmt: skip


def test_it_reads_the_files_of_an_enrolment():
    said, pages, county = other.read_open((FOLDER / "invite.sqe").read_bytes())
    assert (county, other.fingerprint(pages[0]["roots"][0])) == (EXPECTED["county"], EXPECTED["fingerprint"])
    account = next(one for one in said["invite"]["accounts"] if one["worker_id"] == "w2")
    code = KEYS["code"].upper().replace("-", "").encode()
    hashed = hashlib.scrypt(code, salt=bytes.fromhex(account["salt"]), n=2**14, r=8, p=1, dklen=32)
    assert (hashed.hex(), account["name"]) == (account["code_hash"], "李娜")
    asked, _, _ = other.read_open((FOLDER / "request.sqe").read_bytes())
    assert asked["request"]["invite"] == said["invite"]["id"]
    assert other.fingerprint(asked["key"]) == EXPECTED["request fingerprint"]


def test_the_vectors_have_one_of_every_kind():
    kinds = {other.read_open(path.read_bytes())[0]["kind"] for path in FOLDER.glob("*.sqe")}
    assert kinds | {path.stem for path in FOLDER.glob("*.sqb")} == {*manifest.CLOSED_KINDS, *manifest.OPEN_KINDS}


def test_it_reads_what_our_program_writes_today(county: County):
    centre, station = county.centre(), county.station()
    accept_bundles(centre, [*county.first, *county.second])
    pages, name = other.read_rosters(centre.book.since(0))
    for path in [*county.first, *county.second]:
        file = other.read_bundle(path.read_bytes(), centre.machine.age_secret, pages, name)
        assert len(file.segments) == 1
        records = {one[2] for one in other.changes_of(file.segments)} - {""}
        assert all(look_up.get(centre, one).id == one for one in records)
    (county.folder / "out").mkdir()
    back = seal_bundle(centre, station.station, county.folder / "out").path
    file = other.read_bundle(back.read_bytes(), station.machine.age_secret)
    assert len(file.rosters) == centre.book.newest.version


def test_our_program_takes_what_it_wrote(county: County):
    """A station's machine runs the other program from now on: a new epoch, a record, its edit, a hand-in."""
    centre, station = county.centre(), county.station()
    accept_bundles(centre, [*county.first, *county.second])
    machine = station.machine
    pages, name = other.read_rosters(centre.book.since(0))
    writer = second_writer.Writer(machine.seed, machine.age_secret, name, pages[-1]["version"])
    me, record, t = station.me.worker_id, "01869c66-5e80-7d11-a196-00000000cafe", 1_680_483_000_000
    told = {"station_code": station.station, "entered_by": me, "worker_id": me, "summary": "另一个程序写的", "_form": 1}
    first = {
        "create": {"visit": {"by": [0], "f": {k: [v] for k, v in told.items()}, "id": [record], "seq": [1], "t": [t]}},
        "patch": {}, "people": [me], "refs": [],
    }  # fmt: skip
    known = look_up.list_records(centre, look_up.Wanted("visit", stations=[station.station], limit=1))[0]
    with centre.read() as read:
        created = log.creation_of(read, known.id)
        head = known.heads[0]
        assert created is not None
        hashes = {ref: log.segment_hash(read, ref) for ref in (created, head)}
    handed_in = {"status": "submitted", "signed_by": me}
    sig = writer.act(station.signing_seed, me, handed_in, record, t + 2)
    second = {
        "create": {},
        "patch": {"visit": {
            "by": [0, 0, 0], "seq": [2, 1, 1], "t": [t + 1, 1, 1], "rec": [[0, 1], [0, 1], [1, created.seq]],
            "par": [[[0, 1]], [[0, 2]], [[1, head.seq]]],
            "f": {"note": [[0, 2], ["补充", "旧记录也补充"]], **{k: [[1], [v]] for k, v in handed_in.items()}},
            "sig": {"1": sig},
        }},
        "people": [me],
        "refs": [[created.chain, {str(ref.seq): (hash_ or "")[:8] for ref, hash_ in hashes.items()}]],
    }  # fmt: skip
    sealed = [writer.seal(first, 1, t, t), writer.seal(second, 4, t + 1, t + 3)]
    to = [one for one in pages[-1]["devices"] if one["id"] == centre.machine.device]
    data = writer.bundle(sealed, to, {"visit": {station.station: [1, 0, 0], "": [0, 3, 0]}})
    taken = accept_bundle(centre, at(county.folder, data))
    assert (taken.new, taken.changed, taken.parked) == (1, 3, 0)
    made = look_up.get(centre, record)
    assert (made.status, made.answers["summary"], made.answers["note"]) == ("submitted", "另一个程序写的", "补充")
    assert look_up.get(centre, known.id).answers["note"] == "旧记录也补充"
