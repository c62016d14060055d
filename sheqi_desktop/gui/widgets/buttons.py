"""Buttons: a verb, perhaps an icon, and a decent gap between the two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, icons, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import plain_tooltip

PRIMARY, PLAIN, SOFT, LINK, DANGER = "primary", "plain", "soft", "link", "danger"
SHORTEST = 60
"""Pixels at 标准 that a name keeps however little room there is."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do from a page: its name, its words, its icon, and what happens."""

    id: str
    text: str
    icon: str = ""
    run: Callable[[], None] | None = None
    kind: str = PLAIN


class Button(QAbstractButton):
    """A button that writes its action; the kind says how much it asks for attention.

    The name of a file or a record may be longer than there is room: such a button ``shrinks`` and keeps the whole in
    its tooltip.  An action never does.
    """

    AIR = 6
    """Room beside the words of a link: the ring of the focus, and four pixels between it and them."""

    def __init__(
        self,
        text: str,
        kind: str = PLAIN,
        icon: str = "",
        *,
        small: bool = False,
        shrinks: bool = False,
        name: str = "",
        pressed: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.icon_name = icon
        self.small = small
        self.shrinks = shrinks
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        across = QSizePolicy.Policy.Preferred if shrinks else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._ring = False
        if shrinks:
            plain_tooltip(self, text)
        if pressed is not None:
            self.clicked.connect(lambda: pressed())

    def set_words(self, text: str, icon: str | None = None) -> None:
        """Change what the button says."""
        self.setText(text)
        self.setAccessibleName(text)
        if icon is not None:
            self.icon_name = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Make the button more or less prominent."""
        if kind != self.kind:
            self.kind = kind
            self.updateGeometry()
            self.update()

    def explain(self, why_not: str) -> None:
        """Switch off with the reason in the tooltip, or on again with an empty reason."""
        self.setEnabled(not why_not)
        plain_tooltip(self, why_not)
        self.setAccessibleDescription(why_not)

    def sizeHint(self) -> QSize:
        """Room for words, icon, gap and air."""
        words = fonts.metrics(*self._type()).horizontalAdvance(self.text())
        icon = scale(self._icon_side()) + (scale(self._gap()) if self.text() else 0) if self.icon_name else 0
        side = scale(self.AIR) if self.kind == LINK else scale(13 if self.small else 17)
        return QSize(words + icon + 2 * side + 2, scale(28 if self.small or self.kind == LINK else 36))

    def minimumSizeHint(self) -> QSize:
        """A button never cuts its words, unless they are a name."""
        wanted = self.sizeHint()
        return QSize(min(scale(SHORTEST), wanted.width()), wanted.height()) if self.shrinks else wanted

    def changeEvent(self, event: QEvent) -> None:
        """Follow font size and state."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
        self.update()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, unless the mouse brought the focus."""
        self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a focused button, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, outline, icon and words."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        fill, outline, ink = self._colors()
        radius = scale(6)
        if self.kind != LINK:
            paint.box(painter, whole, radius, fill, outline, 1)
        if self.hasFocus() and self._ring:
            ring = theme.color("focus")
            if self.kind == PRIMARY:
                paint.box(painter, whole.adjusted(2, 2, -2, -2), radius - 1, None, theme.color("onprimary"), 2)
            else:
                paint.box(painter, whole, radius, None, ring, paint.FOCUS_WIDTH)
        self._draw_words(painter, whole, ink)
        painter.end()

    def _draw_words(self, painter: QPainter, whole: QRectF, ink: QColor) -> None:
        font = fonts.font(*self._type())
        words = fonts.metrics(*self._type()).horizontalAdvance(self.text())
        side = scale(self._icon_side())
        gap = scale(self._gap()) if self.text() else 0
        width = words + (side + gap if self.icon_name else 0)
        left = whole.center().x() - width / 2
        if self.icon_name:
            icons.draw(painter, self.icon_name, QRectF(left, whole.center().y() - side / 2, side, side), ink)
            left += side + gap
        left = max(left, whole.left() + scale(self.AIR)) if self.shrinks else left
        place = QRectF(left, whole.top(), words + 2, whole.height())
        if self.shrinks:
            place.setRight(min(place.right(), whole.right()))
        if self.kind == LINK and self.underMouse() and self.isEnabled():
            font.setUnderline(True)
        paint.write(painter, place, self.text(), ink, font, elide=self.shrinks)

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        now = theme.now()
        hot = self.isEnabled() and (self.underMouse() or self.isDown())
        if not self.isEnabled():
            return (None if self.kind == LINK else now.color("mute")), now.color("border"), now.color("disabled")
        if self.kind == PRIMARY:
            return now.color("primaryH" if hot else "primary"), None, now.color("onprimary")
        if self.kind == SOFT:
            return now.color("tint2" if hot and not now.outlined else "tint"), now.color("tint2"), now.color("primaryD")
        if self.kind == DANGER:
            return now.color("badBg" if hot else "surface"), now.color("bad"), now.color("bad")
        if self.kind == LINK:
            return None, None, now.color("primaryH" if hot else "primary")
        return now.color("sunken" if hot else "surface"), now.color("strong"), now.color("text")

    def _type(self) -> tuple[int, bool]:
        return (13 if self.small else 14), self.kind == PRIMARY

    def _icon_side(self) -> int:
        return 15 if self.small else 16

    @staticmethod
    def _gap() -> int:
        return 6


class IconButton(Button):
    """A button without words: only for 帮助、打印、翻页、更多、关闭; the words are its tooltip and spoken name."""

    def __init__(
        self,
        icon: str,
        words: str,
        *,
        px: int = 18,
        side: int = 32,
        ink: str = "text2",
        name: str = "",
        pressed: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", LINK, icon, name=name, pressed=pressed, parent=parent)
        self._px, self._side, self._ink = px, side, ink
        self.setAccessibleName(words)
        plain_tooltip(self, words)

    def sizeHint(self) -> QSize:
        """A square big enough to hit."""
        return QSize(scale(self._side), scale(self._side))

    def _icon_side(self) -> int:
        return self._px

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        return None, None, theme.color(self._ink if self.isEnabled() else "disabled")


def button_for(action: Action, *, small: bool = False) -> Button:
    """Make the button of an action."""
    return Button(action.text, action.kind, action.icon, small=small, name=action.id, pressed=action.run)
