"""Named conditions: when a question is asked (``shown_when``) or must be answered (``need_when``).

A form names a condition; this page defines it.  A condition that needs a fact nobody knows does not hold.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from sheqi_desktop.domain import answers as told
from sheqi_desktop.domain import (
    conditions_activity,
    conditions_case,
    conditions_events,
    conditions_group,
    conditions_incident,
    conditions_volunteer,
)
from sheqi_desktop.domain.answers import Answers, Value, is_empty
from sheqi_desktop.domain.codes import (
    Category,
    Finding,
    LivingArrangement,
    RiskLevel,
    RiskSignal,
    ServiceGiven,
    VisitMode,
    VisitOutcome,
)
from sheqi_desktop.domain.dates import age_on, county_day_of, day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.together import together

Condition: TypeAlias = Callable[[Answers, Facts], bool]
rows, chosen = told.rows, told.chosen

REACHED = frozenset({VisitOutcome.SEEN, VisitOutcome.CARER_ANSWERED})
FINDINGS = ("f_health", "f_mood", "f_care", "f_income", "f_housing", "f_safety", "f_family")
CHILD_FINDINGS = ("f_child_school", "f_child_guardianship", "f_child_contact", "f_child_injury", "f_child_mood")
_WRITE_OUT = frozenset({Finding.CHANGED, Finding.ABNORMAL})


def categories(answers: Answers) -> frozenset[str]:
    """Give the categories a client file names, whatever their dates."""
    return frozenset(str(row["category"]) for row in rows(answers, "categories") if row.get("category"))


def asked_on(answers: Answers, facts: Facts) -> date | None:
    """Give the day a form speaks of: the service, the opening of the file, else today."""
    return day(answers.get("service_date")) or facts.today or day(answers.get("opened_on"))


def own_age(answers: Answers, facts: Facts) -> int | None:
    """Give the age of the person of a client file, as of today."""
    return age_on(answers.get("birth_date"), facts.today or day(answers.get("opened_on")))


def main_client(answers: Answers, facts: Facts) -> Answers | None:
    """Give the file of the person a visit is about."""
    client = answers.get("client_id")
    return facts.record(client) if isinstance(client, str) and client else None


def clients_age(answers: Answers, facts: Facts) -> int | None:
    """Give the age of the visited person on the day of the visit."""
    client = main_client(answers, facts)
    return age_on(client.get("birth_date"), asked_on(answers, facts)) if client else None


# ------------------------------------------------------------------------------ client file
def person_is_minor(answers: Answers, facts: Facts) -> bool:
    """The person of the file is under 18."""
    age = own_age(answers, facts)
    return age is not None and age < 18


def needs_guardian(answers: Answers, facts: Facts) -> bool:
    """Under 18, or with no or limited capacity to act."""
    return person_is_minor(answers, facts) or answers.get("limited_capacity") is True


def marriage_is_asked(answers: Answers, facts: Facts) -> bool:
    """Fifteen or older, or of unknown age."""
    age = own_age(answers, facts)
    return age is None or age >= 15


def needs_second_contact(answers: Answers, facts: Facts) -> bool:
    """No phone, living alone, under 18 or 80 and older."""
    age = own_age(answers, facts)
    return (
        answers.get("no_phone") is True
        or LivingArrangement.ALONE in chosen(answers, "living_arrangement")
        or (age is not None and (age < 18 or age >= 80))
    )


def has_phone(answers: Answers, facts: Facts) -> bool:
    """Nobody ticked 无电话."""
    return answers.get("no_phone") is not True


def self_care_is_asked(answers: Answers, facts: Facts) -> bool:
    """Sixty or older, disabled, or destitute."""
    age = own_age(answers, facts)
    asked = {
        Category.DISABLED,
        Category.SEVERELY_DISABLED,
        Category.DESTITUTE_DISPERSED,
        Category.DESTITUTE_INSTITUTION,
    }
    return bool(asked & categories(answers)) or (age is not None and age >= 60)


def is_disabled(answers: Answers, facts: Facts) -> bool:
    """One of the categories is 残疾人."""
    return bool({Category.DISABLED, Category.SEVERELY_DISABLED} & categories(answers))


def says_no_needs(answers: Answers, facts: Facts) -> bool:
    """The worker ticked 暂无需求."""
    return answers.get("no_needs") is True


def needs_are_open(answers: Answers, facts: Facts) -> bool:
    """Nobody ticked 暂无需求."""
    return not says_no_needs(answers, facts)


def photo_is_kept(answers: Answers, facts: Facts) -> bool:
    """A photo is in the file, so a written consent must be too."""
    return not is_empty(answers.get("photo"))


def risk_was_lowered(answers: Answers, facts: Facts) -> bool:
    """The level is lower than the one the file had before."""
    return _lower(answers.get("risk_level"), facts.stored.get("risk_level") if facts.stored else None)


def file_is_minimal(answers: Answers, facts: Facts) -> bool:
    """The person refuses a file but accepts visits."""
    return answers.get("data_minimal") is True


# ------------------------------------------------------------------------------ visit
def client_is_minor(answers: Answers, facts: Facts) -> bool:
    """The visited person was under 18 on that day."""
    age = clients_age(answers, facts)
    return age is not None and age < 18


def was_reached(answers: Answers, facts: Facts) -> bool:
    """The person was met or spoken to, or the carer answered for them."""
    return answers.get("outcome") in REACHED


def was_seen_at_home(answers: Answers, facts: Facts) -> bool:
    """A home visit that reached somebody."""
    return was_reached(answers, facts) and answers.get("mode") == VisitMode.HOME


def has_signal(answers: Answers, facts: Facts) -> bool:
    """A risk signal other than 无 is ticked."""
    return bool(chosen(answers, "risk_signals") - {RiskSignal.NONE})


def has_abnormal(answers: Answers, facts: Facts) -> bool:
    """One of the findings is 异常."""
    return any(answers.get(finding) == Finding.ABNORMAL for finding in FINDINGS + CHILD_FINDINGS)


def needs_follow_up(answers: Answers, facts: Facts) -> bool:
    """A signal or an abnormal finding."""
    return has_signal(answers, facts) or has_abnormal(answers, facts)


def goods_were_given(answers: Answers, facts: Facts) -> bool:
    """物资发放 is among the services."""
    return ServiceGiven.GOODS in chosen(answers, "services_given")


def visit_lowers_risk(answers: Answers, facts: Facts) -> bool:
    """The visit sets a lower level than the file has."""
    client = main_client(answers, facts)
    return _lower(answers.get("risk_level_after"), client.get("risk_level") if client else None)


def is_late(answers: Answers, facts: Facts) -> bool:
    """Typed in after the time limit, counted from the service date to the day of the first entry."""
    limit = facts.late_limit_days("visit" if "service_date" in answers else "client")
    served = day(answers.get("service_date") or answers.get("opened_on"))
    entered = county_day_of(answers.get("entered_at")) or facts.today
    return served is not None and entered is not None and limit is not None and (entered - served).days > limit


def _lower(now: Value, before: Value) -> bool:
    return isinstance(now, int) and isinstance(before, int) and now < before and before in tuple(RiskLevel)


def needs_words(code: Value) -> bool:
    """A finding that has changed or is abnormal must be written out."""
    return code in _WRITE_OUT


def _written_out(finding: str) -> Condition:
    def condition(answers: Answers, facts: Facts) -> bool:
        return needs_words(answers.get(finding))

    condition.__doc__ = f"{finding} has changed or is abnormal."
    return condition


_PLAIN: dict[str, Condition] = {
    function.__name__: function
    for function in (
        person_is_minor,
        needs_guardian,
        marriage_is_asked,
        needs_second_contact,
        has_phone,
        self_care_is_asked,
        is_disabled,
        needs_are_open,
        photo_is_kept,
        risk_was_lowered,
        file_is_minimal,
        client_is_minor,
        was_reached,
        was_seen_at_home,
        has_signal,
        needs_follow_up,
        goods_were_given,
        visit_lowers_risk,
        is_late,
    )
} | {f"{finding}_needs_words": _written_out(finding) for finding in FINDINGS + CHILD_FINDINGS}

CONDITIONS: dict[str, Condition] = together(
    _PLAIN,
    conditions_case.CONDITIONS,
    conditions_events.CONDITIONS,
    conditions_activity.CONDITIONS,
    conditions_volunteer.CONDITIONS,
    conditions_group.CONDITIONS,
    conditions_incident.CONDITIONS,
)
