"""How long a text has to be, said before it is written: the numbers are those of the checks themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sheqi_desktop.domain import (
    checks_activity,
    checks_case_intake,
    checks_case_work,
    checks_crisis,
    checks_group,
    checks_group_session,
    checks_referral,
    checks_visit,
)
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.form import Form

LEAST: Mapping[str, Callable[[Answers], Mapping[str, int]]] = {
    "summary_is_long_enough": lambda answers: {"summary": checks_visit.summary_at_least(answers)},
    "presenting_problem_is_told": lambda answers: {"presenting_problem": checks_case_intake.OWN_WORDS_AT_LEAST},
    "systems_are_described": checks_case_work.systems_at_least,
    "goal_is_told": lambda answers: {"goal": checks_case_work.GOAL_AT_LEAST},
    "process_is_long_enough": lambda answers: {"process": checks_case_work.PROCESS_AT_LEAST},
    "closing_summary_is_long_enough": lambda answers: {"summary": checks_case_work.closing_summary_at_least(answers)},
    "referral_reason_is_long_enough": lambda answers: {"reason": checks_referral.REASON_AT_LEAST},
    "crisis_facts_are_long_enough": lambda answers: {"facts": checks_crisis.FACTS_AT_LEAST},
    "background_is_written_out": lambda answers: {"background": checks_group.BACKGROUND_AT_LEAST},
    "dynamics_are_written_out": lambda answers: {"dynamics": checks_group_session.DYNAMICS_AT_LEAST},
    "activity_process_is_long_enough": lambda answers: {"process": checks_activity.PROCESS_AT_LEAST},
}
"""For each check of a text's length, the questions it judges and the characters each needs."""


def least_words(form: Form, answers: Answers) -> dict[str, int]:
    """Give the least number of characters of each text of a form, given the other answers."""
    found = {field.id: field.at_least for field in form if field.at_least}
    for name in form.checks:
        if name in LEAST:
            found |= {field: least for field, least in LEAST[name](answers).items() if field in form}
    return found
