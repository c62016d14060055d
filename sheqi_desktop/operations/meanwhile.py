"""A save that comes after somebody else's: what goes together goes together, what clashes is for the person to decide.

The same for a form that stood open while a 数据包 came in, for a draft kept last week, and for a second window.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.draft import CONFIRMED, Draft
from sheqi_desktop.domain.fold import makes_version
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.history import display_order
from sheqi_desktop.domain.meanwhile import Began, Clash, clashes, newer, together, touches
from sheqi_desktop.domain.patch import patch_between
from sheqi_desktop.domain.trouble import ChangedMeanwhile, ChangedUnseen
from sheqi_desktop.operations.correct import REASON
from sheqi_desktop.operations.day_words import near_moment
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.path_words import label_at, words_at
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import log, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

WRITTEN_ELSEWHERE = frozenset({"moves"})
"""Answers no form writes: steps are taken with the whole file, beside its form."""
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer two people gave differently, in words: whose is there now, and since when."""

    path: str
    label: str
    mine: str
    theirs: str
    by: str
    when: str


def caught_up(desk: Desk, read: Read, draft: Draft, stored: StoredRecord) -> Draft:
    """Give the form as it is to be saved: what this person changed, on the record as it is now.

    Raises ChangedMeanwhile when somebody else answered the same question differently since the form was opened.
    """
    mine, theirs = _mine(draft), _theirs(read, draft, stored)
    found = clashes(mine, theirs, draft.kept, stored.answers)
    if found:
        raise _told(desk, read, draft.form, stored, found)
    return draft if not theirs else _onto(desk, draft, stored, together(stored.answers, mine))


def settled(desk: Desk, draft: Draft, record: str, leaving: Collection[str] = ()) -> Draft:
    """Give the form with what others wrote meanwhile; of what clashes, ``leaving`` names what stays theirs.

    The form counts as opened now: saving it asks again only for what is changed after this.
    """
    with desk.read() as read:
        stored = desk.stored(read, record)
        mine, theirs = _mine(draft), _theirs(read, draft, stored)
        found = clashes(mine, theirs, draft.kept, stored.answers)
    fresh = _onto(desk, draft, stored, together(stored.answers, mine, found, leaving))
    fresh.began = Began(stored.heads, stored.answers)
    return fresh


def behind(desk: Desk, read: Read, draft: Draft, stored: StoredRecord) -> bool:
    """Tell whether others wrote something since that goes together with what was typed."""
    theirs = _theirs(read, draft, stored)
    return bool(theirs) and not clashes(_mine(draft), theirs, draft.kept, stored.answers)


def refuse_unseen_change(
    desk: Desk, read: Read, stored: StoredRecord, began: Began | None, step: str, which: str = ""
) -> None:
    """Refuse to sign or hand back what is not what the signer looked at; raise ChangedUnseen.

    ``which`` names the record among many that are signed together.
    """
    if began is None or began.heads == stored.heads:
        return
    unseen = [one for one in newer(log.history(read, stored.id), began.heads) if makes_version(one.answers)]
    if unseen:
        title = desk.library.form_of(stored.kind, stored.answers).title
        raise ChangedUnseen(title=f"{title}{which}", step=step, **_whose(desk, unseen[-1]))


def _mine(draft: Draft) -> dict[str, Value]:
    return {path: value for path, value in draft.typed.items() if path.partition("/")[0] not in WRITTEN_ELSEWHERE}


def _theirs(read: Read, draft: Draft, stored: StoredRecord) -> dict[str, Value]:
    """Give what the record says otherwise than when the form was opened; of the form's questions only."""
    began = draft.began
    if began.heads == stored.heads:
        return {}
    found = patch_between(draft.form, began.answers, stored.answers)
    if stored.conflicts:
        seen = {one.ref for one in newer(log.history(read, stored.id), began.heads)}
        for one in records.conflicts(read, stored.id):
            unseen = [value for ref, value in one.options if ref in seen]
            if unseen:
                found[one.field] = unseen[0]
    return {path: value for path, value in found.items() if path.partition("/")[0] in draft.form and path != REASON}


def _onto(desk: Desk, draft: Draft, stored: StoredRecord, answers: Mapping[str, Value]) -> Draft:
    """Give the same form with other answers; the reason of a 更正 is this person's, the 请核对 are everybody's."""
    whole = dict(answers)
    whole.pop(REASON, None)
    if reason := draft.answers.get(REASON):
        whole[REASON] = reason
    settled_ = [one for told in (stored.answers, draft.answers) for one in _list(told.get(CONFIRMED))]
    if settled_:
        whole[CONFIRMED] = list(dict.fromkeys(settled_))
    return Draft(draft.form, whole, World(desk, stored.id), began=draft.began)


def _list(value: Value) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


# ------------------------------------------------------------------------------ in words
def _told(desk: Desk, read: Read, form: Form, stored: StoredRecord, found: Sequence[Clash]) -> ChangedMeanwhile:
    history = log.history(read, stored.id)
    told = [_difference(desk, read, form, one, history) for one in found]
    first = told[0]
    return ChangedMeanwhile(
        clashes=told, label=first.label, mine=_short(first.mine), theirs=_short(first.theirs), by=first.by,
        when=first.when,
    )  # fmt: skip


def _difference(desk: Desk, read: Read, form: Form, one: Clash, history: Iterable[Change]) -> Difference:
    writers = [step for step in history if any(touches(path, one.path) for path in step.answers)]
    latest = max(writers, key=display_order)
    mine, theirs = words_at(desk, read, form, one.path, (one.mine, one.theirs))
    return Difference(one.path, label_at(form, one.path), mine, theirs, **_whose(desk, latest))


def _whose(desk: Desk, step: Change) -> dict[str, str]:
    by = "你自己" if step.author == desk.me.worker_id else desk.person_name(step.author)
    return {"by": by, "when": near_moment(step.at, desk.clock.today())}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
