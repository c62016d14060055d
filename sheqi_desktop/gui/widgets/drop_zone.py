"""Where files may be dropped; the button beside it always does the same."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask, layout, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.marks import IconMark


class DropZone(QWidget):
    """A dashed field that takes files, many at once and in any order."""

    files_chosen = Signal(list)

    def __init__(
        self,
        title: str,
        text: str,
        button: str,
        pattern: str = "数据包 (*.sqb)",
        name: str = "board_drop",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hot = False
        self._pattern = pattern
        self._title = title
        self.setObjectName(name)
        self.setAcceptDrops(True)
        line = layout.row(self, (26, 8, 16, 8), 24)
        line.addWidget(IconMark("package-plus", "primaryD", 22))
        words = layout.column(gap=2)
        words.addStretch(1)
        words.addWidget(PlainLabel(title, "strong", wrap=True))
        words.addWidget(PlainLabel(text, "second", wrap=True))
        words.addStretch(1)
        line.addLayout(words, 1)
        self.button = Button(button, PRIMARY, "folder-open", name=f"{name}_choose", pressed=self._choose)
        line.addWidget(self.button)
        layout.least(self, height=68)

    def _choose(self) -> None:
        if chosen := ask.open_files(self, self._title, self._pattern):
            self.files_chosen.emit(chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        if event.mimeData().hasUrls() and all(url.isLocalFile() for url in event.mimeData().urls()):
            self._hot = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Cool down."""
        self._hot = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over the files."""
        self._hot = False
        self.update()
        self.files_chosen.emit([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed field."""
        painter = QPainter(self)
        paint.smooth(painter)
        fill = theme.color("tint2" if self._hot and not theme.now().outlined else "tint")
        paint.box(painter, QRectF(self.rect()), scale(10), fill, theme.color("primary"), 2, Qt.PenStyle.DashLine)
        painter.end()
