"""Numbered frames on a photo: where parts of it were annotated, drawn alike wherever the photo is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from sheqi_desktop.domain.annotation import MILLE, Path, PhotoRect
from sheqi_desktop.domain.thread import State
from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.marked_runs import Picked
from sheqi_desktop.gui.marked_text import INKS
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.card_acts import GROUNDS
from sheqi_desktop.operations.document_threads import Card

NEW = "focus"


@dataclass(frozen=True, slots=True)
class PhotoMark:
    """One annotation of a part of a photo: its number, its meaning, and the part."""

    annotation: str
    number: int
    tone: str
    rect: PhotoRect


def marks_on(cards: Iterable[Card], sha256: str) -> tuple[PhotoMark, ...]:
    """Give the frames on one file; what was withdrawn has none."""
    return tuple(
        PhotoMark(one.annotation.id, one.number, GROUNDS.get(one.annotation.kind, "must"), one.annotation.anchor.photo)
        for one in cards
        if one.annotation.anchor.photo is not None
        and one.annotation.anchor.file == sha256
        and one.thread.state != State.WITHDRAWN
    )


def new_on(picked: Picked | None, sha256: str) -> PhotoRect | None:
    """Give the part of a file an annotation is being written about, None where it is about something else."""
    here = picked is not None and picked.photo is not None and Path.read(picked.path).row == sha256
    return picked.photo if picked is not None and here else None


def on_screen(rect: PhotoRect, area: QRectF) -> QRectF:
    """Give where a part of a picture stands when the picture fills an area."""
    wide, high = area.width() / MILLE, area.height() / MILLE
    return QRectF(area.left() + rect.x * wide, area.top() + rect.y * high, rect.w * wide, rect.h * high)


def in_picture(page: int, one: QPointF, other: QPointF, area: QRectF) -> PhotoRect | None:
    """Give the part of a picture between two corners on screen, cut to the picture; None where nothing is left."""
    between = QRectF(one, other).normalized().intersected(area)
    if between.width() < 1 or between.height() < 1:
        return None
    wide, high = MILLE / area.width(), MILLE / area.height()
    x, y = round((between.left() - area.left()) * wide), round((between.top() - area.top()) * high)
    w, h = round(between.width() * wide), round(between.height() * high)
    return PhotoRect(page, min(x, MILLE - 1), min(y, MILLE - 1), max(1, min(w, MILLE - x)), max(1, min(h, MILLE - y)))


def mark_at(marks: Iterable[PhotoMark], point: QPointF, area: QRectF, turned: int = 0) -> str:
    """Name the annotation whose frame a point lies in, of several the smallest; '' for none."""
    hit = [one for one in marks if on_screen(one.rect.turned(turned), area).contains(point)]
    return min(hit, key=lambda one: one.rect.w * one.rect.h).annotation if hit else ""


def draw_marks(painter: QPainter, area: QRectF, marks: Sequence[PhotoMark], turned: int = 0) -> None:
    """Draw the frames over a picture that fills an area; two at one place have their numbers side by side."""
    taken: dict[tuple[int, int], float] = {}
    for one in marks:
        where = on_screen(one.rect.turned(turned), area)
        draw_frame(painter, where, INKS.get(one.tone, "warn"))
        corner = (round(where.left()), round(where.top()))
        taken[corner] = _number(painter, where, taken.get(corner, where.left()), one.number, area)


def draw_frame(painter: QPainter, where: QRectF, ink: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
    """Draw one frame: its colour between two lines of the ground, so that it is seen on any photo."""
    paint.box(painter, where.adjusted(-1, -1, 1, 1), scale(2), None, theme.color("surface"), 4)
    paint.box(painter, where, scale(2), None, theme.color(ink), 2, style)


def _number(painter: QPainter, where: QRectF, left: float, number: int, area: QRectF) -> float:
    font = fonts.font(12, True)
    high = scale(18)
    wide = max(high, fonts.metrics(12, True).horizontalAdvance(str(number)) + scale(10))
    top = max(area.top(), where.top() - high / 2)
    left = min(max(left, area.left()), area.right() - wide)
    chip = QRectF(left, top, wide, high)
    paint.box(painter, chip, high / 2, theme.color("note"), theme.color("surface"), 1)
    paint.write(painter, chip, str(number), "surface", font, Qt.AlignmentFlag.AlignHCenter, elide=False)
    return left + wide + scale(2)
