"""What a record is: a pure function of the set of its changes, in whatever order and however often they came.

Nothing here asks a clock who was first.  A write is superseded only by a write that knew it.  Two writes to the
same answer that did not know each other and differ are a conflict for a person; until it is settled the answer
keeps the last value that all of them knew.  Clocks decide only which of them is shown first.

Rows of a list (household members, objectives) are addressed by row id, so that two machines adding different rows
do not conflict: ``members``, ``members/<row id>`` and ``members/<row id>/<column>`` are the three kinds of path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.attachment import REPLACED, only_added, only_files
from sheqi_desktop.domain.authority import beyond
from sheqi_desktop.domain.change import VOIDED, Change, ChangeRef
from sheqi_desktop.domain.disputes import MARKS, is_decision, known_to, silenced, undecided, without_undone
from sheqi_desktop.domain.history import History, display_order
from sheqi_desktop.domain.lifecycle import AFTER_CLOSURE
from sheqi_desktop.domain.same_person import SAID
from sheqi_desktop.domain.written import Disagreement, Written, as_answers, same

CONFIRMING = frozenset({"submitted", "signed", "locked"})
SIGNED, RETURNED = "signed", "returned"
BOOKKEEPING = (
    frozenset(
        "status signed_by signed_at correction_reason _confirmed _form moves lead_signed_by lead_signed_at approved_by "
        "approved_at approval_note return_note period_adjust adjust_ref adjust_note "
        "verify_state verify_reason verified_by verified_at national_entry national_on national_no replaced_by "
        "set_aside_for set_aside_why set_aside_by set_aside_on approved_as after_closure".split()
    )
    | MARKS
    | SAID
    | {REPLACED}
)
"""Answers that say how far a record has come, not what happened: they alone do not make a correction."""
_NO_VERSION = BOOKKEEPING | {VOIDED}
"""To void a record and to bring it back changes no word of it."""
_PLAIN = (str, int, bool)


def waits_for_consent(step: Change) -> bool:
    """Tell whether a change hands in a 更正 of a closed file: nothing of it counts before somebody signs it."""
    said = step.answers
    return said.get(AFTER_CLOSURE) is True and not step.creates and said.get("status") in CONFIRMING - {SIGNED}


def makes_version(answers: Mapping[str, Value]) -> bool:
    """Tell a change of what happened from one that only says how far it has come, what its signer decided, a scan.

    A scan that comes later makes none; one that was taken out or exchanged does, and the change says so (``REPLACED``).
    """
    if answers.get(REPLACED):
        return True
    if answers.get("status") in (SIGNED, RETURNED) or answers.get("lead_signed_by") is not None:
        return False
    if any(type(value) in _PLAIN and path not in _NO_VERSION and "/" not in path for path, value in answers.items()):
        return True  # the everyday answer: a word or a number, which is no file
    said = {path: value for path, value in answers.items() if path.partition("/")[0] not in _NO_VERSION}
    return bool(said) and not only_files(said)


@dataclass(frozen=True, slots=True)
class State:
    """A record as all its changes together make it.

    ``answers`` holds answered questions only.  ``conflicts`` lists, per path, the writes that disagree, the one to
    show first at the front.  ``confirmed`` is the record as its last confirming change knew it: the part that counts.
    Once somebody has signed it, only a further signature confirms: what is handed in later is a 更正 on its way.  So is
    what corrects a paper of a closed file, signed before or not (``AFTER_CLOSURE``).
    ``counts_since`` is the change by which it came to count as it does: that confirmation, or a later 恢复.
    ``held`` are changes that name a change not yet received; they have no effect.
    """

    kind: str = ""
    record: str = ""
    answers: dict[str, Value] = field(default_factory=dict)
    heads: tuple[ChangeRef, ...] = ()
    conflicts: dict[str, Disagreement] = field(default_factory=dict)
    voided: bool = False
    void_reason: str = ""
    deletion_to_confirm: bool = False
    confirmed: dict[str, Value] | None = None
    confirmed_ref: ChangeRef | None = None
    confirmed_at: int | None = None
    counts_since: ChangeRef | None = None
    first_confirmed: ChangeRef | None = None
    first_confirmed_at: int | None = None
    first_signed: ChangeRef | None = None
    first_signed_at: int | None = None
    correcting: bool = False
    held: tuple[ChangeRef, ...] = ()
    created: ChangeRef | None = None
    created_at: int = 0
    author: str = ""
    changed_at: int = 0
    changed_by: str = ""


def fold(changes: Iterable[Change]) -> State:
    """Give the record that a set of changes makes."""
    history = History.of(changes)
    if not history.steps:
        return State(held=history.held)
    unfounded = _unfounded(history)
    spoken = without_undone(history)
    spoken = silenced(spoken, unfounded) if unfounded else spoken
    return _fold_line(spoken) if spoken.is_a_line else _fold_graph(spoken)


def _unfounded(history: History) -> list[int]:
    """Find the decisions about what nobody disagreed about: they say nothing.

    Whoever brings one whose ground is there is refused; one that came before its ground is judged here, when it came.
    """
    return [
        i
        for i, step in enumerate(history.steps)
        if is_decision(step) and beyond(step, ()) and beyond(step, disagreements(known_to(history.steps, step.parents)))
    ]


def disagreements(changes: Iterable[Change]) -> dict[str, Disagreement]:
    """Give what people disagree about, as if nobody had decided: path → the writes, as ``State.conflicts``."""
    history = History.of(changes)
    return {} if history.is_a_line or not history.steps else _fold_graph(undecided(history)).conflicts


def _fold_line(history: History) -> State:
    """Fold the everyday case, one change after the other, by simple overwriting."""
    answers: dict[str, Value] = {}
    confirmed: dict[str, Value] | None = None
    last: Change | None = None
    first: Change | None = None
    signed: Change | None = None
    void: Change | None = None
    waits = False
    for step in history.steps:
        answers.update(step.answers)
        if VOIDED in step.answers:
            void = step if answers.pop(VOIDED) is True else None
        status = step.answers.get("status")
        if status == SIGNED:
            signed = signed or step
        if status in CONFIRMING:
            first, waits = first or step, waits_for_consent(step)
        if status == SIGNED or (status in CONFIRMING and not signed and not waits):
            last, confirmed = step, dict(answers)
        elif status == RETURNED and not signed and not waits:
            last, confirmed = None, None
    told = as_answers(answers)
    counted = None if confirmed is None else as_answers(confirmed)
    return _state(history, told, {}, void, counted, last, first, signed)


def _fold_graph(history: History) -> State:
    """Fold a history with branches, or with rows edited one by one."""
    everything = history.everything
    written = Written(history)
    answers, conflicts = written.answers(everything)
    void, pending = written.void(everything)
    if pending:
        conflicts[VOIDED] = pending
    last, closure = _last_confirming(history)
    confirmed = written.answers(closure)[0] if last else None
    first, signed = _first(history, _confirming(history)), _first(history, _signing(history))
    return _state(history, answers, conflicts, void, confirmed, last, first, signed)


def _state(
    history: History,
    answers: dict[str, Value],
    conflicts: dict[str, Disagreement],
    void: Change | None,
    confirmed: dict[str, Value] | None,
    last: Change | None,
    first: Change | None,
    signed: Change | None,
) -> State:
    creation = min((step for step in history.steps if step.creates), key=display_order)
    latest = max((step for step in history.steps if step.ref in history.heads), key=display_order)
    return State(
        kind=creation.kind,
        record=creation.record,
        answers=answers,
        heads=history.heads,
        conflicts=conflicts,
        voided=void is not None,
        void_reason=void.reason if void else "",
        deletion_to_confirm=VOIDED in conflicts,
        confirmed=confirmed,
        confirmed_ref=last.ref if last else None,
        confirmed_at=last.at if last else None,
        counts_since=_counts_since(history, last) if last else None,
        first_confirmed=first.ref if first else None,
        first_confirmed_at=first.at if first else None,
        first_signed=signed.ref if signed else None,
        first_signed_at=signed.at if signed else None,
        correcting=confirmed is not None and _differs(answers, confirmed, conflicts),
        held=history.held,
        created=creation.ref,
        created_at=creation.at,
        author=creation.author,
        changed_at=latest.at,
        changed_by=latest.author,
    )


def _counts_since(history: History, last: Change) -> ChangeRef:
    """Give the last confirmation, or the 恢复 that came after it: without that the record would not count."""
    place = next(i for i, step in enumerate(history.steps) if step.ref == last.ref)
    restored = [
        i
        for i, step in enumerate(history.steps)
        if step.answers.get(VOIDED) is False and i != place and not history.knew(place, i)
    ]
    newest = [i for i in restored if not any(history.knew(other, i) for other in restored)]
    return max((history.steps[i] for i in newest), key=display_order, default=last).ref


def _differs(answers: Mapping[str, Value], confirmed: Mapping[str, Value], conflicts: Iterable[str]) -> bool:
    """Tell whether anything of substance was written after the last confirmation.

    A scan that was still missing and comes later is none: what was signed goes on counting.
    """
    if any(path.split("/")[0] not in BOOKKEEPING and path != VOIDED for path in conflicts):
        return True
    names = (answers.keys() | confirmed.keys()) - BOOKKEEPING
    return any(
        not same(answers.get(name), confirmed.get(name)) and not only_added(answers.get(name), confirmed.get(name))
        for name in names
    )


def _confirming(history: History) -> list[int]:
    return [i for i, step in enumerate(history.steps) if step.answers.get("status") in CONFIRMING]


def _signing(history: History) -> list[int]:
    return [i for i, step in enumerate(history.steps) if step.answers.get("status") == SIGNED]


def _last_confirming(history: History) -> tuple[Change | None, int]:
    """Give the confirming change that counts, and the set of changes it (and its equals) knew.

    A confirmation that somebody later handed back does not count; a signature cannot be handed back, and where there
    is one only signatures count.  A 更正 of a closed file counts by its signature alone; handed back, it leaves what
    counted before it.  Two that did not know each other both count: what they knew is taken together, and
    where they differ the value both knew stays.
    """
    confirming = _confirming(history)
    waiting = {i for i in confirming if waits_for_consent(history.steps[i])}
    handed_back = [
        i
        for i, step in enumerate(history.steps)
        if step.answers.get("status") == RETURNED and not _about(history, i, confirming) <= waiting
    ]
    standing = _signing(history) or [
        i for i in confirming if i not in waiting and not any(history.knew(back, i) for back in handed_back)
    ]
    last = [i for i in standing if not any(history.knew(later, i) for later in standing)]
    if not last:
        return None, 0
    closure = 0
    for i in last:
        closure |= history.known_to[i] | 1 << i
    return max((history.steps[i] for i in last), key=display_order), closure


def _about(history: History, back: int, confirming: list[int]) -> set[int]:
    """Give the hand-ins a return is about: the newest its writer knew."""
    return set(history.newest(i for i in confirming if history.knew(back, i)))


def _first(history: History, confirming: list[int]) -> Change | None:
    """Give the earliest confirmation: the one that knew no other; a later correction or return does not move it."""
    first = [i for i in confirming if not any(history.knew(i, other) for other in confirming)]
    return min((history.steps[i] for i in first), key=display_order, default=None)
