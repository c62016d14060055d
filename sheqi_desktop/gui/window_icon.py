"""The program's icon, drawn: the golden mark."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from sheqi_desktop.gui import paint
from sheqi_desktop.gui.sidebar import draw_mark


def window_icon() -> QIcon:
    """Draw the program's icon."""
    picture = QPixmap(64, 64)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint.smooth(painter)
    draw_mark(painter, QRectF(0, 0, 64, 64))
    painter.end()
    return QIcon(picture)
