"""Where the files that travel with the program are.

This module alone knows whether we run from a wheel, a frozen program or a checkout.  A wheel and a frozen program
carry ``forms``, ``db`` and ``resources`` in ``sheqi_desktop/_assets``; in a checkout they lie beside the package.
Rooms that may not look here (``store``, ``reports``) are handed the folder they need.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

FONT_SANS = "NotoSansSC-Regular.ttf"
FONT_SANS_BOLD = "NotoSansSC-Bold.ttf"
FONT_SERIF = "NotoSerifSC-Regular.ttf"
FONTS = (FONT_SANS, FONT_SANS_BOLD, FONT_SERIF)


@cache
def assets_dir() -> Path:
    """Give the folder that holds ``forms``, ``db`` and ``resources``."""
    package = Path(__file__).resolve().parent.parent
    if getattr(sys, "frozen", False):
        package = Path(getattr(sys, "_MEIPASS", package.parent)) / "sheqi_desktop"
    carried = package / "_assets"
    return carried if carried.is_dir() else package.parent


def forms_dir() -> Path:
    """Give the folder of the form files."""
    return assets_dir() / "forms"


def db_dir() -> Path:
    """Give the folder of the migrations."""
    return assets_dir() / "db"


def resources_dir() -> Path:
    """Give the folder of everything a person reads or sees: vocabularies, places, fonts, icons, manual."""
    return assets_dir() / "resources"


def fonts_dir() -> Path:
    """Give the folder of the bundled fonts; the file names are in ``FONTS``."""
    return resources_dir() / "fonts"


def manual_dir() -> Path:
    """Give the folder of the manual; its pictures are in ``pictures``."""
    return resources_dir() / "manual"


def icon(name: str) -> Path:
    """Give the drawing called ``name``, which takes its colour from the theme."""
    return resources_dir() / "icons" / f"{name}.svg"
