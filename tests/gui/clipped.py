"""Looks for labels that are cut and controls without a name; run as a program it tries one screen scaling."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from PySide6.QtGui import QAccessible  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from samples import SCENES  # noqa: E402

from sheqi_desktop.gui import app, theme  # noqa: E402
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
