"""Half-typed forms: kept while people type, found again after a crash, given up with thirty days to repent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.trouble import DatabaseDamaged, DraftWentOn
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
    """放弃: out of sight, to be found for thirty days; gives the draft's id."""
    with desk.write() as write:
        kept = drafts.get(write, form, record, desk.me.worker_id)
        if kept is None:
            return ""
        drafts.put_away(write, kept.id, desk.clock.ms())
        return kept.id


def bring_back(desk: Desk, draft: str) -> int | None:
    """Take a given-up draft out again; gives the moment it was last kept, None if it is no longer there."""
    with desk.write() as write:
        drafts.bring_back(write, draft)
        back = _open(desk, write, draft)
        return back.at if back else None


def put_away_again(desk: Desk, draft: str, kept_at: int) -> str:
    """重做: put away what was brought back, as it was last kept then; gives its id, '' if it was saved meanwhile.

    Raises DraftWentOn if it was typed in since.
    """
    with desk.write() as write:
        kept = _open(desk, write, draft)
        if kept is None:
            return ""
        if kept.at != kept_at:
            raise DraftWentOn(what=words_of(kept.form).words)
        drafts.put_away(write, draft, desk.clock.ms())
        return draft


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
                words_of(one.form).words,
                near_moment(one.put_away_at or one.at, today),
                one.put_away_at is not None,
            )
            for one in [*open_, *away]
        ]
