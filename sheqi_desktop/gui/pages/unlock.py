"""解锁: choose who you are, type your 口令.  Nothing of any record is on this screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from sheqi_desktop.domain.trouble import DatabaseDamaged, DatabaseTooNew, DiskFull, Trouble, WaitBeforeTrying
from sheqi_desktop.gui import fonts, icons, layout, paint, theme
from sheqi_desktop.gui.countdown import Countdown
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.sidebar import Mark
from sheqi_desktop.gui.text import PlainLabel, repolish
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Line, ScrollColumn
from sheqi_desktop.gui.widgets.hills import Hills
from sheqi_desktop.gui.widgets.marks import IconMark

WORDS = "把走过的路、听到的话，都好好记下来。"


@dataclass(frozen=True, slots=True)
class UnlockFace:
    """What may be known before anyone unlocked: the place and who works here."""

    place: str
    people: tuple[tuple[str, str, str], ...]
    """(worker id, name, role in words)"""
    version: str = ""
    backup_words: str = ""
    greeting: str = "你好"


class PersonCard(QAbstractButton):
    """One person to choose."""

    def __init__(self, worker: str, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.worker, self._name, self._role = worker, name, role
        self.setObjectName(f"person_{worker}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(f"{name} {role}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def who(self) -> str:
        """The name on the card."""
        return self._name

    def sizeHint(self) -> QSize:
        """Half the width of the form."""
        return QSize(scale(186), scale(64))

    def minimumSizeHint(self) -> QSize:
        """A little less beside a scroll bar."""
        return QSize(scale(160), scale(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw disc, name, role, and a tick on the chosen one."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole, on = QRectF(self.rect()), self.isChecked()
        outline = theme.color("primary" if on or self.hasFocus() else "border")
        paint.box(
            painter,
            whole,
            scale(8),
            theme.color("tint" if on else "surface"),
            outline,
            2 if on or self.hasFocus() else 1,
        )
        side = scale(40)
        disc = QRectF(scale(14), whole.center().y() - side / 2, side, side)
        if on:
            paint.box(painter, disc, side / 2, theme.color("primary"))
            centre = Qt.AlignmentFlag.AlignHCenter
            paint.write(painter, disc, self._name[:1], "onprimary", fonts.font(15, True), centre, elide=False)
        else:
            paint.avatar(painter, disc, self._name, "mute", 15)
        room = QRectF(disc.right() + scale(12), scale(11), whole.width() - disc.right() - scale(44), scale(24))
        paint.write(painter, room, self._name, "text", fonts.font(15, True))
        paint.write(painter, room.translated(0, scale(21)), self._role, "text2", fonts.font(12))
        if on:
            mark = scale(18)
            icons.draw(
                painter,
                "circle-check",
                QRectF(whole.right() - mark - scale(13), whole.center().y() - mark / 2, mark, mark),
                "primary",
            )
        painter.end()


def _middle(widget: QWidget) -> QHBoxLayout:
    """Put something of a fixed width in the middle; an alignment would ask for its height at another width."""
    line = layout.row(gap=0)
    line.addStretch(1)
    line.addWidget(widget)
    line.addStretch(1)
    return line


class UnlockPage(QWidget):
    """The door.  ``unlock(worker, password)`` runs on the worker thread and takes about a second."""

    unlocked = Signal(object)
    forgot_asked = Signal()
    other_place_asked = Signal()
    look_asked = Signal(str)
    copy_asked = Signal()
    look_only_asked = Signal(str, str)
    """Who wants to look at what a newer program made, and the 口令."""
    damaged = Signal(object, str, str)
    """The trouble, who wanted to open, and the name."""

    def __init__(
        self, face: UnlockFace, unlock: Callable[[str, str], object], jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._unlock, self._jobs = unlock, jobs
        self._wait = Countdown(self)
        self._wait.changed.connect(self._count_down)
        line = layout.row(self, gap=0)
        self._hills = Hills(face.greeting, WORDS)
        line.addWidget(self._hills, 716)
        right = ScrollColumn((32, 0, 32, 16), 0)
        line.addWidget(right, 650)
        layout.least(right, width=384 + 2 * 32 + 12)
        body = right.body
        body.addStretch(5)
        form = QWidget()
        layout.fix(form, width=384)
        column = layout.column(form, gap=8)
        self._head(column, face)
        self._who(column, face.people)
        self._password(column)
        self._foot(column, face)
        body.addLayout(_middle(form))
        body.addStretch(4)
        last = QWidget()
        layout.fix(last, width=384)
        self._settings(last, face.version)
        body.addLayout(_middle(last))
        self.setFocusProxy(self.password)

    # ------------------------------------------------------------------ building
    def _head(self, column: Any, face: UnlockFace) -> None:
        line = layout.row(gap=14)
        line.addWidget(Mark(44))
        words = layout.column(gap=0)
        words.addWidget(PlainLabel(face.place, "result", elide=True))
        words.addWidget(PlainLabel("社旗社工站工作台", "second"))
        line.addLayout(words, 1)
        column.addLayout(line)
        column.addSpacing(scale(14))

    def _who(self, column: Any, people: Sequence[tuple[str, str, str]]) -> None:
        column.addWidget(PlainLabel("你是谁？", "soft"))
        holder = QWidget()
        two = layout.grid(holder, gap=12)
        self.people = [PersonCard(*one) for one in people]
        for place, card in enumerate(self.people):
            card.clicked.connect(lambda: self.password.setFocus())
            two.addWidget(card, place // 2, place % 2)
        two.setColumnStretch(0, 1)
        two.setColumnStretch(1, 1)
        if self.people:
            self.people[0].setChecked(True)
        if len(self.people) > 4:
            scroll = ScrollColumn()
            scroll.body.addWidget(holder)
            layout.fix(scroll, height=148)
            column.addWidget(scroll)
        else:
            column.addWidget(holder)
        column.addSpacing(scale(8))

    def _password(self, column: Any) -> None:
        top = layout.row(gap=6)
        name = PlainLabel("口令", "soft")
        self._caps_mark = IconMark("arrow-big-up", "warn", 14)
        self._caps_words = PlainLabel("大写锁定已打开", "hint", tone="warn")
        top.addWidget(name)
        top.addStretch(1)
        top.addWidget(self._caps_mark)
        top.addWidget(self._caps_words)
        column.addLayout(top)
        self.password = PasswordField()
        self.password.setObjectName("password")
        name.setBuddy(self.password)
        self.password.enter_pressed.connect(self.try_unlock)
        self.password.caps.connect(self._say_caps)
        self.password.textEdited.connect(self._typed)
        column.addWidget(self.password)
        self._trouble = QWidget()
        low = layout.row(self._trouble, gap=6)
        low.addWidget(IconMark("circle-alert", "bad", 15, line=20), 0, layout.TOP)
        self._trouble_words = PlainLabel("", "second", tone="bad", wrap=True)
        low.addWidget(self._trouble_words, 1)
        column.addWidget(self._trouble)
        self.copy = Button("先拷一份到 U 盘", LINK, "usb", name="unlock_copy", pressed=self.copy_asked.emit)
        self.look_only = Button("只看，不改", LINK, "eye", name="unlock_look_only", pressed=self._look_only)
        ways = layout.row(gap=14)
        ways.addWidget(self.look_only)
        ways.addWidget(self.copy)
        ways.addStretch(1)
        column.addLayout(ways)
        column.addSpacing(scale(4))
        self.button = Button("解锁", PRIMARY, "lock-open", name="unlock", pressed=self.try_unlock)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.button)
        links = layout.row(gap=8)
        links.addWidget(Button("忘了口令？", LINK, name="forgot", pressed=self.forgot_asked.emit))
        links.addStretch(1)
        links.addWidget(Button("换一个站的资料", LINK, name="other_place", pressed=self.other_place_asked.emit))
        column.addLayout(links)
        self._say_caps(False)
        self._say("")

    def _foot(self, column: Any, face: UnlockFace) -> None:
        column.addSpacing(scale(10))
        column.addWidget(Line())
        column.addSpacing(scale(2))
        for icon, ink, words in (
            ("shield-check", "ok", "资料只存在这台电脑上，已加密。没有网络也能用。"),
            ("archive", "text2", face.backup_words),
        ):
            if words:
                line = layout.row(gap=8)
                line.addWidget(IconMark(icon, ink, 17))
                line.addWidget(PlainLabel(words, "second", wrap=True), 1)
                column.addLayout(line)

    def _settings(self, holder: QWidget, version: str) -> None:
        line = layout.row(holder, gap=10)
        line.addWidget(PlainLabel(f"版本 {version}" if version else "", "hint"))
        line.addStretch(1)
        line.addWidget(PlainLabel("大字", "hint"))
        for text, what in (("A−", "smaller"), ("A+", "larger"), ("高对比度", "contrast")):
            button = Button(text, LINK, small=True, name=f"look_{what}")
            button.setAccessibleName({"smaller": "字小一点", "larger": "字大一点"}.get(what, text))
            button.clicked.connect(lambda _=False, what=what: self.look_asked.emit(what))
            line.addWidget(button)

    # ------------------------------------------------------------------ trying
    @property
    def worker(self) -> str:
        """Give who was chosen."""
        return next((card.worker for card in self.people if card.isChecked()), "")

    def try_unlock(self) -> None:
        """Try the 口令, away from the window's own thread."""
        if not self.button.isEnabled():
            return
        if not self.password.text():
            self._say("请输入口令。")
            return
        worker, words = self.worker, self.password.words()
        self._busy(True)
        self._jobs.run(lambda job: self._unlock(worker, words), self._opened, self._refused)

    def _busy(self, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.button.set_words("正在打开…" if busy else "解锁", "loader" if busy else "lock-open")
        self.password.setReadOnly(busy)

    def _opened(self, result: object) -> None:
        self._busy(False)
        self.password.clear()
        self._say("")
        self.unlocked.emit(result)

    def _refused(self, trouble: Trouble) -> None:
        self._busy(False)
        self._say(trouble.sentence)
        self.password.selectAll()
        self.password.setFocus()
        # What cannot be opened here can still be carried to where it can.
        self.copy.setVisible(isinstance(trouble, DatabaseTooNew | DiskFull))
        self.look_only.setVisible(isinstance(trouble, DatabaseTooNew))
        if isinstance(trouble, DatabaseDamaged):
            chosen = next(card for card in self.people if card.isChecked())
            self.damaged.emit(trouble, chosen.worker, chosen.who)
        if isinstance(trouble, WaitBeforeTrying):
            self.button.setEnabled(False)
            self._wait.start(int(trouble.facts.get("seconds", 0)))

    def _look_only(self) -> None:
        self.look_only_asked.emit(self.worker, self.password.words())

    def _count_down(self, left: int) -> None:
        if left:
            self.button.set_words(f"等 {left} 秒")
        else:
            self._busy(False)
            self._say("")

    def _typed(self) -> None:
        if not self._wait.left:
            self._say("")

    def _say(self, words: str) -> None:
        self._trouble_words.setText(words)
        self._trouble.setVisible(bool(words))
        self.copy.hide()
        self.look_only.hide()
        self.password.setAccessibleDescription(words)
        self.password.setProperty("level", "must" if words else None)
        repolish(self.password)

    def _say_caps(self, on: bool) -> None:
        self._caps_mark.setVisible(on)
        self._caps_words.setVisible(on)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw after a change of theme."""
        super().changeEvent(event)
        self.update()
