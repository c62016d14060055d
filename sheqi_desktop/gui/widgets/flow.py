"""A layout that fills lines like words in a paragraph, so that large letters never push anything out of sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from sheqi_desktop.gui.scale import scale


class FlowLayout(QLayout):
    """Lines of items, each as wide as it wants to be; ``centred`` puts each line in the middle."""

    def __init__(
        self, parent: QWidget | None = None, gap: int = 8, down: int | None = None, *, centred: bool = False
    ) -> None:
        super().__init__(parent)
        self._gap, self._down, self._centred = gap, gap if down is None else down, centred
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            policy = parent.sizePolicy()
            policy.setHeightForWidth(True)
            parent.setSizePolicy(policy)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Tell how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give one."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell how high it gets."""
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        """One line, if there is room."""
        shown = [item for item in self._items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in shown) + scale(self._gap) * max(len(shown) - 1, 0)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height)

    def minimumSize(self) -> QSize:
        """At least the widest item."""
        width = max((item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0)
        height = max((item.minimumSize().height() for item in self._items if not item.isEmpty()), default=0)
        return QSize(width, height)

    def _place(self, rect: QRect, *, really: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            if y > rect.y():
                y += scale(self._down)
            wide = sum(_width(item, rect.width()) for item in line) + scale(self._gap) * (len(line) - 1)
            x = rect.x() + (max(rect.width() - wide, 0) // 2 if self._centred else 0)
            for item in line:
                own = _width(item, rect.width())
                if really:
                    item.setGeometry(QRect(QPoint(x, y), QSize(own, item.sizeHint().height())))
                x += own + scale(self._gap)
            y += max(item.sizeHint().height() for item in line)
        return y - rect.y()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Share the items out among lines."""
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint().width()
            if not lines or x + wanted > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += wanted + scale(self._gap)
        return lines


def _width(item: QLayoutItem, room: int) -> int:
    """Give an item what it wants, or the whole line where it wants more and can do with less."""
    wanted = item.sizeHint().width()
    return max(min(wanted, room), item.minimumSize().width()) if room > 0 else wanted
