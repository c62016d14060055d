"""The only doors through which words of a record reach the screen: always plain text, never markup.

A name like ``<img src=//server/x>`` must show as these letters and fetch nothing.
"""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtGui import Qt as Rich
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

BREAK = "\u200b"
"""An unseen place where a line may be broken."""


ONE_LINE = 40
"""Letters that may stand in one line of a tooltip."""
_ENDLESS = re.compile(r"[^\s\u2e80-\uffff\U00020000-\U0003ffff]{20,}")
"""So many letters without a place where a line may end; Chinese may end anywhere."""
_PIECES = re.compile(r".{1,4}", re.DOTALL)


class PlainLabel(QLabel):
    """A text that is shown as it was written.

    ``role`` names size and weight (see ``qss.ROLES``), ``tone`` a colour of meaning;
    ``elide`` shortens one line to the room there is and keeps the whole in the tooltip.
    A long word without an end (an address, a row of digits) never makes a wrapped text wider than its room.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        wrap: bool = False,
        elide: bool = False,
        tone: str = "",
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._elide, self._written = elide, ""
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        elif wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        shown = foldable(text) if self.wordWrap() else text
        if text == self._written and shown == super().text():
            return
        self._written = text
        super().setText(shown)
        if self._elide:
            self._hint_when_short()

    def text(self) -> str:
        """Give the text as it was written."""
        return self._written

    def set_tone(self, tone: str) -> None:
        """Change the colour of meaning."""
        if self.property("tone") != (tone or None):
            self.setProperty("tone", tone or None)
            repolish(self)

    def set_role(self, role: str) -> None:
        """Change size and weight."""
        if self.property("role") != role:
            self.setProperty("role", role)
            repolish(self)

    def minimumSizeHint(self) -> QSize:
        """An elided text may shrink to nothing but its dots."""
        if self._elide:
            return QSize(QFontMetrics(self.font()).horizontalAdvance("…"), super().sizeHint().height())
        return super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """A wrapped text gives Chinese a little air, so that no last line is cut."""
        wanted = super().sizeHint()
        if self._elide:
            wanted.setHeight(QFontMetrics(self.font()).height())
        return wanted

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip true: it exists only where the text is shortened."""
        super().resizeEvent(event)
        if self._elide:
            self._hint_when_short()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shortened text when it must be."""
        if not self._elide:
            super().paintEvent(event)
            return
        metrics = QFontMetrics(self.font())
        short = metrics.elidedText(self.text().replace("\n", " "), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        self.style().drawItemText(
            painter, self.rect(), int(flags), option.palette, self.isEnabled(), short, self.foregroundRole()
        )
        painter.end()

    def _hint_when_short(self) -> None:
        metrics = QFontMetrics(self.font())
        whole = metrics.horizontalAdvance(self.text()) <= self.width()
        plain_tooltip(self, "" if whole else self.text())


def plain_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows its text as written."""
    widget.setToolTip(harmless(text))


def harmless(text: str) -> str:
    """Give text for a place where Qt guesses between plain and rich: what looks like markup is escaped.

    A long one is given as rich text, too: only that goes on in a second line, the rest would run out of the screen.
    """
    if not Rich.mightBeRichText(text) and all(len(line) <= ONE_LINE for line in text.split("\n")):
        return text
    return "<span>" + html.escape(text).replace("\n", "<br>") + "</span>"


def breaking(path: str) -> str:
    """Give the way to a file so that a narrow place may break it after each folder; not meant to be copied."""
    return re.sub(r"([/\\])", rf"\1{BREAK}", path)


def foldable(text: str) -> str:
    """Give text whose endless words may be broken every few letters; what was written is shown unchanged."""
    return _ENDLESS.sub(lambda found: BREAK.join(_PIECES.findall(found[0])), text)


def no_mnemonic(text: str) -> str:
    """Give text for a control that would read ``&`` as a shortcut mark."""
    return text.replace("&", "&&")


def repolish(widget: QWidget) -> None:
    """Dress one widget anew after one of its properties changed; the whole program is never dressed again for it."""
    style: QStyle = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
