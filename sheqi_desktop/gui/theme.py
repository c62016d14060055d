"""Colours and their meaning: one table of tokens for each theme, applied to the whole program at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from sheqi_desktop.catalog.assets import resources_dir
from sheqi_desktop.gui import fonts, layout, scale

LIGHT, DARK, HIGH_CONTRAST = "light", "dark", "high_contrast"
THEMES = (LIGHT, DARK, HIGH_CONTRAST)
THEME_NAMES = {LIGHT: "浅色", DARK: "深色", HIGH_CONTRAST: "高对比度"}
STATUSES = ("ok", "warn", "bad", "note", "info")


@dataclass(frozen=True, slots=True)
class Tone:
    """One meaning in three colours: words, the ground under them, and the bar beside them."""

    text: QColor
    ground: QColor
    bar: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """A table of colours with names."""

    name: str
    colors: Mapping[str, QColor]
    lines: Mapping[str, int]

    @property
    def outlined(self) -> bool:
        """Tell whether grounds are replaced by outlines, as high contrast wants it."""
        return self.lines["badgeLine"] > 0

    @property
    def heat(self) -> tuple[QColor, ...]:
        """Give the five steps of the heat map, from just reached to far beyond."""
        return tuple(self.colors[f"heat{step}"] for step in range(1, 6))

    def color(self, token: str) -> QColor:
        """Give a colour by its token; an unknown token is a mistake of ours and fails loudly."""
        return self.colors[token]

    def tone(self, name: str) -> Tone:
        """Give the colours of a meaning: ok warn bad note info, ``mute`` for nothing special, ``tint`` for chosen."""
        if name == "mute":
            return Tone(self.color("onmute"), self.color("mute"), self.color("strong"))
        if name == "tint":
            return Tone(self.color("primaryD"), self.color("tint"), self.color("primary"))
        return Tone(self.color(name), self.color(name + "Bg"), self.color(name + "Bar"))


class Bell(QObject):
    """Rings when theme or font size changed, for the few who keep pictures of their own."""

    changed = Signal()


bell = Bell()
_now: list[Theme] = []


@cache
def load(name: str) -> Theme:
    """Read one theme from the token file."""
    said = _tables()[name]
    colors = {token: QColor(value) for token, value in said.items() if isinstance(value, str)}
    lines = {token: value for token, value in said.items() if isinstance(value, int)}
    return Theme(name, MappingProxyType(colors), MappingProxyType(lines))


@cache
def _tables() -> dict[str, dict[str, Any]]:
    with (resources_dir() / "theme" / "tokens.toml").open("rb") as file:
        return tomllib.load(file)


def picture(part: str) -> QColor:
    """Give a colour of the morning hills, the same in every theme."""
    return QColor(_tables()["picture"][part])


def now() -> Theme:
    """Give the theme in use."""
    if not _now:
        _now.append(load(LIGHT))
    return _now[0]


def color(token: str) -> QColor:
    """Give a colour of the theme in use."""
    return now().color(token)


def tone(name: str) -> Tone:
    """Give the colours of a meaning in the theme in use."""
    return now().tone(name)


def wanted_by_system() -> str:
    """Give the theme Windows asks for; only used at the very first start."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def apply(name: str, size: int = scale.SIZES[0]) -> None:
    """Dress the whole program in a theme and a font size, at once."""
    from sheqi_desktop.gui import qss

    program = QApplication.instance()
    assert isinstance(program, QApplication)
    _now[:] = [load(name)]
    scale.use_body_size(size)
    if program.style().name().lower() != "fusion":
        program.setStyle(QStyleFactory.create("Fusion"))
    program.setFont(fonts.font())
    program.setPalette(_palette(now()))
    program.setStyleSheet(qss.generate(now()))
    layout.rescale_all()
    bell.changed.emit()


def _palette(theme: Theme) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for which, token in (
        (role.Window, "bg"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "sunken"),
        (role.Text, "text"),
        (role.PlaceholderText, "text3"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.ToolTipBase, "text"),
        (role.ToolTipText, "surface"),
        (role.Highlight, "primary"),
        (role.HighlightedText, "onprimary"),
        (role.Link, "primary"),
        (role.LinkVisited, "primary"),
        (role.Light, "surface"),
        (role.Midlight, "line"),
        (role.Mid, "border"),
        (role.Dark, "strong"),
        (role.Shadow, "text"),
    ):
        made.setColor(which, theme.color(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, theme.color("disabled"))
    return made
