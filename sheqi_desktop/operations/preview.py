"""打印预览: the sheets of a PDF as pictures for the screen, made in memory."""

from __future__ import annotations

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


def preview(data: bytes, dpi: int = 96, at_most: int = 20) -> tuple[Sheet, ...]:
    """Draw the sheets of a PDF, the first twenty at most."""
    drawn = [page_picture(data, page, dpi) for page in range(min(page_count(data), at_most))]
    return tuple(Sheet(one.width, one.height, one.rgb) for one in drawn)
