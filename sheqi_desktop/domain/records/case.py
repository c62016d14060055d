"""个案: its states, the steps people take with the whole of it, the rows that counting reads (domain 03 §2, §7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sheqi_desktop.domain.dates import add_months, day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.case_story import (
    ASSESSMENT,
    CASE,
    ENDED,
    ENDED_EARLY,
    LEAST_NOTES,
    NOTE,
    OPEN,
    PAPERS,
    PLAN,
    STATES,
    Story,
)
from sheqi_desktop.domain.records.files import FileKind, Move
from sheqi_desktop.domain.records.views import Case, ProcessNote

LONGEST_PAUSE = timedelta(days=90)
REOPEN_WITHIN_MONTHS = 6
PAUSE_NEEDS_DATE = "暂停须写明预计恢复日期，最长90天。"
TOO_LATE_TO_REOPEN = "结案已超过6个月，不能重开；请新开个案，并选择前一个个案。"
RETURNS_ARE_OWED = "还有{n}次回访没有完成；联系不上的可写明原因后免访。"
HAND_OVER_TO_WHOM = "请选择接手的社工。"
TRANSFER_TO_WHERE = "请选择转往的社工站。"


def state(file: Document, documents: Sequence[Document], today: date | None) -> str:
    """Give the state of a case."""
    return Story(file, documents).state


# ------------------------------------------------------------------------------ steps with the whole case
def _pause_is_short(file: Document, documents: Sequence[Document], row: Mapping[str, object]) -> str | None:
    since, until = day(str(row.get("on") or "")), day(str(row.get("resume_on") or ""))
    if since is None or until is None or not timedelta(0) < until - since <= LONGEST_PAUSE:
        return PAUSE_NEEDS_DATE
    return None


def _closed_lately(file: Document, documents: Sequence[Document], row: Mapping[str, object]) -> str | None:
    closed, on = Story(file, documents).last_closed_on, day(str(row.get("on") or ""))
    late = closed is not None and on is not None and on > add_months(closed, REOPEN_WITHIN_MONTHS)
    return TOO_LATE_TO_REOPEN if late else None


def _returns_are_done(file: Document, documents: Sequence[Document], row: Mapping[str, object]) -> str | None:
    owed = Story(file, documents).returns_missing
    return RETURNS_ARE_OWED.format(n=owed) if owed else None


def _names_a_worker(file: Document, documents: Sequence[Document], row: Mapping[str, object]) -> str | None:
    return None if row.get("to_worker") else HAND_OVER_TO_WHOM


def _names_a_station(file: Document, documents: Sequence[Document], row: Mapping[str, object]) -> str | None:
    return None if row.get("to_station") else TRANSFER_TO_WHERE


_LEAD, _SUPERVISOR = frozenset({"station_lead"}), frozenset({"supervisor"})
_MOVES = (
    Move(
        "suspend",
        "暂停",
        frozenset({"intervening"}),
        needs=("resume_on",),
        comment_needed=True,
        why_not=_pause_is_short,
    ),
    Move("resume", "恢复", frozenset({"suspended"})),
    Move("reopen", "重开", ENDED, _SUPERVISOR, comment_needed=True, why_not=_closed_lately),
    Move("archive", "归档", frozenset({"closed", "following"}), _LEAD, why_not=_returns_are_done),
    Move("waive_follow_up", "免访", frozenset({"following"}), comment_needed=True),
    Move("hand_over", "移交", OPEN | ENDED, _LEAD, needs=("to_worker",), why_not=_names_a_worker),
    Move(
        "transfer_out",
        "转出",
        OPEN - {"intake", "closing"},
        _LEAD,
        needs=("to_station",),
        comment_needed=True,
        why_not=_names_a_station,
    ),
)
_TONES = dict.fromkeys(STATES, "info") | {
    "declined": "mute",
    "suspended": "warn",
    "closing": "warn",
    "closed": "ok",
    "archived": "ok",
    "transferred": "mute",
}
# Still visited after the closure: people count such a case among the closed ones (03 §2).
_WORDS = {**STATES, "following": f"已结案・{STATES['following']}"}
CASE_KIND = FileKind(CASE, "个案", _WORDS, state, {one.name: one for one in _MOVES}, _TONES)


# ------------------------------------------------------------------------------ what counting reads
COUNTED = (CASE, *PAPERS, "client")
"""The kinds these rows are made from."""


def case_rows(documents: Documents) -> list[Case]:
    """Give a row for each case.  After a first closure every open state is ``reopened``, so it stays counted once."""
    return [_row(file, documents) for file in documents.of(CASE)]


def _row(file: Document, documents: Documents) -> Case:
    story = Story(file, documents.under(file.id))
    first = story.closures[0] if story.closures else None
    status, client = story.state, documents.get(file.client)
    about = client.answers if client is not None else {}
    return Case(
        case_id=file.id,
        doc_no=str(file.counted.get("former_case_no") or file.number),
        station_code=file.station,
        client_id=file.client,
        person_id=str(about.get("person_id") or file.client),
        primary_category=str(about.get("primary_category") or ""),
        opened_on=story.intake_on,
        closed_on=story.closed_on,
        close_reason=_whole(first.counted.get("close_reason")) if first else None,
        status="reopened" if first and status in OPEN else status,
        closure_signed_at=first.first_signed_at if first else None,
        parts=parts(story),
        period_adjust_state=first.adjust if first else "",
        void=file.voided,
        correcting=file.correcting or any(one.correcting for one in story.papers if one.kind != NOTE),
    )


def parts(story: Story) -> tuple[str, ...]:
    """Name the parts of a case that are there and confirmed; a consent that ran out later is still one (11 §10)."""
    there = {
        "consent": story.consent() is not None,
        "intake": story.file.signed,
        "assessment": any(one.signed for one in story.of(ASSESSMENT)),
        "service_plan": any(one.signed for one in story.of(PLAN)),
        "closure": bool(story.closures),
    }
    return tuple(name for name, present in there.items() if present)


def standing_words(story: Story) -> str:
    """Say where a case stands, and that it never counts where that is settled (03 §7)."""
    if story.state == "transferred":
        return f"{STATES[story.state]}（不计）"
    early = story.closures and story.closures[0].counted.get("close_reason") in ENDED_EARLY
    whole = {"consent", "service_plan", "closure"} <= set(parts(story)) and len(story.notes) >= LEAST_NOTES
    return "终止（不计）" if early and not whole else STATES[story.state]


def process_note_rows(documents: Documents) -> list[ProcessNote]:
    """Give a row for each process note; its author's confirmation is enough (03 §1)."""
    return [
        ProcessNote(one.id, one.parent, day(one.service_date), one.handed_in, one.voided) for one in documents.of(NOTE)
    ]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
