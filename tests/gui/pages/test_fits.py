"""Nothing is cut: every label has the room its words need, in large letters and in a small window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QWidget

from sheqi_desktop.gui import theme
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.people import people
from tests.gui.pages.station_world import rows_of

PAGES = (
    "home",
    "clients",
    "visits",
    "visit_form",
    "client_form",
    "person",
    "activities",
    "media",
    "files",
    "settings",
    "drafts",
    "ledger_export",
    "print",
    "report_now",
    "form/referral",
    "form/resource_link",
    "form/complaint",
    "form/survey",
    "list/crisis",
    "list/survey",
    "draw_sample",
)


def argument(desk, page: str) -> object:
    who = people(desk, "王秀兰").rows[0].record
    return {
        "visit_form": FormAsk("visit", rows_of(desk)[0].record),
        "client_form": FormAsk("client", who),
        "person": who,
        "print": FormAsk("visit", rows_of(desk)[0].record),
    }.get(page)


def cut(page: QWidget) -> list[str]:
    """Name what has less room than it needs."""
    found = []
    for label in page.findChildren(PlainLabel):
        if not label.isVisible() or not label.text() or label._elide:
            continue
        metrics = QFontMetrics(label.font())
        if label.wordWrap():
            if label.height() + 2 < label.heightForWidth(label.width()):
                found.append(f"{label.text()[:20]} {label.height()} < {label.heightForWidth(label.width())}")
        elif metrics.horizontalAdvance(label.text()) > label.width() + 1:
            found.append(f"{label.text()[:20]} {label.width()}")
        elif metrics.height() > label.height() + 2:
            found.append(f"{label.text()[:20]} high")
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() + 1 < button.minimumSizeHint().width():
            found.append(f"[{button.text()}] {button.width()} < {button.minimumSizeHint().width()}")
    return found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("size", "width", "height"), [(14, 1366, 696), (14, 1093, 557), (22, 1366, 696)])
def test_nothing_is_cut(make_window, desk, page, size, width, height):
    theme.apply(theme.LIGHT, size)
    rooms = make_window(desk, width, height)
    shown = rooms.go(page, argument(desk, page))
    for _ in range(3):
        QCoreApplication.processEvents()
    assert cut(shown) == []
