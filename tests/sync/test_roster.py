import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.trouble import BundleTooNew, RosterBroken
from sheqi_desktop.sync.bytes import ROSTER, b64, id_of, pae, write_json
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Book, Cut, sign
from tests.sync.parts import STATION, County, device_of


def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def name(root: Ed25519PrivateKey) -> str:
    return root.public_key().public_bytes_raw().hex()


def test_the_county_is_named_after_its_first_roster():
    county = County()
    text = json.loads(county.book.signed(1))["roster"]
    assert county.book.county == id_of(text.encode())
    assert json.loads(text)["county"] == ""


def test_a_roster_comes_back_as_it_was_signed():
    county = County()
    cut = Cut(county.station.device, "a" * 32, 7, "b" * 64, reason="报失", at=5)
    county.book = county.book.adopt([sign(county.book.successor(cuts=(cut,), issued=9, by="周敏"), [county.root])])
    again = Book.load(county.book.since(0))
    assert again == county.book
    assert again.newest.cuts_of(county.station.device) == [cut]
    assert again.at(1) == county.book.pages[0].roster
    assert again.at(3) is None
    assert again.newest.person("w1").roles[0].role == "social_worker"
    assert again.newest.station_device(STATION, "A").id == county.station.device


def test_roots_rotate_when_the_old_root_signs():
    county, later = County(), key()
    second = sign(county.book.successor(roots=(name(later),)), [county.root])
    book = county.book.adopt([second])
    with pytest.raises(RosterBroken):
        book.adopt([sign(book.successor(by="old"), [county.root])])
    assert book.adopt([sign(book.successor(by="new"), [later])]).newest.version == 3
    assert book.fingerprint == county.book.fingerprint


def test_two_signatures_are_needed_when_the_roster_says_so():
    county, other = County(), key()
    both = sign(county.book.successor(roots=(name(county.root), name(other)), threshold=2), [county.root])
    book = county.book.adopt([both])
    third = book.successor(by="x")
    for roots in ([county.root], [other], [county.root, county.root], [county.root, key()]):
        with pytest.raises(RosterBroken):
            book.adopt([sign(third, roots)])
    assert book.adopt([sign(third, [county.root, other])]).newest.version == 3


def test_what_is_known_is_passed_over_and_a_rewritten_version_is_refused():
    county = County()
    first = county.book.signed(1)
    county.book = county.book.adopt([sign(county.book.successor(by="a"), [county.root])])
    assert county.book.adopt([first, county.book.signed(2)]) == county.book
    before = Book.load([first])
    assert before.adopt([sign(before.successor(by="b"), [county.root])]).newest.by == "b"
    with pytest.raises(RosterBroken):
        county.book.adopt([sign(before.successor(by="b"), [county.root])])


def test_a_version_without_the_ones_between_proves_nothing():
    county = County()
    skipped = sign(replace(county.book.successor(), version=3), [county.root])
    assert county.book.adopt([skipped]) == county.book


def test_a_roster_of_another_county_is_refused():
    county, elsewhere = County(), County()
    foreign = replace(county.book.successor(), county=elsewhere.book.county)
    with pytest.raises(RosterBroken):
        county.book.adopt([sign(foreign, [county.root])])


def test_a_first_roster_nobody_signed_is_refused():
    with pytest.raises(RosterBroken):
        Book.load([sign(County().book.newest, [])])
    with pytest.raises(RosterBroken):
        Book.load([])


def forged(county: County, change) -> bytes:
    """Sign a roster whose JSON somebody spoilt; the signature is good."""
    said = json.loads(json.loads(county.book.signed(1))["roster"]) | {"version": 2, "county": county.book.county}
    text = change(said) or write_json(said)
    signature = b64(county.root.sign(pae(ROSTER, text)))
    return write_json({"roster": text.decode(), "sigs": {name(county.root): signature}})


SPOILT = {
    "no devices": lambda s: s.pop("devices"),
    "devices a text": lambda s: s.update(devices="x"),
    "a device that is text": lambda s: s.update(devices=["x"]),
    "a device without key": lambda s: s["devices"][0].pop("key"),
    "a device under another id": lambda s: s["devices"][0].update(id="0" * 32),
    "a device with a number for a name": lambda s: s["devices"][0].update(label=5),
    "an unknown status": lambda s: s["devices"][0].update(status="fine"),
    "a crooked address": lambda s: s["devices"][0].update(age="age1x"),
    "a machine twice": lambda s: s["devices"].append(s["devices"][0]),
    "a crooked root": lambda s: s.update(roots=["x"]),
    "no root": lambda s: s.update(roots=[]),
    "threshold zero": lambda s: s.update(threshold=0),
    "threshold beyond the roots": lambda s: s.update(threshold=2),
    "people with roles of text": lambda s: s["people"][0].update(roles=["x"]),
    "version true": lambda s: s.update(version=True),
    "another spelling": lambda s: write_json(s) + b" ",
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_roster_no_centre_would_write_is_refused(what):
    county = County()

    def change(said):
        text = SPOILT[what](said)
        return text if isinstance(text, bytes) else None

    with pytest.raises(RosterBroken):
        county.book.adopt([forged(county, change)])


def test_a_later_roster_format_is_not_guessed_at():
    county = County()
    with pytest.raises(BundleTooNew):
        county.book.adopt([forged(county, lambda said: said.update(v=2))])


def test_members_of_a_later_program_are_let_be():
    county = County()
    book = county.book.adopt([forged(county, lambda said: said.update(later=[1]))])
    assert book.newest.version == 2


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b'{"roster":"{}","sigs":{}}', b'{"roster":5,"sigs":{}}', b"\xff"])
def test_bytes_that_are_no_roster_are_refused(raw):
    with pytest.raises(RosterBroken):
        County().book.adopt([raw])


def test_a_machine_is_enrolled_by_the_next_version():
    county, fresh = County(), Machine.make()
    devices = (*county.book.newest.devices, device_of(fresh, STATION, "B", "station"))
    book = county.book.adopt([sign(county.book.successor(devices=devices), [county.root])])
    assert book.newest.device(fresh.device).slot == "B"
    assert county.book.newest.device(fresh.device) is None
