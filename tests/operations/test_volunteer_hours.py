"""Hours at a real desk: many rows at once, verified by somebody else, certified, put into the national system."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sheqi_desktop.domain.codes import NationalEntry, ServiceQuality
from sheqi_desktop.domain.trouble import NotFinished, NothingToCertify, NotYours, OwnHours, OwnRecord
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.grid_rows import Common, GridRow, pasted
from sheqi_desktop.operations.look_up import get
from sheqi_desktop.operations.print_notice import print_notice
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.verify_hours import (
    activities_without_hours,
    deadline,
    drafts_running_out,
    mark_entered,
    to_verify,
    verify_hours,
    waiting_for_national,
)
from sheqi_desktop.operations.volunteer_hours import judge, kept_rows, save_rows
from sheqi_desktop.operations.volunteer_page import hours_page
from tests.desks import put
from tests.reports.papers import squeezed, text_of
from tests.reports.test_ledger import table_of
from tests.typed import tidy
from tests.volunteer_station import WHAT, Station
from tests.volunteers import a_correction, a_project, a_volunteer, an_hour


# ------------------------------------------------------------------------------ reading rows
def test_what_excel_puts_on_the_clipboard_becomes_rows():
    head = "日期\t志愿者\t服务内容\t开始\t结束\t时长\t备注\r\n"
    text = head + "6-14\t李卫国\t麦收帮扶\t8:00\t\t1小时30\t\r\n\r\n6-14\t王卫国\t理发\t8:00\t11:30\r\n"
    assert pasted(text) == [
        GridRow("6-14", "李卫国", "麦收帮扶", "8:00", "", "1小时30", ""),
        GridRow("6-14", "王卫国", "理发", "8:00", "11:30"),
    ]


@pytest.mark.parametrize(
    ("length", "end"), [("1小时30", "09:30"), ("1.5", "09:30"), ("90分", "09:30"), ("1:30", "09:30")]
)
def test_a_length_gives_the_end_that_is_missing(station: Station, length: str, end: str):
    row = GridRow("6-14", station.name(1), WHAT, "8:00", "", length)
    verdict = judge(station.desk, [row], station.common)[0]
    assert verdict.right
    assert verdict.draft is not None
    assert verdict.draft.answers["end_at"] == end


def test_a_shorter_length_than_the_times_is_a_break(station: Station):
    verdict = judge(station.desk, [GridRow("6-14", station.name(1), WHAT, "8:00", "12:00", "3")], station.common)[0]
    assert verdict.minutes == 180
    assert verdict.draft is not None
    assert verdict.draft.answers["break_minutes"] == 60


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (("6-99", 1, WHAT, "8:00", "9:00", "", ""), "on", "“日期”看不懂，请写成2023-06-14这样的日期。"),
        (("", 1, WHAT, "8:00", "9:00", "", ""), "on", "请填写“日期”。"),
        (("6-15", 1, WHAT, "8:00", "9:00", "", ""), "on", "服务日期不能晚于今天。"),
        (("6-14", "无此人", WHAT, "8:00", "9:00", "", ""), "who", "没有登记“无此人”，请先登记志愿者。"),
        (("6-14", 1, "", "8:00", "9:00", "", ""), "what", "请填写“服务内容”。"),
        (("6-14", 1, WHAT, "25:00", "9:00", "", ""), "start", "“开始”看不懂，请写成09:30这样的时间。"),
        (("6-14", 1, WHAT, "9:00", "8:00", "", ""), "end", "结束时间不能早于开始时间。"),
        (("6-14", 1, WHAT, "8:00", "", "很久", ""), "length", "“时长”看不懂，请写成1.5、1小时30、90分或1:30。"),
        (("6-14", 1, WHAT, "8:00", "9:00", "3", ""), "length", "“时长”比开始到结束的时间还长，请核对。"),
        (("6-14", 1, WHAT, "8:00", "17:00", "", ""), "note", "单日服务时长超过8小时，请填写原因。"),
        (("5-20", 1, WHAT, "8:00", "9:00", "", ""), "on", "超过录入期限，请选择补录原因。"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_its_sentence(station: Station, row: tuple[object, ...], column: str, sentence: str):
    on, who, *rest = row
    given = GridRow(str(on), station.name(who) if isinstance(who, int) else str(who), *map(str, rest))
    found = judge(station.desk, [given], station.common)[0]
    assert (column, sentence) in [(one.column, one.message) for one in found.wrong]


def test_a_long_day_is_right_once_its_reason_is_written(station: Station):
    row = GridRow("6-14", station.name(1), WHAT, "8:00", "17:00", "", "防汛值守")
    assert judge(station.desk, [row], station.common)[0].right


def test_two_rows_of_one_person_cannot_overlap(station: Station):
    rows = [*station.rows(1), GridRow("6-14", station.name(1), "理发", "11:00", "12:00")]
    assert judge(station.desk, rows, station.common)[1].wrong[0].message == (
        "李卫国在该时间段已有服务记录（第1行），时间不能重叠。"
    )


def test_namesakes_are_told_apart_by_their_number(station: Station):
    twin = put(
        station.desk, "volunteer", tidy(a_volunteer(11, name="李卫国") | {"id_no": None, "id_type": 9}), hand_in=False
    )
    found = judge(station.desk, station.rows(1), station.common)[0]
    assert found.wrong[0].message.startswith("有2位“李卫国”，请在姓名后写编号的末段（")
    tail = twin.number.rpartition("-")[2]
    row = station.rows(1)[0].but("who", f"李卫国 {tail}")
    assert judge(station.desk, [row], station.common)[0].draft.answers["volunteer_id"] == twin.record


# ------------------------------------------------------------------------------ saving
def test_the_right_rows_are_saved_together_and_the_wrong_one_waits(station: Station):
    wrong = GridRow("6-14", station.name(4), "理发", "08:00", "17:00")
    done = save_rows(station.desk, [*station.rows(), wrong, GridRow("6-14")], station.common)
    assert (len(done.saved), done.waiting) == (3, (wrong,))
    assert kept_rows(station.desk) == ([wrong], station.common)
    assert {get(station.desk, one.record).status for one in done.saved} == {"submitted"}
    finished = save_rows(station.desk, [wrong.but("end", "10:00")], station.common)
    assert (len(finished.saved), kept_rows(station.desk)) == (1, ([], None))


def test_a_late_row_carries_its_reason_and_its_mark(station: Station):
    late = Common(**{**{name: getattr(station.common, name) for name in Common.__slots__}, "late_reason": "forgot"})
    saved = save_rows(station.desk, station.rows(1, on="5-20"), late).saved[0]
    assert get(station.desk, saved.record).answers["late_entry"] is True


# ------------------------------------------------------------------------------ verifying
def test_somebody_else_verifies_many_at_once(station: Station):
    done = save_rows(station.desk, station.rows(), station.common)
    wanted = [one.record for one in done.saved]
    assert to_verify(station.desk) == []
    with pytest.raises(OwnRecord):
        verify_hours(station.desk, wanted)
    lead = station.sit(1)
    assert [one.id for one in to_verify(lead)] == wanted
    verify_hours(lead, wanted, ServiceQuality.EXCELLENT)
    assert {(get(lead, one).status, get(lead, one).answers["quality"]) for one in wanted} == {("signed", 1)}
    assert to_verify(lead) == []


def test_verifying_is_all_or_nothing(station: Station):
    done = save_rows(station.desk, station.rows(2), station.common)
    station.sit(1)
    own = save_rows(station.desk, station.rows(1, on="6-13"), station.common).saved[0].record
    with pytest.raises(OwnRecord):
        verify_hours(station.desk, [done.saved[0].record, own])
    assert get(station.desk, done.saved[0].record).status == "submitted"


def test_a_worker_cannot_verify_what_the_lead_recorded(station: Station):
    station.sit(1)
    own = save_rows(station.desk, station.rows(1), station.common).saved[0].record
    with pytest.raises(NotYours):
        verify_hours(station.sit(2), [own])


def leads_the_team(station: Station, who: str = "v1") -> None:
    """Let li be registered as the volunteer ``who``; v1 is 队长."""
    lead = station.sit(1)
    draft = draft_of(lead, station.people[who])
    draft.answer("staff_id", "w-411327103-2")
    submit(lead, draft, station.people[who], [one for one in draft.problems() if one.confirmable])


def typed_by_the_lead(station: Station, place: int) -> str:
    row = GridRow("6-14", station.name(place), WHAT, "08:00", "09:00")
    return save_rows(station.sit(1), [row], replace(station.common, recorder="张敏")).saved[0].record


def test_the_leader_of_the_team_verifies_what_the_lead_recorded(station: Station):
    leads_the_team(station)
    record = typed_by_the_lead(station, 3)
    leader = station.sit(2)
    assert [one.id for one in to_verify(leader)] == [record]
    verify_hours(leader, [record])
    stored = get(leader, record)
    assert (stored.status, stored.answers["approved_by"], stored.answers["approved_as"]) == (
        "signed",
        "w-411327103-2",
        "team_leader",
    )


def test_nobody_verifies_hours_of_their_own(station: Station):
    leads_the_team(station)
    own = typed_by_the_lead(station, 1)
    leader = station.sit(2)
    assert to_verify(leader) == []
    with pytest.raises(OwnHours, match="不能审核本人的服务时长。请换站负责人或本队队长审核。"):
        verify_hours(leader, [own])
    common = replace(station.common, recorder="张敏")
    typed = save_rows(leader, station.rows(2, on="6-13")[1:], common).saved[0]
    with pytest.raises(OwnRecord, match="自己写的服务时长不能由自己审核。请站负责人或本队队长办理。"):
        verify_hours(leader, [typed.record])


def test_a_member_who_is_not_leader_does_not_verify(station: Station):
    leads_the_team(station, "v2")
    record = typed_by_the_lead(station, 3)
    with pytest.raises(NotYours, match="或本队队长"):
        verify_hours(station.sit(2), [record])


# ------------------------------------------------------------------------------ the national system, deadlines
def test_hours_of_a_project_are_marked_as_entered_and_stay_verified(station: Station):
    project = put(station.desk, "volunteer_project", tidy(a_project(team_id=station.team))).record
    with_project = Common(**{**{n: getattr(station.common, n) for n in Common.__slots__}, "project_id": project})
    done = save_rows(station.desk, station.rows(2), with_project)
    alone = save_rows(station.desk, station.rows(1, on="6-13"), station.common).saved[0].record
    wanted = [one.record for one in done.saved]
    verify_hours(station.sit(1), [*wanted, alone])
    assert len(waiting_for_national(station.desk)) == 3
    mark_entered(station.desk, wanted, date(2023, 6, 14), "SQ-2023-07")
    assert [one.id for one in waiting_for_national(station.desk)] == [alone]
    stored = get(station.desk, wanted[0])
    assert (stored.answers["national_entry"], stored.status, stored.correcting) == (
        NationalEntry.ENTERED,
        "signed",
        False,
    )
    with pytest.raises(NotFinished, match="录入全国系统须先有志愿服务项目"):
        mark_entered(station.desk, [alone], date(2023, 6, 14))


def test_the_deadline_counts_working_days(station: Station):
    line = deadline(station.desk, WHAT, date(2023, 6, 8))
    assert (line.until, line.days_left) == (date(2023, 6, 25), 6)


def test_a_draft_runs_out_three_working_days_before_its_deadline(station: Station):
    said = tidy(an_hour(service_date="2023-06-01", team_id=station.team, volunteer_id=station.people["v1"]))
    put(station.desk, "volunteer_hour", said, hand_in=False)
    assert [line.days_left for _, line in drafts_running_out(station.desk)] == [1]
    assert activities_without_hours(station.desk) == []


# ------------------------------------------------------------------------------ lists
def test_ledgers_of_volunteers_hours_and_teams_agree_with_the_records(station: Station):
    station.verified(station.rows())
    lead = station.sit(1)
    people = table_of(export_ledger(lead, "volunteer", reason="月底核对名册"))
    row = next(line for line in people if line["姓名"] == "李卫国")
    assert (row["本期时长"], row["累计时长"], row["所属队伍"]) == (3.5, 3.5, "“古镇暖心”志愿服务队")
    assert str(row["证件号码"]).count("*") == 10
    assert people[-1]["累计时长"] == 10.5
    hours = table_of(export_ledger(lead, "volunteer_hour", reason="月底核对时长"))
    assert (hours[0]["审核人"], hours[0]["全国系统"], hours[-1]["时长（小时）"]) == ("张敏", "待录入", 10.5)
    team = table_of(export_ledger(lead, "volunteer_team", reason="月底核对队伍"))[0]
    assert [team[name] for name in ("人数", "党员数", "项目数", "本期次数", "本期时长")] == [10, 10, 0, 1, 10.5]


def test_a_notice_shows_the_verified_hours_of_a_month(station: Station):
    with pytest.raises(NothingToCertify):
        print_notice(station.desk, date(2023, 6, 1), date(2023, 6, 30))
    station.verified(station.rows(2))
    said = squeezed(text_of(print_notice(station.desk, date(2023, 6, 1), date(2023, 6, 30)).data))
    assert "志愿服务记录公示单" in said
    assert station.name(2) in said


def test_how_many_were_entered_in_time(station: Station):
    late = replace(station.common, late_reason="forgot")
    done = [*save_rows(station.desk, station.rows(1, on="5-20"), late).saved]
    done += save_rows(station.desk, station.rows(3), station.common).saved
    verify_hours(station.sit(1), [one.record for one in done])
    assert hours_page(station.desk).timely == 75


def test_a_correction_is_numbered_after_its_record(station: Station):
    record = station.verified(station.rows(1))[0]
    asked = put(station.desk, "hour_correction", a_correction(parent_id=record, asked_on="2023-06-14"))
    assert asked.number == f"{get(station.desk, record).number}-GZ1"
