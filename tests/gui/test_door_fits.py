"""The pages before the door in the largest letters and a small window: what does not fit goes under, never aside."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtWidgets import QScrollArea, QWidget

from sheqi_desktop.domain.trouble import DatabaseDamaged
from sheqi_desktop.gui import theme
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.damaged import DamagedPage, DamagedVerbs
from sheqi_desktop.gui.pages.forgot import ForgotPage, ForgotVerbs


def nothing(*_: object) -> None:
    return None


def aside(page: QWidget) -> list[str]:
    """Name the columns whose inside is wider than what can be seen of it."""
    page.resize(1093, 614)
    page.show()
    found = [one for one in page.findChildren(QScrollArea) if one.isVisible() and one.widget() is not None]
    assert found
    return [one.objectName() for one in found if one.widget().width() > one.viewport().width()]


def test_the_ten_groups_of_the_code_can_all_be_reached_and_what_is_missing_is_said_once(qtbot, dressed):
    theme.apply(theme.LIGHT, 22)
    page = ForgotPage(ForgotVerbs(*[nothing] * len(fields(ForgotVerbs))), Jobs())
    qtbot.addWidget(page)
    assert aside(page) == []
    assert page.fields.said.text() == "还差 10 组"
    assert page.why.text() == ""
    assert page.next.accessibleDescription() == "还差 10 组"


def test_a_damaged_file_can_be_brought_back_in_the_largest_letters(qtbot, dressed):
    theme.apply(theme.LIGHT, 22)
    verbs = DamagedVerbs(lambda folder: (), nothing, nothing)
    page = DamagedPage(verbs, Jobs(), DatabaseDamaged(why="第 12 页读不出来"), "张敏")
    qtbot.addWidget(page)
    assert aside(page) == []
