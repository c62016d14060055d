"""Print the recovery sheet of a new workspace; the code is nowhere kept in readable form."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.reports.fonts import Fonts
from sheqi_desktop.reports.recovery_sheet import recovery_sheet


def print_recovery(code: str, place: str, made_on: date) -> bytes:
    """Give the sheet as a PDF; raise FontMissing when the program is not installed whole."""
    return recovery_sheet(code, place, made_on.isoformat(), Fonts(fonts_dir()))
