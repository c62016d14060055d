"""What a 督导记录 shows on paper that nobody typed: who confirmed it when, how long it took, what became of actions."""

from __future__ import annotations

from datetime import datetime

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.seen import Seen

ONE_LINE = 60


def session_signed_supervisor(answers: Answers, seen: Seen) -> str:
    """The supervisor's 确认 with its time."""
    return _signed(seen.say("supervisor_id", answers), answers.get("supervisor_signed_at"))


def session_signed_worker(answers: Answers, seen: Seen) -> str:
    """The worker's 确认 with its time, and that something was reserved."""
    told = _signed(seen.say("workers", answers), answers.get("worker_signed_at"))
    return f"{told}（有保留意见）" if told and answers.get("reservation") else told


def session_feedback(answers: Answers, seen: Seen) -> str:
    """What the worker said of it."""
    return "　".join(part for part in (seen.say("rating", answers), seen.say("feedback", answers)) if part)


def session_advice(answers: Answers, seen: Seen) -> str:
    """The advice in a line."""
    return "；".join(str(row.get("text") or "") for row in rows(answers, "advice"))[:ONE_LINE]


def session_actions(answers: Answers, seen: Seen) -> str:
    """How many actions were agreed on and how many are done."""
    agreed = rows(answers, "actions")
    return f"{sum(bool(row.get('done_on')) for row in agreed)}/{len(agreed)}" if agreed else ""


def session_confirmed(answers: Answers, seen: Seen) -> str:
    """Who confirmed, in a word or two."""
    names = {"督导": "supervisor_signed_at", "社工": "worker_signed_at"}
    return "、".join(who for who, name in names.items() if answers.get(name))


def action_done(row: Answers, answers: Answers, seen: Seen) -> str:
    """When an action was done, and what came of it."""
    return " ".join(str(part) for part in (row.get("done_on"), row.get("result")) if part)


def _signed(who: str, at: object) -> str:
    try:
        found = datetime.fromisoformat(str(at)).astimezone(COUNTY)
    except ValueError:
        return ""
    return f"{who} {found:%Y-%m-%d %H:%M}"


DERIVED = {
    one.__name__: one
    for one in (
        session_signed_supervisor,
        session_signed_worker,
        session_feedback,
        session_advice,
        session_actions,
        session_confirmed,
    )
}
ROW_DERIVED = {"action_done": action_done}
