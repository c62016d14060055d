"""One record to be read: every answered question in words, section by section, as on its paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.annotation import Path
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
UNANSWERED = "没填"
NEXT_ROW = "\n"
TONES = {"draft": "mute", "submitted": "info", "returned": "note", "signed": "ok"}


@dataclass(frozen=True, slots=True)
class ReadPart:
    """Words that belong together: the answer at ``path`` (``rows[id].column`` in a list), or words of ours without one.

    ``exact``: these are the letters of the answer, so that a part of them can be found again by its place.
    """

    text: str
    path: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A question and what was answered; a list answers in several lines of text.

    ``parts`` are the same words, each with the answer it belongs to.
    """

    field: str
    label: str
    text: str
    parts: tuple[ReadPart, ...] = ()


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
        names = _names(desk, read, form, stored)
        asked = form.visible(stored.answers, world)
    opened(desk, stored, "阅读")
    shown = shown_answers(desk, stored, asked)
    state = "作废" if stored.voided else STATE_NAMES.get(stored.status, stored.status)
    note = str(stored.answers.get("return_note") or "") if stored.status == "returned" else ""
    return Reading(
        stored.id, stored.kind, form.title, stored.number, state, TONES.get(stored.status, "mute"), stored.revision,
        note, tuple(_sections(desk, form, shown, names, also)), stored.station == desk.station,
    )  # fmt: skip


def _names(desk: Desk, read: Read, form: Form, stored: StoredRecord) -> Mapping[str, str]:
    return names_of(read, desk, [stored], form.fields)


def _sections(
    desk: Desk, form: Form, answers: Answers, names: Mapping[str, str], also: Collection[str]
) -> Iterable[ReadSection]:
    for section in form.sections:
        lines = []
        for field in section.fields:
            parts = tuple(_parts(desk, field, answers.get(field.id), names))
            if not parts and field.id in also:
                parts = (ReadPart(UNANSWERED), ReadPart("", field.id))
            if parts:
                text = "".join(one.text for one in parts)
                lines.append(ReadLine(field.id, field.label_with_unit, text, parts))
        if lines:
            yield ReadSection(section.title, tuple(lines))


def _parts(desk: Desk, field: Field, value: Value, names: Mapping[str, str]) -> Iterator[ReadPart]:
    """Give an answer in words, each cell of a list by itself."""
    if field.type != "rows" or not isinstance(value, list):
        if words := _words(desk, field, value, names):
            yield ReadPart(words, field.id, _exact(field, words, value))
        return
    rows = [list(_cells(desk, field, row, names)) for row in value if isinstance(row, dict)]
    told = [(place, cells) for place, cells in enumerate(rows, 1) if cells]
    for place, cells in told:
        yield ReadPart(f"{'' if place == told[0][0] else NEXT_ROW}{place}. ")
        for turn, cell in enumerate(cells):
            if turn:
                yield ReadPart("，")
            yield from cell
    if told:
        yield ReadPart("", field.id)


def _cells(desk: Desk, field: Field, row: Answers, names: Mapping[str, str]) -> Iterator[list[ReadPart]]:
    for column in field.columns:
        value = row.get(column.id)
        if words := _words(desk, column, value, names):
            path = str(Path(field.id, str(row.get("id") or ""), column.id)) if row.get("id") else ""
            label = _named(column, words).removesuffix(words)
            yield [*([ReadPart(label)] if label else []), ReadPart(words, path, _exact(column, words, value))]


def _exact(field: Field, words: str, value: Value) -> bool:
    """Tell whether words are the very letters that were written: neither a label nor a number shown short."""
    return words == value and field.mask in ("", "name")


def _words(desk: Desk, field: Field, value: Value, names: Mapping[str, str]) -> str:
    if value in (None, "", []):
        return ""
    if field.type in ("ref", "refs"):
        given = value if isinstance(value, list) else [value]
        return "、".join(words for one in given if (words := ref_words(desk, field.refers, str(one), names)))
    return show(value, field, desk.clock.today())


def _named(column: Field, words: str) -> str:
    """Say what a bare number is; 5，1，2 tells nobody which is the baseline and which the target."""
    return f"{column.label} {words}" if words[:1].isdigit() and column.type in _BARE else words
