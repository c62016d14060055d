"""One small bundle of each kind as the first release wrote it: every later program must still read them."""

import json
from pathlib import Path

import pytest

from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.sync import enrol
from sheqi_desktop.sync.bundle import Opened, open_bundle
from sheqi_desktop.sync.bytes import b64, hash_hex
from sheqi_desktop.sync.lines import Lines, Link
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Book

FOLDER = Path(__file__).parents[1] / "data" / "bundles" / "v1"
KEYS = json.loads((FOLDER / "keys.json").read_text("utf-8"))
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))
CENTRE = Machine.load(bytes.fromhex(KEYS["centre"]["seed"]), KEYS["centre"]["age"])
STATION = Machine.load(bytes.fromhex(KEYS["station"]["seed"]), KEYS["station"]["age"])
BOOK = Book.load([(FOLDER / "roster-1.json").read_bytes()])


def told(opened: Opened) -> dict[str, object]:
    """Say what was read, in plain words, as expected.json does."""
    lines = Lines(Link.of(each) for each in opened.sealed)
    created = {
        (each.chain, seq): record
        for each in opened.sealed
        for batch in opened.body(each).creations()
        for seq, record in zip(batch.seqs, batch.ids, strict=True)
    }

    def record_of(ref: ChangeRef) -> str | None:
        return created.get((ref.chain, ref.seq))

    return {
        "from": opened.manifest.sender,
        "kind": opened.manifest.kind,
        "counter": opened.manifest.counter,
        "as_of": opened.manifest.as_of,
        "counts": opened.manifest.counts,
        "have": {chain: list(reached) for chain, reached in opened.manifest.have.items()},
        "roster": opened.book.newest.version,
        "segments": [each.hash for each in opened.sealed],
        "blobs": {name: b64(data) for name, data in opened.blobs.items()},
        "changes": [
            [list(change.ref), change.kind, change.record, [list(parent) for parent in change.parents],
             dict(change.answers), change.author, change.at, change.reason]
            for each in opened.sealed
            for change in opened.body(each).changes(record_of, lines)
        ],
    }  # fmt: skip


@pytest.mark.parametrize("name", ["sync", "receipt", "bootstrap", "roster"])
def test_a_bundle_of_the_first_release_reads_as_it_did(name):
    receiver = CENTRE if name == "sync" else STATION
    opened = open_bundle((FOLDER / f"{name}.sqb").read_bytes(), file=name, machine=receiver, book=BOOK)
    assert told(opened) == EXPECTED[name]


def test_the_keys_have_the_names_the_format_gives_them():
    assert (CENTRE.device, STATION.device) == (EXPECTED["centre"], EXPECTED["station"])
    assert (BOOK.county, BOOK.fingerprint) == (EXPECTED["county"], EXPECTED["fingerprint"])
    assert hash_hex(b"") == EXPECTED["hash of nothing"]


def test_the_enrolment_files_of_the_first_release_read_as_they_did():
    invite = enrol.open_invite((FOLDER / "invite.sqe").read_bytes(), 0)
    assert invite.invitation.station_code == "411327101"
    assert invite.account("w2", KEYS["code"]).name == "李娜"
    request = enrol.open_request(
        (FOLDER / "request.sqe").read_bytes(), file="", book=BOOK, used=lambda _: None, expires_of=lambda _: 1, now_ms=0
    )
    assert (request.invite, request.fingerprint) == (invite.invitation.id, EXPECTED["request fingerprint"])
