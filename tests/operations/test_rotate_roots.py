"""更换根密钥: the new are signed in by the old, the old sign nothing more, and who missed versions catches up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.cli.main import main
from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.root_key import county_root_key, open_root_key
from sheqi_desktop.operations.rotate_roots import Rotated, rotate_roots
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.sync import bundle
from sheqi_desktop.sync.roster import Book, Roster, sign
from tests.desks import PASSWORD, a_station
from tests.operations.conftest import County
from tests.operations.refusing import at, nothing_changes, refused

NEW = "新的根密钥口令四五六"
OTHER = Second("w-centre-2", PASSWORD)


def rotated(county: County, centre: Desk, *old: Path, words: str = PASSWORD) -> Rotated:
    folder = county.folder / f"keys-{centre.book.newest.version}"
    folder.mkdir()
    given = old or (county.folder / "root-1.key",)
    return rotate_roots(centre, [(path, words) for path in given], [folder], NEW, OTHER)


def test_the_old_keys_sign_nothing_more_and_the_new_everything(county: County):
    centre, station = county.centre(), county.station()
    made = rotated(county, centre)
    for old in ("root-1.key", "root-2.key"):
        with pytest.raises(t.RootKeyForeign):
            county_root_key(centre, county.folder / old, PASSWORD)
    for path in made.files:
        assert county_root_key(centre, path, NEW)
    # A roster the old key signs is refused wherever the rotation is known, whoever carries it.
    (county.folder / "out").mkdir()
    accept_bundle(station, seal_bundle(centre, station.station, county.folder / "out").path)
    assert station.book.newest.version == made.version
    old_root = open_root_key(county.folder / "root-1.key", PASSWORD)
    forged = sign(station.book.successor(devices=()), [old_root])
    data = bundle.pack(
        kind="sync", machine=station.machine, county=centre.book.county, to=centre.book.newest.active(), counter=77,
        roster_version=made.version, rosters=[*centre.book.since(0), forged],
    )  # fmt: skip
    with nothing_changes(centre):
        assert refused(centre, at(county.folder, data)).code == "E-ROS-01"


def test_a_machine_that_missed_two_rotations_catches_up_and_keeps_the_number_of_the_telephone(county: County):
    centre, station = county.centre(), county.station()
    number = station.book.fingerprint
    first = rotated(county, centre)
    second = rotated(county, centre, first.files[1], words=NEW)
    root = open_root_key(second.files[0], NEW)
    with centre.write() as write:
        newest = centre.book.successor(issued=1)
        centre.adopt(write, centre.book.adopt([sign(newest, [root])]))
    (county.folder / "out").mkdir()
    accept_bundle(station, seal_bundle(centre, station.station, county.folder / "out").path)
    assert station.book.newest == centre.book.newest
    assert station.book.fingerprint == number
    # What it writes under the roster before is taken as ever.
    accept_bundle(centre, county.first[0])


def test_a_new_machine_is_enrolled_with_the_new_key(county: County):
    centre = county.centre()
    made = rotated(county, centre)
    kept = (county.folder / "root-1.key").read_bytes()
    (county.folder / "root-1.key").write_bytes(made.files[0].read_bytes())
    with pytest.raises(t.WrongPassword):
        a_station(county.folder, centre, county.hands, "411327105")
    (county.folder / "root-1.key").write_bytes(kept)
    with pytest.raises(t.RosterBroken):
        a_station(county.folder, centre, county.hands, "411327105")


def test_rotating_takes_two_people_and_a_key_of_this_county(county: County):
    centre = county.centre()
    stranger = county.folder / "fremd.key"
    from sheqi_desktop.operations.root_key import make_root_key

    make_root_key(stranger, PASSWORD)
    before = centre.book.newest
    own = [(county.folder / "root-1.key", PASSWORD)]
    for old, second, kind in (
        (own, None, t.Trouble),
        (own, Second("w-centre-1", PASSWORD), t.OwnApproval),
        (own, Second("w-centre-2", "不是这个口令啊"), t.WrongPassword),
        ([(stranger, PASSWORD)], OTHER, t.RootKeyForeign),
        ([(county.folder / "root-1.key", "不对的口令一二三")], OTHER, t.WrongPassword),
    ):
        with pytest.raises(kind):
            rotate_roots(centre, old, [county.folder], NEW, second)
    assert centre.book.newest == before
    assert not list(county.folder.glob("root-v*.key"))


# ------------------------------------------------------------------------------ two keys together
def hexes(*keys: Ed25519PrivateKey) -> tuple[str, ...]:
    return tuple(key.public_key().public_bytes_raw().hex() for key in keys)


def test_a_county_whose_roster_asks_for_two_keys_rotates_with_two():
    a, b, c, d = (Ed25519PrivateKey.generate() for _ in range(4))
    book = Book.load([sign(Roster(1, "", hexes(a, b), 2), [a, b])])
    following = book.successor(roots=hexes(c, d))
    for signers in ([a], [c, d], [a, c], [a, a]):
        with pytest.raises(t.RosterBroken):
            book.adopt([sign(following, signers)])
    book = book.adopt([sign(following, [a, b])])
    with pytest.raises(t.RosterBroken):
        book.adopt([sign(book.successor(), [a, b])])
    with pytest.raises(t.RosterBroken):
        book.adopt([sign(book.successor(), [c])])
    one_key = replace(book.successor(), threshold=1)
    book = book.adopt([sign(one_key, [c, d])])
    assert book.adopt([sign(book.successor(), [d])]).newest.version == 4


def test_the_act_asks_for_as_many_keys_as_the_roster(county: County):
    centre = county.centre()
    both = [county.folder / "root-1.key", county.folder / "root-2.key"]
    with centre.write() as write:
        two = replace(centre.book.successor(), threshold=2)
        centre.adopt(write, centre.book.adopt([sign(two, [open_root_key(both[0], PASSWORD)])]))
    for one in (both[:1], [both[0], both[0]]):
        with pytest.raises(t.RootsMissing):
            rotate_roots(centre, [(path, PASSWORD) for path in one], [county.folder], NEW, OTHER)
    made = rotated(county, centre, *both)
    assert centre.book.newest.threshold == 2
    assert len(set(centre.book.newest.roots)) == len(made.files) == 2


def test_the_verb(county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    for name, words in (
        ("SHEQI_PASSWORD", PASSWORD),
        ("SHEQI_PASSWORD_2", PASSWORD),
        ("SHEQI_ROOT_PASSWORD", PASSWORD),
    ):
        monkeypatch.setenv(name, words)
    monkeypatch.setenv("SHEQI_NEW_ROOT_PASSWORD", NEW)
    sticks = [county.folder / "甲", county.folder / "乙"]
    for one in sticks:
        one.mkdir()
    arguments = ["--data", str(county.folder / "centre"), "rotate-roots", "--second", "w-centre-2"]
    arguments += ["--root-key", str(county.folder / "root-2.key"), "--keys", str(sticks[0]), "--keys", str(sticks[1])]
    assert main(arguments) == 0
    assert "旧的作废" in capsys.readouterr().out
    assert [len(list(one.glob("root-v*.key"))) for one in sticks] == [1, 1]
