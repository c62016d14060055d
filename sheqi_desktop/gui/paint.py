"""What widgets and table cells draw alike: boxes, badges, avatars, bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from sheqi_desktop.gui import fonts, icons, theme
from sheqi_desktop.gui.scale import scale

FOCUS_WIDTH = 2
_BREAKS = re.compile(r"(?<=[，、・])|(?<=[^\x00-\x7f]/)|(?=（)")


def smooth(painter: QPainter) -> None:
    """Draw round things round."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    outline: QColor | None = None,
    width: float = 1,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """Draw a rounded box whose outline lies inside the rectangle."""
    inset = width / 2 if outline is not None else 0.0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(outline, width, style) if outline is not None else Qt.PenStyle.NoPen)
    corner = min(radius, inner.height() / 2, inner.width() / 2)
    painter.drawRoundedRect(inner, corner, corner)


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    ink: QColor | str,
    font: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: bool = True,
) -> float:
    """Write one line, vertically centred, shortened to the room there is; give the width it took."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width()) if elide else text
    painter.setFont(font)
    painter.setPen(theme.color(ink) if isinstance(ink, str) else ink)
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
    return metrics.horizontalAdvance(shown)


def lines_of(text: str, font: QFont, width: float) -> list[str]:
    """Break words into lines of a width, after a comma or a dot; a part wider than that stays one line."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    for part in _BREAKS.split(text):
        if lines and metrics.horizontalAdvance(lines[-1] + part.rstrip("・")) <= width:
            lines[-1] += part
        else:
            lines.append(part)
    return lines


def write_lines(painter: QPainter, rect: QRectF, text: str, ink: QColor | str, font: QFont) -> None:
    """Write words in as many lines as there is room for, vertically centred together."""
    high = QFontMetricsF(font).height()
    room = max(int(rect.height() // high), 1)
    lines = lines_of(text, font, rect.width())
    if len(lines) > room:
        lines = [*lines[: room - 1], "".join(lines[room - 1 :])]
    top = rect.center().y() - high * len(lines) / 2
    for place, line in enumerate(lines):
        write(painter, QRectF(rect.left(), top + place * high, rect.width(), high), line.rstrip("・"), ink, font)


def write_marked(
    painter: QPainter,
    rect: QRectF,
    text: str,
    marks: Sequence[tuple[int, int]],
    px: int,
    ink: str,
    hot: str,
    bold: bool = False,
) -> float:
    """Write a line whose matched letters are bold and coloured; give the width it took."""
    cuts = sorted({0, len(text), *(max(0, min(at, len(text))) for s, n in marks for at in (s, s + n))})
    left = rect.left()
    for start, end in pairwise(cuts):
        marked = any(s <= start < s + n for s, n in marks)
        room = QRectF(left, rect.top(), max(rect.right() - left, 0), rect.height())
        font = fonts.font(px, bold or marked)
        left += write(painter, room, text[start:end], hot if marked else ink, font)
    return left - rect.left()


def badge_width(text: str, icon: str = "") -> float:
    """Tell how wide a badge will be."""
    words = fonts.metrics(12).horizontalAdvance(text)
    return words + scale(16) + (scale(17) if icon else 0)


def badge(painter: QPainter, rect: QRectF, text: str, tone: str, icon: str = "") -> None:
    """Draw a badge: words (and an icon) on their own ground; in high contrast an outline instead."""
    colors = theme.tone(tone)
    width = theme.now().lines["badgeLine"]
    box(painter, rect, rect.height() / 2, colors.ground, colors.text if width else None, max(width, 1))
    inner = rect.adjusted(scale(8), 0, -scale(8), 0)
    if icon:
        side = scale(13)
        icons.draw(painter, icon, QRectF(inner.left(), rect.center().y() - side / 2, side, side), colors.text)
        inner.setLeft(inner.left() + side + scale(4))
    cut = fonts.metrics(12).horizontalAdvance(text) > inner.width() + 2
    write(painter, inner, text, colors.text, fonts.font(12), elide=cut)


def avatar(painter: QPainter, rect: QRectF, name: str, tone: str = "tint", px: int = 14) -> None:
    """Draw the first character of a name in a disc."""
    colors = theme.tone(tone)
    width = theme.now().lines["badgeLine"]
    box(painter, rect, rect.height() / 2, colors.ground, colors.text if width else None, max(width, 1))
    write(painter, rect, name[:1], colors.text, fonts.font(px, True), Qt.AlignmentFlag.AlignHCenter, elide=False)


def icon_square(painter: QPainter, rect: QRectF, icon: str, tone: str, px: int = 20) -> None:
    """Draw an icon in a square of its meaning."""
    colors = theme.tone(tone)
    width = theme.now().lines["badgeLine"]
    box(painter, rect, scale(8), colors.ground, colors.text if width else None, max(width, 1))
    side = scale(px)
    place = QRectF(0, 0, side, side)
    place.moveCenter(rect.center())
    icons.draw(painter, icon, place, colors.text)


def bar(painter: QPainter, rect: QRectF, part: float, ink: QColor, tick: float | None = None) -> None:
    """Draw how much of a whole is done, and a dark tick where it should be by now."""
    radius = rect.height() / 2
    box(painter, rect, radius, theme.color("track"))
    done = QRectF(rect)
    done.setWidth(max(rect.width() * min(max(part, 0.0), 1.0), rect.height() if part > 0 else 0))
    if part > 0:
        box(painter, done, radius, ink)
    if tick is not None:
        across = rect.left() + rect.width() * tick
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("tick"))
        high = rect.height() * 0.4
        painter.drawRect(QRectF(across - 1, rect.top() - high, 2, rect.height() + 2 * high))


def hatch(painter: QPainter, rect: QRectF, radius: float, ink: QColor, ground: QColor | None = None) -> None:
    """Draw slanted lines: there is too little to know, or a period is over and was missed."""
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.setClipPath(path)
    if ground is not None:
        painter.fillRect(rect, ground)
    painter.setPen(QPen(ink, 1))
    step = scale(6)
    across = rect.left() - rect.height()
    while across < rect.right():
        painter.drawLine(QPointF(across, rect.bottom()), QPointF(across + rect.height(), rect.top()))
        across += step
    painter.restore()


def edge(painter: QPainter, rect: QRectF, ink: QColor, radius: float, width: float = 4) -> None:
    """Draw the coloured left edge of a card, banner or chosen entry, following the round corners."""
    painter.save()
    whole = QPainterPath()
    whole.addRoundedRect(rect, radius, radius)
    rest = QPainterPath()
    rest.addRoundedRect(rect.adjusted(width, 0, width, 0), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.setClipRect(QRectF(rect.left(), rect.top(), radius + width, rect.height()))
    painter.drawPath(whole.subtracted(rest))
    painter.restore()
