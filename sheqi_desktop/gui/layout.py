"""Layouts that are written in design pixels and follow the font size by themselves."""

from __future__ import annotations

import weakref
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from sheqi_desktop.gui.scale import scale

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)
STACK_BELOW = 900
"""A page narrower than this has no room for columns beside each other; design pixels."""
_L = TypeVar("_L", bound=QLayout)

_spaced: weakref.WeakKeyDictionary[QLayout, tuple[Margins, int, int]] = weakref.WeakKeyDictionary()
_sized: weakref.WeakKeyDictionary[QWidget, dict[str, int]] = weakref.WeakKeyDictionary()


def column(parent: QWidget | None = None, margins: Margins = NONE, gap: int = 8) -> QVBoxLayout:
    """Put things under each other."""
    return _remember(QVBoxLayout(parent) if parent is not None else QVBoxLayout(), margins, gap, gap)


def row(parent: QWidget | None = None, margins: Margins = NONE, gap: int = 8) -> QHBoxLayout:
    """Put things beside each other."""
    return _remember(QHBoxLayout(parent) if parent is not None else QHBoxLayout(), margins, gap, gap)


def grid(parent: QWidget | None = None, margins: Margins = NONE, gap: int = 12, down: int | None = None) -> QGridLayout:
    """Put things in a grid; ``down`` is the vertical gap when it differs."""
    made = QGridLayout(parent) if parent is not None else QGridLayout()
    return _remember(made, margins, gap, gap if down is None else down)


def stack_if_narrow(line: QBoxLayout, width: int) -> None:
    """Put the columns of a page under each other where there is no room beside each other."""
    way = QBoxLayout.Direction
    line.setDirection(way.TopToBottom if width < scale(STACK_BELOW) else way.LeftToRight)


def _remember(made: _L, margins: Margins, across: int, down: int) -> _L:
    _spaced[made] = (margins, across, down)
    _space(made)
    return made


def _space(made: QLayout) -> None:
    margins, across, down = _spaced[made]
    made.setContentsMargins(*(scale(px) for px in margins))
    if isinstance(made, QGridLayout):
        made.setHorizontalSpacing(scale(across))
        made.setVerticalSpacing(scale(down))
    elif isinstance(made, QBoxLayout):
        made.setSpacing(scale(across))


def fix(widget: QWidget, width: int | None = None, height: int | None = None) -> None:
    """Give a widget a fixed size in design pixels."""
    asked = _sized.setdefault(widget, {})
    if width is not None:
        asked["width"] = width
    if height is not None:
        asked["height"] = height
    _size(widget)


def least(widget: QWidget, width: int | None = None, height: int | None = None) -> None:
    """Give a widget a least size in design pixels."""
    asked = _sized.setdefault(widget, {})
    if width is not None:
        asked["least_width"] = width
    if height is not None:
        asked["least_height"] = height
    _size(widget)


def most(widget: QWidget, width: int) -> None:
    """Give a widget a greatest width in design pixels."""
    _sized.setdefault(widget, {})["most_width"] = width
    _size(widget)


def _size(widget: QWidget) -> None:
    asked = _sized[widget]
    for what, setter in (
        ("width", widget.setFixedWidth),
        ("height", widget.setFixedHeight),
        ("least_width", widget.setMinimumWidth),
        ("least_height", widget.setMinimumHeight),
        ("most_width", widget.setMaximumWidth),
    ):
        if what in asked:
            setter(scale(asked[what]))


def rescale_all() -> None:
    """Bring every remembered layout and widget to the font size chosen now."""
    for made in list(_spaced):
        if shiboken6.isValid(made):
            _space(made)
    for widget in list(_sized):
        if shiboken6.isValid(widget):
            _size(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


TOP = Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter
