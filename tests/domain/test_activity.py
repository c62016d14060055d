"""An activity: its plan, its state, what it asks for when, and what of it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sheqi_desktop.domain.activity_plan import budget_fen, needs_supervisor, plan_state
from sheqi_desktop.domain.authority import Writer, why_not
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.activity import FILE, activities_to_do, activity_rows, state
from sheqi_desktop.domain.records.media import media_report_rows
from tests.builders import STATION, World, a_draft, coded, form, messages, row_id, vocabularies
from tests.builders_activity import APPROVED, a_media_report, a_move, a_plan, an_activity, signed
from tests.domain.counting.rows import counted

LEAD, WORKER, GUIDE = "w1", "w2", "s1"


def file(answers: dict[str, Any], status: str = "draft") -> Document:
    return Document("a1", "activity", station=STATION, status=status, answers=answers)


# ------------------------------------------------------------------------------ states
def test_an_activity_goes_from_plan_to_signature() -> None:
    asked = [a_move("submit_plan", WORKER)]
    assert state(file(a_plan())) == "draft"
    assert state(file(a_plan(moves=asked))) == "submitted"
    assert state(file(a_plan(moves=APPROVED))) == "approved"
    assert state(file(an_activity())) == "held"
    assert state(file(an_activity(), "submitted")) == "summary_submitted"
    assert state(signed()) == "completed"


def test_a_returned_plan_is_a_draft_again_and_a_new_round_forgets_the_old_approval() -> None:
    back = [a_move("submit_plan", WORKER, "1"), a_move("return_plan", LEAD, "2")]
    assert plan_state({"moves": back}) == "draft"
    again = [*APPROVED, a_move("submit_plan", WORKER, "2023-03-01")]
    assert plan_state({"moves": again}) == "submitted"


def test_nobody_approves_their_own_plan() -> None:
    own = [a_move("submit_plan", LEAD, "1", by_lead=True), a_move("approve_plan", LEAD, "2")]
    assert plan_state({"moves": own}) == "submitted"
    assert plan_state({"moves": [*own, a_move("confirm_plan", GUIDE, "3")]}) == "approved"


@pytest.mark.parametrize(
    "said",
    [
        {"budget": [{"item": "面粉", "amount": "600.00"}, {"item": "奖品", "amount": "400.01"}]},
        {"features": ["outdoor"]},
        {"features": ["minors"]},
        {"target_groups": ["elders", "children"]},
    ],
)
def test_a_costly_outdoor_or_childrens_activity_needs_the_supervisor_too(said: dict[str, Any]) -> None:
    plan = a_plan(moves=APPROVED, **said)
    assert needs_supervisor(plan)
    assert plan_state(plan) == "submitted"
    assert plan_state({**plan, "moves": [*APPROVED, a_move("confirm_plan", GUIDE, "9")]}) == "approved"


def test_a_thousand_yuan_is_not_more_than_a_thousand() -> None:
    plan = a_plan(budget=[{"item": "面粉", "amount": "1000.00"}])
    assert budget_fen(plan) == 100_000
    assert not needs_supervisor(plan)


def test_a_postponed_activity_goes_on_when_it_has_another_day() -> None:
    moves = [*APPROVED, a_move("postpone", LEAD, "2023-03-04", was="2023-03-05")]
    assert state(file(a_plan(moves=moves))) == "postponed"
    assert state(file(a_plan(moves=moves, service_date="2023-03-12"))) == "approved"


def test_a_cancelled_activity_stays_cancelled() -> None:
    assert state(file(a_plan(moves=[*APPROVED, a_move("cancel", LEAD, "2023-03-04")]))) == "cancelled"


def test_a_simple_activity_goes_without_an_approval() -> None:
    simple = {"simple": True, "moves": None, "planned_n": 20, "budget": None}
    assert state(file(a_plan(**simple))) == "draft"
    assert state(file(an_activity(**simple, actual_n=20, client_n=12, n_elder=10))) == "held"


def test_every_state_has_its_word_and_a_wrong_step_its_sentence() -> None:
    assert FILE.why_not("draft", "approve_plan") == "社区活动当前为“草稿”，不能批准计划。"
    assert FILE.why_not("completed", "cancel") == "社区活动当前为“已完成”，不能取消。"
    assert FILE.why_not("submitted", "approve_plan") is None


# ------------------------------------------------------------------------------ what is asked when
def test_saving_a_plan_needs_only_the_plan() -> None:
    draft = a_draft("activity", a_plan(purpose=None, agenda=None))
    assert draft.blocking("save") == []


def test_the_record_is_asked_for_once_the_plan_is_approved() -> None:
    assert not a_draft("activity", a_plan()).shown("process")
    assert a_draft("activity", a_plan(moves=APPROVED)).shown("process")
    assert a_draft("activity", a_plan(simple=True)).shown("process")


def test_an_approval_that_came_meanwhile_is_known_to_a_half_typed_form() -> None:
    draft = a_draft("activity", a_plan(), World(stored=a_plan(moves=APPROVED)))
    assert draft.shown("process")


def test_an_approved_plan_changes_only_with_a_new_reason() -> None:
    stored = an_activity(plan_reason="场地被占用，改到活动室")
    world = World(stored=stored)
    same = a_draft("activity", dict(stored), world)
    assert same.blocking("save") == []
    moved = a_draft("activity", {**stored, "place": "小学操场"}, world)
    assert [one.message for one in moved.blocking("save")] == ["请写明更正原因（不少于5个字）。"]
    told = a_draft("activity", {**stored, "place": "小学操场", "plan_reason": "活动室停电，改到操场"}, world)
    assert told.blocking("save") == []


@pytest.mark.parametrize(
    "said", [{"planned_n": 51}, {"features": ["outdoor"]}, {"features": ["meal"]}, {"activity_type": "health"},
             {"target_groups": ["children"]}],
)  # fmt: skip
def test_a_safety_plan_is_asked_for_where_it_matters(said: dict[str, Any]) -> None:
    assert "请填写安全预案。" in messages("activity", an_activity(**said))
    assert "请填写安全预案。" not in messages("activity", an_activity())


def test_up_to_a_hundred_people_sign_in_and_more_are_explained() -> None:
    sentence = "请上传签到表；人数过多时说明清点方法。"
    assert sentence in messages("activity", an_activity(signin_scan=None))
    many = {"signin_scan": None, "actual_n": 101, "safety_plan": "专人引导"}
    assert sentence in messages("activity", an_activity(**many))
    assert sentence not in messages("activity", an_activity(**many, count_note="按领取的面粉袋数清点"))


def test_raising_money_needs_a_charity() -> None:
    sentence = "公开募捐须由具有公开募捐资格的慈善组织开展，请填写合作慈善组织。"
    assert sentence in messages("activity", an_activity(activity_type="charity"))
    assert sentence not in messages("activity", an_activity(activity_type="charity", partners="演示慈善会"))


def test_the_supervisor_signs_what_did_not_pass_them_as_a_plan() -> None:
    asked = form("activity")
    assert asked.signers(an_activity()) == ("station_lead",)
    outdoors = an_activity(simple=True, features=["outdoor"], moves=None)
    assert asked.signers(outdoors) == ("station_lead", "supervisor")
    seen = [*APPROVED, a_move("confirm_plan", GUIDE, "2023-02-22")]
    assert asked.signers(an_activity(features=["outdoor"], moves=seen)) == ("station_lead",)


HELP = {
    "actual_n": "按签到表或现场清点填写，不要用预计人数。",
    "client_n": "只数已建档或能确认类别的民政服务对象。",
    "host_station": "两站合办时由主办站登记，协办站不重复登记。",
    "count_method": "发放物资按领取签名数计算。",
}


@pytest.mark.parametrize(("name", "words"), HELP.items())
def test_help_has_the_exact_words(name: str, words: str) -> None:
    assert form("activity").field(name).help == words


def test_incident_photos_and_telephones_are_sensitive() -> None:
    asked = form("activity")
    sensitive = {one.id for one in asked if one.privacy == "sensitive"}
    assert sensitive == {"incident", "photos", "signin_scan"}
    phone = asked.field("attendance").column("phone")
    assert phone
    assert phone.privacy == "sensitive"


def test_the_ledger_has_the_columns_of_the_register() -> None:
    ledger = form("activity").ledger
    assert ledger
    assert [column.header for column in ledger.columns] == (
        "活动编号 活动名称 类别 主题日 日期 地点 主办/协办 参加人数 其中服务对象 老年 儿童 残疾 志愿者人数 志愿时长 "
        "经费 合作单位 负责人 媒体报道数 状态 补录 备注"
    ).split()


@pytest.mark.parametrize(
    ("name", "mirror"),
    [
        ("activity_type", "ActivityType"), ("activity_feature", "ActivityFeature"), ("target_group", "TargetGroup"),
        ("count_method", "CountMethod"), ("activity_incident", "ActivityIncident"), ("media_level", "MediaLevel"),
        ("verify_state", "VerifyState"),
    ],
)  # fmt: skip
def test_python_speaks_of_the_same_codes_as_the_file(name: str, mirror: str) -> None:
    from sheqi_desktop.domain import codes_activity

    words = {one.name.lower(): one.value for one in getattr(codes_activity, mirror)}
    assert words == {entry.name: entry.code for entry in vocabularies()[name]}


# ------------------------------------------------------------------------------ counting
def test_the_activities_of_the_truth_table_sum_to_four() -> None:
    """domain 08 §6."""
    fixture = [
        signed("own", actual_n=60, client_n=20, safety_plan="专人引导"),
        signed("co-host", host_station="411327103", co_stations=[STATION]),
        signed("no clients", client_n=0),
        file({**a_plan(moves=[*APPROVED, a_move("cancel", LEAD, "2023-03-04")])}),
        *(signed(f"day {n}", service_date=f"2023-03-{n:02}") for n in (7, 8, 9)),
    ]
    unit = counted(activity=activity_rows(Documents(fixture))).result("ind_activity").unit(STATION)
    assert sorted(row.id for row in unit.counted) == ["day 7", "day 8", "day 9", "own"]
    assert len(unit.counted) == 4


def test_what_is_handed_in_and_not_signed_does_not_count() -> None:
    told = an_activity()
    waiting = Document(
        "a2", "activity", station=STATION, status="submitted", answers=told, confirmed=told,
        first_confirmed_at="2023-03-06T10:00:00",
    )  # fmt: skip
    (row,) = activity_rows(Documents([waiting]))
    assert (row.confirmed, row.signed_at, row.status) == (False, None, "summary_submitted")


def test_a_correction_on_its_way_changes_nothing_that_counts() -> None:
    one = signed()
    more = Document(
        "a1", "activity", station=STATION, status="submitted", answers=an_activity(client_n=39, n_elder=39),
        confirmed=one.confirmed, first_confirmed_at=one.first_confirmed_at, first_signed_at=one.first_signed_at,
        correcting=True,
    )  # fmt: skip
    (row,) = activity_rows(Documents([more]))
    assert (row.client_n, row.status, row.confirmed) == (28, "completed", True)


def test_a_stall_of_leaflets_counts_only_when_people_were_counted() -> None:
    guessed = signed(activity_type="policy", count_method="estimate")
    heads = signed(activity_type="policy", count_method="goods")
    assert [row.client_n for one in (guessed, heads) for row in activity_rows(Documents([one]))] == [0, 28]


def a_report(id_: str, status: str = "submitted", **said: Any) -> Document:
    told = a_media_report(**said)
    return Document(id_, "media_report", station=STATION, number=id_, status=status, answers=told, confirmed=told)


def test_a_report_counts_once_the_centre_has_verified_it_and_a_reprint_shares_its_article() -> None:
    reports = [
        a_report("m1", verify_state="verified"),
        a_report("m2", verify_state="verified", reprint_of="m1", published_on="2023-03-08"),
        a_report("m3", verify_state="verified", reprint_of="m2", published_on="2023-03-09"),
        a_report("m4"),
        a_report("m5", level="own", verify_state="verified"),
    ]
    rows = {row.id: row for row in media_report_rows(Documents(reports))}
    assert {row.article_group_id for name, row in rows.items() if name in ("m1", "m2", "m3")} == {"m1"}
    assert [rows[name].verified for name in ("m1", "m4")] == [True, False]
    result = counted(media_report=list(rows.values())).result("ind_media")
    assert [row.id for unit in result.units for row in unit.counted] == ["m1"]


def test_reprints_that_name_each_other_end_somewhere() -> None:
    ring = [a_report("m1", reprint_of="m2"), a_report("m2", reprint_of="m1")]
    assert {row.article_group_id for row in media_report_rows(Documents(ring))} == {"m1"}


# ------------------------------------------------------------------------------ what falls due
def test_an_activity_asks_for_its_approval_its_day_its_record_and_its_signature() -> None:
    today = date(2023, 3, 10)
    asked = {"moves": [a_move("submit_plan", WORKER)]}
    told = [
        Document("plan", "activity", answers=a_plan(**asked, service_date="2023-03-20")),
        Document("soon", "activity", answers=a_plan(moves=APPROVED, service_date="2023-03-12"), worker="w1"),
        Document("far", "activity", answers=a_plan(moves=APPROVED, service_date="2023-04-12")),
        Document("past", "activity", answers=a_plan(moves=APPROVED, service_date="2023-03-08"), worker="w1"),
        Document("told", "activity", status="submitted", answers=an_activity()),
        signed(),
    ]
    found = [(one.record, one.what, one.due.isoformat()) for one in activities_to_do(Documents(told), today)]
    assert sorted(found) == [
        ("past", "写活动记录和总结", "2023-03-13"), ("plan", "批准活动计划", "2023-03-20"),
        ("soon", "举办活动", "2023-03-12"), ("told", "签批活动总结", "2023-03-10"),
    ]  # fmt: skip


# ------------------------------------------------------------------------------ who may
def change(**answers: Any) -> Change:
    return Change(ChangeRef("d", 2), "media_report", row_id(1), (ChangeRef("d", 1),), answers, "w1", 1, "", "", "d")


def test_only_the_centre_says_that_a_report_is_verified() -> None:
    before = {"station_code": STATION, "status": "submitted"}
    worker = Writer("w1", frozenset({"station_lead"}), STATION, "station")
    centre = Writer("w1", frozenset({"center_staff"}), "411327000", "center")
    verified = change(verify_state="verified", verified_by="w1")
    assert why_not(verified, before, worker) == "报道要由县中心核验"
    assert why_not(verified, before, centre) is None
    assert why_not(change(title="改标题"), before, centre) == "县中心不能改站点记录的内容"


def test_a_plan_is_approved_by_the_lead_and_confirmed_by_the_supervisor_alone() -> None:
    row = {"id": row_id(1), "move": "approve_plan", "by": "w1"}
    told = {f"moves/{row_id(1)}": row}
    approving = Change(ChangeRef("d", 2), "activity", row_id(1), (ChangeRef("d", 1),), told, "w1", 1, "", "", "d")
    worker = Writer("w1", frozenset({"social_worker"}), STATION, "station")
    assert why_not(approving, {"station_code": STATION}, worker) == "“批准计划”不是这个角色能办的"


def test_coded_answers_are_what_the_form_stores() -> None:
    assert coded("activity", {"activity_type": "festival"}) == {"activity_type": 2}
