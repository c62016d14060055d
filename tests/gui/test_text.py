"""What a record says is shown as it was written, whatever it says."""

from __future__ import annotations

import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from sample_form import EVERYTHING, context

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.problem import must
from sheqi_desktop.gui.form_parts import FormFooter
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, TwoLine
from sheqi_desktop.gui.text import PlainLabel, foldable, harmless, plain_tooltip
from sheqi_desktop.gui.top_bar import TopBar
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.gui.widgets.toast import Toast

HOSTILE = [
    "<b>王</b>",
    "<img src='//server/share/x.png'>",
    "<img src=file:///etc/passwd>",
    "<a href='http://example.invalid'>点我</a>",
    "<script>alert(1)</script>",
    "<table><tr><td>1</td></tr></table>",
    "<?xml version='1.0'?><x/>",
    "<!DOCTYPE html><html>",
    "&lt;b&gt;",
    "&amp;&copy;&nbsp;",
    "a &lt; b",
    "<qt>王秀兰</qt>",
    "<p style='color:red'>红</p>",
    "王<br>秀<br/>兰",
    "<style>*{color:red}</style>",
    "<object data='\\\\server\\x'>",
    "<link rel=stylesheet href=//server/x.css>",
    "<body background='//server/x'>",
    "<h1>很大</h1>",
    "<i>",
    "</b>",
    "<font size=7>大</font>",
    "1 < 2 > 1",
    "A&B 公司",
    "&File",
    "<svg onload=x>",
    "<iframe src=//server>",
    "<meta http-equiv=refresh>",
    "\u202e反过来",
    "\\\\server\\share <u>下划</u>",
]


def shown(tooltip: str) -> str:
    """Give the letters a person would see in a tooltip."""
    if not Qt.mightBeRichText(tooltip):
        return tooltip
    document = QTextDocument()
    document.setHtml(tooltip)
    return document.toPlainText()


def walk(root: QWidget) -> None:
    """Look at every label and tooltip under a widget."""
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText or not widget.text(), widget.text()
        tooltip = widget.toolTip()
        if tooltip and Qt.mightBeRichText(tooltip):
            assert "<img" not in tooltip
            assert "<a " not in tooltip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_and_its_tooltip_show_the_letters(qtbot, text):
    label = PlainLabel(text, elide=True)
    qtbot.addWidget(label)
    plain_tooltip(label, text)
    assert label.text() == text
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert shown(label.toolTip()) == text
    assert shown(harmless(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_part_of_a_page_reads_markup(qtbot, text):
    page = Page()
    qtbot.addWidget(page)
    parts: list[QWidget] = [
        Badge(text, "bad"),
        Banner("bad", text, text, text),
        KeyValues([(text, text)]),
        FormFooter(()),
    ]
    bar = TopBar(text)
    bar.show_header(Header(text, text, ((text, "home"),)))
    parts.append(bar)
    table = RecordTable([Column("name", text), Column("state", text)])
    table.show_rows([Row("1", (TwoLine(text, text, text), BadgeCell(text)))])
    parts.append(table)
    toast = Toast(page)
    toast.say(text)
    for part in parts:
        part.setParent(page)
        walk(part)
    walk(page)
    cell = table.records.data(table.records.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert shown(cell) == f"{text}\n{text}"


def test_a_form_full_of_markup_reads_none(qtbot):
    nasty = HOSTILE[1]
    draft = Draft(
        EVERYTHING, {"a_text": nasty, "a_memo": nasty, "some_files": [{"hash": "x", "size": 1, "name": nasty}]}
    )
    view = FormView(draft, context())
    qtbot.addWidget(view)
    view.editor("a_text").show_problem(must("a_text", nasty, "x").message)
    walk(view)
    assert not [one for one in view.findChildren(QAbstractButton) if Qt.mightBeRichText(one.text())]


@pytest.mark.parametrize("endless", ["http://example.org/" + "a" * 90, "1" * 60, "<" * 40 + "b>"])
def test_an_endless_word_is_no_wider_than_its_room_and_is_told_as_it_was_written(qtbot, endless: str):
    label = PlainLabel(endless, wrap=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 120
    label.resize(120, 400)
    assert label.heightForWidth(120) > 2 * label.fontMetrics().height()
    assert label.text() == endless


@pytest.mark.parametrize("text", ["老人说夜里睡不好，白天打盹。" * 9, "a sentence of short words " * 4, "𠮷" * 40])
def test_other_words_stay_as_they_are(text: str):
    assert foldable(text) == text
