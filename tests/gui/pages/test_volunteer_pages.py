"""A volunteer's page with the register of certificates; a team's page with the rule of ten, live."""

from __future__ import annotations

import pytest

from sheqi_desktop.gui import ask, theme
from sheqi_desktop.operations.issue_certificate import Request, issue_certificate
from sheqi_desktop.operations.look_up import get, list_records
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.team_file import team_file
from sheqi_desktop.operations.verify_hours import verify_hours
from sheqi_desktop.operations.volunteer_file import volunteer_file
from sheqi_desktop.operations.volunteer_hours import save_rows
from sheqi_desktop.store.records import Wanted
from tests.gui.pages.test_fits import cut
from tests.volunteer_station import Station

CERTIFICATE = "service_certificate"


@pytest.fixture
def rooms(station, make_window):
    return make_window(station.desk)


def certificates(station: Station):
    return list_records(station.desk, Wanted(CERTIFICATE, order="number", descending=False))


# ------------------------------------------------------------------------------ the volunteer
def test_hours_changed_after_the_lead_read_the_list_are_not_verified_with_it(rooms, station):
    one, two = (each.record for each in save_rows(station.desk, station.rows(2), station.common).saved)
    station.sit(1)
    rooms.go("volunteers", "volunteer_hour")
    verify = rooms.find("hours_verify")
    station.sit(2)
    later = draft_of(station.desk, two)
    later.answer("end_at", "11:00")
    submit(station.desk, later, two)
    station.sit(1)
    ask.asked.clear()
    ask.answers.extend([1, True])
    verify.click()
    rooms.wait()
    assert "改过这份志愿服务记录（6月14日" in ask.asked[-1]
    assert {get(station.desk, each).status for each in (one, two)} == {"submitted"}
    ask.answers.append(1)
    verify.click()
    rooms.wait()
    assert {get(station.desk, each).status for each in (one, two)} == {"signed"}


def test_a_volunteer_opens_from_the_list_with_hours_by_year_and_stars(rooms, station):
    station.verified(station.rows(1))
    save_rows(station.desk, station.rows(1, on="6-13"), station.common)
    listed = rooms.go("volunteers").list_
    listed.table.opened.emit(station.people["v1"])
    rooms.wait()
    page = rooms.window.page
    assert rooms.window.page_id == "volunteer"
    assert [(one.year, one.hours, one.times) for one in page.file.years] == [("2023", "3.5", 1)]
    assert page.facts[1].words.text() == "离一星还差 96.5 小时"
    assert page.facts[2].number.text() == "1"
    assert [one.state for one in page.file.services] == ["已审核", "待审核"]
    assert [one.words for one in page.file.teams] == ["队长・2022年9月12日加入"]


def test_a_certificate_is_issued_reprinted_and_renewed_from_the_register(rooms, station):
    station.verified(station.rows(1))
    rooms.go("volunteer", station.people["v1"])
    ask.answers.extend([0, "评优材料"])
    rooms.find("volunteer_certify").click()
    rooms.wait()
    assert rooms.window.page_id == "print"
    first = certificates(station)[0]
    rooms.go("volunteer", station.people["v1"])
    rooms.find(f"reprint_{first.id}").click()
    rooms.wait()
    assert rooms.window.page_id == "print"
    rooms.go("volunteer", station.people["v1"])
    ask.answers.extend([2, "入学申请"])
    rooms.find(f"renew_{first.id}").click()
    rooms.wait()
    assert [bool(one.answers.get("replaced_by")) for one in certificates(station)] == [True, False]
    register = volunteer_file(station.desk, station.people["v1"]).certificates
    assert [one.state for one in register] == ["有效", "已被替代"]
    assert "见 A0002" in register[1].words


def test_who_cannot_be_certified_is_told_why_on_the_button(rooms, station):
    page = rooms.go("volunteer", station.people["v2"])
    assert page.file.no_certificate == "没有可证明的服务记录。"
    assert not rooms.find("volunteer_certify").isEnabled()


def test_a_certificate_that_says_too_much_is_marked_in_the_register(station):
    record = station.verified(station.rows(1))[0]
    asked = Request(station.people["v1"], *(station.desk.clock.today(),) * 2, "评优")
    issue_certificate(station.desk, asked)
    draft = draft_of(station.desk, record)
    draft.answer("end_at", "09:00")
    draft.answer("correction_reason", "签退时间抄错了")
    submit(station.desk, draft, record)
    verify_hours(station.sit(1), [record])
    assert [one.state for one in volunteer_file(station.desk, station.people["v1"]).certificates] == ["待更换"]


def test_a_service_that_was_set_aside_is_told_and_not_summed(station):
    station.two_at_once()
    found = volunteer_file(station.desk, station.people["v1"])
    assert (found.hours, [one.state for one in found.services]) == ("3.5", ["时间重叠", "已审核"])


# ------------------------------------------------------------------------------ the team
def leave(station: Station, place: int, on: str) -> None:
    lead = station.sit(1)
    draft = draft_of(lead, station.team)
    roll = draft.answers["members"]
    draft.answer("members", [row | ({"left_on": on} if n == place else {}) for n, row in enumerate(roll)])
    submit(lead, draft, station.team, [one for one in draft.problems() if one.confirmable])
    station.sit(2)


def test_the_rule_of_ten_is_live_and_says_what_is_missing(rooms, station):
    station.verified(station.rows(2))
    page = rooms.go("volunteer_team", station.team)
    assert (page.file.size, page.file.enough, page.file.counts, page.file.missing) == (10, True, True, ())
    leave(station, 9, "2023-06-10")
    page.recompute()
    rooms.wait()
    assert (page.file.size, page.file.counts) == (9, False)
    assert page.file.missing == ("志愿服务队须有10名以上在册队员，当前9人，还差1人。",)
    last = page.file.members[-1]
    assert (last.gone, last.joined, last.left) == (True, "2022年9月12日", "6月10日")
    assert page.table_title.remark.text() == "在册 9 人・已退出 1 人"


def test_a_team_without_verified_hours_says_so(station):
    save_rows(station.desk, station.rows(2), station.common)
    said = team_file(station.desk, station.team)
    assert not said.counts
    assert said.missing == ("还没有审核过的服务记录（有2条等审核），“已录入服务时长的队伍”暂不计。",)


def test_a_team_leads_to_its_roll_its_hours_and_a_member(rooms, station):
    page = rooms.go("volunteer_team", station.team)
    page.table.opened.emit(station.people["v3"])
    rooms.wait()
    assert (rooms.window.page_id, rooms.window.page.file.name) == ("volunteer", station.name(3))
    rooms.go("volunteer_team", station.team)
    rooms.find("team_hours").click()
    rooms.wait()
    assert rooms.window.page_id == "volunteer_hours"
    assert get(station.desk, station.team).id == rooms.window.page.team.teams.currentData()


@pytest.mark.parametrize(("page", "who"), [("volunteer", "v1"), ("volunteer_team", "team"), ("overlaps", "")])
@pytest.mark.parametrize(("size", "width", "height"), [(14, 1366, 696), (14, 1093, 557), (22, 1366, 696)])
def test_nothing_is_cut(station, make_window, page, who, size, width, height):
    station.two_at_once()
    issue_certificate(station.desk, Request(station.people["v1"], *(station.desk.clock.today(),) * 2, "评优"))
    theme.apply(theme.LIGHT, size)
    rooms = make_window(station.desk, width, height)
    shown = rooms.go(page, station.team if who == "team" else station.people.get(who))
    assert cut(shown) == []
