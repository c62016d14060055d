"""What every grid that is filled like a sheet of Excel has in common: how it is walked, and how its cells look."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from sheqi_desktop.gui import fonts, icons, paint, theme
from sheqi_desktop.gui.scale import scale

_EDITING = (
    QAbstractItemView.EditTrigger.AnyKeyPressed,
    QAbstractItemView.EditTrigger.DoubleClicked,
    QAbstractItemView.EditTrigger.EditKeyPressed,
)


def as_sheet(grid: QTableView) -> None:
    """Let a grid be typed into cell by cell, chosen cell by cell, and leave Tab and the lines to its own drawing."""
    triggers = QAbstractItemView.EditTrigger.NoEditTriggers
    for one in _EDITING:
        triggers |= one
    grid.setEditTriggers(triggers)
    grid.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    grid.setShowGrid(False)
    grid.setWordWrap(False)
    grid.setTabKeyNavigation(False)
    grid.setCornerButtonEnabled(False)
    grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    grid.verticalHeader().hide()
    grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    head = grid.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionsClickable(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def draw_ground(
    painter: QPainter, whole: QRectF, *, wrong: bool, asked: bool, here: bool, selected: bool, fixed: bool = False
) -> None:
    """Draw what lies under the words of a cell: its colour, its lines, and a frame where something is to be seen."""
    ground = theme.tone("bad").ground if wrong else theme.color("sel" if selected and not here else "surface")
    painter.fillRect(whole, theme.color("sunken") if fixed and not wrong else ground)
    draw_lines(painter, whole)
    frame = whole.adjusted(0, 0, -1, -1)
    if wrong or asked:
        paint.box(painter, frame, 0, None, theme.color("bad" if wrong else "warnBar"), 2)
    if here:
        paint.box(painter, frame, 0, None, theme.color("focus"), 2)


def draw_lines(painter: QPainter, whole: QRectF) -> None:
    """Draw the lines under a cell and at its right."""
    painter.setPen(QPen(theme.color("line"), 1))
    painter.drawLine(whole.bottomLeft(), whole.bottomRight())
    painter.drawLine(whole.topRight(), whole.bottomRight())


def draw_number(painter: QPainter, whole: QRectF, number: str, wrong: str, asked: str) -> None:
    """Write the number of a row, or in its place that something in it is wrong or asked about."""
    if wrong or asked:
        side = scale(16)
        place = QRectF(0, 0, side, side)
        place.moveCenter(whole.center())
        icon, ink = ("circle-alert", "bad") if wrong else ("triangle-alert", "warn")
        icons.draw(painter, icon, place, ink)
        return
    paint.write(painter, whole, number, "text3", fonts.font(13), Qt.AlignmentFlag.AlignHCenter)
