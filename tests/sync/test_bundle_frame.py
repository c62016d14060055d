from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.sync import bundle, envelope, pack
from sheqi_desktop.sync.envelope import MAX_FILE
from sheqi_desktop.sync.frame import MAX_MANIFEST, write_frame
from sheqi_desktop.sync.header import MAX_BODIES, MAX_BODY, read_header
from sheqi_desktop.sync.manifest import MAX_BLOB
from sheqi_desktop.sync.roster import sign
from sheqi_desktop.sync.segment import decode
from tests.sync.parts import (
    OTHER,
    County,
    Writer,
    blob,
    some_visits,
    uid,
)

COUNTY = County()
SEALED = some_visits(COUNTY).seal()


def test_an_enrolment_file_is_no_bundle():
    frame = write_frame(b"{}", bytes(64), [])
    with pytest.raises(t.BundleDamaged):
        COUNTY.read(frame)


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"SQB1",
        b"SQB2" + bytes(80),
        b"SQB1" + b"\xff" * 4 + bytes(80),
        b"SQB1" + (9).to_bytes(4, "big") + b"{}" + bytes(70),
    ],
    ids=range(5),
)
def test_a_frame_that_is_none_is_damage(plain):
    with pytest.raises(t.BundleDamaged):
        COUNTY.read(envelope.close(plain, [COUNTY.centre.recipient]))


def test_a_file_is_named_after_station_machine_and_number():
    assert bundle.file_name("411327101", "A", 12) == "SQ-411327101-A-000012.sqb"
    assert bundle.file_name("411327101", "A", 12, (1, 3)) == "SQ-411327101-A-000012-1of3.sqb"
    assert len(bundle.file_name("411327101-2", "A", 999_999, (10, 10))) <= 40
    with pytest.raises(ValueError, match="named after"):
        bundle.file_name("../x", "A", 1)


def test_what_is_too_much_for_one_stick_goes_into_several_complete_bundles():
    writer = Writer(COUNTY, COUNTY.other)
    sealed = []
    for i in range(5):
        writer.create(uid(i + 1), {"note": "长" * 50, "station_code": OTHER})
        sealed.append(writer.seal())
    pictures = blob(b"1" * 2000) | blob(b"2" * 2000)
    files = bundle.shares(sealed, [(sha, len(data)) for sha, data in pictures.items()], 3000)
    assert len(files) > 1
    assert [each for segments, _ in files for each in segments] == sealed
    assert [sha for _, names in files for sha in names] == list(pictures)
    for number, (segments, names) in enumerate(files, start=1):
        data = COUNTY.bundle(
            segments, COUNTY.other, blobs={sha: pictures[sha] for sha in names}, part=(number, len(files))
        )
        assert COUNTY.read(data).manifest.part == (number, len(files))
    assert ChangeRef(writer.chain, 1) in {c.ref for c in decode(sealed[0]).changes()}


def test_no_file_is_written_that_a_reader_would_find_too_large(monkeypatch):
    writer = Writer(COUNTY, COUNTY.other)
    sealed = []
    for i in range(4):
        writer.create(uid(i + 1), {"note": "长" * 400, "station_code": OTHER})
        sealed.append(writer.seal())
    unpacked = read_header(sealed[0].header).size
    monkeypatch.setattr(pack, "MAX_BODIES", 2 * unpacked + 100)
    assert [len(segments) for segments, _ in bundle.shares(sealed, [], 1 << 30)] == [2, 2]
    packed = len(sealed[0].body) + 2 * len(sealed[0].header)
    monkeypatch.setattr(pack, "MOST_BYTES", packed + 100)
    assert [len(segments) for segments, _ in bundle.shares(sealed, [], 1 << 30)] == [1, 1, 1, 1]
    monkeypatch.setattr(pack, "MAX_FILE", 100)
    with pytest.raises(ValueError, match="at most 200 MiB"):
        COUNTY.bundle(sealed, COUNTY.other)


def test_the_document_names_the_sizes_that_are_kept():
    said = (Path(pack.__file__).parent / "FORMAT.md").read_text(encoding="utf-8")
    assert f"At most {MAX_FILE >> 20} MiB; the bodies in it together at most {MAX_BODIES >> 20} MiB" in said
    assert f"an attachment as it is, ≤ {MAX_BLOB >> 20} MiB" in said
    assert f"its exact length, ≤ {MAX_BODY >> 20} MiB" in said
    assert f"length of manifest, 4 bytes, ≤ {MAX_MANIFEST >> 20} MiB" in said


def test_a_part_of_the_roster_that_no_root_signed_is_refused():
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    forged = sign(COUNTY.book.successor(by="x"), [Ed25519PrivateKey.generate()])
    with pytest.raises(t.RosterBroken):
        COUNTY.read(COUNTY.bundle([SEALED], rosters=[forged]))
