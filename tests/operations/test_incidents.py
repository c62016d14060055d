"""A lost computer begins its 个人信息安全事件; it stays at the centre, is told within the day, and is never void."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.checks_incident import CENTRE_CLOSES, HEAD_CLOSES, TWO_CLOSE
from sheqi_desktop.domain.circles import restricted_circle
from sheqi_desktop.operations import look_up, refs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.incidents import waiting
from sheqi_desktop.operations.ref_choices import About
from sheqi_desktop.operations.report_lost import Loss, report_lost
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.save_record import draft_of, new_draft, submit
from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import log
from tests.builders_events import an_incident
from tests.desks import PASSWORD, put
from tests.operations.test_circles import TWO, Around, around
from tests.operations.test_circles_kept import a_secret

__all__ = ["around"]


def lose(around: Around) -> str:
    """Report the first station's machine lost; give the incident."""
    root = open_root_key(around.folder / "root-1.key", PASSWORD)
    at = around.hands.clock.ms()
    return report_lost(around.centre, Loss(around.one.machine.device, at, "班车上被偷", "10086"), root).incident


def reported(around: Around, record: str, at: str = "2023-06-14T10:00:00+08:00") -> None:
    """Write whom it was reported to, and hand it in."""
    draft = draft_of(around.centre, record)
    draft.answer("reports", [{"to": "director", "at": at, "by": "何干事"}])
    draft.answer("notices", [{"persons": "全部", "how": "not_needed", "why_not": "资料加密，没有泄露"}])
    submit(around.centre, draft, record)


def test_a_lost_computer_says_what_was_on_it(around: Around):
    a_secret(around.one)
    around.send(around.one, around.centre)
    stored = look_up.get(around.centre, lose(around))
    said = stored.answers
    assert stored.status == "draft"
    assert stored.number.startswith("411327000-SJ-2023-A")
    assert (said["kind"], said["device_id"]) == ("lost_computer", "411327101-A")
    assert (said["n_persons"], said["n_restricted"]) == (1, 1)
    assert said["last_acknowledged"].startswith("第 1 号")
    assert said["cause"].endswith("班车上被偷 报案回执：10086")
    assert "restricted" in said["data_kinds"]


def test_it_is_due_within_a_day_until_the_director_is_told(around: Around):
    record = lose(around)
    told = waiting(around.centre)
    assert told is not None
    assert (told.count, told.late, told.words) == (1, False, "6月15日 09:00 以前报中心主任和民政局。")
    around.hands.to("2023-06-15T09:30:00")
    assert waiting(around.centre).late
    reported(around, record, "2023-06-14T10:00:00+08:00")
    assert waiting(around.centre) is None
    assert look_up.get(around.centre, record).status == "submitted"


def test_it_stays_at_the_centre(around: Around):
    record = lose(around)
    with around.centre.read() as read:
        circles = {log.circle_of(read, one.ref.chain) for one in log.changes_of(read, record)}
    assert circles == {restricted_circle(around.centre.station)}
    reported(around, record)
    around.send(around.centre, around.two)
    around.send(around.centre, around.watcher)
    for desk in (around.two, around.watcher):
        assert look_up.list_records(desk, look_up.Wanted("incident", restricted=True)) == []


def test_a_late_report_says_why(around: Around):
    record = lose(around)
    with pytest.raises(t.NotFinished) as refused:
        reported(around, record, "2023-06-16T10:00:00+08:00")
    assert "发现超过24小时尚未上报，请说明原因。" in [one.message for one in refused.value.problems]


def test_it_is_never_void_here_or_in_a_bundle(around: Around):
    record = lose(around)
    with pytest.raises(t.WrongState):
        void(around.centre, record, "写重了一份")
    own = put(around.two, "incident", here(an_incident(), around.two)).record
    with around.two.write() as write:
        stored = around.two.stored(write, own)
        around.two.append(write, "incident", own, stored.heads, {"_deleted": True}, "写重了一份")
    with pytest.raises(t.ChangeNotAllowed):
        around.send(around.two, around.centre)


def here(answers: dict[str, object], desk: Desk) -> dict[str, object]:
    return answers | {"worker_id": desk.me.worker_id, "device_id": f"{TWO}-A"}


def test_a_station_writes_its_own_down_and_the_centre_reads_it(around: Around):
    record = put(around.two, "incident", here(an_incident(kind="lost_paper"), around.two)).record
    around.send(around.two, around.centre)
    assert look_up.get(around.centre, record).answers["n_persons"] == 31


def closing(desk: Desk, one: str, other: str) -> list[str]:
    """Give what is said of these two closing what is written at a desk."""
    draft = new_draft(desk, "incident", here(an_incident(closed_on="2023-06-14", lessons="离开时带走U盘。"), desk))
    draft.answer("closed_by", one)
    draft.answer("closed_with", other)
    return [each.message for each in draft.problems() if each.code == "incident_closed_by_two"]


def test_it_is_closed_by_the_two_offices_and_by_nobody_else(around: Around):
    head, staff, worker = "w-centre-1", "w-centre-2", around.two.me.worker_id
    for desk in (around.centre, around.two):
        assert closing(desk, head, staff) == []
        assert closing(desk, staff, head) == [HEAD_CLOSES]
        assert closing(desk, worker, staff) == [HEAD_CLOSES]
        assert closing(desk, head, worker) == [CENTRE_CLOSES]
        assert closing(desk, head, head) == [TWO_CLOSE]


def test_a_station_finds_those_of_the_centre_the_head_first(around: Around):
    names = [one.id for one in refs.find(around.two, "worker", "", About("incident"))]
    assert names[:2] == ["w-centre-1", "w-centre-2"]
    assert around.two.me.worker_id not in names
    assert around.two.me.worker_id in [one.id for one in refs.find(around.two, "worker", "", About("visit"))]


def test_the_register_goes_into_a_sheet(around: Around):
    reported(around, lose(around))
    second = Second("w-centre-2", PASSWORD)
    sheet = load_workbook(BytesIO(export_ledger(around.centre, "incident", reason="民政局检查", second=second)))
    rows = [[str(cell or "") for cell in row] for row in sheet.active.values]
    assert any("中心主任 2023-06-14 10:00" in row and "丢失电脑" in row for row in rows)
