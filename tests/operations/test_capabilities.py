"""Domain 10 §4 at the desk: every cell of the permission table that has a service call allows it or refuses it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.staff import CAPABILITIES, HEAD, ROLES, permission
from sheqi_desktop.domain.trouble import (
    MinorClosed,
    NotYours,
    OwnApproval,
    PurposeTooShort,
    TooManyDays,
    Trouble,
    WrongPassword,
)
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_adjustment import decide
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.compare import versions
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import approve
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.minors import Asked, ask_to_read, review, unreviewed
from sheqi_desktop.operations.open_form import open_form
from sheqi_desktop.operations.opened import VIEWED
from sheqi_desktop.operations.person_card import person_card, reveal
from sheqi_desktop.operations.print_report import print_county
from sheqi_desktop.operations.read_bundle import read_bundle
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.verify_media import verify_media
from sheqi_desktop.operations.visit_side import visit_side
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import journal
from sheqi_desktop.sync.roster import Role
from tests.builders import a_child
from tests.desks import PASSWORD, put
from tests.signing import LEAD, WORKER, Office, an_agreement, somebody
from tests.typed import a_home, a_seen, client_answers, tidy, visit_answers

WHY = "核对身份，通知村医"
ELSEWHERE = "w-somebody-else"


@dataclass
class Things:
    """What the calls are about; all of it was typed by one person."""

    folder: Path
    client: str
    child: str
    draft: str
    visit: str
    paper: str


def correct(desk: Desk, one: Things) -> None:
    draft = draft_of(desk, one.visit)
    draft.answer("summary", "上午到家，老人在院里剥玉米，精神好，又说起孙子的事，记下来回头问学校。")
    save_record(desk, draft, one.visit)


CALLS: dict[str, Callable[[Desk, Things], object]] = {
    "client.read": lambda desk, one: person_card(desk, one.client),
    "client.reveal_sensitive": lambda desk, one: reveal(desk, one.client, "id_no", WHY),
    "minor.read": lambda desk, one: look_up.get(desk, one.child),
    "service.create": lambda desk, one: a_seen(desk, one.client, "2023-05-03", hand_in=False),
    "service.submit": lambda desk, one: submit(desk, draft_of(desk, one.draft), one.draft),
    "service.correct": correct,
    "service.correct_closed": lambda desk, one: decide(desk, one.visit, True, WHY),
    "service.void": lambda desk, one: void(desk, one.visit, "录到别人名下了"),
    "media.verify": lambda desk, one: verify_media(desk, one.visit, accepted=False, reason=WHY),
    "indicator.read": lambda desk, one: count_contract(desk),
    "indicator.read_county": lambda desk, one: print_county(desk, None, "xlsx"),
    "bundle.export": lambda desk, one: seal_bundle(desk, "nowhere", one.folder),
    "bundle.import": lambda desk, one: read_bundle(desk, one.folder / "没有.sqb"),
    "period.close": lambda desk, one: close_month(desk, desk.station, 2023, 4),
    "device.enrol": lambda desk, one: approve(
        desk, one.folder / "没有.sqe", "", "", "", one.folder, Ed25519PrivateKey.generate()
    ),
    "export.identified": lambda desk, one: export_ledger(desk, "visit", reason=WHY),
}
ELSEWHERE_TESTED = {
    "document.sign_off": "test_sign_off", "sampling.draw": "test_draw_sample",
    "annotation.create": "test_annotate_who", "annotation.reply": "test_annotate_who",
}  # fmt: skip
NOT_BUILT = frozenset(
    "case.close case.reopen worklog.own worklog.read_others meeting.create "
    "deliverable.create deliverable.accept finance.enter equipment.register contract.edit report.station_month "
    "report.county merge.resolve_conflict person.merge account.create export.statistics accesslog.read "
    "data.delete".split()
)
"""Cells without a service call of their own: there is nothing a person could press, or a form's signers say it."""
OF_MANY = frozenset({"indicator.read", "indicator.read_county", "export.identified"})
"""Not about one record: what is own decides what is in it, not whether there is one."""
CELLS = [(call, role, own) for call in CALLS for role in ROLES for own in (True, False)]
NAMES = [f"{call}-{role}-{'own' if own else 'other'}" for call, role, own in CELLS]


@pytest.fixture
def station(office: Office) -> Desk:
    return office.sit(WORKER)


@pytest.fixture
def things(office: Office, station: Desk) -> Things:
    home = a_home(station)
    client = somebody(station)
    child = a_child(**{name: value for name, value in client_answers(station, home, 3).items() if name in PLACED})
    return Things(
        office.folder,
        client,
        put(station, "client", tidy(child)).record,
        a_seen(station, client, "2023-05-02", hand_in=False).record,
        a_seen(station, client, "2023-05-03", start_at="15:00", end_at="15:30").record,
        an_agreement(station, client).record,
    )


PLACED = ("village", "household_id", "worker_id", "opened_on")


def sit_as(desk: Desk, role: str, *, own: bool) -> None:
    """Let the person who typed everything, or somebody else, hold one role at this desk."""
    worker = desk.me.worker_id if own else ELSEWHERE
    desk.me = replace(desk.me, worker_id=worker, roles=(Role(role, desk.station),))


def expected(capability: str, role: str, own: bool) -> bool:
    given = permission(role, capability)
    if not given.allowed or given.needs_second_person:
        return False  # nobody does alone what needs another's word: see test_second_person
    if capability == "minor.read" and role in (HEAD, "supervisor"):
        return False  # a reason comes first, or an approval: a file is not the own of who supervises
    return own or not given.only_own or role == "supervisor" or capability in OF_MANY


@pytest.mark.parametrize(
    ("capability", "role", "own"), CELLS, ids=[f"{c}-{r}-{'own' if o else 'other'}" for c, r, o in CELLS]
)
def test_the_service_call_is_allowed_or_refused_as_the_cell_says(
    station: Desk, things: Things, capability: str, role: str, own: bool
) -> None:
    sit_as(station, role, own=own)
    try:
        CALLS[capability](station, things)
        allowed = True
    except (NotYours, MinorClosed):
        allowed = False
    except Trouble:
        allowed = True  # it came past the table and met something else
    assert allowed is expected(capability, role, own)


def test_every_capability_has_a_call_here_or_is_said_to_have_none() -> None:
    assert {*CALLS, *ELSEWHERE_TESTED, *NOT_BUILT} == set(CAPABILITIES)
    asked = set()
    for path in (Path(__file__).parents[2] / "sheqi_desktop").rglob("*.py"):
        told = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r'(?:require|allows|agreed|prepare)\(\s*"([a-z_.]+)"', told))
    assert asked <= {*CALLS, *ELSEWHERE_TESTED}


# ------------------------------------------------------------------------------ two 社工 at one station
def test_a_colleague_may_visit_anybody_and_go_on_with_a_draft_but_not_hand_it_in_or_rewrite_it(
    station: Desk, things: Things
) -> None:
    sit_as(station, "social_worker", own=False)
    put(station, "visit", visit_answers(station, things.client, "2023-05-04"))
    opened = open_form(station, "visit", things.draft)
    assert not opened.read_only
    assert opened.not_mine == "这是李强的记录，由李强或站负责人提交"
    opened.draft.answer("companions", "村主任")
    save_record(station, opened.draft, things.draft)
    with pytest.raises(NotYours) as told:
        submit(station, opened.draft, things.draft)
    assert told.value.sentence == "此操作需要站负责人。请联系张敏。"
    assert open_form(station, "visit", things.visit).read_only == "这是李强的记录，由李强或站负责人修改"


def test_a_file_belongs_to_whom_it_was_handed_to_and_to_the_worker_of_a_case(station: Desk, things: Things) -> None:
    me = station.me
    draft = draft_of(station, things.client)
    draft.answer("worker_id", LEAD)
    submit(station, draft, things.client, [one for one in draft.problems() if one.confirmable])
    station.me = replace(me, worker_id=LEAD, roles=(Role("social_worker", station.station),))
    assert reveal(station, things.client, "phone", WHY)


def test_the_refusal_gives_the_telephone_where_it_is_known(station: Desk, things: Things) -> None:
    people = [replace(one, phone="15400001234") if one.worker_id == LEAD else one for one in station.book.newest.people]
    page = replace(station.book.pages[-1], roster=replace(station.book.newest, people=tuple(people)))
    station.book = replace(station.book, pages=(*station.book.pages[:-1], page))
    sit_as(station, "social_worker", own=False)
    with pytest.raises(NotYours) as told:
        reveal(station, things.client, "id_no", WHY)
    assert told.value.sentence == "此操作需要站负责人。请联系张敏（15400001234）。"


# ------------------------------------------------------------------------------ children's files
def test_a_child_is_read_by_others_after_an_approval_and_until_it_ends(
    office: Office, station: Desk, things: Things
) -> None:
    sit_as(station, "social_worker", own=False)
    assert person_card(station, things.child).closed
    assert not person_card(station, things.child).timeline
    side = visit_side(station, things.child)
    assert side is not None
    assert not side.before
    for call in (lambda: open_form(station, "client", things.child), lambda: draft_of(station, things.child)):
        with pytest.raises(MinorClosed, match="要先经站长批准才能看"):
            call()
    for asked, why in (
        (Asked("看一看", 3, LEAD, PASSWORD), PurposeTooShort),
        (Asked("暑期家访前了解监护情况", 31, LEAD, PASSWORD), TooManyDays),
        (Asked("暑期家访前了解监护情况", 3, ELSEWHERE, PASSWORD), OwnApproval),
        (Asked("暑期家访前了解监护情况", 3, WORKER, PASSWORD), NotYours),
        (Asked("暑期家访前了解监护情况", 3, LEAD, "不是这个口令啊啊"), WrongPassword),
    ):
        with pytest.raises(why):
            ask_to_read(station, things.child, asked)
    ask_to_read(station, things.child, Asked("暑期家访前了解监护情况", 3, LEAD, PASSWORD))
    assert open_form(station, "client", things.child).read_only.startswith("这是李强的记录")
    assert not person_card(station, things.child).closed
    office.hands.to("2023-05-08T09:00:00")
    assert person_card(station, things.child).closed


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
def test_a_childs_file_is_compared_and_its_steps_read_by_whom_may_open_it(
    station: Desk, things: Things, role: str, own: bool
) -> None:
    changed = draft_of(station, things.child)
    changed.answer("address_detail", "村小学东边第二户，蓝铁门")
    submit(station, changed, things.child, [one for one in changed.problems() if one.confirmable])
    sit_as(station, role, own=own)
    ways = (look_up.get, versions, look_up.history)
    if expected("minor.read", role, own):
        assert [len(way(station, things.child)) for way in ways[1:]] == [2, 2]
        return
    for way in ways:
        with pytest.raises(MinorClosed):
            way(station, things.child)


def test_who_compares_with_an_approval_is_noted(station: Desk, things: Things) -> None:
    sit_as(station, "social_worker", own=False)
    ask_to_read(station, things.child, Asked("暑期家访前了解监护情况", 3, LEAD, PASSWORD))
    versions(station, things.child)
    with station.read() as read:
        noted = [one for one in journal.entries(read) if one.what == VIEWED]
    assert [(one.who, one.subject, one.detail["why"]) for one in noted] == [(ELSEWHERE, things.child, "对照")]


def test_an_emergency_opens_at_once_for_a_day_and_waits_for_the_lead(
    office: Office, station: Desk, things: Things
) -> None:
    sit_as(station, "social_worker", own=False)
    ask_to_read(station, things.child, Asked("孩子走失，派出所要监护人电话", emergency=True))
    look_up.get(station, things.child)
    sit_as(station, "station_lead", own=False)
    assert unreviewed(station) == []  # nobody reviews their own
    station.me = replace(station.me, worker_id=LEAD)
    (one,) = unreviewed(station)
    assert (one.name, one.purpose) == ("李小明", "孩子走失，派出所要监护人电话")
    station.me = replace(station.me, roles=(Role("social_worker", station.station),))
    with pytest.raises(NotYours):
        review(station, one.entry)
    station.me = replace(station.me, roles=(Role("station_lead", station.station),))
    review(station, one.entry)
    assert unreviewed(station) == []
    sit_as(station, "social_worker", own=False)
    station.me = replace(station.me, worker_id=ELSEWHERE)
    office.hands.to("2023-05-05T09:30:00")
    with pytest.raises(MinorClosed):
        look_up.get(station, things.child)
