"""Every check: one record that makes it speak, in the exact words, and one that keeps it quiet."""

# ruff: noqa: E501  — the table below reads best one case a line
from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from sheqi_desktop.domain.checks import CHECKS
from sheqi_desktop.domain.facts import NOTHING_KNOWN, Known, Summary
from tests.builders import (
    STATION,
    World,
    a_call,
    a_child,
    a_client,
    a_draft,
    a_household,
    a_period_close,
    a_record,
    a_visit,
    form,
    messages,
)
from tests.builders_case import CASES
from tests.builders_events import EVENTS
from tests.builders_groups import GROUPS
from tests.builders_handover import HANDOVER
from tests.builders_supervision import SUPERVISION
from tests.domain.speaks_activity import SPEAKS_ACTIVITY
from tests.domain.speaks_case import CASES_SPEAK
from tests.domain.speaks_events import EVENTS_SPEAK
from tests.domain.speaks_groups import GROUPS_SPEAK
from tests.domain.speaks_handover import HANDOVER_SPEAKS
from tests.domain.speaks_supervision import SUPERVISION_SPEAKS
from tests.domain.speaks_volunteer import SPEAKS_VOLUNTEER
from tests.volunteers import VOLUNTEER_KINDS

KINDS = (
    "client", "household", "visit", "period_close", *CASES, *EVENTS, "activity", "media_report", *GROUPS, *VOLUNTEER_KINDS, *SUPERVISION, *HANDOVER,
)  # fmt: skip
ELSEWHERE = Known("x", "411327103", "饶良镇", "王玉兰", "411327103-DA-2022-A0001")
HERE = Known("x", STATION, "桥头镇", "王玉兰", "411327101-DA-2022-A0007", "桥东岗村", 1941)
SUMMARY = a_visit()["summary"]
FAILED = a_visit(outcome="not_home", note="敲门无应答")


def on(day: str, **said: Any) -> dict[str, Any]:
    """Give a failed visit on a day."""
    return a_visit(outcome="not_home", note="敲门无应答", service_date=day, **said)


PHOTO = {"hash": "ab" * 32, "size": 9, "name": "a.jpg", "type": "image/jpeg", "taken_on": "2023-03-01"}
SPEAKS = [
    ("photos_are_of_that_day", "visit", a_visit(photos=[PHOTO]), World(), "照片日期与服务日期不一致。"),
    ("photos_are_used_once", "visit", a_visit(photos=[PHOTO | {"taken_on": "2023-03-08"}]), World(holders={"ab" * 32: ["411327101-HD-2023-A0001"]}), "该图片已用于411327101-HD-2023-A0001，请确认不是重复使用。"),
    ("service_date_is_past", "visit", a_visit(service_date="2023-03-11"), World(), "服务日期不能晚于今天。"),
    ("service_date_after_opening", "visit", a_visit(), World(station_opened_on=date(2023, 3, 9)), "服务日期早于本站建站日期，请核对。"),
    ("closed_month_waits", "visit", a_visit(), World(closed=True), "该月份已结账，本记录须由指导中心确认后计入统计。"),
    ("closed_month_is_over", "period_close", a_period_close(month=3), World(), "这个月还没有过完，不能结账。"),
    ("opened_on_is_past", "client", a_client(opened_on="2023-03-11"), World(), "建档日期不能晚于今天。"),
    ("head_name_is_a_name", "household", a_household(head_name="王3"), World(), "姓名只能填写汉字、字母和“·”，长度2至30个字。"),
    ("member_names_are_names", "household", a_household(members=[{"name": "王", "relation": "self", "lives_together": True}]), World(), "姓名只能填写汉字、字母和“·”，长度2至30个字。"),
    ("member_phones_are_valid", "household", a_household(members=[{"name": "王玉兰", "relation": "self", "lives_together": True, "phone": "123"}]), World(), "电话号码格式不正确。手机为11位，固话如0377-67891234。"),
    ("phone_number_is_valid", "visit", a_call(phone_called="1540000"), World(), "电话号码格式不正确。手机为11位，固话如0377-67891234。"),
    ("labour_fits_size", "household", a_household(labor_count=2), World(), "劳动力人数不能多于家庭人口。"),
    ("village_is_ours", "client", a_client(), World(village_ours=False), "请从本站的村（居）清单中选择。"),
    ("worker_is_active", "client", a_client(), World(active=False), "责任社工不是本站在岗人员，请核对。"),
    ("text_is_factual", "visit", a_visit(summary="老人很懒，屋里没有收拾，已经帮忙打扫，约定下周再来看看。"), World(), "请用事实描述，避免评价性用语。"),
    ("name_is_a_name", "client", a_client(name="王@兰"), World(), "姓名只能填写汉字、字母和“·”，长度2至30个字。"),
    ("id_number_is_valid", "client", a_client(id_no="41139919410312992"), World(), "身份证号应为18位。"),
    ("id_number_is_valid", "client", a_client(id_no="411399194113129928"), World(), "身份证号中的出生日期不正确。"),
    ("id_number_is_valid", "client", a_client(id_no="411399194103129927"), World(), "身份证号校验位不正确，请逐位核对。"),
    ("gender_fits_id_number", "client", a_client(gender="male"), World(), "性别与身份证号不一致，请核对。"),
    ("birth_date_fits_id_number", "client", a_client(birth_date="1941-03-13"), World(), "出生日期与身份证号不一致，已按身份证号更正。"),
    ("birth_date_is_past", "client", a_client(birth_date="2023-04-01", id_type="unavailable", id_no=None, id_missing_reason="lost"), World(), "出生日期不正确，请核对。"),
    ("same_id_number_known", "client", a_client(), World(known=[HERE]), "本站已有该身份证号的档案：王玉兰 411327101-DA-2022-A0007。请打开原档案，不要重复建档。"),
    ("same_id_number_known", "client", a_client(), World(known=[ELSEWHERE]), "饶良镇已为此人建档（411327103-DA-2022-A0001）。可继续保存，指导中心将核对是否重复。"),
    ("may_be_the_same_person", "client", a_client(id_type="unavailable", id_no=None, id_missing_reason="lost"), World(alike=[HERE]), "本站可能已有此人：王玉兰 桥东岗村 1941。请确认是否同一人。"),
    ("client_phones_are_valid", "client", a_client(phone="0377-678"), World(), "电话号码格式不正确。手机为11位，固话如0377-67891234。"),
    ("legal_guardian_is_named", "client", a_child(guardians=[{"relation": "grandparent", "name": "张桂芳", "guardian_role": "carer"}]), World(), "请注明法定监护人；查找不到时选“暂无法联系”并写明情况。"),
    ("guardian_is_adult", "client", a_child(guardians=[{"relation": "sibling", "name": "李大明", "guardian_role": "legal", "birth_date": "2008-01-01"}]), World(), "监护人未满18周岁，请核对。"),
    ("death_date_is_past", "client", a_client(file_state="deceased", death_date="2023-03-11"), World(), "死亡日期不能晚于今天。"),
    ("lost_needs_three_contacts", "client", a_client(file_state="closed", close_reason="lost", closed_on="2023-03-09"), World(record_id="c1", visits=[("v1", on("2023-03-01")), ("v2", on("2023-03-01"))]), "失联须先有3次不同日期的联系记录。"),
    ("infant_needs_registration", "client", a_client(id_type="unavailable", id_no=None, id_missing_reason="not_registered"), World(), "对方还没有户口，建议在需求里登记“落户”。"),
    ("primary_is_one_of_them", "client", a_client(primary_category="orphan"), World(), "主要类别须是上面已选的对象类别之一。"),
    ("categories_are_not_twice", "client", a_client(categories=[{"category": "elder_alone"}] * 2, primary_category="elder_alone"), World(), "同一对象类别选了两次，请删去一行。"),
    ("category_dates_in_order", "client", a_client(categories=[{"category": "rural_low_income", "start": "2023-02-01", "end": "2023-01-01"}]), World(), "结束时间不能早于开始时间。"),
    ("rigid_expense_ends", "client", a_client(categories=[{"category": "rigid_expense", "start": "2023-01-01", "end": "2024-01-02"}], primary_category="rigid_expense"), World(), "该身份有效期一般不超过12个月，请核对截止日期。"),
    ("margin_income_fits", "client", a_client(categories=[{"category": "low_income_margin"}], primary_category="low_income_margin", income_year="7500.00"), World(subsistence_line_fen=500000), "低保边缘家庭的收入一般低于低保标准的1.5倍，请核对。"),
    ("institution_fits_living", "client", a_client(categories=[{"category": "destitute_institution"}], primary_category="destitute_institution"), World(), "集中供养的特困人员，居住状况应为“集中供养机构”，请核对。"),
    ("child_categories_fit_age", "client", a_child(birth_date="2006-09-15", id_type="birth_certificate", id_no=None), World(), "留守儿童须不满16周岁。"),
    ("left_behind_or_migrant", "client", a_child(categories=[{"category": "left_behind_child"}, {"category": "migrant_child"}]), World(), "留守儿童与流动儿童不能同时选择。"),
    ("severe_disability_fits_grade", "client", a_client(categories=[{"category": "severely_disabled"}], primary_category="severely_disabled", disability_types=["limb"], disability_grade="third"), World(), "重度残疾人须为一级、二级，或三级智力、精神残疾，请核对。"),
    ("elder_categories_fit_age", "client", a_client(birth_date="1970-03-12", id_type="household_book", id_no=None), World(), "老年人类别须年满60周岁。"),
    ("self_care_fits_items", "client", a_client(self_care="full"), World(), "自理能力与6项评估结果不一致，请核对。"),
    ("disability_cert_is_valid", "client", a_client(categories=[{"category": "disabled"}], primary_category="disabled", disability_types=["limb"], disability_grade="third", disability_cert_no="123"), World(), "残疾人证号应为20位（身份证号+类别1位+等级1位）。"),
    ("risk_level_fits", "client", a_client(risk_level="low"), World(), "按现有情况建议为中风险。拿不准时选高一级，督导会复核。"),
    ("times_in_order", "visit", a_visit(end_at="09:00"), World(), "结束时间不能早于开始时间。"),
    ("length_is_plausible", "visit", a_visit(end_at="09:33"), World(), "探访时长3分钟，请确认。"),
    ("length_is_plausible", "visit", a_call(end_at="11:01"), World(), "探访时长91分钟，请确认。"),
    ("something_was_asked", "visit", a_visit(**dict.fromkeys(("f_health", "f_mood", "f_care", "f_income", "f_housing", "f_safety", "f_family"), "not_asked")), World(), "各项情况都是“未了解”，请核对。"),
    ("blood_pressure_is_plausible", "visit", a_visit(bp_systolic=90, bp_diastolic=120), World(), "血压数值请核对。"),
    ("blood_pressure_is_plausible", "visit", a_visit(bp_systolic=261, bp_diastolic=90), World(), "血压数值请核对。"),
    ("injury_opens_report", "visit", a_visit(f_child_injury="abnormal"), World(records={"c1": a_child()}), "发现未成年人身体有伤痕，请立即按强制报告程序办理，并填写危机/强制报告记录。"),
    ("no_signal_stands_alone", "visit", a_visit(risk_signals=["none", "no_medicine"]), World(), "“无”不能与其他风险信号同时选择。"),
    ("grave_signal_is_high_risk", "visit", a_visit(risk_signals=["self_harm"], risk_level_after="medium"), World(), "有严重风险信号，风险等级建议定为高风险，请核对。"),
    ("lower_risk_has_reason", "visit", a_visit(risk_level_after="low", risk_reason="好了"), World(), "降低风险等级须写明依据。"),
    ("summary_is_long_enough", "visit", a_visit(summary="老人精神好。"), World(), "探访小结至少20个字，请写事实：看到什么、听到什么、做了什么。"),
    ("summary_is_long_enough", "visit", a_call(summary="都很好。"), World(), "探访小结至少10个字，请写事实：看到什么、听到什么、做了什么。"),
    ("summary_is_not_copied", "visit", a_visit(), World(summaries=[Summary("v0", date(2023, 2, 6), SUMMARY + "好")]), "本次记录与2023-02-06的记录几乎相同，请写明本次的具体情况。"),
    ("next_visit_is_later", "visit", a_visit(next_due="2023-03-08"), World(), "下次探访日期须晚于本次日期。"),
    ("next_visit_fits_risk", "visit", a_visit(next_due="2023-03-16"), World(), "下次探访日期晚于该风险等级的要求（7天内），请核对。"),
    ("three_failed_attempts", "visit", FAILED, World(visits=[("v1", on("2023-03-06")), ("v2", on("2023-03-07"))]), "已连续3次未联系上高风险对象，请立即联系村（居）干部或上门核实。"),
    ("home_visit_has_evidence", "visit", a_visit(client_sign=None), World(), "本次入户没有照片或签字，评估抽查时可能不予认可。"),
    ("signature_has_reason", "visit", a_visit(client_sign={"state": "unable", "reason": "", "file": None}), World(), "请写明无法签名的原因。"),
    ("client_has_a_file", "visit", a_visit(), World(records={"c1": a_client(file_state="moved_out")}), "该服务对象已不在册，请核对。"),
    ("client_was_alive", "visit", a_visit(), World(records={"c1": a_client(file_state="deceased", death_date="2023-03-07")}), "该服务对象已于2023-03-07去世，不能登记此日期的服务。"),
    ("same_person_same_day", "visit", a_visit(), World(visits=[("v1", a_visit(doc_no="411327101-TF-2023-A0001"))]), "该对象当天已有一次上门记录（411327101-TF-2023-A0001），本次不重复计人次。"),
    ("outcome_fits_mode", "visit", a_visit(outcome="no_answer", note="没有人"), World(), "探访方式与探访结果不相符，请核对。"),
    ("answerer_fits_outcome", "visit", a_call(outcome="carer_answered", answered_by="neighbour"), World(), "接听人是邻居的，只有邻居是登记的实际照料人才能选“照料人代答”，否则请选“未接通”。"),
    ("housemates_have_findings", "visit", a_visit(co_clients=[{"client_id": "c2", "met": True, "co_note": "在家"}]), World(), "同访对象须填写其本人的情况，否则不计人次。"),
    ("housemates_live_there", "visit", a_visit(co_clients=[{"client_id": "c2", "met": False}]), World(records={"c1": a_client(), "c2": a_client(household_id="h2")}), "同访对象须与主服务对象同户，或在同一机构。"),
    ("two_go_together", "visit", a_visit(workers=["w1"]), World(), "建议两人同行"),
    ("minor_needs_second_adult", "visit", a_visit(workers=["w1"]), World(records={"c1": a_child(guardians=[{"relation": "father", "name": "李强", "guardian_role": "legal", "away": True}])}), "探访未成年人且监护人不在场时，须有第二名成年人在场，请核对参与人员。"),
    ("worker_in_two_places", "visit", a_visit(), World(that_day=[("v1", a_visit(client_id="c9", start_at="10:00", end_at="10:30", doc_no="411327101-TF-2023-A0001"))]), "张敏在10:00–10:30已有另一条记录（411327101-TF-2023-A0001），请核对时间。"),
    ("goods_to_many_is_an_activity", "visit", a_visit(), World(that_day=[(f"v{n}", a_visit()) for n in range(8)]), "同一社工同一时间登记超过8户，请改用“社区活动”。"),
    *CASES_SPEAK,
    *EVENTS_SPEAK,
    *SUPERVISION_SPEAKS,
    *SPEAKS_ACTIVITY,
    *GROUPS_SPEAK,
    *HANDOVER_SPEAKS,
]  # fmt: skip
SPEAKS += SPEAKS_VOLUNTEER


@pytest.mark.parametrize(
    ("name", "kind", "answers", "world", "sentence"), SPEAKS, ids=[f"{s[0]}-{s[4][:8]}" for s in SPEAKS]
)
def test_a_check_says_its_exact_sentence(
    name: str, kind: str, answers: dict[str, Any], world: World, sentence: str
) -> None:
    assert sentence in messages(kind, answers, world)
    assert sentence in [problem.message for problem in CHECKS[name](answers, world)]


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_quiet_about_a_proper_record(name: str) -> None:
    kind = next(kind for kind in KINDS if name in form(kind).checks)
    assert list(CHECKS[name](a_record(kind), World())) == []


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_has_a_case_that_makes_it_speak(name: str) -> None:
    assert name in {case[0] for case in SPEAKS}


@pytest.mark.parametrize("case", SPEAKS, ids=[s[0] for s in SPEAKS])
def test_a_check_tolerates_a_world_that_knows_nothing(case: tuple[Any, ...]) -> None:
    list(CHECKS[case[0]](case[2], NOTHING_KNOWN))
    list(CHECKS[case[0]]({}, NOTHING_KNOWN))


@pytest.mark.parametrize("case", SPEAKS, ids=[s[0] for s in SPEAKS])
def test_sentences_use_full_width_punctuation(case: tuple[Any, ...]) -> None:
    without_times = re.sub(r"\d\d:\d\d", "", case[4])
    assert not set(without_times) & set(",;:()?!")


@pytest.mark.parametrize("kind", KINDS)
def test_a_proper_record_has_no_problem(kind: str) -> None:
    assert a_draft(kind, a_record(kind)).problems() == []


def test_a_proper_child_has_no_problem() -> None:
    assert a_draft("client", a_child()).problems() == []


def test_a_proper_call_has_no_problem() -> None:
    assert a_draft("visit", a_call()).problems() == []


def test_a_failed_attempt_needs_only_a_note() -> None:
    lean = {name: FAILED[name] for name in ("client_id", "service_date", "mode", "outcome", "visit_type", "workers")}
    assert messages("visit", lean) == ["请填写“备注”。"]
    assert messages("visit", {**lean, "note": "敲门无应答"}) == []


def test_a_shared_home_is_fine_and_an_institution_too() -> None:
    mates = [{"client_id": "c2", "met": True, "co_note": "在院里择菜，精神好"}]
    at_home = World(records={"c1": a_client(), "c2": a_client()})
    assert messages("visit", a_visit(co_clients=mates), at_home) == []
    apart = World(records={"c1": a_client(), "c2": a_client(household_id="h2")})
    assert messages("visit", a_visit(mode="institution", place="敬老院", co_clients=mates), apart) == []


def test_three_failures_are_counted_since_the_last_time_somebody_answered() -> None:
    seen_between = World(
        visits=[("v1", on("2023-03-07")), ("v2", a_visit(service_date="2023-03-06")), ("v3", on("2023-03-05"))]
    )
    assert "已连续3次未联系上高风险对象，请立即联系村（居）干部或上门核实。" not in messages(
        "visit", FAILED, seen_between
    )


def test_a_reason_keeps_a_gender_that_differs_from_the_number() -> None:
    said = a_client(gender="male", gender_kept_reason="证件登记错误，已报派出所")
    assert "性别与身份证号不一致，请核对。" not in messages("client", said)


def test_special_elders_are_seen_monthly_even_at_low_risk() -> None:
    world = World(records={"c1": a_client(risk_level="low")})
    late = a_visit(risk_level_after="low", next_due="2023-04-08")
    assert "下次探访日期晚于该风险等级的要求（30天内），请核对。" in messages("visit", late, world)
