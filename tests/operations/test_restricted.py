"""限阅: who may see a crisis, who may not, and the line in the journal of everybody who did."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from sheqi_desktop.domain.trouble import NotFound, Restricted
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.find_all import find_all
from sheqi_desktop.operations.open_form import open_form
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.quick_search import quick_search
from sheqi_desktop.operations.record_list import ListAsk, list_lines, record_list
from sheqi_desktop.operations.restricted import VIEWED, may_see
from sheqi_desktop.operations.save_record import draft_of
from sheqi_desktop.operations.unlock import seat
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import journal
from sheqi_desktop.sync.roster import Role
from tests.builders_events import a_crisis, a_referral
from tests.desks import PASSWORD, put
from tests.operations.conftest import County

SECRET = "两只胳膊有成片青紫"


@pytest.fixture
def desk(county: County) -> Desk:
    """Sit at a station as its 社工, who is not the 站长."""
    found = county.station()
    return sit(found, f"w-{found.station}-2")


def sit(desk: Desk, worker: str) -> Desk:
    """Let somebody else of the station sit down."""
    taken = seat(desk, worker, PASSWORD)
    desk.me, desk.signing_seed = taken.person, taken.signing_seed
    return desk


def as_(desk: Desk, worker: str, *roles: tuple[str, str]) -> Desk:
    """Give the same desk with somebody of these roles (role, unit) at it."""
    posts = tuple(Role(role, unit) for role, unit in roles)
    return replace(desk, me=replace(desk.me, worker_id=worker, roles=posts))


def views(desk: Desk) -> list[tuple[str, str, str]]:
    """List who opened which restricted record why, the latest first."""
    with desk.read() as read:
        return [(e.who, e.subject, str(e.detail["why"])) for e in journal.entries(read) if e.what == VIEWED]


def the_crisis(desk: Desk) -> str:
    """Type a mandatory report."""
    return put(desk, "crisis", a_crisis(worker_id=desk.me.worker_id)).record


def test_a_crisis_is_restricted_from_its_first_save(desk: Desk) -> None:
    saved = put(desk, "crisis", {"event_kind": 1}, hand_in=False)
    assert look_up.get(desk, saved.record).restricted


SEES = [
    ("another 社工 of the station", "w-x", [("social_worker", "411327101")], False),
    ("the 站长", "w-x", [("station_lead", "411327101")], True),
    ("the 督导 of the station", "w-x", [("supervisor", "411327101")], True),
    ("the 督导 of another station", "w-x", [("supervisor", "411327103")], False),
    ("the 站长 of another station", "w-x", [("station_lead", "411327103")], False),
    ("the head of the centre", "w-x", [("center_director", "411327000")], True),
    ("the staff of the centre", "w-x", [("center_staff", "411327000")], False),
    ("an evaluator", "w-x", [("evaluator", "411327000")], False),
]


@pytest.mark.parametrize(("who", "worker", "roles", "sees"), SEES, ids=[one[0] for one in SEES])
def test_only_the_named_roles_see_it(
    desk: Desk, who: str, worker: str, roles: list[tuple[str, str]], sees: bool
) -> None:
    record = the_crisis(desk)
    with desk.read() as read:
        stored = desk.stored(read, record)
    other = as_(desk, worker, *roles)
    assert may_see(desk, stored)
    assert may_see(other, stored) is sees
    for look in (
        lambda: look_up.get(other, record),
        lambda: open_form(other, "crisis", record),
        lambda: print_record(other, "crisis", record),
        lambda: look_up.history(other, record),
        lambda: draft_of(other, record),
    ):
        if sees:
            look()
        else:
            with pytest.raises(Restricted):
                look()


def test_who_may_not_see_may_not_void_either(desk: Desk) -> None:
    record = the_crisis(desk)
    with pytest.raises(Restricted):
        void(as_(desk, "w-x", ("social_worker", desk.station)), record, "不该能作废的人")


def test_every_view_is_in_the_journal_with_who_and_why(desk: Desk) -> None:
    record = the_crisis(desk)
    assert views(desk) == []
    look_up.get(desk, record, "周例会讨论")
    lead = sit(desk, f"w-{desk.station}-1")
    open_form(lead, "crisis", record)
    assert views(lead) == [
        (f"w-{desk.station}-1", record, "打开表单"),
        (f"w-{desk.station}-2", record, "周例会讨论"),
    ]


def test_looking_at_open_records_leaves_no_line(desk: Desk) -> None:
    record = put(desk, "complaint", {"service_date": "2023-04-01", "channel": 2, "anonymous": True, "about": "迟到",
                                     "content": "约好九点", "handled_by": desk.me.worker_id}).record  # fmt: skip
    look_up.get(desk, record)
    assert views(desk) == []


def test_the_list_shows_it_to_whom_may_see_it_and_hides_its_words_from_others(desk: Desk) -> None:
    record = the_crisis(desk)
    asked = ListAsk("crisis")
    assert record_list(desk, asked).ids == (record,)
    mine = list_lines(desk, "crisis", [record])[0]
    assert "未成年人强制报告" in mine.cells
    assert (mine.state, mine.state_tone) == ("已报告", "warn")
    other = as_(desk, "w-x", ("social_worker", desk.station))
    assert set(list_lines(other, "crisis", [record])[0].cells) == {"限阅"}


def test_neither_search_finds_it(desk: Desk) -> None:
    record = the_crisis(desk)
    assert [hit for hit in quick_search(desk, "青紫") if hit.record == record] == []
    assert [line for line in find_all(desk, "青紫") if line.record == record] == []


def test_a_referral_out_of_a_crisis_is_restricted_and_a_row_without_words_in_the_ledger(desk: Desk) -> None:
    record = the_crisis(desk)
    with desk.read() as read:
        client = read.value("SELECT id FROM record WHERE kind = 'client' LIMIT 1")
    said = a_referral(client_id=client, from_ref=record, consent_id=None, no_consent_reason="mandatory_report")
    referral = put(desk, "referral", said)
    assert look_up.get(desk, referral.record).restricted
    lead = sit(desk, f"w-{desk.station}-1")
    sheet = openpyxl.load_workbook(io.BytesIO(export_ledger(lead, "referral", reason="季度归档检查"))).worksheets[0]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert referral.number in words
    assert "「限阅」" in words
    assert not [word for word in words if "低保金停发" in word or "桥头镇民政所" in word]


def test_a_crisis_has_no_ledger(desk: Desk) -> None:
    the_crisis(desk)
    lead = sit(desk, f"w-{desk.station}-1")
    with pytest.raises(NotFound):
        export_ledger(lead, "crisis", reason="看看能不能导出")
