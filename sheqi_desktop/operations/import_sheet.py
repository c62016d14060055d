"""从 Excel 导入: every line judged by the form's own checks; nothing is written before a person says so.

A right line is handed in, one that lacks something for that is kept as 草稿, one that has to be looked at waits for a
person's word, and a wrong one stays in a copy of the sheet with its sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast

from sheqi_desktop.domain.answers import Answers, Value, is_empty
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.facts import Facts, Known
from sheqi_desktop.domain.fieldtype import Unreadable, parse
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.domain.records.sheets import completed, read_by_hand, written_beside
from sheqi_desktop.domain.sheet import row_parts, sheet_columns, typed_columns
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_sheet import LOST, read_sheet
from sheqi_desktop.operations.remembering import remembering
from sheqi_desktop.operations.save_record import put_many
from sheqi_desktop.operations.sheet_head import Head, find_head
from sheqi_desktop.operations.sheet_links import REGION, Links
from sheqi_desktop.operations.world import World
from sheqi_desktop.reports.import_sheet import LeftLine, write_template

State = Literal["ready", "draft", "ask", "wrong"]
STATE_WORDS: dict[State, str] = {"ready": "可提交", "draft": "存草稿", "ask": "要确认", "wrong": "有问题"}
SOURCE = "excel"
MASK = "**"
"""A 台账 that was taken out shows numbers so; they must never come back as somebody's number."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the sheet: its number in Excel, its cells by heading, and what was found."""

    number: int
    cells: Mapping[str, str]
    state: State
    says: tuple[str, ...] = ()
    draft: Draft | None = field(default=None, compare=False)

    @property
    def problem(self) -> str:
        """Everything that was found, as one text."""
        return "；".join(says.rstrip("。") for says in self.says) + ("。" if self.says else "")


@dataclass(frozen=True, slots=True)
class Judged:
    """A whole sheet, judged; nothing is written yet."""

    kind: str
    file: str
    lines: tuple[SheetLine, ...]
    strange: tuple[str, ...]
    """Headings nobody knows; their cells are kept in the copy."""

    def of(self, *states: State) -> list[SheetLine]:
        """Give the lines of some states."""
        return [one for one in self.lines if one.state in states]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written: the lines by number, how many were handed in, and what screens may redraw."""

    lines: frozenset[int]
    handed_in: int
    changes: Changes


def ledger_template(desk: Desk, kind: str) -> bytes:
    """Write the empty sheet people fill in to import records of a kind; raise NotFound for a kind without a 台账."""
    form = desk.library.form(kind)
    return write_template(form, desk.place.name, _choices(form, Links(desk)))


def judge_sheet(desk: Desk, kind: str, path: Path) -> Judged:
    """Read a sheet and judge every line; raise NotYours, or a leaf of SheetTrouble."""
    desk.require("service.create")
    form = desk.library.form(kind)
    lines = read_sheet(path)
    head = find_head(form, lines, path.name)
    return Judged(kind, path.name, tuple(_Judge(desk, form, head).judge(lines)), head.strange)


def import_lines(desk: Desk, judged: Judged, confirmed: Collection[int] = ()) -> Imported:
    """Write the right lines and the confirmed ones in one transaction: all of them are durable, or none."""
    wanted: list[tuple[int, Draft, bool]] = []
    for line in judged.lines:
        if line.draft is None or line.state == "wrong" or (line.state == "ask" and line.number not in confirmed):
            continue
        for problem in [one for one in line.draft.problems() if one.confirmable]:
            line.draft.confirm(problem)
        wanted.append((line.number, line.draft, not line.draft.blocking("submit")))
    saved = put_many(desk, [(draft, handing_in) for _, draft, handing_in in wanted])
    with desk.write() as write:
        desk.note(write, "import_ledger", "", kind=judged.kind, rows=len(saved))
    changes = saved[0].changes if saved else Changes()
    return Imported(frozenset(number for number, _, _ in wanted), sum(done for _, _, done in wanted), changes)


def left_over(desk: Desk, judged: Judged, done: Collection[int] = ()) -> bytes:
    """Write the lines that were not taken in, whole, with their sentences under 问题, ready to be tried again."""
    form = desk.library.form(judged.kind)
    left = [LeftLine(one.cells, one.problem or "没有确认。") for one in judged.lines if one.number not in done]
    return write_template(form, desk.place.name, _choices(form, Links(desk)), left, judged.strange)


def _choices(form: Form, links: Links) -> dict[str, Sequence[str]]:
    """Give the words to choose from for every question that points to a short list."""
    known = links.choices()
    pointing = {one.id: known[one.refers] for one in form if one.type in ("ref", "refs") and one.refers in known}
    return {**known, **pointing}


class _Judge:
    """Judges the lines of one sheet, each with the lines above it."""

    def __init__(self, desk: Desk, form: Form, head: Head) -> None:
        self._desk, self._form, self._head = desk, form, head
        self._links = Links(desk)
        self._world = remembering(World(desk))
        self._above: list[tuple[int, Answers]] = []
        self._seen: dict[tuple[str, ...], int] = {}

    def judge(self, lines: Sequence[Sequence[str]]) -> list[SheetLine]:
        found = []
        for place, cells in enumerate(lines[self._head.begins :], start=self._head.begins + 1):
            by_heading = self._head.cells(cells)
            if any(by_heading.values()) and not self._head.is_sum(cells):
                found.append(self._line(place, by_heading))
        return found

    def _line(self, number: int, cells: Mapping[str, str]) -> SheetLine:
        same = self._seen.setdefault(tuple(cells.values()), number)
        if same != number:
            return SheetLine(number, cells, "wrong", (f"和第{same}行完全一样，没有重复导入。",))
        answers, wrong = self._read(cells)
        draft = Draft(self._form, None, cast("Facts", _Among(self._world, self._desk, tuple(self._above))))
        for one in self._form:
            if not is_empty(answers.get(one.id)):
                draft.answer(one.id, answers[one.id])
        draft.answer("source", SOURCE)
        line = _verdict(SheetLine(number, cells, "ready", (), draft), wrong, self._same_day(answers))
        if line.state != "wrong":
            self._above.append((number, dict(draft.kept)))
        return replace(line, says=(*line.says, *self._not_asked(answers, draft)))

    def _read(self, cells: Mapping[str, str]) -> tuple[dict[str, Value], list[str]]:
        """Read every cell; what cannot be read is told and left out."""
        typed = {column.answer: cells.get(column.header, "") for column in sheet_columns(self._form) if column.answer}
        answers: dict[str, Value] = {}
        wrong: list[str] = []
        for name, text in typed.items():
            if not text or name not in self._form:
                continue
            one = self._form.field(name)
            try:
                answers |= self._value(one, text, typed.get(f"{name}@village", ""))
            except Unreadable as failure:
                wrong.append(str(failure))
        if "worker_id" in self._form and not answers.get("worker_id"):
            answers["worker_id"] = self._desk.me.worker_id
        return completed(self._form.id, answers), wrong

    def _value(self, one: Field, text: str, helps: str) -> Answers:
        if LOST in text:
            raise Unreadable(f"“{one.label}”被 Excel 变成了数字，后几位已丢失，请改成文字重填。")
        if MASK in text:
            raise Unreadable(f"“{one.label}”是遮住中间几位的，请填完整的。")
        by_hand = read_by_hand(self._form.id, one.id, text)
        if by_hand is not None:
            return by_hand
        if one.refers == REGION and (beside := written_beside(self._form.id, one.id)):
            code, rest = self._desk.library.regions.read(text)
            return {one.id: code or None, beside: rest or None}
        if one.type in ("ref", "refs"):
            return {one.id: self._links.read(one, text, helps)}
        if one.type == "rows":
            return {one.id: self._rows(one, text)}
        return {one.id: parse(text, one, self._desk.clock.today())}

    def _rows(self, one: Field, text: str) -> Value:
        columns, rows = typed_columns(one), []
        for parts in row_parts(text):
            if len(parts) > len(columns):
                raise Unreadable(f"“{one.label}”一条最多写{len(columns)}项，用斜杠隔开。")
            row: dict[str, Any] = {}
            for column, part in zip(columns, parts, strict=False):
                if part:
                    read = self._links.read if column.type in ("ref", "refs") else self._parse
                    row[column.id] = read(column, part)
            rows.append(row)
        return cast("Value", rows)

    def _parse(self, column: Field, text: str) -> Value:
        return parse(text, column, self._desk.clock.today())

    def _same_day(self, answers: Answers) -> list[str]:
        """Say that a line above is about the same person on the same day."""
        who, day = answers.get("client_id"), answers.get("service_date")
        if not who or not day:
            return []
        same = [n for n, above in self._above if (above.get("client_id"), above.get("service_date")) == (who, day)]
        return [f"第{same[0]}行是同一个人同一天的，请确认不是重复。"] if same else []

    def _not_asked(self, answers: Answers, draft: Draft) -> list[str]:
        """Say what was written but is not asked in this case, so that nothing is lost unnoticed."""
        extra = [one.label for one in self._form if not is_empty(answers.get(one.id)) and not draft.shown(one)]
        mine = [label for label in extra if label not in ("责任社工",)]
        return [f"“{'”“'.join(mine)}”在这一行用不上，没有导入。"] if mine else []


def _verdict(line: SheetLine, wrong: Sequence[str], asked: Sequence[str]) -> SheetLine:
    draft = line.draft
    assert draft is not None
    stops = [*wrong, *(one.message for one in draft.blocking("save"))]
    if stops:
        return replace(line, state="wrong", says=tuple(dict.fromkeys(stops)))
    asks = [*asked, *(one.message for one in draft.problems() if one.confirmable)]
    lacks = [one.message for one in draft.blocking("submit")]
    state: State = "ask" if asks else "draft" if lacks else "ready"
    return replace(line, state=state, says=tuple(dict.fromkeys((*asks, *lacks))))


class _Among:
    """The world as one line sees it: with the people of the lines above, who are not saved yet."""

    def __init__(self, world: Facts, desk: Desk, above: Sequence[tuple[int, Answers]]) -> None:
        self._world, self._desk, self._above = world, desk, above

    def same_id_no(self, id_no: str, not_record: str) -> Sequence[Known]:
        """Find files with this number here, elsewhere, and above."""
        found = self._world.same_id_no(id_no, not_record)
        return [*found, *(self._known(n, one) for n, one in self._above if one.get("id_no") == id_no)]

    def namesakes(
        self, name: str, gender: int | None, birth_year: int, village: str, not_record: str
    ) -> Sequence[Known]:
        """Find files that may be the same person, and lines above that may."""
        found = self._world.namesakes(name, gender, birth_year, village, not_record)
        like = (name, gender, village)
        above = [
            self._known(n, one)
            for n, one in self._above
            if (one.get("name"), one.get("gender"), one.get("village")) == like
            and abs(int(str(one.get("birth_date") or "0")[:4]) - birth_year) <= 1
        ]
        return [*found, *above]

    def _known(self, number: int, said: Answers) -> Known:
        village = self._desk.library.places.village_name(str(said.get("village") or ""))
        born = str(said.get("birth_date") or "")[:4]
        year = int(born) if born else None
        name, here = str(said.get("name") or ""), self._desk.station
        return Known("", here, self._desk.place.name, name, f"（本表第{number}行）", village, year)

    def __getattr__(self, name: str) -> Any:
        """Ask the world."""
        return getattr(self._world, name)
