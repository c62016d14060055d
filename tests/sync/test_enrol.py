import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.sync import admit, enrol
from sheqi_desktop.sync.bundle import open_bundle, pack
from sheqi_desktop.sync.bytes import fingerprint
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Person, Role, Workspace
from tests.sync.parts import CENTRE, NOW, OTHER, STATION, County, some_visits

DAY = 24 * 3600 * 1000
ROLES = (Role("social_worker", STATION),)
ACCOUNT = enrol.Account.make("w2", "SQ0002", "李娜", ROLES, "ABCD-2345")


def invited(county: County, slot: str = "B") -> tuple[enrol.Invitation, bytes]:
    invitation = enrol.Invitation.write(
        STATION, slot, "station", bytes(32), NOW, "合同文本", [ACCOUNT], {"villages": ["东村"]}
    )
    return invitation, enrol.make_invite(county.centre, county.book, invitation, 1)


def asked(county: County, machine: Machine, slot: str = "B") -> tuple[enrol.Invitation, bytes]:
    invitation, data = invited(county, slot)
    invite = enrol.open_invite(data, NOW)
    return invitation, enrol.make_request(machine, invite, "w2", {"w2": "c" * 64}, NOW, "社工站二号机")


def opened(county: County, invitation: enrol.Invitation, data: bytes, used: str | None = None, now: int = NOW):
    return enrol.open_request(
        data, file="申请", book=county.book, used=lambda _: used, now_ms=now,
        expires_of=lambda one: invitation.expires if one == invitation.id else None,
    )  # fmt: skip


def approved(county: County, request: enrol.Request) -> bytes:
    joined = admit.take_on(county.book, [], [Person("w2", "SQ0002", "李娜", "", ROLES)], [county.root], "c1", NOW)
    county.book = county.book.adopt([joined])
    return admit.approve(county.book, request, [county.root], enrolled_by="c1", approved_by="c2", now_ms=NOW)


def test_a_machine_is_enrolled_by_three_files_and_two_calls():
    county, fresh = County(), Machine.make()
    invitation, data = invited(county)

    invite = enrol.open_invite(data, NOW + 29 * DAY)
    invite.check(county.book.fingerprint)
    assert invite.invitation == invitation
    assert invite.account("w2", "abcd 2345").name == "李娜"

    request = opened(county, *asked(county, fresh))
    request.check(fresh.fingerprint)
    assert (request.device, request.age, request.station_code, request.slot) == (
        fresh.device, fresh.recipient, STATION, "B",
    )  # fmt: skip

    signed = approved(county, request)
    county.book = county.book.adopt([signed])
    newcomer = county.book.newest.device(fresh.device)
    assert newcomer is not None
    approval = pack(
        kind="roster", machine=county.centre, county=county.book.county, to=[newcomer], counter=2,
        roster_version=3, rosters=county.book.since(0),
    )  # fmt: skip
    taken = open_bundle(approval, file="核准", machine=fresh, book=invite.book)
    assert taken.book.newest.device(fresh.device) == newcomer
    assert newcomer.status == "active"
    assert (newcomer.enrolled_by, newcomer.approved_by) == ("c1", "c2")
    assert taken.book.newest.person("w2").key == "c" * 64

    # From now on what it writes is heard.
    sealed = some_visits(county, fresh).seal()
    assert county.read(county.bundle([sealed], fresh)).sender == newcomer


def test_the_one_time_code_does_not_travel():
    _, data = invited(County())
    assert b"ABCD" not in data
    assert len(enrol.new_code()) == 9
    with pytest.raises(t.CodeWrong):
        enrol.open_invite(data, NOW).account("w2", "ABCD-2346")
    with pytest.raises(t.CodeWrong):
        enrol.open_invite(data, NOW).account("w9", "ABCD-2345")


def test_a_fingerprint_read_wrong_stops_everything():
    county, fresh = County(), Machine.make()
    _, data = invited(county)
    with pytest.raises(t.FingerprintDiffers):
        enrol.open_invite(data, NOW).check(fingerprint(bytes(32)))
    with pytest.raises(t.FingerprintDiffers):
        opened(county, *asked(county, fresh)).check(county.book.fingerprint)


def test_a_pack_lasts_thirty_days():
    county = County()
    invitation, data = invited(county)
    enrol.open_invite(data, NOW + 30 * DAY)
    with pytest.raises(t.PackExpired):
        enrol.open_invite(data, NOW + 30 * DAY + 1)
    invitation, request = asked(county, Machine.make())
    with pytest.raises(t.PackExpired):
        opened(county, invitation, request, now=NOW + 31 * DAY)


def test_a_pack_serves_one_computer():
    county, fresh = County(), Machine.make()
    invitation, data = asked(county, fresh)
    assert opened(county, invitation, data, used=fresh.device).device == fresh.device
    with pytest.raises(t.PackUsed):
        opened(county, invitation, data, used=Machine.make().device)


def test_a_request_without_our_pack_is_refused():
    county = County()
    _, data = asked(county, Machine.make())
    other, _ = invited(county)
    with pytest.raises(t.InviteUnknown):
        opened(county, other, data)


def test_approval_takes_two_persons():
    county = County()
    request = opened(county, *asked(county, Machine.make()))
    for one, two in (("c1", "c1"), ("", "c1"), ("c1", "")):
        with pytest.raises(t.SecondPersonMissing):
            admit.approve(county.book, request, [county.root], enrolled_by=one, approved_by=two, now_ms=NOW)


def test_a_letter_is_never_given_twice():
    county = County()
    with pytest.raises(t.SlotTaken):
        invited(county, "A")
    first, second = Machine.make(), Machine.make()
    one, two = opened(county, *asked(county, first)), opened(county, *asked(county, second))
    signed = approved(county, one)
    county.book = county.book.adopt([signed])
    with pytest.raises(t.SlotTaken):
        admit.approve(county.book, two, [county.root], enrolled_by="c1", approved_by="c2", now_ms=NOW)
    # The same machine asking again is no second machine.
    assert admit.approve(county.book, one, [county.root], enrolled_by="c1", approved_by="c2", now_ms=NOW)
    county.become(first, status="retired")
    with pytest.raises(t.SlotTaken):
        admit.approve(county.book, two, [county.root], enrolled_by="c1", approved_by="c2", now_ms=NOW)


def test_people_known_already_gain_roles_and_keep_their_key():
    county = County()
    joined = admit.take_on(
        county.book,
        [Workspace(OTHER, "station", OTHER)],
        [Person("w1", "SQ0001", "王芳", "", (Role("station_lead", STATION),))],
        [county.root], "c1", NOW,
    )  # fmt: skip
    newest = county.book.adopt([joined]).newest
    assert [role.role for role in newest.person("w1").roles] == ["social_worker", "station_lead"]
    assert {one.id for one in newest.workspaces} == {CENTRE, STATION, OTHER}


def test_a_pack_that_a_station_made_is_refused():
    county = County()
    invitation, _ = invited(county)
    with pytest.raises(t.RosterBroken):
        enrol.open_invite(enrol.make_invite(county.station, county.book, invitation, 1), NOW)


@pytest.mark.parametrize("which", [0, 1])
def test_no_byte_of_an_enrolment_file_can_be_changed(which):
    county = County()
    invitation, data = invited(county) if which else asked(county, Machine.make())

    def read(mutant: bytes) -> None:
        enrol.open_invite(mutant, NOW, "包") if which else opened(county, invitation, mutant)

    read(data)
    for place in range(0, len(data), max(1, len(data) // 400)):
        mutant = bytearray(data)
        mutant[place] ^= 1
        with pytest.raises(t.Trouble):
            read(bytes(mutant))
    for end in range(0, len(data), max(1, len(data) // 100)):
        with pytest.raises(t.Trouble):
            read(data[:end])


def test_each_enrolment_file_opens_only_at_its_own_step():
    county = County()
    invitation, pack_ = invited(county)
    _, request = asked(county, Machine.make())
    with pytest.raises(t.BundleDamaged):
        enrol.open_invite(request, NOW)
    with pytest.raises(t.BundleDamaged):
        opened(county, invitation, pack_)
