"""One record to be read: every answered question in words, section by section, as on its paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.fieldtype import show
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.domain.lifecycle import STATE_NAMES
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.hidden_numbers import shown_answers
from sheqi_desktop.operations.minors import refuse_closed
from sheqi_desktop.operations.opened import opened
from sheqi_desktop.operations.record_list import names_of, ref_words
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.operations.world import World
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

_BARE = frozenset({"text", "int", "dec1", "dec2"})
TONES = {"draft": "mute", "submitted": "info", "returned": "note", "signed": "ok"}


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A question and what was answered; a list answers in several lines of text."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A part of the record with at least one answer."""

    title: str
    lines: tuple[ReadLine, ...]


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


def read_record(desk: Desk, record: str) -> Reading:
    """Read a record in words; who reads a 限阅 one is noted.  Raises NotFound, Restricted, MinorClosed."""
    with desk.read() as read:
        stored = desk.stored(read, record)
        refuse_unseen(desk, stored)
        refuse_closed(desk, read, stored)
        form = desk.library.form_of(stored.kind, stored.answers)
        world = World(desk, stored.id, read)
        names = _names(desk, read, form, stored)
        asked = form.visible(stored.answers, world)
    opened(desk, stored, "阅读")
    shown = shown_answers(desk, stored, asked)
    state = "作废" if stored.voided else STATE_NAMES.get(stored.status, stored.status)
    note = str(stored.answers.get("return_note") or "") if stored.status == "returned" else ""
    return Reading(
        stored.id, stored.kind, form.title, stored.number, state, TONES.get(stored.status, "mute"), stored.revision,
        note, tuple(_sections(desk, form, shown, names)), stored.station == desk.station,
    )  # fmt: skip


def _names(desk: Desk, read: Read, form: Form, stored: StoredRecord) -> Mapping[str, str]:
    return names_of(read, desk, [stored], form.fields)


def _sections(desk: Desk, form: Form, answers: Answers, names: Mapping[str, str]) -> Iterable[ReadSection]:
    for section in form.sections:
        lines = [
            ReadLine(field.id, field.label_with_unit, words)
            for field in section.fields
            if (words := _words(desk, field, answers.get(field.id), names))
        ]
        if lines:
            yield ReadSection(section.title, tuple(lines))


def _words(desk: Desk, field: Field, value: Value, names: Mapping[str, str]) -> str:
    if value in (None, "", []):
        return ""
    if field.type in ("ref", "refs"):
        given = value if isinstance(value, list) else [value]
        return "、".join(words for one in given if (words := ref_words(desk, field.refers, str(one), names)))
    if field.type == "rows" and isinstance(value, list):
        rows = (
            [_named(one, _words(desk, one, row.get(one.id), names)) for one in field.columns]
            for row in value
            if isinstance(row, dict)
        )
        told = ["，".join(part for part in row if part) for row in rows]
        return "\n".join(f"{place}. {row}" for place, row in enumerate(told, 1) if row)
    return show(value, field, desk.clock.today())


def _named(column: Field, words: str) -> str:
    """Say what a bare number is; 5，1，2 tells nobody which is the baseline and which the target."""
    return f"{column.label} {words}" if words[:1].isdigit() and column.type in _BARE else words


def _row(desk: Desk, field: Field, row: Answers, names: Mapping[str, str]) -> str:
    said = (_words(desk, column, row.get(column.id), names) for column in field.columns)
    return "，".join(part for part in said if part)
