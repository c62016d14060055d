"""Crises and mandatory reports: how far each has come, which are not reported, and whose risk they make high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sheqi_desktop.domain.answers import Answers, Value, rows
from sheqi_desktop.domain.codes_events import CrisisKind
from sheqi_desktop.domain.conditions_events import first_report, is_mandatory, police_report
from sheqi_desktop.domain.dates import county_day_of, day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.files import FileKind, Move, taken
from sheqi_desktop.domain.task import Task

STATES = {"open": "未报告", "reported": "已报告", "following": "跟进中", "closed": "已关闭", "false_alarm": "排除"}
ENDED = frozenset({"closed", "false_alarm"})
ONLY_SUPERVISOR = "危机事件须由督导确认后关闭。"
FIRST_FOLLOW_UP, THEN_EVERY = timedelta(days=1), timedelta(days=7)
SEEN_AGAIN_WITHIN = timedelta(days=7)
_SMALL = 5


def state(file: Document, documents: Sequence[Document], today: date | None) -> str:
    """Give how far a crisis has come; of a mandatory report nothing counts before the police know."""
    ended = taken(file, "close", "false_alarm")
    if ended:
        return "closed" if ended[-1].get("move") == "close" else "false_alarm"
    if not is_reported(file):
        return "open"
    return "following" if rows(file.answers, "follow_ups") else "reported"


def is_reported(file: Document) -> bool:
    """Tell whether those who must know do: the police for a mandatory report, anybody outside for another crisis."""
    if is_mandatory(file.answers):
        return police_report(file.answers) is not None
    return first_report(file.answers) is not None or file.confirmed is not None


CRISIS = FileKind(
    "crisis",
    "危机事件",
    STATES,
    state,
    {
        "close": Move(
            "close",
            "关闭",
            frozenset({"following"}),
            frozenset({"supervisor", "center_director"}),
            comment_needed=True,
            refusal=ONLY_SUPERVISOR,
        ),
        "false_alarm": Move(
            "false_alarm",
            "排除",
            frozenset({"open", "reported", "following"}),
            frozenset({"supervisor"}),
            comment_needed=True,
            refusal=ONLY_SUPERVISOR,
        ),
    },
    {"open": "bad", "reported": "warn", "following": "info", "closed": "ok", "false_alarm": "mute"},
)


def unreported(documents: Documents) -> Iterator[Document]:
    """Yield the mandatory reports that are not with the police, or whose form was never handed in: the red alarm."""
    for one in documents.of("crisis"):
        if not one.voided and is_mandatory(one.answers) and state(one, (), None) not in ENDED:
            if not is_reported(one) or one.confirmed is None:
                yield one


def alarm_words(one: Document) -> str:
    """Say what an alarm asks for."""
    if not is_reported(one):
        return "还没有向公安机关报案。先打110，再填报案时间和接报单位。"
    return "已经报案，登记表还没有提交。"


def in_danger(documents: Documents) -> dict[str, date]:
    """Give the clients with an open crisis and the day by which each must be seen again (07 §3).

    Their risk is 高 and their next visit is due within seven days of the last that is known, whatever their file says.
    """
    found: dict[str, date] = {}
    for one in documents.of("crisis"):
        if one.client and not one.voided and state(one, (), None) not in ENDED:
            due = last_seen(one) + SEEN_AGAIN_WITHIN
            found[one.client] = min(due, found.get(one.client, due))
    return found


def last_seen(one: Document) -> date:
    """Give the day of the last follow-up, else of the finding, else of the entry."""
    followed = [on for row in rows(one.answers, "follow_ups") if (on := day(row.get("on")))]
    return max(followed, default=None) or found_on(one)


def found_on(one: Document) -> date:
    """Give the day of the finding, of the entry where nobody wrote it down."""
    return county_day_of(one.answers.get("found_at")) or county_day_of(one.entered_at) or date.min


def tasks(documents: Documents, today: date) -> Iterator[Task]:
    """Ask for the report, for the first follow-up within a day, then for one every week until it is closed."""
    alarms = {one.id for one in unreported(documents)}
    for one in documents.of("crisis"):
        if one.voided or state(one, (), today) in ENDED:
            continue
        if one.id in alarms:
            yield Task(one.id, "crisis", one.client, today, "强制报告未报", alarm_words(one), "", "去报告", urgent=True)
            continue
        due = last_seen(one) + (THEN_EVERY if rows(one.answers, "follow_ups") else FIRST_FOLLOW_UP)
        if due <= today + THEN_EVERY:
            why = "24小时内第一次跟进，以后每周一次"
            yield Task(
                one.id, "crisis", one.client, due, "危机事件跟进", why, one.worker, "去跟进", urgent=due <= today
            )


def kinds_of(answers: Sequence[Answers]) -> dict[Value, int]:
    """Count crises by kind, for the county alone: never by village (07 §3)."""
    found: dict[Value, int] = {}
    for told in answers:
        kind = told.get("event_kind") or CrisisKind.OTHER
        found[kind] = found.get(kind, 0) + 1
    return found


def small(count: int) -> str:
    """Give a count by town as it may be printed."""
    return str(count) if count == 0 or count >= _SMALL else f"<{_SMALL}"
