"""The manual: short Markdown pages under resources/manual, one for each page and each form, read into plain blocks.

Only a few marks are known (headings, lists, tables, **bold**, [words](page) and pictures); anything else is refused
with file and line, so that nothing on screen is ever markup that was not meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sheqi_desktop.domain.trouble import CatalogTrouble

_INLINE = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\[(?P<words>[^\]]+)\]\((?P<page>[\w-]+)\)")
_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<file>pictures/[\w.-]+)\)$")
_HEADING = re.compile(r"(#{1,3}) (.+)$")
_BULLET = re.compile(r"- (.+)$")
_NUMBERED = re.compile(r"\d+\. (.+)$")
_STRANGE = re.compile(r"\*\*|\]\(|<[a-zA-Z/!]|`")
START = "start"


@dataclass(frozen=True, slots=True)
class Span:
    """Words, perhaps bold, perhaps leading to another page of the manual."""

    text: str
    bold: bool = False
    page: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Points:
    """A list, with numbers or with dots."""

    items: tuple[Spans, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first row is its head."""

    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the manual."""

    file: str
    words: str


Block = Heading | Passage | Points | Grid | Picture


@dataclass(frozen=True, slots=True)
class ManualPage:
    """One page: its name (a page id or the kind of a form), its title, its blocks."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """Name the pages it leads to, each once, in order."""
        return tuple(dict.fromkeys(span.page for block in self.blocks for span in _spans(block) if span.page))

    @property
    def pictures(self) -> tuple[str, ...]:
        """Name the pictures it shows."""
        return tuple(block.file for block in self.blocks if isinstance(block, Picture))

    @property
    def lines(self) -> tuple[str, ...]:
        """Give its words, block by block and item by item."""
        return tuple(line for block in self.blocks for line in _lines(block))


@dataclass(frozen=True, slots=True)
class Found:
    """A page that holds what was searched, and the line it stands in."""

    page: str
    title: str
    line: str


class Manual:
    """Every page, by name."""

    def __init__(self, pages: Mapping[str, ManualPage]) -> None:
        """Hold the pages, in the order of their names."""
        self.pages = dict(pages)

    def page(self, *names: str) -> ManualPage:
        """Give the first of these pages there is, else the first page of the manual."""
        return next((self.pages[name] for name in names if name in self.pages), self.pages[START])

    def search(self, typed: str) -> list[Found]:
        """Find pages that hold all the words typed: title first, then headings, then the text."""
        words = _plain(typed).split()
        if not words:
            return []
        ranked = [(rank, found) for page in self.pages.values() if (at := _match(page, words)) for rank, found in [at]]
        return [found for _, found in sorted(ranked, key=lambda one: (one[0], one[1].title))]


def load_manual(folder: Path) -> Manual:
    """Read every page; raise CatalogTrouble with file and line for a mark nobody knows."""
    return Manual({path.stem: read_page(path) for path in sorted(folder.glob("*.md"))})


def read_page(path: Path) -> ManualPage:
    """Read one page: a heading of level 1 first, then blocks parted by empty lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    blocks = tuple(_blocks(path.name, lines))
    if not blocks or not isinstance(blocks[0], Heading) or blocks[0].level != 1:
        raise CatalogTrouble(file=path.name, line=1, why="说明要以一个“# 标题”开头")
    return ManualPage(path.stem, blocks[0].text, blocks[1:])


def _blocks(file: str, lines: Sequence[str]) -> Iterator[Block]:
    begin = [number for number, (before, line) in enumerate(pairwise(["", *lines])) if line and not before]
    for first in begin:
        block = []
        for line in lines[first:]:
            if not line:
                break
            block.append(line)
        yield _block(file, first + 1, block)


def _block(file: str, at: int, lines: Sequence[str]) -> Block:
    head = lines[0]
    if found := _HEADING.match(head):
        if len(lines) > 1:
            raise CatalogTrouble(file=file, line=at + 1, why="标题下面要空一行")
        return Heading(len(found[1]), _whole(file, at, found[2]))
    if found := _PICTURE.match(head):
        return Picture(found["file"], found["words"])
    for pattern, numbered in ((_BULLET, False), (_NUMBERED, True)):
        if pattern.match(head):
            return Points(_items(file, at, lines, pattern), numbered)
    if head.startswith("|"):
        return _grid(file, at, lines)
    return Passage(_inline(file, at, "".join(lines)))


def _items(file: str, at: int, lines: Sequence[str], pattern: re.Pattern[str]) -> tuple[Spans, ...]:
    items = []
    for number, line in enumerate(lines):
        found = pattern.match(line)
        if found is None:
            raise CatalogTrouble(file=file, line=at + number, why="一个列表里每行都要以同样的记号开头")
        items.append(_inline(file, at + number, found[1]))
    return tuple(items)


def _grid(file: str, at: int, lines: Sequence[str]) -> Grid:
    rows = []
    for number, line in enumerate(lines):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if number == 1 and all(set(cell) <= {"-", ":"} for cell in cells):
            continue
        rows.append(tuple(_inline(file, at + number, cell) for cell in cells))
    if len({len(row) for row in rows}) != 1:
        raise CatalogTrouble(file=file, line=at, why="表格每行的格数要一样")
    return Grid(tuple(rows))


def _inline(file: str, at: int, text: str) -> Spans:
    spans, place = [], 0
    for found in _INLINE.finditer(text):
        if found.start() > place:
            spans.append(Span(_whole(file, at, text[place : found.start()])))
        bold = found["bold"] is not None
        spans.append(Span(_whole(file, at, found["bold"] or found["words"]), bold, found["page"] or ""))
        place = found.end()
    if place < len(text) or not spans:
        spans.append(Span(_whole(file, at, text[place:])))
    return tuple(spans)


def _whole(file: str, at: int, text: str) -> str:
    if _STRANGE.search(text):
        raise CatalogTrouble(file=file, line=at, why=f"这里有不认识的记号：{text.strip()[:20]}")
    return text


def _spans(block: Block) -> Iterator[Span]:
    if isinstance(block, Passage):
        yield from block.spans
    elif isinstance(block, Points):
        for item in block.items:
            yield from item
    elif isinstance(block, Grid):
        for row in block.rows:
            for cell in row:
                yield from cell


def said(spans: Spans) -> str:
    """Give the bare words."""
    return "".join(span.text for span in spans)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Passage):
        yield said(block.spans)
    elif isinstance(block, Points):
        yield from (said(item) for item in block.items)
    elif isinstance(block, Grid):
        yield from ("　".join(said(cell) for cell in row) for row in block.rows)


def _match(page: ManualPage, words: Sequence[str]) -> tuple[int, Found] | None:
    whole = _plain(page.title + "\n" + "\n".join(page.lines))
    if not all(word in whole for word in words):
        return None
    if all(word in _plain(page.title) for word in words):
        return 0, Found(page.name, page.title, next(iter(page.lines), ""))
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    for rank, lines in ((1, headings), (2, page.lines)):
        for line in lines:
            if any(word in _plain(line) for word in words):
                return rank, Found(page.name, page.title, line)
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
