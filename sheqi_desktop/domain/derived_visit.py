"""What is derived from a visit, and from the file of the person who was visited."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.codes import Finding
from sheqi_desktop.domain.conditions import (
    CHILD_FINDINGS,
    FINDINGS,
    REACHED,
    asked_on,
    clients_age,
    main_client,
    needs_words,
    rows,
)
from sheqi_desktop.domain.dates import minutes_between
from sheqi_desktop.domain.derived_client import TICKED, UNTICKED, only_others
from sheqi_desktop.domain.records.visit import MODE_GROUP
from sheqi_desktop.domain.records.visit_lines import lines
from sheqi_desktop.domain.seen import Seen

_DIGEST = 60
_CHILD_BOXES = (
    (Finding.NORMAL, "正常"),
    (Finding.AS_BEFORE, "同上次"),
    (Finding.CHANGED, "变化"),
    (Finding.ABNORMAL, "异常"),
)


# ------------------------------------------------------------------------------ whom
def _file(answers: Answers, seen: Seen) -> Answers:
    return main_client(answers, seen.facts) or {}


def client_name(answers: Answers, seen: Seen) -> str:
    """The name of the person visited."""
    return str(_file(answers, seen).get("name") or "")


def client_gender(answers: Answers, seen: Seen) -> str:
    """男 or 女."""
    return seen.label("gender", _file(answers, seen).get("gender"))


def client_age(answers: Answers, seen: Seen) -> str:
    """Full years on the day of the visit."""
    years = clients_age(answers, seen.facts)
    return "" if years is None else str(years)


def client_gender_age(answers: Answers, seen: Seen) -> str:
    """Gender and age for one box."""
    years = client_age(answers, seen)
    return " / ".join(said for said in (client_gender(answers, seen), years and f"{years}岁") if said)


def client_primary_category(answers: Answers, seen: Seen) -> str:
    """The category that statistics use."""
    return seen.label("category", _file(answers, seen).get("primary_category"), asked_on(answers, seen.facts))


def client_village(answers: Answers, seen: Seen) -> str:
    """Where the person lives."""
    village = _file(answers, seen).get("village")
    return seen.facts.village_name(village) or village if isinstance(village, str) else ""


def visit_place(answers: Answers, seen: Seen) -> str:
    """Where the visit was: the place written down, else the home."""
    if place := answers.get("place"):
        return str(place)
    return client_village(answers, seen) + str(_file(answers, seen).get("address_detail") or "")


def housemate_names(answers: Answers, seen: Seen) -> str:
    """The others visited in the same home."""
    refs = (str(row.get("client_id") or "") for row in rows(answers, "co_clients"))
    return "、".join(name for ref in refs if ref and (name := seen.name_of("client", ref)))


def worker_names(answers: Answers, seen: Seen) -> str:
    """Everyone of the station who took part."""
    return seen.say("workers", answers) or seen.say("worker_id", answers)


# ------------------------------------------------------------------------------ when, how
def from_to(answers: Answers, seen: Seen) -> str:
    """From when to when."""
    start, end = answers.get("start_at"), answers.get("end_at")
    return f"{start}至{end}" if start and end else str(start or end or "")


def minutes(answers: Answers, seen: Seen) -> str:
    """How long."""
    length = minutes_between(answers.get("start_at"), answers.get("end_at"))
    return "" if length is None else str(length)


def late_mark(answers: Answers, seen: Seen) -> str:
    """是 for an entry after the time limit."""
    return "是" if answers.get("late_entry") is True else ""


# ------------------------------------------------------------------------------ findings
def _joined(*parts: str) -> str:
    """Join what was said, minding that a part may end with its own punctuation."""
    said = ""
    for part in parts:
        said += ("；" if said and part and said[-1] not in "，。；！？" else "") + part
    return said


def _note(finding: str, answers: Answers) -> str:
    return str(answers.get(f"{finding}_note") or "")


def _pressure(answers: Answers) -> str:
    upper, lower = answers.get("bp_systolic"), answers.get("bp_diastolic")
    return f"血压{upper or '—'}/{lower or '—'}mmHg" if upper or lower else ""


def health_words(answers: Answers, seen: Seen) -> str:
    """What was written about health, with the blood pressure."""
    return _joined(_note("f_health", answers), _pressure(answers))


def safety_words(answers: Answers, seen: Seen) -> str:
    """What was written about safety, with the dangers ticked."""
    return _joined(_note("f_safety", answers), seen.say("f_safety_issues", answers))


def health_line(answers: Answers, seen: Seen) -> str:
    """Finding and words on health in one line."""
    return _joined(seen.say("f_health", answers), health_words(answers, seen))


def mood_line(answers: Answers, seen: Seen) -> str:
    """Finding and words on mood in one line."""
    return _joined(seen.say("f_mood", answers), _note("f_mood", answers))


def care_line(answers: Answers, seen: Seen) -> str:
    """Finding and words on daily care in one line."""
    return _joined(seen.say("f_care", answers), _note("f_care", answers))


def safety_line(answers: Answers, seen: Seen) -> str:
    """Finding and words on safety in one line."""
    return _joined(seen.say("f_safety", answers), safety_words(answers, seen))


def child_findings(answers: Answers, seen: Seen) -> str:
    """The gravest of the findings on a child, ticked; nothing when none was asked."""
    found = [code for name in CHILD_FINDINGS if isinstance(code := answers.get(name), int) and code]
    if not found:
        return ""
    return " ".join(f"{TICKED if code == max(found) else UNTICKED}{word}" for code, word in _CHILD_BOXES)


def child_words(answers: Answers, seen: Seen) -> str:
    """What was found out about a child, one thing after the other."""
    said = []
    for name in CHILD_FINDINGS:
        if name in answers and name in seen.form:
            said.append(f"{seen.form.field(name).label}：{_joined(seen.say(name, answers), _note(name, answers))}")
    return "；".join(said)


def main_findings(answers: Answers, seen: Seen) -> str:
    """What has changed or is abnormal; if nothing, how the summary begins."""
    said = [
        f"{seen.form.field(name).label}{seen.say(name, answers)}：{_note(name, answers)}".rstrip("：")
        for name in FINDINGS + CHILD_FINDINGS
        if name in seen.form and needs_words(answers.get(name))
    ]
    if said:
        return "；".join(said)
    text = summary_or_note(answers, seen).replace("\n", " ")
    return text if len(text) <= _DIGEST else f"{text[:_DIGEST]}…"


def signal_words(answers: Answers, seen: Seen) -> str:
    """The risk signals."""
    return seen.say("risk_signals", answers)


def summary_or_note(answers: Answers, seen: Seen) -> str:
    """The summary; of an attempt that reached nobody, the note."""
    return str(answers.get("summary") or answers.get("note") or "")


# ------------------------------------------------------------------------------ what follows
def follow_up_words(answers: Answers, seen: Seen) -> str:
    """What is to be done, by whom, until when."""
    said = []
    for row in rows(answers, "follow_ups"):
        worker = str(row.get("worker") or "")
        who_and_when = (seen.facts.person_name(worker) or worker, str(row.get("due") or ""))
        aside = "，".join(part for part in who_and_when if part)
        said.append(str(row.get("matter") or "") + (f"（{aside}）" if aside else ""))
    return "；".join(part for part in said if part)


def follow_up_results(answers: Answers, seen: Seen) -> str:
    """What became of it."""
    said = []
    for row in rows(answers, "follow_ups"):
        result = seen.label("follow_up_result", row.get("result"))
        said.append(_joined(result, str(row.get("result_note") or ""), str(row.get("done_on") or "")))
    return "、".join(part for part in said if part)


# ------------------------------------------------------------------------------ counted
def person_times(answers: Answers, seen: Seen) -> str:
    """人次 of this record alone; that a person counts once a day is judged over all records."""
    on = asked_on(answers, seen.facts)
    return str(len(reached_clients(answers, seen))) if on else "0"


def reached_clients(answers: Answers, seen: Seen) -> list[tuple[str, str]]:
    """The persons reached, each with the way of visiting; who is only 其他群众 is left out."""
    on = asked_on(answers, seen.facts)
    found = []
    for _, client, _, _, _, mode, outcome, *_ in lines(answers):
        if outcome in REACHED and mode in MODE_GROUP and not only_others(seen.facts.record(client) or {}, on):
            found.append((client, MODE_GROUP[mode]))
    return found


def households_reached(answers: Answers, seen: Seen) -> str:
    """户次 of this record alone."""
    files = {client: seen.facts.record(client) or {} for client, _ in reached_clients(answers, seen)}
    homes = {file.get("household_id") or client for client, file in files.items()}
    return str(len(homes))


def records(answers: Answers, seen: Seen) -> str:
    """One record."""
    return "1"


DERIVED = {
    function.__name__: function
    for function in (
        client_name,
        client_gender,
        client_age,
        client_gender_age,
        client_primary_category,
        client_village,
        visit_place,
        housemate_names,
        worker_names,
        from_to,
        minutes,
        late_mark,
        health_words,
        safety_words,
        health_line,
        mood_line,
        care_line,
        safety_line,
        child_findings,
        child_words,
        main_findings,
        signal_words,
        summary_or_note,
        follow_up_words,
        follow_up_results,
        person_times,
        households_reached,
        records,
    )
}
