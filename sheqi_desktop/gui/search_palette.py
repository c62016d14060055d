"""全局查找: people, records and things to do, found while typing.

It lies over the page as a child, never as a popup, because input methods cannot write into popup windows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, layout, paint, theme
from sheqi_desktop.gui.composing import ComposingField
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Line, ScrollColumn
from sheqi_desktop.gui.widgets.marks import IconMark


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: ``marks`` are (start, length) of the letters that matched in the title."""

    group: str
    title: str
    detail: str = ""
    side: str = ""
    icon: str = "user"
    marks: tuple[tuple[int, int], ...] = ()
    data: object = None


class _Field(ComposingField):
    """The line one types into; keys that walk through the hits go to the palette."""

    moved = Signal(int)
    taken = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", "true")
        self.setObjectName("palette_field")
        self.setAccessibleName("全局查找")
        self.setPlaceholderText("搜姓名、拼音首字母、编号")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.preedit:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _HitRow(QWidget):
    """One hit."""

    pressed = Signal(object)

    def __init__(self, hit: Hit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hit = hit
        self._on = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{hit.title} {hit.detail} {hit.side}")

    def set_on(self, on: bool) -> None:
        self._on = on
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scale(400), scale(48))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(self.hit)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        if self._on:
            outline = theme.color("tint2") if theme.now().outlined else None
            paint.box(painter, whole, scale(8), theme.color("tint"), outline, 2)
        side = scale(32)
        square = QRectF(scale(12), whole.center().y() - side / 2, side, side)
        paint.icon_square(painter, square, self.hit.icon, "tint" if self._on else "mute", 16)
        right = whole.right() - scale(10)
        if self._on:
            wide = fonts.metrics(12).horizontalAdvance("回车") + scale(16)
            key = QRectF(right - wide, whole.center().y() - scale(10), wide, scale(20))
            paint.box(painter, key, scale(4), theme.color("surface"), theme.color("border"))
            paint.write(painter, key, "回车", "text", fonts.font(12), Qt.AlignmentFlag.AlignHCenter, elide=False)
            right = key.left() - scale(10)
        wide = fonts.metrics(12).horizontalAdvance(self.hit.side) + 2
        paint.write(painter, QRectF(right - wide, 0, wide, whole.height()), self.hit.side, "text2", fonts.font(12))
        left = square.right() + scale(12)
        room = right - wide - left - scale(8)
        top = QRectF(left, scale(4), room, scale(22)) if self.hit.detail else QRectF(left, 0, room, whole.height())
        paint.write_marked(painter, top, self.hit.title, self.hit.marks, 14, "text", "primaryH")
        if self.hit.detail:
            low = QRectF(left, scale(25), room, scale(19))
            paint.write(painter, low, self.hit.detail, "text2", fonts.font(12))
        painter.end()


class SearchPalette(QWidget):
    """The veil and the sheet on it."""

    chosen = Signal(object, bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.provider: Callable[[str], Sequence[Hit]] = lambda typed: ()
        self._rows: list[_HitRow] = []
        self._at = 0
        self._before: QWidget | None = None
        self.sheet = QFrame(self)
        self.sheet.setObjectName("floating")
        body = layout.column(self.sheet, (1, 1, 1, 1), 0)
        head = layout.row(margins=(18, 10, 18, 10), gap=14)
        self.field = _Field()
        self._count = PlainLabel("", "hint")
        head.addWidget(IconMark("search", "primary", 20))
        head.addWidget(self.field, 1)
        head.addWidget(self._count)
        body.addLayout(head)
        body.addWidget(Line())
        self._list = ScrollColumn((8, 6, 8, 6), 0)
        body.addWidget(self._list, 1)
        body.addWidget(Line())
        foot = layout.row(margins=(18, 8, 18, 8), gap=8)
        self.keys = PlainLabel("↑↓ 选择　回车 打开　Ctrl+回车 记探访　Esc 关闭", "hint", elide=True)
        foot.addWidget(self.keys, 3)
        right = PlainLabel("可搜：姓名、拼音、首字母、村名、编号、电话后四位", "hint", elide=True)
        right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(right, 4)
        body.addLayout(foot)
        shadow = QGraphicsDropShadowEffect(self.sheet)
        shadow.setOffset(0, 6)
        shadow.setBlurRadius(24)
        shadow.setColor(theme.color("shadow"))
        self.sheet.setGraphicsEffect(shadow)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(80)
        self._wait.timeout.connect(self.search)
        self.field.heard.connect(lambda: self._wait.start())
        self.field.moved.connect(self._move)
        self.field.taken.connect(self._take)
        self.field.left.connect(self.hide)
        self.hide()

    def open(self, typed: str = "") -> None:
        """Lie over the page and wait for letters."""
        self._before = self.window().focusWidget()
        self.settle()
        self.field.setText(typed)
        self.show()
        self.raise_()
        self.field.setFocus()
        self.search()

    def settle(self) -> None:
        """Fit the window."""
        window = self._window
        self.setGeometry(window.rect())
        wide = min(scale(720), window.width() - scale(48))
        high = min(scale(468), window.height() - scale(90))
        self.sheet.setGeometry(
            (window.width() - wide) // 2 + (scale(60) if window.width() > 1200 else 0), scale(58), wide, high
        )

    def search(self) -> None:
        """Find what the letters mean, composed or committed."""
        self._wait.stop()
        layout.clear(self._list.body)
        self._rows = []
        group = ""
        hits = list(self.provider(self.field.words)) if self.field.words else []
        for hit in hits:
            if hit.group != group:
                group = hit.group
                head = PlainLabel(group, "hint")
                head.setContentsMargins(scale(12), scale(4), 0, scale(2))
                self._list.body.addWidget(head)
            row = _HitRow(hit)
            row.pressed.connect(lambda hit: self._choose(hit, False))
            self._rows.append(row)
            self._list.body.addWidget(row)
        if self.field.words and not hits:
            words = PlainLabel(f"没有找到“{self.field.words}”。试试姓名、首字母或电话后四位。", "second", wrap=True)
            words.setContentsMargins(scale(12), scale(16), scale(12), 0)
            self._list.body.addWidget(words)
        self._list.body.addStretch(1)
        self._count.setText(f"{len(hits)} 个结果" if self.field.words else "")
        self._at = 0
        self._show_at()

    def _move(self, step: int) -> None:
        if self._wait.isActive():
            self.search()
        if self._rows:
            self._at = (self._at + step) % len(self._rows)
            self._show_at()

    def _show_at(self) -> None:
        for place, row in enumerate(self._rows):
            row.set_on(place == self._at)
        if self._rows:
            self._list.ensureWidgetVisible(self._rows[self._at])
            self.field.setAccessibleDescription(self._rows[self._at].accessibleName())

    def _take(self, control: bool) -> None:
        if self._wait.isActive():
            self.search()
        if self._rows:
            self._choose(self._rows[self._at].hit, control)

    def _choose(self, hit: Hit, control: bool) -> None:
        self.hide()
        self.chosen.emit(hit, control)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the focus back to where it was."""
        if self._before is not None:
            if shiboken6.isValid(self._before):
                self._before.setFocus()
            self._before = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet closes it."""
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("veil"))
        painter.end()
