"""冲突处理, the deciding half: a decision is one more change that knows both sides; nothing is lost, all is undoable.

The centre decides (domain 10 §4); the decision travels back with the next bundle and stands in the record's history
on every machine.  What was signed stays signed as it was: the settled version is a 更正 that waits for the signer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.disputes import (
    ASKED_BY,
    ASKED_ON,
    ASKED_WHY,
    BY,
    MARKS,
    SETTLING,
    Choice,
    is_decision,
    settling,
)
from sheqi_desktop.domain.lifecycle import AFTER_CLOSURE
from sheqi_desktop.domain.trouble import DisputeMoved, NotDecided, WrongState
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.disputes import SETTLED, Dispute, Line
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.store import log, records
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord

MAY = "merge.resolve_conflict"
REASON_AT_LEAST = 2
LEFT, RIGHT, BOTH, TYPED = "left", "right", "both", "typed"
HOW_WORDS = {LEFT: "取左", RIGHT: "取右", BOTH: "两者并存", TYPED: "改写"}


def both(line: Line) -> str:
    """Put the words of all sides one under the other, each marked with its machine (domain 17 §5)."""
    return "\n".join(f"【{side.machine}】{side.words}" for side in line.sides)


def chosen(dispute: Dispute, sides: Mapping[str, str], words: Mapping[str, str]) -> dict[str, Choice]:
    """Give the choices named by path: the number of a side, or words of one's own where a person wrote words.

    Raises NotDecided for a side that is not there, or words where only a side can be taken.
    """
    found: dict[str, Choice] = {}
    for line in dispute.lines:
        if line.path in words and line.written:
            found[line.path] = Choice(words[line.path], TYPED)
        elif sides.get(line.path, "").isdecimal() and int(sides[line.path]) < len(line.sides):
            number = int(sides[line.path])
            found[line.path] = Choice(line.sides[number].value, RIGHT if number else LEFT)
        elif line.path in sides or line.path in words:
            raise NotDecided()
    return found


def settle_conflict(desk: Desk, record: str, choices: Mapping[str, Choice], reason: str) -> Changes:
    """Decide everything at odds in one record, with a reason of at least two characters.

    ``choices`` has one entry for every path at odds.  Raises NotDecided, DisputeMoved when something else is at odds
    by now, NotYours, Restricted, NotFound.
    """
    if not choices:
        desk.require(MAY)
        raise NotDecided()

    def decide(write: Write, stored: StoredRecord) -> dict[str, Value]:
        _refuse_other(write, stored, choices)
        on = desk.clock.today().isoformat()
        return settling(choices, desk.me.worker_id, on, reason.strip(), stored.answers)

    return _write(desk, record, reason, SETTLED, decide, {path: choice.how for path, choice in choices.items()})


def ask_back(desk: Desk, record: str, reason: str) -> Changes:
    """退回站点核实: leave it at odds and ask the station, which finds it among its tasks.

    Raises NotDecided without a reason, WrongState when nothing is at odds, NotYours, Restricted, NotFound.
    """

    def ask(write: Write, stored: StoredRecord) -> dict[str, Value]:
        if not stored.conflicts:
            raise WrongState(state="没有冲突", step="退回核实", hint="")
        on = desk.clock.today().isoformat()
        return {ASKED_BY: desk.me.worker_id, ASKED_WHY: reason.strip(), ASKED_ON: on}

    return _write(desk, record, reason, "ask_back", ask)


def undo_settling(desk: Desk, record: str, reason: str) -> Changes:
    """Take a decision back: the record is at odds again exactly as before.

    Raises NotDecided without a reason, WrongState when nothing was settled or somebody wrote the answer since,
    NotYours, Restricted, NotFound.
    """

    def undo(write: Write, stored: StoredRecord) -> dict[str, Value]:
        if not stored.answers.get(BY):
            raise WrongState(state="没有处理过冲突", step="撤回处理", hint="")
        _refuse_written_since(write, stored)
        return dict.fromkeys(SETTLING)

    return _write(desk, record, reason, "undo_settling", undo)


def _write(
    desk: Desk,
    record: str,
    reason: str,
    what: str,
    say: Callable[[Write, StoredRecord], dict[str, Value]],
    detail: Mapping[str, str] | None = None,
) -> Changes:
    """Write one step about a disagreement, which knows all its branches; ``say`` refuses it or gives its answers."""
    desk.require(MAY)
    if len(reason.strip()) < REASON_AT_LEAST:
        raise NotDecided()
    with desk.write() as write:
        stored = desk.stored(write, record)
        refuse_unseen(desk, stored)
        desk.append(write, stored.kind, stored.id, stored.heads, say(write, stored), reason.strip())
        desk.note(write, what, stored.id, **(detail or {}))
        touched = changes_of(write)
    desk.step_witness()
    return touched


def _refuse_other(read: Read, stored: StoredRecord, choices: Mapping[str, Choice]) -> None:
    if {one.field for one in records.conflicts(read, stored.id)} != set(choices):
        raise DisputeMoved(title=words_of(stored.kind).words)


def _refuse_written_since(read: Read, stored: StoredRecord) -> None:
    """Refuse to undo what a person has since written over: their answer knew the decision and stands."""
    history = log.history(read, stored.id)
    last = max((i for i, one in enumerate(history) if is_decision(one)), default=-1)
    decided = set(history[last].answers) - MARKS - {"status", AFTER_CLOSURE} if last >= 0 else set()
    if any(decided & set(one.answers) for one in history[last + 1 :]):
        raise WrongState(state="处理以后又改过", step="撤回处理", hint="请直接退回站点核实。")
