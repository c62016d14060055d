"""Wrapped words of which some are bold, drawn as plain text: no markup is read, so none can be slipped in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, theme
from sheqi_desktop.gui.scale import scale

LINE = 24
Words = Sequence[tuple[str, bool, str]]
"""(text, bold, colour token)"""


class SpanText(QWidget):
    """As high as its words need in the width there is."""

    def __init__(self, words: Words, px: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._px = tuple(words), px
        self._text = "".join(text for text, _, _ in self._words)
        self.setAccessibleName(self._text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """Give the bare words."""
        return self._text

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        laid = QTextLayout(self._text, fonts.font(self._px))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        laid.setTextOption(option)
        laid.setFormats(self._formats())
        laid.beginLayout()
        top, high = 0, scale(LINE)
        while (line := laid.createLine()).isValid():
            line.setLineWidth(max(width, scale(40)))
            line.setPosition(QPointF(0, top + (high - line.height()) / 2))
            top += high
        laid.endLayout()
        return laid, max(top, high)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        found, at = [], 0
        for text, bold, ink in self._words:
            one = QTextLayout.FormatRange()
            one.start, one.length = at, len(text)
            style = QTextCharFormat()
            style.setForeground(theme.color(ink))
            style.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
            one.format = style
            found.append(one)
            at += len(text)
        return found

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height all lines take."""
        return self._lay_out(width)[1]

    def sizeHint(self) -> QSize:
        """One line, or as wide as people like to read."""
        wide = min(fonts.metrics(self._px, True).horizontalAdvance(self._text) + 4, scale(640))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """A few characters wide, in lines enough for the present width."""
        return QSize(scale(60), self.heightForWidth(self.width()) if self.width() > scale(60) else scale(LINE))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size and the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._lay_out(self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()
