"""Words of two versions in one text: what went is struck through, what came stands on green."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from sheqi_desktop.gui import theme
from sheqi_desktop.operations.compare import Piece


class ComparedText(QTextEdit):
    """Words of two versions in one text; what is shown is inserted as plain characters."""

    def __init__(self, pieces: Sequence[Piece], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setObjectName("marked_text")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        said = "".join(f"（删去：{one.text}）" if one.part == "gone" else one.text for one in pieces)
        self.setAccessibleName(f"{name}：{said}")
        cursor = QTextCursor(self.document())
        for piece in pieces:
            cursor.insertText(piece.text, _format(piece.part))
        self.document().setDocumentMargin(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.document().setTextWidth(self.viewport().width())
        around = self.height() - self.viewport().height()
        self.setFixedHeight(ceil(self.document().size().height()) + around)


def _format(part: str) -> QTextCharFormat:
    made = QTextCharFormat()
    if part == "same":
        made.setForeground(theme.color("text"))
        return made
    tone = theme.tone("bad" if part == "gone" else "ok")
    made.setForeground(tone.text)
    made.setBackground(tone.ground)
    made.setFontStrikeOut(part == "gone")
    made.setFontUnderline(part == "new")
    return made
