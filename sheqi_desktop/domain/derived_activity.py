"""What paper and Excel show of activities and media reports that nobody typed."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.codes_activity import MediaLevel, VerifyState
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.derived_visit import from_to
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.activity import FILE, state
from sheqi_desktop.domain.seen import Seen


def host_words(answers: Answers, seen: Seen) -> str:
    """Who held it, and who helped."""
    host = str(answers.get("host_other") or "") or seen.say("host_station", answers)
    helpers = seen.say("co_stations", answers)
    return f"{host}（协办：{helpers}）" if host and helpers else host


def held_when(answers: Answers, seen: Seen) -> str:
    """The day, and from when to when."""
    return " ".join(part for part in (str(answers.get("service_date") or ""), from_to(answers, seen)) if part)


def volunteer_count(answers: Answers, seen: Seen) -> str:
    """How many volunteers served."""
    named = answers.get("volunteers")
    return str(len(named)) if isinstance(named, list) and named else ""


def volunteer_hours_given(answers: Answers, seen: Seen) -> str:
    """Their hours, from the 志愿服务记录 that name this activity."""
    minutes = 0
    for one in seen.facts.related("volunteer_hour", "activity_ref", seen.record_id) if seen.record_id else ():
        given = one.counted.get("service_minutes")
        minutes += given if isinstance(given, int) and one.handed_in else 0
    return f"{minutes // 60}.{minutes % 60 * 10 // 60}" if minutes else ""


def media_count(answers: Answers, seen: Seen) -> str:
    """How many reports name this activity."""
    found = seen.facts.related("media_report", "article_of", seen.record_id) if seen.record_id else ()
    return str(len(found)) if found else ""


def activity_state_words(answers: Answers, seen: Seen) -> str:
    """How far it has come."""
    signed = answers.get("approved_at")
    told = Document(
        seen.record_id,
        "activity",
        status=str(answers.get("status") or "draft"),
        answers=answers,
        first_signed_at=str(signed) if signed else None,
    )
    return FILE.states.get(state(told), "")


def people_words(answers: Answers, seen: Seen) -> str:
    """How many came, and who they were."""
    if answers.get("actual_n") is None:
        return ""
    parts = (("client_n", "服务对象"), ("n_elder", "老年"), ("n_child", "儿童"), ("n_disabled", "残疾"))
    said = [f"{words}{answers[name]}" for name, words in parts if answers.get(name) is not None]
    helped = volunteer_count(answers, seen)
    said += [f"志愿者{helped}"] if helped else []
    return f"{answers['actual_n']}人" + (f"：{'、'.join(said)}" if said else "")


def sign_in_place(row: Answers, answers: Answers, seen: Seen) -> str:
    """The place of a name on the sign-in list."""
    ids = [one.get("id") for one in rows(answers, "attendance")]
    return str(ids.index(row.get("id")) + 1) if row.get("id") in ids else ""


# ------------------------------------------------------------------------------ media
def reporting_station(answers: Answers, seen: Seen) -> str:
    """The station that registered it."""
    code = str(answers.get("station_code") or "")
    return seen.facts.station_name(code) or code


def article_source(answers: Answers, seen: Seen) -> str:
    """The number and name of the activity, group or case the article tells of."""
    source = answers.get("article_of")
    found = seen.facts.record(source) if isinstance(source, str) and source else None
    return " ".join(str(found.get(name)) for name in ("doc_no", "name") if found.get(name)) if found else ""


def verify_words(answers: Answers, seen: Seen) -> str:
    """What the centre said of it."""
    said = seen.label("verify_state", answers.get("verify_state") or VerifyState.PENDING)
    return "，".join(part for part in (said, str(answers.get("verify_reason") or "")) if part)


def media_counts(answers: Answers, seen: Seen) -> str:
    """Whether it counts, and if not why; that a reprint counts once is judged over all records."""
    if answers.get("level") == MediaLevel.OWN:
        return "否（镇级或自有平台）"
    if answers.get("verify_state") == VerifyState.REJECTED:
        return "否（不予认定）"
    if answers.get("verify_state") != VerifyState.VERIFIED:
        return "否（待核验）"
    return "否（转载）" if answers.get("reprint_of") else "是"


DERIVED = {
    function.__name__: function
    for function in (
        host_words,
        held_when,
        volunteer_count,
        volunteer_hours_given,
        media_count,
        activity_state_words,
        people_words,
        reporting_station,
        article_source,
        verify_words,
        media_counts,
    )
}
"""Merged into ``derived.DERIVED``."""
