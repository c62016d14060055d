"""Pictures of components and pages for eyes: run it and look into the folder it names.

QT_QPA_PLATFORM=offscreen python tests/gui/gallery.py /tmp/shots [names…]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

import samples  # noqa: E402

from sheqi_desktop.gui import app as program  # noqa: E402


def shoot(widget: QWidget, path: Path) -> None:
    """Show a widget, let it settle, and keep its picture."""
    widget.show()
    for _ in range(3):
        QCoreApplication.processEvents()
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()


def main(folder: Path, wanted: list[str]) -> None:
    """Make every picture, or those that are asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    program.prepare(QApplication.instance() or QApplication([]))
    scenes: dict[str, tuple[str, int, Callable[[], QWidget]]] = samples.SCENES
    for name, (theme_name, size, make) in scenes.items():
        if not wanted or any(one in name for one in wanted):
            program.theme.apply(theme_name, size)
            shoot(make(), folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
