"""Beside a visit nothing is wider than the pane, whatever was written last time."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.pages.visit_pane import VisitPane
from sheqi_desktop.operations.people import Label
from sheqi_desktop.operations.visit_side import OpenMatter, VisitSide
from tests.gui.hands import settle

WIDTH = 230
"""What the pane has on a laptop of 1366 dots."""


@pytest.mark.parametrize("summary", ["她说" * 60, "http://example.org/" + "a" * 80, "<b>" * 30])
def test_no_line_of_the_last_visit_is_wider_than_the_pane(qtbot, summary: str):
    pane = VisitPane()
    qtbot.addWidget(pane)
    pane.resize(WIDTH, 600)
    labels = (Label("残疾 一级", "info"), Label("风险：中", "warn"))
    matters = (OpenMatter("办残疾证・11月2日前", True),)
    side = VisitSide(
        "c", "王秀兰", "村", labels, 2, "v", "2022年12月31日", "健康：有变化；其余正常", summary, "再去看看",
        (("11月", 150), ("12月", 148)), matters, {},
    )  # fmt: skip
    pane.show_side(side)
    pane.show()
    settle()
    wide = [one for one in pane.findChildren(QWidget) if one.isVisible() and not one.findChildren(QWidget)]
    assert [one for one in wide if one.mapTo(pane, one.rect().topRight()).x() >= WIDTH] == []
