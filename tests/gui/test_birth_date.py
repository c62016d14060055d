"""A birth is typed in full and told by the age."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.editor import Context
from sheqi_desktop.gui.editors.making import editor_for


def test_a_birth_is_told_by_the_age(qtbot):
    field = Field("birth_date", "出生日期", "date")
    editor = editor_for(field, Context(today=date(2023, 6, 14)))
    qtbot.addWidget(editor)
    assert "1948" in editor.line.placeholderText()
    editor.set_value("1948-06-15")
    assert editor._words.text() == "74岁"
