"""The only door to dialogs and file pickers, so that a test can put the answer in its pocket beforehand.

A dialog is for a decision: its title says the consequence, its buttons say actions, Esc is the harmless one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import fonts, layout, preferences
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.gui.widgets.marks import IconSquare

FRAME, AROUND = 40, 16
"""What a window's own title takes of the screen, and what stays free of the window beneath; design pixels."""
LINE = 34
LIST_TEXT = 390
"""What a line of a list to choose from has room for, design pixels."""
"""The height of a line to pick; design pixels."""
answers: deque[Any] = deque()
"""Answers laid out beforehand by a test; taken from the left."""

asked: list[str] = []
"""The titles of everything asked, for tests to read."""

only_answers = False
"""Tests switch this on: a question nobody answered beforehand is then a mistake instead of a window that waits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: its key, its verb, its weight (plain, primary, danger)."""

    key: str
    text: str
    kind: str = PLAIN


def _pocket(title: str) -> tuple[bool, Any]:
    asked.append(title)
    if answers:
        return True, answers.popleft()
    if only_answers:
        raise AssertionError(f"nobody answered beforehand: {title}")
    return False, None


def laid_out(title: str) -> tuple[bool, Any]:
    """Tell whether an answer to a window of somebody's own was laid out beforehand, and which."""
    return _pocket(title)


class Question(QDialog):
    """The window of a decision, 480 wide."""

    def __init__(self, parent: QWidget | None, title: str, text: str, icon: str = "", tone: str = "warn") -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle("社旗社工站工作台")
        self.setModal(True)
        self.key = ""
        body = layout.column(self, (24, 24, 24, 20), 16)
        self._told = ScrollColumn(gap=16)
        body.addWidget(self._told, 1)
        head = layout.row(gap=16)
        if icon:
            head.addWidget(IconSquare(icon, tone, 40, 20), 0, layout.TOP)
        words = layout.column(gap=6)
        words.addWidget(PlainLabel(title, "card", wrap=True))
        self._text = PlainLabel(text, "second", wrap=True)
        self._text.setVisible(bool(text))
        words.addWidget(self._text)
        head.addLayout(words, 1)
        self._told.body.addLayout(head)
        self.middle = layout.column(gap=6)
        self._told.body.addLayout(self.middle)
        self._told.inside.installEventFilter(self)
        self.buttons = layout.row(gap=10)
        self.buttons.addStretch(1)
        body.addLayout(self.buttons)
        layout.fix(self, width=480)
        self.setAccessibleName(title)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is said, if there is room."""
        self._settle()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is said when it changes."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Show all that is said; in a low window it scrolls, and the buttons under it stay in sight."""
        room = self.screen().availableGeometry().height() - scale(FRAME)
        if (below := self.parentWidget()) is not None:
            room = min(room, below.window().height() - scale(AROUND))
        said = self._told.body
        wanted = said.totalHeightForWidth(self.width() - scale(2 * 24))
        rest = self.buttons.sizeHint().height() + scale(24 + 16 + 20)
        self._told.setFixedHeight(max(min(wanted, room - rest), scale(LINE)))
        self.adjustSize()

    def offer(self, choices: Sequence[Choice], harmless: str) -> dict[str, Button]:
        """Add the buttons; focus starts on the harmless one."""
        made: dict[str, Button] = {}
        for choice in choices:
            button = Button(choice.text, choice.kind, name=f"choice_{choice.key}")
            button.clicked.connect(lambda _=False, key=choice.key: self._take(key))
            self.buttons.addWidget(button)
            made[choice.key] = button
        self.key = harmless
        if harmless in made:
            made[harmless].setFocus()
        return made

    def _take(self, key: str) -> None:
        self.key = key
        self.accept()


def decide(
    parent: QWidget | None,
    title: str,
    text: str,
    choices: Sequence[Choice],
    harmless: str,
    icon: str = "",
    tone: str = "warn",
) -> str:
    """Let a person choose; Esc and the window's cross give the harmless key."""
    known, said = _pocket(title)
    if known:
        return str(said)
    window = Question(parent, title, text, icon, tone)
    window.offer(choices, harmless)
    window.rejected.connect(lambda: setattr(window, "key", harmless))
    window.exec()
    return window.key


def tell(
    parent: QWidget | None, title: str, text: str, button: str = "知道了", icon: str = "info", tone: str = "info"
) -> None:
    """Say something that has to be read before going on."""
    decide(parent, title, text, (Choice("ok", button, PRIMARY),), "ok", icon, tone)


def say_trouble(parent: QWidget | None, trouble: Trouble) -> None:
    """Say what went wrong in its own words; the code comes last, small, and can be copied for the telephone."""
    known, _ = _pocket(trouble.sentence)
    if known:
        return
    head, _, rest = trouble.sentence.partition("。")
    window = Question(parent, f"{head}。", rest, "circle-alert", "bad")
    copy = Button(f"复制错误编号 {trouble.code}", LINK, "copy", name="copy_code")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(trouble.code))
    window.middle.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
    window.offer((Choice("ok", "知道了", PRIMARY),), "ok")
    window.exec()


def reason(
    parent: QWidget | None,
    title: str,
    text: str,
    label: str = "原因",
    at_least: int = 5,
    action: str = "作废",
    kind: str = "danger",
) -> str | None:
    """Ask for a reason in words; None if the person thought better of it."""
    known, said = _pocket(title)
    if known:
        return None if said is None else str(said)
    window = Question(parent, title, text, "pencil", "warn")
    field = QPlainTextEdit()
    field.setObjectName("reason")
    field.setAccessibleName(label)
    field.setTabChangesFocus(True)
    layout.fix(field, height=84)
    name = PlainLabel(label, "label")
    name.setBuddy(field)
    hint = PlainLabel(f"不少于 {at_least} 个字", "hint")
    for part in (name, field, hint):
        window.middle.addWidget(part)
    buttons = window.offer((Choice("no", "先不", PLAIN), Choice("yes", action, kind)), "no")

    def weigh() -> None:
        short = at_least - len(field.toPlainText().strip())
        buttons["yes"].explain(f"还差 {short} 个字" if short > 0 else "")
        hint.setText(f"还差 {short} 个字" if short > 0 else "可以了")

    field.textChanged.connect(weigh)
    weigh()
    field.setFocus()
    window.rejected.connect(lambda: setattr(window, "key", "no"))
    window.exec()
    return field.toPlainText().strip() if window.key == "yes" else None


def choose_from_list(
    parent: QWidget | None, title: str, text: str, options: Sequence[str], action: str = "选这个", first: int = 0
) -> int | None:
    """Let a person pick one line; None if none.  With ``first`` -1 nothing is chosen beforehand."""
    known, said = _pocket(title)
    if known:
        return None if said is None else int(said)
    window = Question(parent, title, text, "list", "tint")
    lines = QListWidget()
    lines.setAccessibleName(title)
    lines.setFont(fonts.font(14))
    lines.setWordWrap(True)
    for words in options:
        line = QListWidgetItem(words, lines)
        # A long sentence is read whole before it is chosen, in up to three lines.
        lines_needed = min(1 + fonts.metrics(14).horizontalAdvance(words) // scale(LIST_TEXT), 3)
        line.setSizeHint(QSize(scale(120), scale(LINE + 20 * (lines_needed - 1))))
    lines.setCurrentRow(first)
    layout.fix(lines, height=LINE * min(max(len(options), 2), 7) + 10)
    window.middle.addWidget(lines)
    buttons = window.offer((Choice("no", "取消", PLAIN), Choice("yes", action, PRIMARY)), "no")

    def chosen() -> int:
        """Taking the keyboard makes the first line current, but chooses nothing."""
        return lines.row(lines.selectedItems()[0]) if lines.selectedItems() else -1

    def weigh() -> None:
        buttons["yes"].explain("" if chosen() >= 0 else "先在上面选一行")

    lines.itemSelectionChanged.connect(weigh)
    lines.itemActivated.connect(lambda _: window._take("yes") if chosen() >= 0 else None)
    weigh()
    lines.setFocus()
    window.rejected.connect(lambda: setattr(window, "key", "no"))
    window.exec()
    return chosen() if window.key == "yes" and chosen() >= 0 else None


def begin_in() -> str:
    """Give the folder a file window opens in: where a file was last taken or put, else the person's 文档."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    offered = (preferences.load().last_files, documents)
    return next((one for one in offered if one and Path(one).is_dir()), str(Path.home()))


def _chosen(names: Sequence[str], *, is_folder: bool = False) -> list[Path]:
    """Remember where files were chosen, and give them; a stick that is pulled out later costs nothing."""
    paths = [Path(one) for one in names if one]
    if paths:
        preferences.change(last_files=str(paths[0] if is_folder else paths[0].parent))
    return paths


def open_files(parent: QWidget | None, title: str, pattern: str, many: bool = True) -> list[Path]:
    """Let a person pick files; an empty list if none."""
    known, said = _pocket(title)
    if known:
        return [Path(one) for one in said or ()]
    if many:
        names, _ = QFileDialog.getOpenFileNames(parent, title, begin_in(), pattern)
        return _chosen(names)
    name, _ = QFileDialog.getOpenFileName(parent, title, begin_in(), pattern)
    return _chosen([name])


def open_file(parent: QWidget | None, title: str, pattern: str) -> Path | None:
    """Let a person pick one file."""
    known, said = _pocket(title)
    if known:
        return None if said is None else Path(said)
    name, _ = QFileDialog.getOpenFileName(parent, title, begin_in(), pattern)
    return next(iter(_chosen([name])), None)


def save_file(parent: QWidget | None, title: str, name: str, pattern: str) -> Path | None:
    """Let a person say where a file goes."""
    known, said = _pocket(title)
    if known:
        return None if said is None else Path(said)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(begin_in()) / name), pattern)
    return next(iter(_chosen([chosen])), None)


def folder(parent: QWidget | None, title: str) -> Path | None:
    """Let a person pick a folder."""
    known, said = _pocket(title)
    if known:
        return None if said is None else Path(said)
    chosen = QFileDialog.getExistingDirectory(parent, title, begin_in())
    return next(iter(_chosen([chosen], is_folder=True)), None)
