"""A banner stays in the page: icon, bold sentence, explanation, at most one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.marks import IconMark

ICONS = {
    "ok": "circle-check",
    "info": "info",
    "warn": "triangle-alert",
    "bad": "circle-alert",
    "note": "message-square-text",
}


class Banner(QWidget):
    """Something true about this page right now."""

    pressed = Signal()

    def __init__(
        self,
        tone: str,
        title: str,
        text: str = "",
        button: str = "",
        *,
        pressed: Callable[[], object] | None = None,
        name: str = "",
        edge: bool = True,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.tone, self._edge, self._own_icon = tone, edge, icon
        line = layout.row(self, (16 if edge else 12, 10, 14, 10), 12)
        self._icon = IconMark(icon or ICONS[tone], tone, 20 if edge else 16)
        line.addWidget(self._icon, 0)
        words = layout.column(gap=2)
        self.title = PlainLabel(title, "strong", tone=tone, wrap=True, parent=self)
        self.text = PlainLabel(text, "second_main", wrap=True, parent=self)
        self.title.setVisible(bool(title))
        self.text.setVisible(bool(text))
        words.addWidget(self.title)
        words.addWidget(self.text)
        line.addLayout(words, 1)
        self.button = Button(button, PRIMARY if tone == "bad" else PLAIN, small=True, name=name, parent=self)
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.pressed)
        if pressed is not None:
            self.pressed.connect(pressed)
        line.addWidget(self.button)
        self.setAccessibleName(f"{title}。{text}")

    def say(self, tone: str, title: str, text: str = "", button: str = "") -> None:
        """Say something else."""
        self.tone = tone
        self._icon.show_icon(self._own_icon or ICONS[tone], tone)
        self.title.setText(title)
        self.title.set_tone(tone)
        self.title.setVisible(bool(title))
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.set_words(button)
        self.button.set_kind(PRIMARY if tone == "bad" else PLAIN)
        self.button.setVisible(bool(button))
        self.setAccessibleName(f"{title}。{text}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the coloured edge."""
        painter = QPainter(self)
        paint.smooth(painter)
        colors = theme.tone(self.tone)
        whole = QRectF(self.rect())
        outline = colors.text if theme.now().outlined else None
        paint.box(painter, whole, scale(6), colors.ground, outline, 2 if outline else 1)
        if self._edge:
            paint.edge(painter, whole, colors.text, scale(6), 4)
        painter.end()
