"""No part of a page is ever shown before it has its place: on Windows it would flash as a window of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.gui.widgets.card import CardTitle
from tests.gui.pages.test_fits import PAGES, argument


class Watch(QObject):
    """Notes every widget that becomes a window by being shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            text = getattr(watched, "text", lambda: "")
            self.seen.append(f"{type(watched).__name__} {watched.objectName()} {text() if callable(text) else ''}")
        return False


@pytest.mark.parametrize("page", PAGES)
def test_nothing_flashes(make_window, desk, page):
    rooms = make_window(desk)
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    try:
        rooms.go(page, argument(desk, page))
        rooms.go("home")
    finally:
        QApplication.instance().removeEventFilter(watch)
    assert watch.seen == []


def test_the_words_beside_a_title_do_not_flash(qapp):
    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        CardTitle("还差什么", "2 处", side="从 3 月起")
    finally:
        qapp.removeEventFilter(watch)
    assert watch.seen == []
