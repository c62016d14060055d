"""How cells of the hours grid are drawn and typed in: plain fields, and a field that finds volunteers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.editors.completion import FindField
from sheqi_desktop.gui.editors.editor import RefHit
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.hours.model import ASKED_ROLE, WRONG_ROLE
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.sheet_look import draw_ground, draw_lines, draw_number
from sheqi_desktop.operations.grid_rows import COLUMNS, HEADINGS

WHO, LENGTH = COLUMNS.index("who") + 1, COLUMNS.index("length") + 1
NARROW = frozenset({"on", "start", "end", "length"})
Index = QModelIndex | QPersistentModelIndex


class HoursDelegate(QStyledItemDelegate):
    """Draws cells and makes the fields one types in."""

    stepped = Signal(int, int)
    """Go on from the cell that was typed: so many rows down, so many columns on."""

    def __init__(
        self, table: QTableView, find: Callable[[str], Sequence[RefHit]], new: Callable[[str], RefHit | None]
    ) -> None:
        super().__init__(table)
        self._table, self._find, self._new = table, find, new
        self._field: LineField | None = None

    # ------------------------------------------------------------------ drawing
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, grid, words, and what is wrong."""
        painter.save()
        paint.smooth(painter)
        whole = QRectF(option.rect)
        wrong, asked = str(index.data(WRONG_ROLE) or ""), str(index.data(ASKED_ROLE) or "")
        if index.column() == 0:
            self._number(painter, whole, str(index.data() or ""), wrong, asked)
        else:
            self._cell(painter, whole, index, wrong, asked)
        painter.restore()

    def _number(self, painter: QPainter, whole: QRectF, number: str, wrong: str, asked: str) -> None:
        painter.fillRect(whole, theme.color("sunken"))
        draw_lines(painter, whole)
        draw_number(painter, whole, number, wrong, asked)

    def _cell(self, painter: QPainter, whole: QRectF, index: Index, wrong: str, asked: str) -> None:
        selected = self._table.selectionModel().isSelected(index)
        here = self._table.currentIndex() == index and self._table.hasFocus()
        draw_ground(painter, whole, wrong=bool(wrong), asked=bool(asked), here=here, selected=selected)
        right = index.column() == LENGTH
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        inner = whole.adjusted(scale(10), 0, -scale(10), 0)
        ink, bold = ("bad", right) if wrong else ("text", False)
        paint.write(painter, inner, str(index.data() or ""), ink, fonts.font(14, bold), side)

    # ------------------------------------------------------------------ typing
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the field for a cell."""
        name = COLUMNS[index.column() - 1]
        field: LineField
        if index.column() == WHO:
            field = FindField(self._find, self._new, parent, icon="")
        else:
            field = LineField(narrow=name in NARROW, parent=parent)
        self._field = field
        field.setObjectName(f"cell_{name}")
        field.setAccessibleName(f"第{index.row() + 1}行 {HEADINGS[index.column() - 1]}")
        if isinstance(field, FindField):
            field.picked.connect(lambda hit: self._picked(field, hit))
        field.enter_pressed.connect(lambda: self._done(field, 1, 0))
        return field

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Close the list with the field."""
        if isinstance(editor, FindField):
            editor.list_.hide()
        self._field = None
        super().destroyEditor(editor, index)

    def open_field(self) -> LineField | None:
        """Give what is being typed in, None while no cell is open."""
        return self._field

    def finish(self) -> None:
        """Take what is being typed: the rows are about to be saved, or left."""
        if self._field is not None:
            self._done(self._field, 0, 0)

    def _picked(self, field: FindField, hit: RefHit) -> None:
        field.setText(hit.text)
        self._done(field, 0, 1)

    def _done(self, field: QWidget, down: int, across: int) -> None:
        self.commitData.emit(field)
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        self.stepped.emit(down, across)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what was typed before, all of it selected."""
        assert isinstance(editor, QLineEdit)
        if not editor.text():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was typed; a name whose letters are pinyin becomes the first volunteer found."""
        assert isinstance(editor, QLineEdit)
        text = editor.text().strip()
        if isinstance(editor, FindField) and text and text.isascii():
            found = self._find(text)
            text = found[0].text if found else text
        model.setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lie exactly over the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Tab goes on, Esc takes the typing back; Enter is the field's own, since it knows the input method."""
        if (
            event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
            or not isinstance(editor, LineField)
        ):
            return super().eventFilter(editor, event)
        key = event.key()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            open_ = isinstance(editor, FindField) and editor.list_.isVisible()
            if not (open_ and isinstance(editor, FindField) and editor.text() and editor.list_.take()):
                self._done(editor, 0, 1 if key == Qt.Key.Key_Tab else -1)
            return True
        if key == Qt.Key.Key_Escape:
            if isinstance(editor, FindField) and editor.list_.isVisible():
                editor.list_.hide()
            else:
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not isinstance(editor, FindField):
            self._done(editor, 1 if key == Qt.Key.Key_Down else -1, 0)
            return True
        return False
