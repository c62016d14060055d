"""A required question can be answered “no”, and says nothing until it was answered."""

from __future__ import annotations

import pytest
from hands import press
from PySide6.QtCore import Qt
from sample_form import context

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.editors.ticks import BoolEditor
from sheqi_desktop.gui.editors.yes_no import YesNoEditor
from tests.builders import form


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


UNSAID = (
    ("process_note", "client_present"),
    ("media_report", "people_shown.face_shown"),
    ("media_report", "people_shown.consent"),
    ("volunteer_project", "training_needed"),
    ("client", "consent_oral"),
    ("client", "guardians.away"),
    ("client", "guardians.capacity_concern"),
    ("group_roster", "members.photo_ok"),
)
"""Where “no” says something and silence says nothing: refused, looked and found none, not there."""
SWITCHES = (
    ("client", "no_phone"),
    ("client", "limited_capacity"),
    ("group", "online"),
    ("visit", "to_case"),
    ("process_note", "emergency"),
    ("volunteer_hour", "is_training"),
)
"""Where what is not ticked is not so: the box opens something, or says what is out of the ordinary."""


def asked(kind: str, path: str) -> Field:
    name, _, column = path.partition(".")
    field = form(kind).field(name)
    return field.column(column) if column else field


@pytest.mark.parametrize(("kind", "path"), UNSAID)
def test_no_can_be_said_where_it_is_more_than_silence(qtbot, kind, path):
    editor = editor_for(asked(kind, path), context())
    qtbot.addWidget(editor)
    assert isinstance(editor, YesNoEditor)
    press(editor.focus_target(), Qt.Key.Key_0)
    assert editor.value() is False
    press(editor.focus_target(), Qt.Key.Key_Delete)
    assert editor.value() is None, "and taken back"


@pytest.mark.parametrize(("kind", "path"), SWITCHES)
def test_what_is_out_of_the_ordinary_is_only_ticked(qtbot, kind, path):
    editor = editor_for(asked(kind, path), context())
    qtbot.addWidget(editor)
    assert isinstance(editor, BoolEditor)
