"""Tabs with a line under the one that is open, and a path of where we are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, layout, paint, theme
from sheqi_desktop.gui.scale import scale

AIR = 9
"""Room beside the words, for the ring of the focus."""


class _Tab(QAbstractButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the bold words."""
        return QSize(fonts.metrics(14, True).horizontalAdvance(self.text()) + 2 * scale(AIR), scale(34))

    def minimumSizeHint(self) -> QSize:
        """A tab is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        whole, on = QRectF(self.rect()), self.isChecked()
        if self.hasFocus():
            paint.box(painter, whole, scale(4), None, theme.color("focus"), 2)
        words = whole.adjusted(scale(AIR), 0, 0, -scale(4))
        paint.write(painter, words, self.text(), "primaryD" if on else "text2", fonts.font(14, on), elide=False)
        if on:
            painter.fillRect(QRectF(0, whole.bottom() - 2, whole.width(), 2), theme.color("primary"))
        painter.end()


class Tabs(QWidget):
    """A row of tabs; left and right walk along it."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], gap: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: dict[str, _Tab] = {}
        line = layout.row(self, gap=gap)
        for key, text in options:
            tab = _Tab(text, self)
            tab.setObjectName(f"tab_{key}")
            tab.setChecked(not self._tabs)
            tab.toggled.connect(partial(self._toggled, key))
            self._tabs[key] = tab
            line.addWidget(tab)
        line.addStretch(1)

    def _toggled(self, key: str, on: bool) -> None:
        if on:
            self.chosen.emit(key)

    def set_words(self, key: str, text: str) -> None:
        """Change what a tab says."""
        self._tabs[key].setText(text)
        self._tabs[key].setAccessibleName(text)
        self._tabs[key].updateGeometry()

    @property
    def current(self) -> str:
        """Give the open tab."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def choose(self, key: str) -> None:
        """Open a tab."""
        self._tabs[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right open the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        keys = [key for key, tab in self._tabs.items() if tab.isVisible()]
        if step is None or self.current not in keys:
            super().keyPressEvent(event)
            return
        place = min(max(keys.index(self.current) + step, 0), len(keys) - 1)
        self.choose(keys[place])
        self._tabs[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
