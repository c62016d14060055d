"""A search field that also hears the letters still being composed by the input method."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, icons, layout, paint, theme
from sheqi_desktop.gui.composing import ComposingField
from sheqi_desktop.gui.scale import scale

WAIT_MS = 80


class SearchField(ComposingField):
    """Says ``typed`` 80 ms after the last letter, committed or not, so that “wx” finds 王秀 before it is chosen."""

    typed = Signal(str)

    def __init__(
        self,
        placeholder: str,
        key_hint: str = "",
        *,
        width: int | None = None,
        name: str = "search",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key_hint = key_hint
        self.setObjectName(name)
        self.setProperty("inside", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.fix(self, width=width, height=36)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(lambda: self.typed.emit(self.words))
        self.heard.connect(lambda: self._timer.start())

    def changeEvent(self, event: QEvent) -> None:
        """Redraw after a change of theme."""
        self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the magnifier and the key that leads here."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint.smooth(painter)
        side = scale(16)
        middle = self.height() / 2
        ink = "primary" if self.hasFocus() else "text2"
        icons.draw(painter, "search", QRectF(scale(12), middle - side / 2, side, side), ink)
        if self._key_hint and not self.text() and not self.preedit:
            wide = fonts.metrics(12).horizontalAdvance(self._key_hint) + scale(16)
            box = QRectF(self.width() - wide - scale(8), middle - scale(9), wide, scale(19))
            paint.box(painter, box, scale(4), theme.color("surface"), theme.color("border"))
            paint.write(
                painter, box, self._key_hint, "text2", fonts.font(12), Qt.AlignmentFlag.AlignHCenter, elide=False
            )
        painter.end()
