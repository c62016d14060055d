"""对照: what differs between two versions of a record, word by word; and which versions there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.fold import SIGNED, fold, makes_version
from sheqi_desktop.domain.form import Field
from sheqi_desktop.domain.history import History
from sheqi_desktop.domain.written import same
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.opened import opened
from sheqi_desktop.operations.record_list import named, said
from sheqi_desktop.reports.masking import masked
from sheqi_desktop.store import log

Part = Literal["same", "gone", "new"]
_WORDS = re.compile(r"[0-9A-Za-z]+(?:[.:/-][0-9A-Za-z]+)*|\s+|.", re.ASCII | re.DOTALL)
"""A number, a date or a Latin word is one word; every other character stands for itself."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both versions have, or only the older, or only the newer."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that was answered otherwise."""

    field: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: its number for people, when, by whom, why, who signed it, and what it said."""

    number: int
    ref: ChangeRef
    on: str
    by: str
    reason: str
    signed_by: str
    answers: Answers


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts word by word; joining what is not ``new`` gives the older text, what is not ``gone`` the newer.

    Works on code points: a rare character outside the basic plane is one word like any other.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        for part, told in (("gone", old[i1:i2]), ("new", new[j1:j2])):
            if told:
                pieces.append(Piece(part, "".join(told)))  # type: ignore[arg-type]
    return tuple(pieces)


def versions(desk: Desk, record: str) -> list[Version]:
    """Give the versions of a record, the first hand-in first; a draft that was never handed in is version 1.

    Every change of substance after the first hand-in is a version of its own (domain 00 §4).  Who may not open the
    record may not compare it either: raises Restricted, MinorClosed; that it was compared is noted where that is.
    """
    with desk.read() as read:
        stored = desk.stored(read, record)
    opened(desk, stored, "对照")
    with desk.read() as read:
        changes = log.history(read, stored.id)
    history = History.of(changes)
    state = fold(changes)
    if state.first_confirmed is None:
        return [
            Version(1, stored.created, _day(state.changed_at), desk.person_name(state.author), "", "", state.answers)
        ]
    place = {step.ref: i for i, step in enumerate(history.steps)}
    first = place[state.first_confirmed]
    later = [
        i
        for i, one in enumerate(history.steps)
        if not history.knew(first, i) and i != first and makes_version(one.answers)
    ]
    ends = [history.steps[i] for i in later]
    return [
        Version(
            number,
            step.ref,
            _day(step.at),
            desk.person_name(step.author),
            step.reason,
            _signer(desk, history, place[step.ref], ends),
            fold(_known_to(history, place[step.ref])).answers,
        )
        for number, step in enumerate([history.steps[first], *ends], start=1)
    ]


def differences(desk: Desk, kind: str, before: Answers, after: Answers) -> list[Difference]:
    """Say which questions two versions answer differently, in the order of the form, word by word.

    Numbers of papers and telephones stay masked, as everywhere once a record is confirmed (domain 16 §2).
    """
    form = desk.library.form_of(kind, after)
    with desk.read() as read:
        names = named(desk, read, (before, after), form.fields)
    found = []
    for field in form:
        old, new = before.get(field.id), after.get(field.id)
        if not same(old, new):
            texts = [words_of_answer(desk, field, answers, names) for answers in (before, after)]
            hidden = [words_of_answer(desk, field, masked(form, answers), names) for answers in (before, after)]
            if texts[0] != texts[1]:
                found.append(Difference(field.id, field.label, _pieces(field, *hidden)))
    return found


def _pieces(field: Field, before: str, after: str) -> tuple[Piece, ...]:
    """Compare what may be read; masked numbers, which may look the same, stand whole beside each other."""
    if field.mask in ("", "name") and before != after:
        return words(before, after)
    return tuple(Piece(part, text) for part, text in (("gone", before), ("new", after)) if text)  # type: ignore[arg-type]


def _known_to(history: History, place: int) -> list[Change]:
    return [one for i, one in enumerate(history.steps) if i == place or history.knew(place, i)]


def _signer(desk: Desk, history: History, place: int, ends: Sequence[Change]) -> str:
    """Name who signed this version: the first signature that knew it, and no later version."""
    later = [i for i, one in enumerate(history.steps) if one in ends and i > place]
    for i, step in enumerate(history.steps):
        if step.answers.get("status") == SIGNED and (i == place or history.knew(i, place)):
            return "" if any(history.knew(i, one) for one in later) else desk.person_name(step.author)
    return ""


def words_of_answer(desk: Desk, field: Field, answers: Answers, names: dict[str, str]) -> str:
    """Give an answer as the list shows it; rows one a line, long texts whole."""
    value = answers.get(field.id)
    if field.type in ("memo", "text") and isinstance(value, str):
        return value
    if field.type == "rows" and isinstance(value, list):
        return "\n".join(row_words(desk, field, row, names) for row in value if isinstance(row, dict))
    return said(desk, field, value, names)


def row_words(desk: Desk, field: Field, row: Answers, names: dict[str, str]) -> str:
    """Give one row in one line: every column that says something, with its label."""
    told = [(column, words_of_answer(desk, column, row, names)) for column in field.columns]
    return "・".join(f"{column.label}：{text}" for column, text in told if text)


def _day(ms: int) -> str:
    return county_moment(ms).date().isoformat()
