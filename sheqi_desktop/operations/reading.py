"""One record to be read: every answered question in words, section by section, as on its paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sheqi_desktop.domain.lifecycle import STATE_NAMES
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.hidden_numbers import shown_answers
from sheqi_desktop.operations.laid_out import ReadSection, lay_out
from sheqi_desktop.operations.minors import refuse_closed
from sheqi_desktop.operations.opened import opened
from sheqi_desktop.operations.record_list import names_of
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.operations.world import World

TONES = {"draft": "mute", "submitted": "info", "returned": "note", "signed": "ok"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A record as it is read: which, in which state and version, and what it says."""

    record: str
    kind: str
    title: str
    number: str
    state: str
    tone: str
    revision: int
    note: str
    sections: tuple[ReadSection, ...]
    own: bool


def read_record(desk: Desk, record: str, also: Collection[str] = ()) -> Reading:
    """Read a record in words; who reads a 限阅 one is noted.  Raises NotFound, Restricted, MinorClosed.

    Questions of ``also`` are shown where they were not answered too: somebody remarked on them.
    """
    with desk.read() as read:
        stored = desk.stored(read, record)
        refuse_unseen(desk, stored)
        refuse_closed(desk, read, stored)
        form = desk.library.form_of(stored.kind, stored.answers)
        world = World(desk, stored.id, read)
        names = names_of(read, desk, [stored], form.fields)
        asked = form.visible(stored.answers, world)
    opened(desk, stored, "阅读")
    shown = shown_answers(desk, stored, asked)
    state = "作废" if stored.voided else STATE_NAMES.get(stored.status, stored.status)
    note = str(stored.answers.get("return_note") or "") if stored.status == "returned" else ""
    return Reading(
        stored.id, stored.kind, form.title, stored.number, state, TONES.get(stored.status, "mute"), stored.revision,
        note, lay_out(desk, form, shown, names, also=also), stored.station == desk.station,
    )  # fmt: skip
