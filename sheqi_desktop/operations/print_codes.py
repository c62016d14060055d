"""Print the one-time codes of a 登记包: a strip for each person, to be cut off and put into an envelope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.reports.code_sheet import code_sheet
from sheqi_desktop.reports.fonts import Fonts


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One person's code."""

    name: str
    role: str
    code: str


def print_codes(place: str, file: str, fingerprint: str, lines: Sequence[CodeLine], until: str, made_on: date) -> bytes:
    """Give the sheet as a PDF; raise FontMissing when the program is not installed whole."""
    people = [(one.name, one.role, one.code) for one in lines]
    return code_sheet(place, file, fingerprint, people, until, made_on.isoformat(), Fonts(fonts_dir()))
