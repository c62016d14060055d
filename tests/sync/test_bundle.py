from dataclasses import replace

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.sync import bundle, envelope
from sheqi_desktop.sync.bytes import write_json
from sheqi_desktop.sync.frame import cut
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.segment import decode
from tests.sync.parts import (
    NOW,
    STATION,
    County,
    blob,
    body_text,
    counts_of,
    raw_bundle,
    reseal,
    some_visits,
)

COUNTY = County()
SEALED = some_visits(COUNTY).seal()


def test_a_bundle_comes_out_as_it_went_in():
    county = COUNTY
    picture = blob(b"\x89PNG")
    data = county.bundle(
        [SEALED],
        blobs=picture,
        have={SEALED.chain: (5, SEALED.hash)},
        journal=(7, "a" * 64),
        recovery=b"slot",
        bundles=((county.other.device, 3),),
        workers={"w1": "b" * 64},
        app="0.1",
    )
    opened = county.read(data)
    assert opened.sealed == (SEALED,)
    assert opened.blobs == picture
    said = opened.manifest
    assert (said.kind, said.counter, said.as_of, said.part, said.made) == ("sync", 1, "2023-03-31", (1, 1), NOW)
    assert said.have == {SEALED.chain: (5, SEALED.hash)}
    assert (said.journal, said.recovery) == ((7, "a" * 64), b"slot")
    assert said.bundles == ((county.other.device, 3),)
    assert said.workers == {"w1": "b" * 64}
    assert said.counts == {"visit": {STATION: [3, 0, 0], "": [0, 1, 1]}}
    assert opened.sender.station_code == STATION
    assert opened.sha256 == bundle.seen(data)
    assert opened.body(SEALED).changes() == decode(SEALED).changes()


def test_the_sender_can_open_its_own_bundle_and_a_stranger_cannot():
    data = COUNTY.bundle([SEALED])
    assert COUNTY.read(data, COUNTY.station).sealed == (SEALED,)
    with pytest.raises(t.BundleUnopenable):
        COUNTY.read(data, COUNTY.other)
    with pytest.raises(t.BundleUnopenable):
        COUNTY.read(data, Machine.make())


def test_a_forwarded_bundle_is_not_for_us():
    """Somebody who could open it puts it into a new envelope for somebody else."""
    plain = envelope.open_envelope(COUNTY.bundle([SEALED]), COUNTY.centre.age_secret)
    with pytest.raises(t.NotForUs):
        COUNTY.read(envelope.close(plain, [COUNTY.other.recipient]), COUNTY.other)


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"PK\x03\x04", b"\0" * 5000],
    ids=range(6),
)
def test_what_is_no_envelope_does_not_open(data):
    with pytest.raises(t.BundleUnopenable):
        COUNTY.read(data)


def test_armoured_and_password_files_are_refused():
    import pyrage

    to = [pyrage.x25519.Recipient.from_str(COUNTY.centre.recipient)]
    locked = b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 18\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    for data in (pyrage.encrypt(b"SQB1", to, armored=True), locked + bytes(64)):
        with pytest.raises(t.BundleUnopenable):
            COUNTY.read(data)


def test_a_file_beyond_every_honest_size_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(envelope, "MAX_FILE", 100)
    with pytest.raises(t.FileTooLarge):
        COUNTY.read(COUNTY.bundle([SEALED]))


def test_an_unknown_machine_is_refused_and_one_that_asked_waits():
    stranger = Machine.make()
    data = COUNTY.bundle([], stranger)
    with pytest.raises(t.SignerUnknown):
        COUNTY.read(data)
    with pytest.raises(t.SignerPending):
        COUNTY.read(data, requests={stranger.device})


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        ("pending", t.SignerPending),
        ("suspended", t.SignerRevoked),
        ("lost", t.SignerRevoked),
        ("revoked", t.SignerRevoked),
    ],
)
def test_a_machine_that_is_not_in_use_is_not_heard(status, refusal):
    county = County()
    data = county.bundle([some_visits(county).seal()])
    county.become(county.station, status=status)
    with pytest.raises(refusal):
        county.read(data)


def test_a_roster_inside_can_introduce_its_sender_and_can_suspend_it():
    county = County()
    before = county.book
    county.become(county.station, status="lost")
    data = county.bundle(
        [], county.centre, to=[county.device(county.other)], kind="roster", rosters=county.book.since(0)
    )
    newest = county.book.newest
    county.book = before
    opened = county.read(data, county.other)
    assert opened.book.newest == newest
    assert opened.roster_before == 1
    with pytest.raises(t.SignerRevoked):
        county.read(county.bundle([], kind="sync", rosters=opened.book.since(0)))


def test_another_countys_bundle_is_named_so():
    elsewhere = County()
    data = elsewhere.bundle([], elsewhere.station, to=[COUNTY.device(COUNTY.centre)])
    with pytest.raises(t.WrongCounty):
        COUNTY.read(data)


def test_another_countys_segment_inside_ours_is_damage():
    elsewhere = County()
    foreign = some_visits(elsewhere, COUNTY.station).seal()
    with pytest.raises(t.BundleDamaged):
        COUNTY.read(raw_bundle(COUNTY, [foreign], counts=counts_of(foreign)))


MEMBERS = {
    "no kind": {"kind": ...},
    "an unknown kind": {"kind": "redaction"},
    "an open kind in an envelope": {"kind": "invite"},
    "a receipt with records": {"kind": "receipt"},
    "to nobody": {"to": "x"},
    "to twice": {"to": ["0" * 32, "0" * 32]},
    "to unsorted": {"to": ["f" * 32, "0" * 32]},
    "counter zero": {"counter": 0},
    "counter a text": {"counter": "1"},
    "counter true": {"counter": True},
    "have a list": {"have": []},
    "have half": {"have": {"0" * 32: [1]}},
    "have no hash": {"have": {"0" * 32: [1, ""]}},
    "roster negative": {"roster": -1},
    "no parts": {"parts": ...},
    "parts empty": {"parts": []},
    "part 2 of 1": {"part": [2, 1]},
    "a summary of nothing": {"summary": {"counts": {}, "as_of": ""}},
    "a wrong summary": {"summary": {"counts": {"visit": {STATION: [4, 0, 0], "": [0, 1, 1]}}, "as_of": ""}},
    "a summary with text": {"summary": {"counts": {"visit": {STATION: ["3", 0, 0]}}, "as_of": ""}},
    "a summary with two": {"summary": {"counts": {"visit": {STATION: [3, 0]}}, "as_of": ""}},
    "a crooked day": {"summary": {"counts": {"visit": {STATION: [3, 0, 0], "": [0, 1, 1]}}, "as_of": "31.3.2023"}},
    "a crooked journal": {"journal": [1]},
    "a crooked recovery": {"recovery": "*"},
    "crooked bundles": {"bundles": [[1, 2]]},
    "crooked workers": {"workers": {"w1": "x"}},
    "a long app": {"app": "x" * 999},
    "version zero": {"v": 0},
    "version a text": {"v": "1"},
    "from nobody": {"from": "x"},
}


@pytest.mark.parametrize("name", MEMBERS)
def test_a_manifest_no_honest_program_would_sign_is_damage(name):
    data = COUNTY.forge(COUNTY.bundle([SEALED]), COUNTY.station, **MEMBERS[name])
    with pytest.raises(t.BundleDamaged):
        COUNTY.read(data)


def _part(**changes):
    def change(said):
        said["parts"][0].update(changes)

    return change


PARTS = {
    "an offset": _part(offset=1),
    "a length": _part(length=3),
    "a negative length": _part(length=-1),
    "a huge length": _part(length=1 << 40),
    "a hash": _part(hash="0" * 64),
    "a kind": _part(kind="redaction"),
    "a chain": _part(chain="0" * 32),
    "a first": _part(first=2),
    "a header": _part(header="{}"),
    "a header no text": _part(header=5),
    "a signature": _part(signature="QQ=="),
    "a path for a kind": _part(kind="../x"),
    "no hash": lambda said: said["parts"][0].pop("hash"),
    "the same part twice": lambda said: said["parts"].append(said["parts"][0]),
    "a part that is text": lambda said: said["parts"].__setitem__(0, "x"),
    "ten thousand and one parts": lambda said: said.update(parts=said["parts"] * 10_001),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_not_as_listed_is_damage(name):
    frame = cut(envelope.open_envelope(COUNTY.bundle([SEALED]), COUNTY.station.age_secret), "")
    PARTS[name](frame.said)
    with pytest.raises(t.BundleDamaged):
        COUNTY.read(COUNTY.sign_again(write_json(frame.said), bytes(frame.rest), COUNTY.station))


def test_nothing_may_follow_the_last_part():
    frame = cut(envelope.open_envelope(COUNTY.bundle([SEALED]), COUNTY.station.age_secret), "")
    with pytest.raises(t.BundleDamaged):
        COUNTY.read(COUNTY.sign_again(frame.text, bytes(frame.rest) + b"\0", COUNTY.station))


def test_a_manifest_with_another_spelling_is_damage():
    frame = cut(envelope.open_envelope(COUNTY.bundle([SEALED]), COUNTY.station.age_secret), "")
    for text in (frame.text + b" ", b" " + frame.text, frame.text.replace(b'"counter":1', b'"counter":1,"counter":1')):
        with pytest.raises(t.BundleDamaged):
            COUNTY.read(COUNTY.sign_again(text, bytes(frame.rest), COUNTY.station))


def test_a_later_format_is_kept_and_not_read():
    data = COUNTY.forge(COUNTY.bundle([SEALED]), COUNTY.station, v=2, parts="quite different")
    with pytest.raises(t.BundleTooNew):
        COUNTY.read(data)


def test_a_later_segment_format_is_kept_and_not_read():
    text = SEALED.header.replace(b'"v":1}', b'"v":9}')
    assert text != SEALED.header
    newer = replace(SEALED, header=text)
    with pytest.raises(t.BundleTooNew):
        COUNTY.read(raw_bundle(COUNTY, [newer]))


def test_unknown_members_are_kept():
    data = COUNTY.forge(COUNTY.bundle([SEALED]), COUNTY.station, later={"x": [1]})
    assert COUNTY.read(data).manifest.extra == {"later": {"x": [1]}}


def test_a_manifest_signed_by_another_enrolled_machine_is_changed_goods():
    plain = envelope.open_envelope(COUNTY.bundle([SEALED]), COUNTY.station.age_secret)
    frame = cut(plain, "")
    swapped = COUNTY.sign_again(frame.text, bytes(frame.rest), COUNTY.other)
    with pytest.raises(t.SignatureWrong):
        COUNTY.read(swapped)


def test_a_segment_signed_by_another_machine_is_changed_goods():
    forged = reseal(SEALED, COUNTY.other)
    with pytest.raises(t.SignatureWrong):
        COUNTY.read(raw_bundle(COUNTY, [forged], counts=counts_of(forged)))


def test_a_body_that_is_not_its_headers_is_damage():
    said = body_text(SEALED)
    said["create"]["visit"]["f"]["note"][0] = "别人写的"
    other = reseal(SEALED, COUNTY.station, write_json(said))
    swapped = type(other)(SEALED.chain, 1, 5, SEALED.hash, SEALED.header, SEALED.signature, other.body)
    with pytest.raises(t.BundleDamaged):
        COUNTY.read(raw_bundle(COUNTY, [swapped], counts=counts_of(SEALED)))


def test_segments_of_a_machine_no_roster_names_are_marked_unverified():
    stranger = Machine.make()
    sealed = some_visits(COUNTY, stranger).seal()
    opened = COUNTY.read(COUNTY.bundle([sealed]))
    assert opened.unverified == {sealed.hash}


def test_a_future_schema_and_the_other_codec_are_read():
    sealed = some_visits(COUNTY).seal(schema=99, codec="zlib")
    assert COUNTY.read(COUNTY.bundle([sealed])).headers[0].schema == 99


def test_an_attachment_that_is_not_what_it_is_named_is_damage():
    data = COUNTY.bundle([SEALED], blobs=blob(b"abc"))
    frame = cut(envelope.open_envelope(data, COUNTY.station.age_secret), "")
    frame.said["parts"][-1]["sha256"] = "f" * 64
    with pytest.raises(t.BundleDamaged):
        COUNTY.read(COUNTY.sign_again(write_json(frame.said), bytes(frame.rest), COUNTY.station))
