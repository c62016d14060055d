"""When referrals, crises, complaints and surveys ask a further question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sheqi_desktop.domain.answers import Answers, Value, is_empty
from sheqi_desktop.domain.codes_events import CrisisKind, ReportAgency, Satisfaction
from sheqi_desktop.domain.facts import Facts

LATE_AFTER = timedelta(hours=24)
"""Only the program's alarm; the law says at once (domain 07 §3)."""
QUESTIONS = ("q1", "q2", "q3", "q4", "q5", "q_overall")
_UNHAPPY = frozenset({Satisfaction.POOR, Satisfaction.VERY_POOR})


def is_mandatory(answers: Answers) -> bool:
    """Tell whether this is the report on a minor the law asks for."""
    return answers.get("event_kind") == CrisisKind.MANDATORY_REPORT


def moment(value: Value) -> datetime | None:
    """Read a moment with its zone."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def reports(answers: Answers) -> Iterator[tuple[datetime, Mapping[str, Value]]]:
    """Yield the reports of a crisis that say when they were made."""
    told = answers.get("reports")
    for row in told if isinstance(told, list) else ():
        if isinstance(row, Mapping) and (at := moment(row.get("at"))) is not None:
            yield at, row


def first_report(answers: Answers) -> datetime | None:
    """Give when anybody was first told."""
    return min((at for at, _ in reports(answers)), default=None)


def police_report(answers: Answers) -> datetime | None:
    """Give when the police took the report: the moment and who took it are both known."""
    told = (
        at
        for at, row in reports(answers)
        if row.get("agency") == ReportAgency.POLICE and not is_empty(row.get("taken_by"))
    )
    return min(told, default=None)


def reported_late(answers: Answers, facts: Facts) -> bool:
    """The first report came more than 24 hours after the finding."""
    found, first = moment(answers.get("found_at")), first_report(answers)
    return found is not None and first is not None and first - found > LATE_AFTER


def receipt_is_here(answers: Answers, facts: Facts) -> bool:
    """The other body has answered a referral, or the referral is being closed."""
    return not is_empty(answers.get("receipt_result")) or referral_is_closing(answers, facts)


def receipt_is_dated(answers: Answers, facts: Facts) -> bool:
    """The day of the receipt is known, or the referral is being closed."""
    return not is_empty(answers.get("receipt_on")) or referral_is_closing(answers, facts)


def referral_is_closing(answers: Answers, facts: Facts) -> bool:
    """The outcome of a referral was written down."""
    return not is_empty(answers.get("outcome"))


def complaint_has_result(answers: Answers, facts: Facts) -> bool:
    """A complaint says what came of it."""
    return not is_empty(answers.get("result"))


def complaint_was_answered(answers: Answers, facts: Facts) -> bool:
    """A complaint says when it was answered."""
    return not is_empty(answers.get("replied_on"))


def somebody_is_unhappy(answers: Answers, facts: Facts) -> bool:
    """One of the six marks is 不满意 or 很不满意."""
    return any(answers.get(question) in _UNHAPPY for question in QUESTIONS)


CONDITIONS = {
    function.__name__: function
    for function in (
        reported_late,
        receipt_is_here,
        receipt_is_dated,
        referral_is_closing,
        complaint_has_result,
        complaint_was_answered,
        somebody_is_unhappy,
    )
}
