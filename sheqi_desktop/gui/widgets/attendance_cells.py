"""How 点名 is drawn: heads, names, chips and rates; the session being typed on its tint."""

from __future__ import annotations

from PySide6.QtCore import (
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.attendance_model import LOW_RATE, TO_MARK, WORDS, Index, SheetModel


class SheetView(QTableView):
    """The table the drawing looks at."""

    sheet_model: SheetModel


class SheetHead(QHeaderView):
    """The heads: place and day, the session being typed tinted."""

    def __init__(self, grid: SheetView) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(scale(24))

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        """Draw one head."""
        whole = QRectF(rect)  # type: ignore[call-overload]
        model, now = self._grid.sheet_model, theme.now()
        here = section == model.here and model.column(section) is not None
        painter.fillRect(whole, now.color("tint" if here else "sunken"))
        top, _, low = str(model.headerData(section, Qt.Orientation.Horizontal) or "").partition("\n")
        centre = Qt.AlignmentFlag.AlignHCenter
        if not low:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else centre
            inner = whole.adjusted(scale(12), 0, -scale(4), 0) if section == 0 else whole
            paint.write(painter, inner, top, "text2", fonts.font(13), side)
            return
        ink = "primaryD" if here else "text2"
        upper = QRectF(whole.left(), whole.top() + scale(3), whole.width(), scale(19))
        lower = QRectF(whole.left(), whole.top() + scale(20), whole.width(), scale(17))
        paint.write(painter, upper, top, ink, fonts.font(13, here), centre)
        paint.write(painter, lower, low, ink, fonts.font(12), centre)


class SheetCells(QStyledItemDelegate):
    """Names, chips and rates."""

    def __init__(self, grid: SheetView) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model, now = self._grid.sheet_model, theme.now()
        if model.sheet is None:
            return
        whole = QRectF(option.rect)
        here = index.column() == model.here and model.column(index.column()) is not None
        painter.save()
        paint.smooth(painter)
        painter.fillRect(whole, now.color("tint" if here else "surface"))
        painter.fillRect(QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1), now.color("line"))
        if index.column() == 0:
            self._name(painter, whole, index.row())
        elif model.column(index.column()) is None:
            self._rate(painter, whole, index.row())
        else:
            self._chip(painter, whole, index, here)
        painter.restore()

    def _name(self, painter: QPainter, whole: QRectF, row: int) -> None:
        assert self._grid.sheet_model.sheet is not None
        member = self._grid.sheet_model.sheet.members[row]
        inner = whole.adjusted(scale(12), 0, -scale(4), 0)
        taken = fonts.metrics(14).horizontalAdvance(member.name)
        paint.write(painter, inner, member.name, "text", fonts.font(14))
        left = inner.left() + max(taken + scale(8), scale(62))
        if left < inner.right():
            rest = QRectF(left, inner.top(), inner.right() - left, inner.height())
            paint.write(painter, rest, member.age, "text2", fonts.font(12))

    def _rate(self, painter: QPainter, whole: QRectF, row: int) -> None:
        model = self._grid.sheet_model
        assert model.sheet is not None
        rate = model.sheet.rate(model.sheet.members[row].id, model.marks)
        low = bool(rate.possible) and rate.present * 100 < LOW_RATE * rate.possible
        centre = Qt.AlignmentFlag.AlignHCenter
        paint.write(painter, whole, rate.whole, "bad" if low else "text", fonts.font(13), centre)

    def _chip(self, painter: QPainter, whole: QRectF, index: Index, here: bool) -> None:
        now, mark = theme.now(), self._grid.sheet_model.mark_at(index)
        wide, high = min(scale(44), whole.width() - scale(8)), scale(24)
        chip = QRectF(0, 0, wide, high)
        chip.moveCenter(whole.center())
        centre = Qt.AlignmentFlag.AlignHCenter
        current = self._grid.hasFocus() and self._grid.currentIndex() == index
        if here and (current or self._grid.selectionModel().isSelected(index)):
            ring = chip.adjusted(-scale(3), -scale(3), scale(3), scale(3))
            paint.box(painter, ring, scale(6), None, now.color("focus"), 2)
        if mark is not None:
            words, _, tone = WORDS[mark]
            colors = now.tone(tone)
            paint.box(painter, chip, scale(4), colors.ground, colors.text if now.outlined else None, 1)
            paint.write(painter, chip, words, colors.text, fonts.font(13, here), centre, elide=False)
        elif here:
            paint.box(painter, chip, scale(4), now.color("surface"), now.color("strong"), 1, Qt.PenStyle.DashLine)
            paint.write(painter, chip, TO_MARK, "text2", fonts.font(12), centre, elide=False)
        else:
            paint.write(painter, whole, "—", "text3", fonts.font(13), centre)
