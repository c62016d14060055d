"""One record of a 个案 for every check that makes it speak, in the exact words."""

# ruff: noqa: E501  — the table reads best one case a line
from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.document import Document
from tests.builders import World, a_child, a_client
from tests.builders_case import (
    a_case,
    a_case_assessment,
    a_case_closure,
    a_case_consent,
    a_case_evaluation,
    a_case_follow_up,
    a_case_plan,
    a_case_review,
    a_process_note,
    accepted,
    at_work,
    ended,
    paper,
)


def world(*documents: Document, **said: Any) -> World:
    return World(documents=documents, **said)


CRISIS = Document(
    "k1", "crisis", client="c1", answers={"client_id": "c1", "suspect_name": "李强", "suspect_relation": 1}
)
SHORT = "又说了一会儿话。"
AT_WORK = world(*at_work(4))
NEW = world(paper("case", status="submitted"))
YOUNG = World(records={"c1": a_child()})
TEEN = World(records={"c1": a_child(birth_date="2007-09-15")})
CASES_SPEAK = [
    ("case_assessment_fits_stage", "case_assessment", a_case_assessment(), NEW, "个案当前为“接案中”，不能提交预估表。"),
    ("case_plan_fits_stage", "case_plan", a_case_plan(), world(accepted(), paper("case_consent")), "个案当前为“已接案”，不能提交服务计划书。"),
    ("process_note_fits_stage", "process_note", a_process_note(), world(*at_work()[:3]), "个案当前为“计划中”，不能提交过程记录。"),
    ("case_review_fits_stage", "case_review", a_case_review(), NEW, "个案当前为“接案中”，不能提交阶段评估表。"),
    ("case_evaluation_fits_stage", "case_evaluation", a_case_evaluation(), NEW, "个案当前为“接案中”，不能提交结案评估表。"),
    ("case_closure_fits_stage", "case_closure", a_case_closure(), NEW, "个案当前为“接案中”，不能提交结案表。"),
    ("case_closure_fits_stage", "case_closure", a_case_closure(), world(*ended()), "个案当前为“跟进中”，不能提交结案表。"),
    ("case_follow_up_fits_stage", "case_follow_up", a_case_follow_up(), AT_WORK, "个案当前为“介入中”，不能提交回访记录。"),
    ("case_dates_are_past", "case", a_case(intake_on="2023-03-11"), World(), "服务日期不能晚于今天。"),
    ("case_month_is_open", "case", a_case(), World(closed=True), "该月份已结账，本记录须由指导中心确认后计入统计。"),
    ("paper_is_after_intake", "case_plan", a_case_plan(planned_on="2023-01-08"), AT_WORK, "“服务计划书”的日期不能早于接案日期。"),
    ("note_is_after_intake", "process_note", a_process_note(service_date="2023-01-08"), AT_WORK, "过程记录日期不能早于接案日期。"),
    ("contact_is_noted_once", "process_note", a_process_note(), AT_WORK, "这一天09:30已有一份过程记录（411327101-GA-2023-A0001-GC2023-02-02），请核对是不是录重了。"),
    ("note_is_before_closure", "process_note", a_process_note(service_date="2023-03-08"), world(*ended()), "过程记录日期不能晚于结案日期。"),
    ("closure_is_after_notes", "case_closure", a_case_closure(closed_on="2023-02-03"), AT_WORK, "结案日期不能早于最后一次过程记录。"),
    ("return_is_after_closure", "case_follow_up", a_case_follow_up(service_date="2023-03-06"), world(*ended()), "回访日期不能早于结案日期。"),
    ("returns_are_after_closure", "case_closure", a_case_closure(follow_up_dates=[{"on": "2023-03-07"}]), World(), "回访日期不能早于结案日期。"),
    ("plan_days_in_order", "case_plan", a_case_plan(end_on="2023-01-19"), World(), "结束时间不能早于开始时间。"),
    ("period_in_order", "case_review", a_case_review(period_to="2023-01-08"), World(), "结束时间不能早于开始时间。"),
    ("next_contact_is_later", "process_note", a_process_note(next_on="2023-02-02"), World(), "下次日期应晚于本次日期，请核对。"),
    ("case_text_is_factual", "process_note", a_process_note(observation="说他素质低，不愿意谈。"), World(), "请用事实描述，避免评价性用语。"),
    ("case_text_is_factual", "process_note", a_process_note(observation="今天态度很差。"), World(judging_words=("态度很差",)), "请用事实描述，避免评价性用语。"),
    ("case_client_is_alive", "case", a_case(), World(records={"c1": a_client(file_state="deceased", death_date="2023-01-02")}), "该服务对象已于2023-01-02去世，不能开个案。"),
    ("case_client_has_no_other_case", "case", a_case(), AT_WORK, "该对象已有未结案的个案（411327101-GA-2023-A0001）。"),
    ("case_title_names_nobody", "case", a_case(title="王玉兰的情绪支持"), World(), "个案名称请勿出现服务对象姓名。"),
    ("first_contact_before_intake", "case", a_case(first_contact_on="2023-01-10"), World(), "首次接触日期不能晚于接案日期。"),
    ("at_most_three_problems", "case", a_case(problem_types=["money", "mood", "family", "work"]), World(), "问题类别最多选3类。"),
    ("presenting_problem_is_told", "case", a_case(presenting_problem="“睡不着。”"), World(), "请写明服务对象自己怎么说（不少于30个字）。"),
    ("urgent_opens_crisis", "case", a_case(urgency="urgent"), World(), "紧急个案请同时登记危机事件；需要强制报告的先打电话报告。"),
    ("unwilling_is_not_accepted", "case", a_case(willingness="refusing"), World(), "服务对象不愿接受服务，只能“不接案”或“危机介入”。"),
    ("everything_was_told", "case_consent", a_case_consent(told_items=["content"]), World(), "请逐项确认已向服务对象说明。"),
    ("every_scope_is_answered", "case_consent", a_case_consent(refused_scopes=None), World(), "请逐项选择“同意”或“不同意”。还差：照片用于宣传。"),
    ("consent_signer_fits_age", "case_consent", a_case_consent(), YOUNG, "未满14周岁须由监护人签署同意书。"),
    ("consent_signer_fits_age", "case_consent", a_case_consent(), TEEN, "14至17周岁须由本人和监护人都签署同意书。"),
    ("consent_signer_fits_age", "case_consent", a_case_consent(), World(records={"c1": a_client(limited_capacity=True)}), "无民事行为能力或限制民事行为能力的，须由监护人签署同意书。"),
    ("guardian_is_no_suspect", "case_consent", a_case_consent(signer_kind="guardian", guardian_name="李强", guardian_relation="father"), world(CRISIS), "监护人是疑似加害人，不能由其签署同意书。"),
    ("oral_consent_has_witnesses", "case_consent", a_case_consent(signer_kind="oral", witness_1="王建", witness_2="王建"), World(), "口头同意须有两名不同的见证人。"),
    ("consent_days_in_order", "case_consent", a_case_consent(valid_until="2023-01-09"), World(), "有效期应晚于签署日期。"),
    ("consent_days_in_order", "case_consent", a_case_consent(withdrawn_on="2023-01-09"), World(), "撤回日期不能早于签署日期。"),
    ("consent_scan_is_there", "case_consent", a_case_consent(scan=None), World(), "签署已超过7日，同意书仍缺扫描件，请核对。"),
    ("consent_scan_is_there", "case_consent", a_case_consent(scan=None, signed_on="2023-03-08"), World(), "请在7日内补上签字页扫描件。"),
    ("consent_before_plan", "case_plan", a_case_plan(), world(accepted(), paper("case_assessment")), "缺少有效的知情同意书。"),
    ("systems_are_described", "case_assessment", a_case_assessment(sys_person=SHORT), World(), "“个人系统”不少于50个字。"),
    ("no_risk_stands_alone", "case_assessment", a_case_assessment(risk_items=["none", "violence"]), World(), "选了“无”就不能再选其他风险。"),
    ("goal_is_told", "case_plan", a_case_plan(goal="睡好觉"), World(), "“总目标”不少于10个字。"),
    ("objectives_can_be_measured", "case_plan", a_case_plan(planned_on="2023-03-20"), World(), "具体目标的完成期限应晚于计划日期。"),
    ("emergency_has_a_crisis", "process_note", a_process_note(emergency=True), World(), "该对象没有未关闭的危机事件，不能选“危机介入”。"),
    ("consent_follows_emergency", "process_note", a_process_note(emergency=True), world(accepted(), CRISIS), "危机介入须在7日内补签知情同意书或写明不能补签的原因。"),
    ("note_serves_an_objective", "process_note", a_process_note(objective_refs=None), World(), "请选择本次对应的具体目标。"),
    ("progress_is_told", "process_note", a_process_note(progress=None), World(), "请逐条填写本次目标的进展。"),
    ("process_is_long_enough", "process_note", a_process_note(process=SHORT), World(), "过程记录不少于80个字。"),
    ("closure_has_a_plan", "case_closure", a_case_closure(), world(accepted(), paper("case_consent")), "服务计划尚未签批，不能结案。"),
    ("closure_has_consent", "case_closure", a_case_closure(), world(accepted(), paper("case_plan")), "缺少有效的知情同意书。"),
    ("closure_has_consent", "case_closure", a_case_closure(), world(accepted(), paper("case_consent", valid_until="2023-03-01")), "缺少有效的知情同意书。"),
    ("closure_has_evaluation", "case_closure", a_case_closure(), AT_WORK, "请先提交结案评估表。"),
    ("closure_has_notes", "case_closure", a_case_closure(), world(*at_work(2)), "介入记录少于3次，请核对。"),
    ("closing_summary_is_long_enough", "case_closure", a_case_closure(summary=SHORT), World(), "“服务小结”不少于100个字。"),
    ("closing_summary_is_long_enough", "case_closure", a_case_closure(summary=SHORT, close_reason="died"), World(), "“服务小结”不少于30个字。"),
    ("attainment_fits_values", "case_evaluation", a_case_evaluation(results=[{"objective": "每周入睡困难由5晚减到2晚以内", "baseline": "5", "current": "1", "target": "2", "attainment": "back"}]), World(), "第1条从5到1（目标2），看数值是100%，这里选了倒退，请核对。"),
    ("closure_is_signed_by_client", "case_closure", a_case_closure(client_sign={"state": "refused", "reason": "", "file": None}), World(), "请上传服务对象（监护人）签字页，或写明无法签字的原因。"),
]  # fmt: skip
