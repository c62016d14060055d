"""Crises and mandatory reports.  Nothing here stands in the way of saving; every rule waits for 提交."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, is_empty, rows
from sheqi_desktop.domain.codes_events import SafetyNow
from sheqi_desktop.domain.conditions import main_client
from sheqi_desktop.domain.conditions_events import first_report, is_mandatory, police_report
from sheqi_desktop.domain.dates import age_on, county_day_of
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must

FACTS_AT_LEAST = 20
ADULT = 18
IS_ADULT = "当事人已满18周岁，请改选其他事件类别。"
NOT_SAFE = "当事人现在不安全：先打110，陪在身边，再回来填表。"
POLICE_FIRST = "强制报告须先向公安机关报案，请填写报案时间和接报单位。"


def found_in_the_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nothing is found tomorrow."""
    found = county_day_of(answers.get("found_at"))
    if found and facts.today and found > facts.today:
        yield must("found_at", "发现时间不能晚于现在。", "found_in_the_past")


def minor_report_is_about_a_minor(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The law's report is about somebody under 18; of an adult it is another kind of event."""
    age = victims_age(answers, facts)
    if is_mandatory(answers) and age is not None and age >= ADULT:
        yield must("event_kind", IS_ADULT, "minor_report_is_about_a_minor")


def victims_age(answers: Answers, facts: Facts) -> int | None:
    """Give the age of the person in danger when it was found: by the file, else as it was written down."""
    client = main_client(answers, facts)
    by_file = (
        age_on(client.get("birth_date"), county_day_of(answers.get("found_at")) or facts.today) if client else None
    )
    told = answers.get("victim_age")
    return by_file if by_file is not None else told if isinstance(told, int) else None


def somebody_is_in_danger(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A file or a name; 不详 is a name."""
    if is_empty(answers.get("client_id")) and is_empty(answers.get("victim_name")):
        yield must("victim_name", "请填写“当事人”，不清楚的填“不详”。", "somebody_is_in_danger")


def crisis_facts_are_long_enough(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """What was seen and heard takes more than a few words."""
    told = answers.get("facts")
    if isinstance(told, str) and told and len(told.strip()) < FACTS_AT_LEAST:
        yield must("facts", "“事实描述”不少于20个字。", "crisis_facts_are_long_enough")


def police_were_told(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A mandatory report goes to the police; saved without it, it stays 未报告."""
    # Without any row the form itself asks, in the same words.
    if is_mandatory(answers) and rows(answers, "reports") and police_report(answers) is None:
        yield must("reports", POLICE_FIRST, "police_were_told")


def police_were_told_first(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The police before anybody else; if it was otherwise, that is asked again and stays as it was."""
    police, first = police_report(answers), first_report(answers)
    if is_mandatory(answers) and police and first and first < police:
        yield check(
            "reports", "强制报告须先向公安机关报案，公安的报案时间晚于其他机关，请核对。", "police_were_told_first"
        )


def danger_is_named(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Somebody who is not safe comes before any paper."""
    if answers.get("is_safe_now") == SafetyNow.UNSAFE:
        yield hint("is_safe_now", NOT_SAFE, "danger_is_named")


def lead_and_centre_know(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """站长 and 指导中心 are told within a day; a missing one is asked for, it never holds a report back."""
    for name in ("informed_lead_at", "informed_center_at"):
        if is_empty(answers.get(name)):
            yield check(name, "发现后24小时内要通报站长和指导中心，请填写时间。", "lead_and_centre_know")


CHECKS = {
    function.__name__: function
    for function in (
        found_in_the_past,
        minor_report_is_about_a_minor,
        somebody_is_in_danger,
        crisis_facts_are_long_enough,
        police_were_told,
        police_were_told_first,
        danger_is_named,
        lead_and_centre_know,
    )
}
