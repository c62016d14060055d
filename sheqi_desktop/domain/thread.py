"""How far an annotation has come: a pure function of the set of what was done with it, in whatever order it came.

Nothing asks a clock.  Every event names those its writer had before them (``based_on``); one that did not know
another does not undo it.  Where two are at odds, both are shown and the annotation stands at the less finished of the
two: that is the safe side (domain 14 §4 and §6).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sheqi_desktop.domain.codes_annotation import Act, Adoption, AnnotationKind

REASON_AT_LEAST = 5
BODY_AT_LEAST = 5
REPLY_AT_MOST = 400
BODY_TOO_SHORT = "批注内容不少于5个字。"
SAY_WHY_NOT = "不采纳建议时请写明理由。"
REVISE_FIRST = "“必改”需要先修改文书再提交。"
NOT_ADOPTED_YET = "已采纳的建议请先修改文书再提交；没有改的，请选“部分采纳”或“暂不采纳”并写明理由。"


class State(StrEnum):
    """The states of an annotation, the least finished first."""

    OPEN = "open"
    REOPENED = "reopened"
    ANSWERED = "answered"
    READ = "read"
    CONFIRMED = "confirmed"
    OVERRULED = "overruled"
    WITHDRAWN = "withdrawn"
    LEFT = "left"


STATE_WORDS = {
    State.OPEN: "待处理",
    State.REOPENED: "再次退回",
    State.ANSWERED: "已修改",
    State.READ: "已阅",
    State.CONFIRMED: "已确认",
    State.OVERRULED: "复议不改",
    State.WITHDRAWN: "已撤回",
    State.LEFT: "结案时未处理",
}
_RANK = {state: place for place, state in enumerate(State)}
WAITS_FOR_WORKER = frozenset({State.OPEN, State.REOPENED})
LEFT_AT_CLOSURE = frozenset({AnnotationKind.ADVICE, AnnotationKind.QUESTION})
UNFINISHED = WAITS_FOR_WORKER | {State.ANSWERED}
"""States in which an annotation still waits for somebody."""


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation as far as its state depends on it."""

    id: str
    kind: int
    by: str
    revision: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done with an annotation; ``based_on`` are the ids of the events its writer had seen.

    ``revision`` is the change reference of the new revision it points to, ``at`` the writer's clock, shown only.
    """

    id: str
    act: str
    by: str
    at: int = 0
    based_on: frozenset[str] = frozenset()
    adoption: str = ""
    text: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """An annotation with everything that was done about it.

    ``heads`` are the events nothing else knew; several that decide differently are ``at_odds``.  ``appealed`` tells
    that a 复议 waits to be decided.
    """

    state: State
    events: tuple[Event, ...]
    heads: tuple[str, ...] = ()
    at_odds: bool = False
    appealed: bool = False

    @property
    def words(self) -> str:
        """The state in words."""
        return STATE_WORDS[self.state]


Newer = Callable[[str, str], bool]
"""Tell whether the second revision was handed in by somebody who knew the first (old, new)."""


def thread(note: Note, events: Iterable[Event], newer: Newer, *, closed: bool = False) -> Thread:
    """Give the state of an annotation from the set of its events.

    ``newer(old, new)`` tells of two change references whether the second is a later revision of the document, handed
    in.  ``closed``: the 结案 of its file is signed, so what is still open is 结案时未处理.
    """
    ordered = in_order(events)
    if not ordered:
        return Thread(_at_closure(note, State.OPEN, closed), ())
    known = {one.id for one in ordered}
    state_after: dict[str, State] = {}
    appeal_after: dict[str, bool] = {}
    covered: set[str] = set()
    for one in ordered:
        before = _join(state_after[other] for other in one.based_on & known if other in state_after)
        pending = any(appeal_after.get(other, False) for other in one.based_on & known)
        after = _effect(note, one, before, pending, newer)
        state_after[one.id] = before if after is None else after
        appeal_after[one.id] = _pending(note, one, pending)
        covered |= one.based_on
    heads = tuple(one.id for one in ordered if one.id not in covered)
    ends = {state_after[one] for one in heads}
    state = _at_closure(note, _join(ends), closed)
    appealed = state in WAITS_FOR_WORKER and any(appeal_after[one] for one in heads)
    return Thread(state, tuple(ordered), heads, len(ends) > 1, appealed)


def _at_closure(note: Note, state: State, closed: bool) -> State:
    """A 建议 or 疑问 nobody answered before the file was closed stays unanswered (domain 14 §5.4)."""
    left = closed and note.kind in LEFT_AT_CLOSURE and state in WAITS_FOR_WORKER
    return State.LEFT if left else state


def _join(states: Iterable[State]) -> State:
    """Give the least finished; an annotation nobody did anything about is open."""
    return min(states, key=_RANK.__getitem__, default=State.OPEN)


def _effect(note: Note, one: Event, before: State, pending: bool, newer: Newer) -> State | None:
    """Give the state an event leads to from what its writer knew, None when it changes nothing."""
    if one.act == Act.CONFIRM:
        return State.CONFIRMED if before == State.ANSWERED else None
    if one.act == Act.REOPEN:
        return State.REOPENED if before in (State.ANSWERED, State.CONFIRMED) else None
    if one.act == Act.WITHDRAW:
        return State.WITHDRAWN if before in WAITS_FOR_WORKER and one.by == note.by else None
    if one.act == Act.READ:
        return State.READ if note.kind == AnnotationKind.PRAISE and before == State.OPEN else None
    if one.act == Act.APPEAL_GRANTED:
        return State.OVERRULED if pending and one.by != note.by and before in WAITS_FOR_WORKER else None
    if one.act in (Act.REPLY, Act.REVISE) and before in WAITS_FOR_WORKER:
        return State.ANSWERED if answers(note, one, newer) else None
    return None


def _pending(note: Note, one: Event, pending: bool) -> bool:
    if one.act == Act.APPEAL:
        return note.kind == AnnotationKind.MUST
    return pending and not (one.act in (Act.APPEAL_GRANTED, Act.APPEAL_REFUSED) and one.by != note.by)


def answers(note: Note, one: Event, newer: Newer) -> bool:
    """Tell whether what a worker did answers an annotation of this type (domain 14 §4).

    必改 is answered by a new revision only; a 建议 by 已采纳 with a revision, or by 部分采纳, 暂不采纳 with a reason.
    """
    revised = bool(one.revision) and newer(note.revision, one.revision)
    if note.kind == AnnotationKind.PRAISE:
        return False
    if note.kind == AnnotationKind.MUST:
        return revised
    if note.kind == AnnotationKind.ADVICE:
        if one.adoption in (Adoption.PARTLY, Adoption.NOT_NOW):
            return len("".join(one.text.split())) >= REASON_AT_LEAST
        return one.adoption == Adoption.ADOPTED and revised
    return bool(one.text.strip())


def why_no_answer(note: Note, one: Event, newer: Newer) -> str:
    """Say in the exact words why something does not answer an annotation, '' when it does."""
    if answers(note, one, newer):
        return ""
    if note.kind == AnnotationKind.MUST:
        return REVISE_FIRST
    if note.kind == AnnotationKind.ADVICE:
        return NOT_ADOPTED_YET if one.adoption == Adoption.ADOPTED else SAY_WHY_NOT
    return "请写明回复内容。"


def in_order(events: Iterable[Event]) -> list[Event]:
    """List events with everyone after those they knew, each once; ties by time, then id.

    What names an event that is not here stands as if it named none.  A hostile ring is cut: its events know nobody.
    """
    left = {one.id: one for one in sorted(events, key=_shown)}
    found: dict[str, Event] = {}
    while left:
        ready = [one for one in left.values() if not one.based_on & left.keys()]
        if not ready:
            ready = [_alone(one, left.keys()) for one in left.values()]
        for one in sorted(ready, key=_shown):
            found[one.id] = one
        left = {key: one for key, one in left.items() if key not in found}
    return list(found.values())


def _alone(one: Event, ring: Collection[str]) -> Event:
    return replace(one, based_on=frozenset(one.based_on - set(ring)))


def _shown(one: Event) -> tuple[int, str]:
    return one.at, one.id


def open_musts(threads: Iterable[tuple[Note, Thread]]) -> int:
    """Count the 必改 that stand in the way of a signature: neither confirmed, withdrawn nor overruled."""
    return sum(1 for note, told in threads if note.kind == AnnotationKind.MUST and told.state in UNFINISHED)


def counted(threads: Iterable[tuple[Note, Thread]]) -> Mapping[State, int]:
    """Count annotations by state."""
    found: dict[State, int] = {}
    for _, told in threads:
        found[told.state] = found.get(told.state, 0) + 1
    return found
