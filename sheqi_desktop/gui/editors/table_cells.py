"""How cells of a table inside a form are drawn and typed in: a field, a list of words, a field that finds people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.completion import FindField
from sheqi_desktop.gui.editors.editor import Context, RefHit
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.links import BEGUN_HERE
from sheqi_desktop.gui.editors.table_columns import RIGHT
from sheqi_desktop.gui.editors.table_model import ASKED_ROLE, WRONG_ROLE, TableModel
from sheqi_desktop.gui.editors.written import CODE_LIKE
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.sheet_look import draw_ground, draw_lines, draw_number

Index = QModelIndex | QPersistentModelIndex
Step = Callable[[int, int], None]


class CellChoice(ChoiceList):
    """The words of a cell: letters and digits choose; the open list is closed with a word picked in it or without."""

    closed = Signal(bool)

    def __init__(self, initials: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(initials, parent)
        self._picked = False
        self.activated.connect(self._activated)

    def _activated(self) -> None:
        self._picked = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the place of the word too."""
        digit = event.text()
        if digit.isascii() and digit.isdigit() and 0 < int(digit) <= self.count() and not event.modifiers():
            self.setCurrentIndex(int(digit) - 1)
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        """Open the list and hear when it is closed: Qt does not say so when Esc does it."""
        self._picked = False
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + scale(24))
        super().showPopup()
        self.view().window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say that the list was closed; not before Qt has said what was picked."""
        if event.type() == QEvent.Type.Hide and watched is self.view().window():
            QTimer.singleShot(0, self, lambda: self.closed.emit(self._picked))
        return super().eventFilter(watched, event)


class TableDelegate(QStyledItemDelegate):
    """Draws cells and makes the fields one types in."""

    stepped = Signal(int, int)
    """Go on from the cell that was typed: so many rows down, so many columns on."""

    def __init__(self, table: QTableView, model: TableModel, context: Context) -> None:
        super().__init__(table)
        self._table, self._model, self._context = table, model, context
        self._field: QWidget | None = None
        self._hit: RefHit | None = None

    def column(self, index: Index) -> Field:
        """Give the question of a cell."""
        return self._model.columns[index.column() - 1]

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
        painter.drawLine(whole.topLeft(), whole.bottomLeft())
        draw_number(painter, whole, number, wrong, asked)

    def _cell(self, painter: QPainter, whole: QRectF, index: Index, wrong: str, asked: str) -> None:
        selected = self._table.hasFocus() and self._table.selectionModel().isSelected(index)
        here = self._table.hasFocus() and self._table.currentIndex() == index
        fixed = self._model.fixed
        draw_ground(painter, whole, wrong=bool(wrong), asked=bool(asked), here=here, selected=selected, fixed=fixed)
        right = self.column(index).type in RIGHT
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        inner = whole.adjusted(scale(8), 0, -scale(8), 0)
        paint.write(painter, inner, str(index.data() or ""), "bad" if wrong else "text", fonts.font(14), side)

    # ------------------------------------------------------------------ typing
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the field for a cell."""
        column = self.column(index)
        self._hit = None
        field: QWidget
        if column.type == "code":
            field = self._choice(parent, column)
        elif column.type == "ref":
            field = self._finder(parent, column)
        else:
            narrow = column.type != "text" or any(part in column.id for part in CODE_LIKE)
            field = LineField(narrow=narrow, digits=column.type == "int", parent=parent)
        if isinstance(field, LineField):
            field.enter_pressed.connect(lambda: self._done(field, 1, 0))
        field.setObjectName(f"cell_{column.id}")
        field.setAccessibleName(f"第 {index.row() + 1} 行 {column.label_with_unit}")
        self._field = field
        return field

    def _choice(self, parent: QWidget, column: Field) -> QWidget:
        field = CellChoice(self._context.pinyin, parent)
        for entry in column.vocabulary.offered() if column.vocabulary else ():
            field.addItem(entry.label, entry.code)
        field.setCurrentIndex(-1)
        field.next_asked.connect(lambda: self._done(field, 1, 0))
        field.closed.connect(lambda picked: self._done(field, 0, 1) if picked else self._take_back(field))
        return field

    def _finder(self, parent: QWidget, column: Field) -> QWidget:
        kind, context = column.refers, self._context
        new = context.new_ref if kind in BEGUN_HERE else None
        field = FindField(
            lambda typed: context.refs(kind, typed),
            (lambda typed: new(kind, typed)) if new is not None else None,
            parent,
            icon="",
            offer=lambda typed: context.new_words(kind, typed),
        )
        field.picked.connect(lambda hit: self._picked(field, hit))
        return field

    def open_field(self) -> QWidget | None:
        """Give what is being typed in, None while no cell is open."""
        return self._field

    def finish(self) -> None:
        """Take what is being typed: the rows are about to be saved, or left."""
        if self._field is not None:
            self._done(self._field, 0, 0)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Close the list with the field."""
        if isinstance(editor, FindField):
            editor.list_.hide()
        self._field = None
        super().destroyEditor(editor, index)

    def _picked(self, field: FindField, hit: RefHit) -> None:
        self._hit = hit
        field.setText(hit.text)
        self._done(field, 0, 1)

    def _done(self, field: QWidget, down: int, across: int) -> None:
        if field is self._field:
            self._field = None
            self.commitData.emit(field)
            self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
            self.stepped.emit(down, across)

    def _take_back(self, field: QWidget) -> None:
        if field is self._field:
            self._field = None
            self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what was typed before, all of it selected."""
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, LineField) and not editor.text():
            editor.setText(words)
            editor.selectAll()
        elif isinstance(editor, ChoiceList):
            editor.setCurrentIndex(editor.findText(words))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was typed."""
        column, place = self.column(index), index.row()
        if isinstance(editor, ChoiceList):
            code = editor.currentData() if editor.currentIndex() >= 0 else None
            self._model.set_cells([(place, column, code)])
        elif isinstance(editor, FindField):
            if self._hit is not None or editor.text().strip() != str(index.data() or ""):
                self.take_found(column, place, editor.text().strip(), self._hit)
        elif isinstance(editor, LineField):
            self._model.set_cells([(place, column, self._model.read(column, editor.text()))])

    def take_found(self, column: Field, place: int, typed: str, hit: RefHit | None = None) -> None:
        """Take who was picked, or who is meant without doubt: the only one so called, the first under the letters."""
        if hit is None and typed:
            found = self._context.refs(column.refers, typed)
            exact = [one for one in found if one.text == typed]
            hit = exact[0] if len(exact) == 1 else found[0] if found and typed.isascii() else None
        if hit is None and typed:
            self._model.let_loose(place, column, typed)
        else:
            self._model.set_cells([(place, column, hit.id if hit else None)])

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lie exactly over the cell; a list of words may be wider than it."""
        editor.setGeometry(option.rect)
        if isinstance(editor, ChoiceList):
            editor.setFixedHeight(option.rect.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Tab goes on, Esc takes the typing back; Enter is the field's own, since it knows the input method."""
        if isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            return False  # A dialog that begins a new person's file is not a way out of the cell.
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or editor is not self._field:
            return super().eventFilter(editor, event)
        assert isinstance(editor, QWidget)
        key, find = event.key(), editor if isinstance(editor, FindField) else None
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if not (find is not None and find.list_.isVisible() and find.text() and find.list_.take()):
                self._done(editor, 0, 1 if key == Qt.Key.Key_Tab else -1)
            return True
        if key == Qt.Key.Key_Escape:
            if find is not None and find.list_.isVisible():
                find.list_.hide()
            else:
                self._take_back(editor)
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and find is None and isinstance(editor, LineField):
            self._done(editor, 1 if key == Qt.Key.Key_Down else -1, 0)
            return True
        return False
