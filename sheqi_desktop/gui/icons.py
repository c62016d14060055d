"""Line icons, tinted by token when they are drawn, so that one file serves every theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sheqi_desktop.catalog.assets import icon as drawing_file
from sheqi_desktop.gui import theme
from sheqi_desktop.gui.scale import scale


@cache
def _drawing(name: str) -> str:
    return drawing_file(name).read_text(encoding="utf-8")


@cache
def _renderer(name: str, ink: str) -> QSvgRenderer:
    tinted = _drawing(name).replace("currentColor", ink)
    return QSvgRenderer(QByteArray(tinted.encode()))


@cache
def _pixmap(name: str, ink: str, side: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, ink).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return made


def pixmap(name: str, ink: QColor | str = "text2", px: int = 18) -> QPixmap:
    """Give an icon in a colour or colour token, in design pixels."""
    color = theme.color(ink) if isinstance(ink, str) else ink
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _pixmap(name, color.name(), scale(px), ratio)


def icon(name: str, ink: QColor | str = "text2", px: int = 18) -> QIcon:
    """Give an icon for a control that draws it itself."""
    return QIcon(pixmap(name, ink, px))


def draw(painter: QPainter, name: str, rect: QRectF, ink: QColor | str) -> None:
    """Draw an icon into a rectangle, sharp at any screen scaling."""
    color = theme.color(ink) if isinstance(ink, str) else ink
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    _renderer(name, color.name()).render(painter, square)
