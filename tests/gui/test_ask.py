"""Dialogs have one door, and a test can put the answer in its pocket."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from sheqi_desktop.domain.trouble import SignatureWrong
from sheqi_desktop.gui import ask, preferences, theme
from sheqi_desktop.gui.app import prepare
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.buttons import Button

CLOSE = (ask.Choice("later", "先不结案"), ask.Choice("close", "仍然提交", "danger"))


def test_an_answer_laid_out_beforehand_is_taken():
    ask.answers.extend(["close", "写错了日期", ["a.sqb", "b.sqb"], None, "out.pdf"])
    assert ask.decide(None, "结案签批后，文书就不能再改了", "", CLOSE, "later") == "close"
    assert ask.reason(None, "作废这条探访", "") == "写错了日期"
    assert ask.open_files(None, "选择数据包", "*.sqb") == [Path("a.sqb"), Path("b.sqb")]
    assert ask.folder(None, "选文件夹") is None
    assert ask.save_file(None, "存到", "x.pdf", "*.pdf") == Path("out.pdf")
    assert ask.asked[0] == "结案签批后，文书就不能再改了"


def test_a_question_nobody_answered_is_a_mistake():
    with pytest.raises(AssertionError, match="作废"):
        ask.reason(None, "作废这条探访", "")


def test_focus_starts_on_the_harmless_button_and_esc_takes_it(qtbot):
    window = ask.Question(None, "结案签批后，文书就不能再改了", "还有 1 条批注没处理。", "git-compare")
    qtbot.addWidget(window)
    buttons = window.offer(CLOSE, "later")
    window.show()
    assert window.width() == scale(480)
    assert window.focusWidget() is buttons["later"]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.key == "later"
    assert not window.isVisible()


def test_trouble_is_said_in_its_own_words(qtbot):
    ask.answers.append(None)
    trouble = SignatureWrong(file="SQ-411327101-A-10.sqb")
    ask.say_trouble(None, trouble)
    assert ask.asked[-1] == trouble.sentence


def test_the_file_window_speaks_chinese(qapp):
    prepare(qapp)
    window = QFileDialog(None, "选择照片", "", "照片 (*.jpg)")
    window.setOption(QFileDialog.Option.DontUseNativeDialog)
    words = [one.text() for one in window.findChildren(QLabel)]
    assert "查找范围(&L)：" in words
    assert "文件类型(&T)：" in words
    window.deleteLater()


def test_a_file_window_opens_where_files_were_last_taken_and_never_in_the_programs_own_folder(tmp_path):
    assert Path(ask.begin_in()) not in (Path.cwd(), Path.cwd().parent)
    preferences.change(last_files=str(tmp_path))
    assert ask.begin_in() == str(tmp_path)
    preferences.change(last_files=str(tmp_path / "拔掉的U盘"))
    assert Path(ask.begin_in()).is_dir()


def test_a_long_question_in_large_letters_scrolls_above_its_buttons(qtbot, dressed):
    theme.apply(theme.LIGHT, 22)
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(1093, 614)
    below.show()
    window = ask.Question(below, "结案签批后，文书就不能再改了", "还有批注没处理。" * 120, "git-compare")
    window.offer(CLOSE, "later")
    window.show()
    assert window.height() <= below.height()
    assert window._told.verticalScrollBar().maximum() > 0
    assert all(button.isVisible() for button in window.findChildren(Button))
    short = ask.Question(below, "没找到打印机", "可以先存为 PDF。")
    short.offer(CLOSE, "later")
    short.show()
    assert short._told.verticalScrollBar().maximum() == 0
    for one in (window, short):
        one.reject()
