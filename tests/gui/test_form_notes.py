"""The words about a row of 情况 stand beside it where there is room, else under it, and only while they are open."""

from __future__ import annotations

import pytest
from hands import press, settle
from PySide6.QtCore import QPoint, Qt
from sample_form import context, visit_draft

from sheqi_desktop.gui.form_view import FormView


@pytest.fixture
def visit(qtbot):
    view = FormView(visit_draft(), context())
    qtbot.addWidget(view)
    view.resize(560, 560)
    view.show()
    settle()
    return view


def corner(view: FormView, field: str) -> QPoint:
    return view.editor(field).focus_target().mapTo(view.inside, QPoint(0, 0))


def test_where_room_is_short_the_label_stays_beside_its_buttons(visit):
    label = visit.editor("finding_0").label
    top = label.mapTo(visit.inside, QPoint(0, 0)).y()
    assert abs(top - corner(visit, "finding_0").y()) <= 4
    assert not visit.editor("finding_0_note").isVisible(), "closed words take no room"
    visit.go_to("finding_0")
    press(visit.editor("finding_0").focus_target(), Qt.Key.Key_3)
    settle()
    assert visit.editor("finding_0_note").isVisible()
    assert corner(visit, "finding_0_note").y() > corner(visit, "finding_0").y()
    assert abs(corner(visit, "finding_0_note").x() - corner(visit, "finding_0").x()) <= 4, "right under the buttons"


def test_where_there_is_room_they_stand_beside_and_can_be_seen_closed(visit):
    visit.resize(800, 560)
    settle()
    assert visit.editor("finding_0_note").isVisible()
    assert corner(visit, "finding_0_note").y() == pytest.approx(corner(visit, "finding_0").y(), abs=4)
