"""The letters on screen: Windows' own Chinese type where it exists, the bundled Noto Sans SC everywhere else."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from sheqi_desktop.catalog.assets import FONT_SANS, FONT_SANS_BOLD, fonts_dir
from sheqi_desktop.domain.trouble import FontMissing
from sheqi_desktop.gui.scale import scale

FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC")
BUNDLED = (FONT_SANS, FONT_SANS_BOLD)


@cache
def load() -> tuple[str, ...]:
    """Load the bundled letters; must happen before the first widget, or every character is a box."""
    loaded: list[str] = []
    for name in BUNDLED:
        number = QFontDatabase.addApplicationFont(str(fonts_dir() / name))
        if number < 0:
            raise FontMissing(font=name)
        loaded += QFontDatabase.applicationFontFamilies(number)
    return tuple(loaded)


def font(px: int = 14, bold: bool = False) -> QFont:
    """Give the screen font in a design size."""
    made = QFont()
    made.setFamilies([*FAMILIES])
    made.setStyleHint(QFont.StyleHint.SansSerif)
    made.setPixelSize(scale(px))
    made.setBold(bold)
    return made


def metrics(px: int = 14, bold: bool = False) -> QFontMetrics:
    """Measure text in a design size."""
    return QFontMetrics(font(px, bold))


def css_families() -> str:
    """Give the family list as a style sheet wants it."""
    return ", ".join(f'"{name}"' for name in FAMILIES) + ", sans-serif"
