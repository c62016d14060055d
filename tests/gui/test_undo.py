"""Ctrl+Z and Ctrl+Y: first the letters of the field one stands in, then the last action, then the one taken back."""

from __future__ import annotations

import pytest
from hands import commit, press, settle
from PySide6.QtCore import Qt
from sample_frame import STATION

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.page import Action, Page, Redo
from sheqi_desktop.gui.window import MainWindow

Key = Qt.Key


class Sheet(Page):
    """A page with one field to write in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = LineField()
        layout.column(self).addWidget(self.field)
        self.setFocusProxy(self.field)


@pytest.fixture
def window(qtbot):
    made = MainWindow(STATION, Sheet)
    qtbot.addWidget(made)
    made.resize(1366, 696)
    made.go("home")
    made.show()
    made.activateWindow()
    settle()
    return made


def test_what_was_undone_is_done_again_by_key_when_no_text_is(window):
    done: list[str] = []
    window.toast("已撤销：移走草稿 王秀兰 探访", Redo(lambda: done.append("again")))
    commit(window.page.field, "字")
    press(window.page.field, Key.Key_Z, control=True)
    assert window.page.field.text() == ""
    press(window.page.field, Key.Key_Z, control=True)
    assert (done, window.status.saved.text()) == ([], "没有可以撤销的")
    press(window.page.field, Key.Key_Y, control=True)
    assert (done, window.page.field.text()) == ([], "字")
    press(window.page.field, Key.Key_Y, control=True)
    assert (done, window.toasts.words) == (["again"], "")
    press(window.page.field, Key.Key_Y, control=True)
    assert (done, window.status.saved.text()) == (["again"], "没有可以重做的")


def test_what_a_toast_merely_offers_is_not_done_by_the_keys_of_undo(window):
    done: list[str] = []
    window.toast("已提交。", Action("toast_print", "打印", run=lambda: done.append("print")))
    press(window.page.field, Key.Key_Z, control=True)
    press(window.page.field, Key.Key_Y, control=True)
    assert done == []
    window.toasts.press()
    assert done == ["print"]
