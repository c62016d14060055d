"""The status bar: is it saved, is it reported, is there a backup."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, icons, layout, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel


class StatusPart(QAbstractButton):
    """One part; pressing it opens its detail."""

    def __init__(self, name: str, icon: str = "", ink: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ink = icon, ink
        self._icon_ink = ink
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, icon: str | None = None, ink: str = "text", icon_ink: str = "") -> None:
        """Show other words."""
        self.setText(text)
        self.setAccessibleName(text)
        self._icon = self._icon if icon is None else icon
        self._ink, self._icon_ink = ink, icon_ink or ink
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and words."""
        return QSize(fonts.metrics(12).horizontalAdvance(self.text()) + (scale(21) if self._icon else 0) + 2, scale(26))

    def minimumSizeHint(self) -> QSize:
        """It may be shortened where the window is narrow."""
        return QSize(min(self.sizeHint().width(), scale(90)), scale(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and words."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        left = 0.0
        if self._icon:
            side = scale(14)
            icons.draw(painter, self._icon, QRectF(0, whole.center().y() - side / 2, side, side), self._icon_ink)
            left = side + scale(6)
        paint.write(painter, whole.adjusted(left, 0, 0, 0), self.text(), self._ink, fonts.font(12))
        if self.hasFocus():
            paint.box(painter, whole, scale(4), None, theme.color("focus"), 2)
        painter.end()


class StatusBar(QWidget):
    """Left: saved or not; middle: reported or not; right: offline is normal, and the last backup."""

    saved_pressed = Signal()
    middle_pressed = Signal()
    right_pressed = Signal()

    def __init__(self, user_mark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = layout.grid(self, (16, 0, 16, 0), 8)
        self.saved = StatusPart("status_saved", "circle-check")
        self.middle = StatusPart("status_reported")
        self.right = StatusPart("status_backup", "shield-check")
        self._mark = PlainLabel(user_mark, "hint", tone="text2")
        self._mark.setVisible(bool(user_mark))
        end = layout.row(gap=12)
        end.addWidget(self._mark)
        end.addWidget(self.right)
        line.addWidget(self.saved, 0, 0, layout.LEFT | layout.MIDDLE)
        line.addWidget(self.middle, 0, 1, layout.CENTRE)
        line.addLayout(end, 0, 2, layout.RIGHT | layout.MIDDLE)
        line.setColumnStretch(0, 1)
        line.setColumnStretch(2, 1)
        layout.fix(self, height=28)
        self.saved.clicked.connect(self.saved_pressed)
        self.middle.clicked.connect(self.middle_pressed)
        self.right.clicked.connect(self.right_pressed)
        self.saved.hide()

    def set_saved(self, text: str, good: bool = True) -> None:
        """Say whether all is saved; announced to assistive tools."""
        self.saved.say(
            text, "circle-check" if good else "circle-alert", "text" if good else "bad", "ok" if good else "bad"
        )
        self.saved.setVisible(bool(text))
        self.announce(self.saved)

    def set_middle(self, text: str, tone: str = "text") -> None:
        """Say what has not been reported yet."""
        self.middle.say(text, "", tone)

    def set_right(self, text: str, warn: bool = False) -> None:
        """Say when the last backup was."""
        self.right.say(text, "shield-alert" if warn else "shield-check", "warn" if warn else "text")

    @staticmethod
    def announce(part: QWidget) -> None:
        """Tell assistive tools that the words changed."""
        QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.NameChanged))
