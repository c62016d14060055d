"""A required question can be answered “no”, and says nothing until it was answered."""

from __future__ import annotations

from hands import press
from PySide6.QtCore import Qt
from sample_form import context

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.editors.yes_no import YesNoEditor


def test_no_is_said_by_a_key_and_nothing_is_said_before(qtbot):
    editor = editor_for(Field("again", "是否重开", "bool", need="submit"), context())
    qtbot.addWidget(editor)
    assert isinstance(editor, YesNoEditor)
    assert editor.value() is None
    press(editor.focus_target(), Qt.Key.Key_0)
    assert editor.value() is False
    press(editor.focus_target(), Qt.Key.Key_1)
    assert editor.value() is True


def test_a_tick_may_keep_no_apart_from_not_asked(qtbot):
    editor = editor_for(Field("photo_ok", "同意拍照", "bool", yes_no=True), context())
    qtbot.addWidget(editor)
    assert isinstance(editor, YesNoEditor)
    assert not isinstance(editor_for(Field("online", "线上", "bool"), context()), YesNoEditor)
