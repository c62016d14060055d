"""Checks of the intake and of the consent: whose case it is, why it is opened, who agreed."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, chosen, is_empty
from sheqi_desktop.domain.case_world import client_file, client_of, open_cases, open_crises, story_of
from sheqi_desktop.domain.codes import FileState, Relation
from sheqi_desktop.domain.codes_case import (
    CaseDecision,
    CaseUrgency,
    ConsentScope,
    ConsentSigner,
    ConsentTold,
    Willingness,
)
from sheqi_desktop.domain.consent import SCAN_WITHIN
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must

CLIENT_DIED = "该服务对象已于{on}去世，不能开个案。"
OTHER_CASE = "该对象已有未结案的个案（{number}）。"
TITLE_NAMES_CLIENT = "个案名称请勿出现服务对象姓名。"
OWN_WORDS = "请写明服务对象自己怎么说（不少于30个字）。"
UNWILLING = "服务对象不愿接受服务，只能“不接案”或“危机介入”。"
URGENT = "紧急个案请同时登记危机事件；需要强制报告的先打电话报告。"
TELL_EVERYTHING = "请逐项确认已向服务对象说明。"
ANSWER_EVERY_SCOPE = "请逐项选择“同意”或“不同意”。"
UNDER_14 = "未满14周岁须由监护人签署同意书。"
UNDER_18 = "14至17周岁须由本人和监护人都签署同意书。"
NO_CAPACITY = "无民事行为能力或限制民事行为能力的，须由监护人签署同意书。"
SUSPECT = "监护人是疑似加害人，不能由其签署同意书。"
SCAN_MISSING = "请在7日内补上签字页扫描件。"
SCAN_OVERDUE = "签署已超过7日，同意书仍缺扫描件，请核对。"
OWN_WORDS_AT_LEAST = 30
MOST_PROBLEMS = 3
_SCOPES = {
    ConsentScope.SERVICE: "接受服务",
    ConsentScope.PERSONAL_DATA: "收集个人信息",
    ConsentScope.SENSITIVE_DATA: "敏感信息",
    ConsentScope.PHOTO: "拍照/录音",
    ConsentScope.PHOTO_USE: "照片用于宣传",
    ConsentScope.SHARING: "转介共享",
    ConsentScope.SUPERVISION: "督导与评估查阅",
}
_PARENT, _OTHER_GUARDIAN = 1, 2
"""疑似加害人: 父母, 其他监护人."""
_GUARDIANS_SIGN = frozenset({ConsentSigner.GUARDIAN, ConsentSigner.BOTH})


# ------------------------------------------------------------------------------ intake
def case_client_is_alive(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """No case is opened for somebody who has died."""
    client, opened = client_file(answers, facts), day(answers.get("intake_on"))
    died = day(client.get("death_date"))
    if client.get("file_state") == FileState.DECEASED and (died is None or opened is None or opened > died):
        said = CLIENT_DIED.format(on=died.isoformat() if died else "此前")
        yield must("client_id", said, "case_client_is_alive", stage="save")


def case_client_has_no_other_case(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A second open case of one person is a mistake more often than not."""
    for other in open_cases(client_of(answers, facts), facts):
        said = OTHER_CASE.format(number=other.file.number)
        yield check("client_id", said, "case_client_has_no_other_case")


def case_title_names_nobody(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The title goes into lists; the name stays in the file."""
    name, title = client_file(answers, facts).get("name"), answers.get("title")
    if isinstance(name, str) and name and isinstance(title, str) and name in title:
        yield must("title", TITLE_NAMES_CLIENT, "case_title_names_nobody", stage="save")


def first_contact_before_intake(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """People meet before a case is taken in."""
    first, taken_in = day(answers.get("first_contact_on")), day(answers.get("intake_on"))
    if first and taken_in and first > taken_in:
        yield must("first_contact_on", "首次接触日期不能晚于接案日期。", "first_contact_before_intake", stage="save")


def at_most_three_problems(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Who names everything has chosen nothing."""
    if len(chosen(answers, "problem_types")) > MOST_PROBLEMS:
        yield must("problem_types", "问题类别最多选3类。", "at_most_three_problems", stage="save")


def presenting_problem_is_told(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The client's own words, long enough to hear them."""
    told = answers.get("presenting_problem")
    if isinstance(told, str) and len(told) < OWN_WORDS_AT_LEAST:
        yield must("presenting_problem", OWN_WORDS, "presenting_problem_is_told")


def urgent_opens_crisis(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """What cannot wait a day is a crisis, too."""
    if answers.get("urgency") == CaseUrgency.URGENT and not open_crises(client_of(answers, facts), facts):
        yield hint("urgency", URGENT, "urgent_opens_crisis")


def unwilling_is_not_accepted(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody is served against their will, unless life is at stake."""
    if answers.get("willingness") != Willingness.REFUSING or open_crises(client_of(answers, facts), facts):
        return
    if answers.get("decision") == CaseDecision.ACCEPT:
        yield must("decision", UNWILLING, "unwilling_is_not_accepted", stage="sign")
    elif is_empty(answers.get("decision")):
        yield hint("willingness", UNWILLING, "unwilling_is_not_accepted")


# ------------------------------------------------------------------------------ consent
def everything_was_told(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Who does not know what it is about cannot agree."""
    if set(ConsentTold) - chosen(answers, "told_items"):
        yield must("told_items", TELL_EVERYTHING, "everything_was_told")


def every_scope_is_answered(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Each scope is agreed to or refused, never both and never passed over."""
    agreed, refused = chosen(answers, "scopes"), chosen(answers, "refused_scopes")
    both, neither = agreed & refused, set(ConsentScope) - agreed - refused
    if both or neither:
        said = "".join(
            f"{words}：{'、'.join(_SCOPES[one] for one in ConsentScope if one in found)}。"
            for words, found in (("还差", neither), ("两边都选了", both))
            if found
        )
        yield must("scopes", f"{ANSWER_EVERY_SCOPE}{said}", "every_scope_is_answered")


def consent_signer_fits_age(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Under 14 the guardian signs, from 14 to 17 both; without full capacity the guardian."""
    client, signer = client_file(answers, facts), answers.get("signer_kind")
    age = age_on(client.get("birth_date"), day(answers.get("signed_on")) or facts.today) if client else None
    if signer is None:
        return
    if age is not None and age < 14:
        wrong, said = signer not in _GUARDIANS_SIGN, UNDER_14
    elif client.get("limited_capacity") is True:
        wrong, said = signer not in _GUARDIANS_SIGN, NO_CAPACITY
    else:
        wrong, said = age is not None and age < 18 and signer != ConsentSigner.BOTH, UNDER_18
    if wrong:
        yield must("signer_kind", said, "consent_signer_fits_age")


def guardian_is_no_suspect(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A guardian who may have done the harm does not sign for the child."""
    name = answers.get("guardian_name")
    if answers.get("signer_kind") not in _GUARDIANS_SIGN or not isinstance(name, str):
        return
    relation = answers.get("guardian_relation")
    for crisis in open_crises(client_of(answers, facts), facts):
        named, suspect = crisis.answers.get("suspect_name"), crisis.answers.get("suspect_relation")
        is_parent = suspect == _PARENT and relation in (Relation.FATHER, Relation.MOTHER)
        if named == name or (not named and (is_parent or suspect == _OTHER_GUARDIAN)):
            yield must("guardian_name", SUSPECT, "guardian_is_no_suspect")


def oral_consent_has_witnesses(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Two witnesses are two people."""
    first, second = answers.get("witness_1"), answers.get("witness_2")
    if first and first == second:
        yield must("witness_2", "口头同意须有两名不同的见证人。", "oral_consent_has_witnesses")


def consent_days_in_order(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A consent ends after it was given, and is taken back after that."""
    signed, until = day(answers.get("signed_on")), day(answers.get("valid_until"))
    withdrawn = day(answers.get("withdrawn_on"))
    if signed and until and until <= signed:
        yield must("valid_until", "有效期应晚于签署日期。", "consent_days_in_order")
    if signed and withdrawn and withdrawn < signed:
        yield must("withdrawn_on", "撤回日期不能早于签署日期。", "consent_days_in_order")


def consent_scan_is_there(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The signed sheet comes back as a picture within seven days; until then the form says 待补."""
    signed = day(answers.get("signed_on"))
    if signed is None or facts.today is None or not is_empty(answers.get("scan")):
        return
    if facts.today - signed > SCAN_WITHIN:
        yield check("scan", SCAN_OVERDUE, "consent_scan_is_there")
    else:
        yield hint("scan", SCAN_MISSING, "consent_scan_is_there")


def consent_before_plan(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A plan is made with somebody who agreed to be served."""
    story, planned = story_of(answers, facts), day(answers.get("planned_on"))
    if story and planned and story.consent() is None:
        yield must("planned_on", NO_CONSENT, "consent_before_plan")


NO_CONSENT = "缺少有效的知情同意书。"

CHECKS = {
    one.__name__: one
    for one in (
        case_client_is_alive,
        case_client_has_no_other_case,
        case_title_names_nobody,
        first_contact_before_intake,
        at_most_three_problems,
        presenting_problem_is_told,
        urgent_opens_crisis,
        unwilling_is_not_accepted,
        everything_was_told,
        every_scope_is_answered,
        consent_signer_fits_age,
        guardian_is_no_suspect,
        oral_consent_has_witnesses,
        consent_days_in_order,
        consent_scan_is_there,
        consent_before_plan,
    )
}
