"""What is derived from a certificate of voluntary service, and the records behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.certificate import NOTE
from sheqi_desktop.domain.conditions_volunteer import HOUR
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.seen import Seen
from sheqi_desktop.domain.service_time import counted_minutes, hours, whole_minutes

UNFILLED = (
    "兹证明　　　　　　于　　　　年　　月　　日至　　　　年　　月　　日"
    "参加志愿服务　　　次，累计时长　　　　小时。特此证明。"
)


def _days(answers: Answers) -> str:
    since, until = (day(answers.get(name)) for name in ("since", "until"))
    said = [f"{one.year}年{one.month}月{one.day}日" for one in (since, until) if one]
    return "至".join(said)


def certificate_hours(answers: Answers, seen: Seen) -> str:
    """The hours certified."""
    return hours(whole_minutes(answers.get("total_minutes"))) if "total_minutes" in answers else ""


def certificate_sentence(answers: Answers, seen: Seen) -> str:
    """What is certified, in one sentence."""
    if not answers.get("name"):
        return UNFILLED
    times, length = answers.get("times"), certificate_hours(answers, seen)
    apart = "明细另附。" if answers.get("details_apart") is True else "明细如下。"
    said = (
        f"兹证明{answers.get('name')}于{_days(answers)}参加志愿服务{times}次，累计时长{length}小时，{apart}特此证明。"
    )
    return f"{said}本证明已被替代，以新证明为准。" if answers.get("replaced_by") else said


def certificate_totals(answers: Answers, seen: Seen) -> str:
    """The sum below the details."""
    return f"{answers.get('times')}次  {certificate_hours(answers, seen)}小时" if "times" in answers else ""


def certificate_check(answers: Answers, seen: Seen) -> str:
    """Number and check digits, by which the issuer finds it again."""
    return f"{answers.get('doc_no') or ''}  查验码{answers['check_code']}" if answers.get("check_code") else ""


def certificate_note(answers: Answers, seen: Seen) -> str:
    """What it rests on."""
    return NOTE


def certificate_state(answers: Answers, seen: Seen) -> str:
    """有效, or which one took its place."""
    by = answers.get("replaced_by")
    if not isinstance(by, str):
        return "有效"
    return f"已被替代：{(seen.facts.record(by) or {}).get('doc_no') or ''}"


def holder_number_label(answers: Answers, seen: Seen) -> str:
    """What the number beside is: that of the national system where there is one."""
    if answers.get("national_no"):
        return "全国系统志愿者编号"
    return seen.say("id_type", answers) or ("证件号码" if answers else "")


def holder_number(answers: Answers, seen: Seen) -> str:
    """The number by which the holder is known, that of the national system rather than the identity card."""
    return str(answers.get("national_no") or answers.get("id_no") or "")


def hours_of_the_certificate(answers: Answers, seen: Seen) -> Sequence[Answers]:
    """The verified records of the days certified, for the list that is attached when they are many."""
    since, until = str(answers.get("since") or ""), str(answers.get("until") or "")
    found = [
        one
        for one in seen.facts.related(HOUR, "volunteer_id", answers.get("volunteer_id"))
        if one.signed and since <= one.service_date <= until and one.station == answers.get("station_code")
        and counted_minutes(one.counted) and not one.answers.get("set_aside_for")
    ]  # fmt: skip
    found.sort(key=lambda one: (one.service_date, str(one.counted.get("start_at") or "")))
    return [one.counted for one in found]


DERIVED: dict[str, Callable[[Answers, Seen], str]] = {
    one.__name__: one
    for one in (
        certificate_hours, certificate_sentence, certificate_totals, certificate_check, certificate_note,
        certificate_state, holder_number_label, holder_number,
    )
}  # fmt: skip
