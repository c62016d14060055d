"""Looks for labels that are cut and controls without a name; run as a program it tries one screen scaling."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from PySide6.QtGui import QAccessible, QFontMetricsF  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from samples import SCENES  # noqa: E402

from sheqi_desktop.gui import app, fonts, paint, theme  # noqa: E402
from sheqi_desktop.gui.record_table import RecordTable  # noqa: E402
from sheqi_desktop.gui.scale import scale  # noqa: E402
from sheqi_desktop.gui.table_cells import cell_text  # noqa: E402
from sheqi_desktop.gui.text import PlainLabel  # noqa: E402

SCENE_NAMES = ["01-home", "02-people", "03-visit", "03b-visit-lower", "07-export", "08-board", "11-unlock"]
SCENE_NAMES += ["17-components", "17-question", "19-first-run"]


def cut_labels(root: QWidget) -> list[str]:
    """Name the visible labels and buttons that have less room than they need."""
    cut = []
    for label in root.findChildren(PlainLabel):
        if not label.isVisible() or not label.text() or label.property("role") is None:
            continue
        need = label.minimumSizeHint() if label.sizePolicy().hasHeightForWidth() else label.sizeHint()
        high = label.heightForWidth(label.width()) if label.wordWrap() else need.height()
        wide_enough = label._elide or label.wordWrap() or label.width() >= need.width()
        if not wide_enough or label.height() < high:
            cut.append(f"{label.text()[:30]} has {label.width()}×{label.height()}, needs {need.width()}×{high}")
    for button in root.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() < button.minimumSizeHint().width():
            cut.append(f"button {button.text()}")
    return cut


def cut_cells(table: RecordTable) -> list[str]:
    """Name the words in the cells of a list that have less room than they need."""
    cut = []
    for row in table.records.rows:
        for place, (column, cell) in enumerate(zip(table.records.columns, row.cells, strict=True)):
            room = table.columnWidth(place) - 2 * scale(10)
            font = fonts.font(14, column.kind == "strong")
            lines = paint.lines_of(cell_text(cell), font, room) if column.wrap else [cell_text(cell)]
            high = QFontMetricsF(font).height() * len(lines)
            wide = max(
                paint.badge_width(cell_text(cell)) - scale(16)
                if column.kind == "badges"
                else QFontMetricsF(font).horizontalAdvance(line)
                for line in lines
            )
            if wide > room or high > table.rowHeight(0):
                cut.append(f"{column.title}: {cell_text(cell)} needs {wide:.0f}, has {room}")
    return cut


def nameless(root: QWidget) -> list[str]:
    """Name the operable widgets that a screen reader could say nothing about."""
    silent = []
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox):
        for widget in root.findChildren(kind):
            spoken = QAccessible.queryAccessibleInterface(widget)
            own = widget.objectName().startswith(("qt_", "_q_"))
            if widget.isVisible() and not own and not (spoken and spoken.text(QAccessible.Text.Name)):
                silent.append(f"{type(widget).__name__} {widget.objectName()}")
    return silent


def main() -> int:
    """Try every scene at the scaling the surroundings ask for."""
    program = app.prepare(QApplication([]))
    theme.apply(theme.LIGHT, 14)
    wrong = []
    for name in SCENE_NAMES:
        widget = SCENES[name][2]()
        widget.show()
        for _ in range(4):
            program.processEvents()
        wrong += [f"{name}: {one}" for one in cut_labels(widget)]
        widget.close()
    sys.stdout.write("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
