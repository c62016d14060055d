"""A toast says what just happened, lets it be undone and then done once more; it never speaks of errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from sheqi_desktop.gui import layout, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.marks import IconMark

STAYS_MS = 8000
UNDO = "撤销（Ctrl+Z）"
REDO = "重做（Ctrl+Y）"


@dataclass(frozen=True, slots=True)
class Redo:
    """What does once more the thing that was just taken back."""

    run: Callable[[], object]


class _Act(Button):
    """撤销 or 重做, in the colour that stands out on a toast."""

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        return None, None, theme.color("toastAct" if self.text() else "ontoast")

    def _type(self) -> tuple[int, bool]:
        return 13, True


class Toast(QWidget):
    """A dark strip at the bottom centre of its window; it waits while someone looks at it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        line = layout.row(self, (16, 4, 8, 4), 10)
        self._icon = IconMark("circle-check", "okBar", 18)
        self._words = PlainLabel("", "second", tone="ontoast")
        self._act = _Act(UNDO, LINK, name="toast_undo")
        self._close = _Act("", LINK, "x", name="toast_close")
        self._close.setAccessibleName("关闭提示")
        line.addWidget(self._icon)
        line.addWidget(self._words)
        line.addSpacing(scale(8))
        line.addWidget(self._act)
        line.addWidget(self._close)
        self._run: Callable[[], object] | None = None
        self._what = ""
        self._new = False
        self.foot: Callable[[], QWidget | None] = lambda: None
        """Gives what stands at the foot of the page and must not be covered; the window says which."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._act.clicked.connect(self.press)
        self._close.clicked.connect(self.hide)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setOffset(0, 6)
        shadow.setBlurRadius(24)
        shadow.setColor(theme.color("shadow"))
        self.setGraphicsEffect(shadow)
        window.installEventFilter(self)
        for part in (self._act, self._close):
            part.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """Give the sentence shown, '' if none is."""
        return self._words.text() if self.isVisible() else ""

    def say(self, text: str, run: Callable[[], object] | None = None, act: str = UNDO) -> None:
        """Show a sentence for eight seconds, and what can be done about it."""
        self._words.setText(text)
        self._run, self._what = run, act if run is not None else ""
        self._new = True
        QTimer.singleShot(0, self, self._arrived)
        self._act.set_words(act)
        self._act.setVisible(run is not None)
        self.setAccessibleName(text)
        self.adjustSize()
        self._settle()
        self.show()
        self.raise_()
        self._timer.start(STAYS_MS)

    def _arrived(self) -> None:
        """The page that was gone to with these words is there by now: stand above its foot."""
        self._new = False
        self._settle()

    def page_left(self) -> None:
        """Go with the page it was said on; what was said on going, or can be taken back, is still read on the next."""
        if not self._new and self._what not in (UNDO, REDO):
            self.hide()
        elif self.isVisible():
            QTimer.singleShot(0, self, self._settle)

    def undo(self) -> bool:
        """Take back what was just said, if it can be; tell whether anything was."""
        return self._what == UNDO and self.press()

    def redo(self) -> bool:
        """Do once more what was just taken back; tell whether anything was."""
        return self._what == REDO and self.press()

    def press(self) -> bool:
        """Do what the toast offers, once; tell whether anything was done."""
        run, self._run = self._run, None
        waiting = run is not None and self.isVisible()
        self.hide()
        if run is not None and waiting:
            run()
        return waiting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom centre when the window changes; wait while a button has the focus."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._settle()
        elif event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start(STAYS_MS)
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the mouse rests here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        self._timer.start(STAYS_MS)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _settle(self) -> None:
        window = self._window
        width = min(self.sizeHint().width(), window.width() - scale(32))
        height = max(self.sizeHint().height(), scale(42))
        bottom, foot = window.height() - scale(48), self.foot()
        if foot is not None and foot.isVisible():
            bottom = min(bottom, foot.mapTo(window, QPoint(0, 0)).y() - scale(8))
        self.setGeometry((window.width() - width) // 2, bottom - height, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark strip."""
        painter = QPainter(self)
        paint.smooth(painter)
        outline = theme.color("border") if theme.now().outlined else None
        paint.box(painter, QRectF(self.rect()), scale(8), theme.color("toast"), outline, 2)
        painter.end()
