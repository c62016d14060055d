"""Where the headings of a sheet are: by the hidden line of names, or by the words of the headings themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.dates import half_width
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.sheet import PROBLEMS, sheet_columns
from sheqi_desktop.domain.trouble import SheetWithoutHead

LOOK_IN = 12
LEAST = 2
NUMBER = "序号"
SUM = "合计"


@dataclass(frozen=True, slots=True)
class Head:
    """Which column is which heading of ours, which are of the person's own, and where the lines begin."""

    columns: Mapping[int, str]
    strange: tuple[str, ...]
    begins: int

    def cells(self, line: Sequence[str]) -> dict[str, str]:
        """Give the cells of a line by heading."""
        return {heading: line[at].strip() if at < len(line) else "" for at, heading in self.columns.items()}

    def is_sum(self, line: Sequence[str]) -> bool:
        """Tell whether this is the line of sums of a 台账."""
        return any(cell.strip() == SUM for cell in line[:2])


def find_head(form: Form, lines: Sequence[Sequence[str]], file: str) -> Head:
    """Find the headings; raise SheetWithoutHead."""
    columns = sheet_columns(form)
    by_answer = {one.answer: one.header for one in columns if one.answer}
    by_words = {_plain(one.header): one.header for one in columns}
    for at, line in enumerate(lines[:LOOK_IN]):
        said = {place: cell.strip() for place, cell in enumerate(line) if cell.strip()}
        if len(said) >= LEAST and all(name in by_answer for name in said.values()):
            above = lines[at - 1] if at else ()
            return _head({place: by_answer[name] for place, name in said.items()}, above, by_words, at + 1)
    for at, line in enumerate(lines[:LOOK_IN]):
        words = {place: _plain(cell) for place, cell in enumerate(line) if cell.strip()}
        found = {place: by_words[cell] for place, cell in words.items() if cell in by_words}
        if len(found) >= LEAST:
            return _head(found, line, by_words, at + 1)
    raise SheetWithoutHead(file=file, title=form.title)


def _head(found: Mapping[int, str], line: Sequence[str], by_words: Mapping[str, str], begins: int) -> Head:
    """Add the headings that the program fills in, and those a person added; 问题 of an earlier try is dropped."""
    own = {}
    for place, cell in enumerate(line):
        heading = cell.strip()
        if place not in found and heading and heading not in (NUMBER, PROBLEMS) and _plain(heading) not in by_words:
            own[place] = heading
    return Head({**found, **own}, tuple(own.values()), begins)


def _plain(text: str) -> str:
    return half_width(text).replace(" ", "").replace("*", "").replace("（", "(").replace("）", ")")
