"""Ctrl+V in a list: several cells of Excel become rows, a word stays a word; a row just begun makes room."""

from __future__ import annotations

from hands import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from sample_form import context

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.making import editor_for

COLUMNS = tuple(Field(name, name, "text") for name in ("a", "b", "c", "d", "e"))
ROW = {"id": "00000000-0000-4000-8000-000000000001", "a": "王秀兰", "b": "女"}


def an_editor(qtbot):
    asks = context()
    asks.pasted = lambda field, text, done: done(([ROW], ["有一格没认出。"]) if "\t" in text else ([], []))
    editor = editor_for(Field("list", "名单", "rows", columns=COLUMNS), asks)
    qtbot.addWidget(editor)
    editor.resize(700, 400)
    editor.show()
    settle()
    return editor


def paste_into(line, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()


def test_a_block_becomes_rows_and_the_empty_row_is_gone(qtbot):
    editor = an_editor(qtbot)
    editor.add_row()
    left = []
    editor.cell_left.connect(lambda row, column: left.append(column))
    paste_into(editor.cards[0].editors["a"].focus_target(), "王秀兰\t女\r\n")
    assert editor.value() == [ROW]
    assert {"a", "b"} <= set(left)
    assert editor.pasted.text() == "贴上了 1 行。有一格没认出。"


def test_a_word_stays_a_word_and_a_typed_row_stays(qtbot):
    editor = an_editor(qtbot)
    editor.add_row()
    paste_into(editor.cards[0].editors["a"].focus_target(), "李桂英")
    assert [row.get("a") for row in editor.value()] == ["李桂英"]
    paste_into(editor.cards[0].editors["b"].focus_target(), "王秀兰\t女\r\n")
    assert [row.get("a") for row in editor.value()] == ["李桂英", "王秀兰"]


def test_without_a_list_on_the_clipboard_the_way_is_told(qtbot):
    editor = an_editor(qtbot)
    QGuiApplication.clipboard().setText("李桂英")
    editor.paste_.click()
    assert editor.value() is None
    assert "按 Ctrl+C 复制" in editor.pasted.text()


def test_the_rows_another_answer_asks_for_come_with_one_click(qtbot):
    editor = an_editor(qtbot)
    assert not editor.fill.isVisible()
    editor.offer_rows([{"a": "形成期"}, {"a": "结束期"}])
    editor.fill.click()
    assert [row["a"] for row in editor.value()] == ["形成期", "结束期"]
    editor.offer_rows([])
    assert not editor.fill.isVisible()


def test_a_column_is_explained_once_however_many_rows_there_are(qtbot):
    columns = (Field("stage", "阶段", "text", help="筹备期不算节数。"), Field("topic", "主题", "text"))
    editor = editor_for(Field("sessions", "各节计划", "rows", columns=columns), context())
    qtbot.addWidget(editor)
    for _ in range(3):
        editor.add_row()
    assert [card.editors["stage"]._words.text() for card in editor.cards] == ["筹备期不算节数。", "", ""]
    editor.drop(editor.cards[0].row["id"])
    assert [card.editors["stage"]._words.text() for card in editor.cards] == ["筹备期不算节数。", ""]


def test_many_rows_are_there_at_once_and_their_cards_come_one_after_the_other(qtbot):
    rows = [{"id": f"r{n}", "a": f"王{n}"} for n in range(20)]
    editor = an_editor(qtbot)
    editor.context.pasted = lambda field, text, done: done((rows, []))
    QGuiApplication.clipboard().setText("王\t女")
    editor.paste()
    assert len(editor.value()) == 20, "nothing of it can be lost"
    assert len(editor._cards) < 20, "the window did not wait for all of them"
    qtbot.waitUntil(lambda: len(editor._cards) == 20)
    assert [card.row["id"] for card in editor.cards] == [row["id"] for row in rows]
    assert [card.number.text() for card in editor.cards][:2] == ["第 1 行", "第 2 行"]


def test_whoever_goes_on_typing_meanwhile_finds_every_row(qtbot):
    rows = [{"id": f"r{n}", "a": f"王{n}"} for n in range(9)]
    editor = an_editor(qtbot)
    editor.context.pasted = lambda field, text, done: done((rows, []))
    QGuiApplication.clipboard().setText("王\t女")
    editor.paste()
    assert editor.go_to_row("r8", "b")
    assert len(editor.cards) == 9
    editor.add_row()
    assert [row.get("a") for row in editor.value()] == [f"王{n}" for n in range(9)] + [None]
