"""The rows of the hours grid as people type or paste them, and what they mean.

A row is seven texts in the order of the columns, and the service it was made from.  Reading one never fails: what
cannot be understood is a sentence about one cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.dates import minutes_between, parse_clock_time, parse_day
from sheqi_desktop.domain.service_time import DAY, read_length, rounded

COLUMNS = ("on", "who", "what", "start", "end", "length", "note")
HEADINGS = ("日期", "志愿者", "服务内容", "开始", "结束", "时长", "备注")
_FIELDS = {
    "volunteer_id": "who", "service_date": "on", "start_at": "start", "end_at": "end", "title": "what",
    "content": "what", "service_minutes": "length", "break_minutes": "length", "long_day_reason": "note",
    "late_reason": "on", "over_midnight": "end", "note": "note",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of the grid as it was typed."""

    on: str = ""
    who: str = ""
    what: str = ""
    start: str = ""
    end: str = ""
    length: str = ""
    note: str = ""
    activity_ref: str = ""
    """The activity or session the row was made from, '' for one that was typed."""
    place: str = ""
    """Where that was; '' where the place all rows share holds."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells in the order of the columns."""
        return tuple(getattr(self, name) for name in COLUMNS)

    @property
    def empty(self) -> bool:
        """Tell whether nothing was typed; a date alone is offered, not typed."""
        return not any(self.texts[1:])

    @property
    def source(self) -> tuple[str, str]:
        """What the row was made from, and for whom: the same is not made twice."""
        return self.activity_ref, self.who

    def but(self, column: str, text: str) -> GridRow:
        """Give the same row with another text in one cell; a row that is emptied was made from nothing."""
        made = replace(self, **{column: text})
        return GridRow(made.on) if made.empty else made


@dataclass(frozen=True, slots=True)
class Wrong:
    """A sentence about one cell of a row."""

    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Common:
    """What the rows share: the team, where, who organised and led it, who writes it down."""

    team_id: str = ""
    project_id: str = ""
    activity_ref: str = ""
    place: str = ""
    org: str = ""
    leader: str = ""
    recorder: str = ""
    late_reason: Value = None

    @property
    def answers(self) -> dict[str, Value]:
        """The answers every row takes over."""
        said = {name: getattr(self, name) for name in Common.__slots__}
        return {name: value for name, value in said.items() if value not in ("", None)}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row means as answers of a service record, and the cells that could not be understood."""

    answers: Mapping[str, Value]
    wrong: tuple[Wrong, ...] = ()
    minutes: int | None = None


@dataclass(slots=True)
class Names:
    """The volunteers by name; namesakes are told apart by their number."""

    by_name: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    def find(self, typed: str) -> tuple[str, str]:
        """Give the volunteer, or the sentence why there is none."""
        name = typed.strip()
        given = self.by_name.get(name, ())
        if len(given) > 1:
            numbers = "、".join(number.rpartition("-")[2] for _, number in given)
            return "", f"有{len(given)}位“{name}”，请在姓名后写编号的末段（{numbers}）。"
        if given:
            return given[0][0], ""
        plain, _, tail = name.rpartition(" ")
        same = [record for record, number in self.by_name.get(plain.strip(), ()) if tail and number.endswith(tail)]
        return (same[0], "") if len(same) == 1 else ("", f"没有登记“{name}”，请先登记志愿者。")


def read_row(row: GridRow, common: Common, names: Names, today: date) -> ReadRow:
    """Turn the texts of a row into answers; a length without an end gives the end."""
    said: dict[str, Value] = dict(common.answers)
    said |= {name: told for name in ("activity_ref", "place") if (told := getattr(row, name))}
    wrong: list[Wrong] = []
    on = parse_day(row.on, today)
    if on is not None:
        said["service_date"] = on.isoformat()
    elif row.on.strip():
        wrong.append(Wrong("on", "“日期”看不懂，请写成2023-06-14这样的日期。"))
    if row.who.strip():
        found, why = names.find(row.who)
        said |= {"volunteer_id": found} if found else {}
        wrong += [Wrong("who", why)] if why else []
    for column, name, label in (("start", "start_at", "开始"), ("end", "end_at", "结束")):
        text = getattr(row, column).strip()
        clock = parse_clock_time(text) if text else None
        if clock:
            said[name] = clock
        elif text:
            wrong.append(Wrong(column, f"“{label}”看不懂，请写成09:30这样的时间。"))
    said |= {"title": row.what.strip(), "content": row.what.strip()} if row.what.strip() else {}
    said |= {"note": row.note.strip(), "long_day_reason": row.note.strip()} if row.note.strip() else {}
    wrong += _length(row, said)
    return ReadRow(said, tuple(wrong), _minutes(said))


def _length(row: GridRow, said: dict[str, Value]) -> list[Wrong]:
    """Let the length agree with the times: it gives a missing end, and a shorter one means a break."""
    if not row.length.strip():
        return []
    length = read_length(row.length)
    if length is None:
        return [Wrong("length", "“时长”看不懂，请写成1.5、1小时30、90分或1:30。")]
    start, between = said.get("start_at"), minutes_between(said.get("start_at"), said.get("end_at"))
    if between is None:
        begun = minutes_between("00:00", start)
        if begun is None:
            return []
        end = begun + length
        said["end_at"] = f"{end % DAY // 60:02d}:{end % 60:02d}"
        said |= {"over_midnight": True} if end >= DAY else {}
        return []
    if between < 0:
        return []
    if rounded(length) > rounded(between):
        return [Wrong("length", "“时长”比开始到结束的时间还长，请核对。")]
    if rounded(length) < rounded(between):
        said["break_minutes"] = between - length
    return []


def _minutes(said: Mapping[str, Value]) -> int | None:
    between = minutes_between(said.get("start_at"), said.get("end_at"))
    if between is None:
        return None
    rest = said.get("break_minutes")
    overnight = DAY if said.get("over_midnight") is True else 0
    return between + overnight - (rest if isinstance(rest, int) else 0)


def column_of(field_id: str) -> str:
    """Give the column in which a sentence about a question is marked; what the rows share is marked at the name."""
    return _FIELDS.get(field_id, "who")


def pasted(text: str) -> list[GridRow]:
    """Read what Excel puts on the clipboard: tabs between cells, one line a row; a line of headings is left out."""
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    cells = [[cell.strip().strip('"') for cell in line] for line in rows if any(cell.strip() for cell in line)]
    if cells and cells[0][0] in (HEADINGS[0], "序号", "编号"):
        cells = cells[1:]
    return [GridRow(**dict(zip(COLUMNS, line, strict=False))) for line in cells]


def whole_team(on: str, what: str, start: str, end: str, members: Sequence[str]) -> list[GridRow]:
    """Give the rows of one activity: the members ticked, with common times."""
    return [GridRow(on, name, what, start, end) for name in members]
