"""An Excel file that cannot run anything: every cell is text or a number, never a formula or a link.

The same rows give the same bytes: no clock, no name of a computer, no temporary file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from sheqi_desktop.reports.page import plain

FONT = "仿宋"
LONGEST = 32767
"""What Excel can hold in one cell."""
_CREATED = datetime(2022, 9, 1, tzinfo=UTC).replace(tzinfo=None)
_FORBIDDEN_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")


class Book:
    """One Excel file with one or more sheets in the house's dress: 仿宋 12, thin borders, A4 across."""

    def __init__(self) -> None:
        """Begin an empty file in memory."""
        self._bytes = BytesIO()
        self._book: Any = xlsxwriter.Workbook(
            self._bytes,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self._book.set_properties({"created": _CREATED})
        base = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True, "num_format": "@"}
        cell = {**base, "border": 1, "quote_prefix": True}
        self.title = self._book.add_format({**base, "font_size": 16, "bold": True, "align": "center"})
        self.note = self._book.add_format({**base, "quote_prefix": True})
        self.head = self._book.add_format({**cell, "bold": True, "align": "center"})
        self.cell = self._book.add_format(cell)
        self.middle = self._book.add_format({**cell, "align": "center"})
        self.open = self._book.add_format({**base, "border": 1})
        self.grey = self._book.add_format({**cell, "font_color": "gray", "align": "center"})
        self.number = self._book.add_format({**base, "border": 1, "align": "center", "num_format": "0.########"})

    def sheet(self, name: str) -> Any:
        """Add a sheet, A4 across, as wide as the paper."""
        sheet = self._book.add_worksheet(plain(name).translate(_FORBIDDEN_IN_NAMES)[:31] or None)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
        sheet.set_footer("&C第&P页/共&N页")
        return sheet

    def finish(self) -> bytes:
        """Close the file and give its bytes."""
        self._book.close()
        return self._bytes.getvalue()


def put(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """Write a text as a text: the one door for everything a record says."""
    text = plain(text)[:LONGEST]
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def put_number(sheet: Any, row: int, column: int, text: str, book: Book) -> None:
    """Write a number as a number; what is none stays text."""
    if text.isascii() and text.replace(".", "", 1).isdigit() and len(text) <= 12:
        sheet.write_number(row, column, float(text) if "." in text else int(text), book.number)
    else:
        put(sheet, row, column, text, book.middle)


def put_across(sheet: Any, row: int, columns: int, text: str, look: Any) -> None:
    """Write a text over all columns."""
    if columns > 1:
        sheet.merge_range(row, 0, row, columns - 1, "", look)
    put(sheet, row, 0, text, look)


def heads(sheet: Any, row: int, titles: Sequence[tuple[str, int]], look: Any) -> None:
    """Write the headings and set the widths of their columns; they stay in sight."""
    for column, (title, width) in enumerate(titles):
        sheet.set_column(column, column, width)
        put(sheet, row, column, title, look)
    sheet.repeat_rows(0, row)
    sheet.freeze_panes(row + 1, 0)
