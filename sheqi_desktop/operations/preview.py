"""打印预览: the sheets of a PDF as pictures for the screen and the printer, made in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sheqi_desktop.reports.preview import page_count, page_picture


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as rows of red, green and blue bytes."""

    width: int
    height: int
    rgb: bytes


def sheet(data: bytes, page: int, dpi: int = 96) -> Sheet:
    """Draw one sheet of a PDF."""
    drawn = page_picture(data, page, dpi)
    return Sheet(drawn.width, drawn.height, drawn.rgb)


def each_sheet(data: bytes, dpi: int = 96) -> Iterator[Sheet]:
    """Draw the sheets of a PDF one after the other: a thick file fits into a small memory."""
    for page in range(page_count(data)):
        yield sheet(data, page, dpi)
