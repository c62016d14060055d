"""What the input method is told: digits are wanted here, letters there, and nothing may be composed in secret."""

from __future__ import annotations

import pytest
from hands import commit
from PySide6.QtCore import Qt
from sample_form import EVERYTHING, context

from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.editors.password import PasswordField

Hint = Qt.InputMethodHint


@pytest.mark.parametrize(("field_id", "hint"), [("an_int", Hint.ImhDigitsOnly), ("a_phone", Hint.ImhLatinOnly)])
def test_fields_of_digits_tell_the_input_method_and_still_take_full_width_ones(qtbot, field_id, hint):
    editor = editor_for(EVERYTHING.field(field_id), context())
    qtbot.addWidget(editor)
    target = editor.focus_target()
    assert target.inputMethodHints() & hint == hint
    commit(target, "１２")
    assert target.text() == "12"


def test_the_input_method_is_off_in_a_password_field_until_the_eye_is_open(qtbot):
    field = PasswordField()
    qtbot.addWidget(field)
    field.show()
    enabled = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert not field.testAttribute(enabled)
    field.setReadOnly(True)
    field.setReadOnly(False)
    assert not field.testAttribute(enabled), "unlocking makes the field fixed for a while"
    assert field.inputMethodHints() & Hint.ImhHiddenText
    field.eye.click()
    assert field.testAttribute(enabled)
    commit(field, "青山绿水春风秋月")
    assert field.words() == "青山绿水春风秋月"
    field.eye.click()
    assert not field.testAttribute(enabled)
