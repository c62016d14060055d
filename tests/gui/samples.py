"""Every picture the gallery makes: name → theme, letter size, and what makes the widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from sample_centre import board, export, heat
from sample_frame import STATION, window
from sample_home import home, search
from sample_parts import components, first_run, question, unlock
from sample_people import large, people
from sample_visit import visit_body

from sheqi_desktop.gui import theme
from sheqi_desktop.gui.page import Action, Header

VISIT_HEAD = Header(
    "探访记录",
    "新建・TF-2023-A0129",
    (("探访记录", "visits"),),
    (Action("paper", "看纸质表样", "file-text"),),
    form=True,
)


def visit() -> QWidget:
    return window(STATION, "visits", VISIT_HEAD, visit_body)


def visit_lower() -> QWidget:
    made = window(STATION, "visits", VISIT_HEAD, lambda page: visit_body(page, "next_date", True))
    made.show()
    made.page.view.go_to_section("next")  # type: ignore[union-attr]
    return made


SCENES: dict[str, tuple[str, int, Callable[[], QWidget]]] = {
    "01-home": (theme.LIGHT, 14, home),
    "02-people": (theme.LIGHT, 14, people),
    "03-visit": (theme.LIGHT, 14, visit),
    "03b-visit-lower": (theme.LIGHT, 14, visit_lower),
    "03-visit-22": (theme.LIGHT, 22, visit),
    "03-visit-contrast": (theme.HIGH_CONTRAST, 14, visit),
    "17-question": (theme.LIGHT, 14, question),
    "19-first-run": (theme.LIGHT, 14, first_run),
    "07-export": (theme.LIGHT, 14, export),
    "08-board": (theme.LIGHT, 14, board),
    "10-heat": (theme.LIGHT, 14, heat),
    "11-unlock": (theme.LIGHT, 14, unlock),
    "13-home-dark": (theme.DARK, 14, home),
    "13b-home-contrast": (theme.HIGH_CONTRAST, 14, home),
    "15-search": (theme.LIGHT, 14, search),
    "17-components": (theme.LIGHT, 14, components),
    "18-large": (theme.LIGHT, 18, large),
}
