"""Half-typed forms: kept while people type, found again after a crash, given up with thirty days to repent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.trouble import DatabaseDamaged, DraftInTheWay, DraftWentOn
from sheqi_desktop.operations.day_words import near_moment
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import draft_name
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.store import drafts
from sheqi_desktop.store.database import Read


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One half-typed form in the list of drafts."""

    id: str
    form: str
    record: str
    who: str
    what: str
    when: str
    put_away: bool


@dataclass(frozen=True, slots=True)
class Back:
    """A draft that was taken out again; ``kept_at`` is the moment (ms) it was last kept."""

    id: str
    record: str
    kept_at: int
    instead: bool = False
    """Whether another one was given up for it."""


def keep_draft(
    desk: Desk, form: str, record: str, answers: Mapping[str, Any], version: int, user: str, began: Began | None = None
) -> int:
    """Keep what is typed so far; it survives a power cut once this returns.  Gives the moment in milliseconds.

    ``user`` is who typed it: by the time this runs a colleague may already sit here.  ``began`` is what the form was
    opened on; without it every answer that is not the record's counts as this person's when it is saved.
    """
    at = desk.clock.ms()
    try:
        with desk.write() as write:
            drafts.keep(write, form, record, user, answers, at, version, began=began)
    except DatabaseDamaged:
        # The file takes nothing more; what replaces it will have the draft.
        row = drafts.as_row(form, record, user, answers, at, version, began=began)
        desk.database.keep_aside("draft", [row["id"]], row)
        raise
    return at


def drop_draft(desk: Desk, form: str, record: str, user: str) -> None:
    """Forget a draft: nothing was typed that is not saved."""
    with desk.write() as write:
        drafts.drop(write, form, record, user)


def put_away(desk: Desk, form: str, record: str) -> str:
    """放弃: out of sight, to be found for thirty days; gives the id it is found by."""
    with desk.write() as write:
        kept = drafts.get(write, form, record, desk.me.worker_id)
        return drafts.put_away(write, kept.id, desk.clock.ms()) if kept else ""


def bring_back(desk: Desk, draft: str, instead: bool = False) -> Back | None:
    """Take a given-up draft out again; None if it is no longer there.

    Raises DraftInTheWay if the same form is being typed anew; with ``instead`` that one is given up for it.
    """
    me, now = desk.me.worker_id, desk.clock.ms()
    with desk.write() as write:
        away = next((one for one in drafts.put_away_of(write, me, now) if one.id == draft), None)
        if away is None:
            return None
        there = drafts.get(write, away.form, away.record, me)
        if there is not None:
            if not instead:
                raise DraftInTheWay(what=words_of(away.form).words)
            drafts.put_away(write, there.id, now)
        return Back(drafts.bring_back(write, draft), away.record, away.at, there is not None)


def put_away_again(desk: Desk, back: Back) -> str:
    """重做: put away what was brought back, as it was last kept then; gives its id, '' if it was saved meanwhile.

    Raises DraftWentOn if it was typed in since.
    """
    with desk.write() as write:
        kept = _open(desk, write, back.id)
        if kept is None:
            return ""
        if kept.at != back.kept_at:
            raise DraftWentOn(what=words_of(kept.form).words)
        return drafts.put_away(write, back.id, desk.clock.ms())


def _open(desk: Desk, read: Read, draft: str) -> drafts.KeptDraft | None:
    return next((one for one in drafts.all_of(read, desk.me.worker_id) if one.id == draft), None)


def all_drafts(desk: Desk) -> list[DraftLine]:
    """List what this person is typing and what they gave up, the latest first."""
    today = desk.clock.today()
    with desk.read() as read:
        open_ = drafts.all_of(read, desk.me.worker_id)
        away = drafts.put_away_of(read, desk.me.worker_id, desk.clock.ms())
        return [
            DraftLine(
                one.id,
                one.form,
                one.record,
                draft_name(desk, read, one),
                words_of(one.form).words + (f"（{one.note}）" if one.note else ""),
                near_moment(one.put_away_at or one.at, today),
                one.put_away_at is not None,
            )
            for one in [*open_, *away]
        ]
