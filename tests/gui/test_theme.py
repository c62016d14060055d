"""Every theme keeps its promises of contrast, and one helper decides every size."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from sheqi_desktop.gui import icons, layout, theme
from sheqi_desktop.gui.scale import SIZES, scale
from sheqi_desktop.gui.widgets.buttons import Button

WORDS, MARKS = 4.5, 3.0
INKS = ("text", "text2", "text3", "primary", "primaryH", "primaryD")
GROUNDS = ("surface", "bg", "sunken", "tint", "sel", "mute")
"""Whatever words and links stand on: rows are chosen, lie under the mouse, and stand in wells."""
SIDES = ("side", "sideSel", "sideHover")
ON_GROUND = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((ink, f"{status}Bg") for ink in ("text", "text2", "text3", "primary") for status in theme.STATUSES),
    ("onprimary", "primary"),
    ("onprimary", "primaryH"),
    ("onmute", "mute"),
    ("onhl", "hl"),
    *((ink, ground) for ink in ("sideText", "sideMuted", "sideSelText") for ground in SIDES),
    ("ongold", "gold"),
    ("ontoast", "toast"),
    ("toastAct", "toast"),
    *((status, f"{status}Bg") for status in theme.STATUSES),
    *((status, ground) for status in theme.STATUSES for ground in GROUNDS),
    *(("heatText", f"heat{step}") for step in range(1, 6)),
]
OPERABLE = [("strong", "surface"), ("focus", "surface"), *((f"{one}Bar", "surface") for one in theme.STATUSES)]


def light(color: QColor) -> float:
    parts = [part / 255 for part in (color.red(), color.green(), color.blue())]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("ink", "ground"), ON_GROUND)
def test_words_can_be_read_on_their_ground(name, ink, ground):
    colors = theme.load(name)
    assert contrast(colors.color(ink), colors.color(ground)) >= WORDS


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("ink", "ground"), OPERABLE)
def test_what_can_be_operated_has_an_outline_that_shows(name, ink, ground):
    colors = theme.load(name)
    assert contrast(colors.color(ink), colors.color(ground)) >= MARKS


def test_all_themes_hold_the_same_tokens():
    light_, *others = (theme.load(name) for name in theme.THEMES)
    assert all(set(other.colors) == set(light_.colors) and set(other.lines) == set(light_.lines) for other in others)


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_theme_and_letter_size_apply_at_once(qtbot, name, size):
    button = Button("提交", "primary")
    box = layout.row()
    qtbot.addWidget(button)
    layout.fix(button, width=100)
    theme.apply(name, size)
    assert QApplication.palette().window().color() == theme.load(name).color("bg")
    assert scale(14) == size
    assert button.sizeHint().height() == scale(36)
    assert button.width() == scale(100)
    assert box.spacing() == scale(8)


def test_a_hairline_stays_a_hairline(dressed):
    theme.apply(theme.LIGHT, 22)
    assert scale(1) == 1
    assert scale(0) == 0


def test_icons_take_the_colour_of_a_token():
    picture = icons.pixmap("check", "bad", 18).toImage()
    inks = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 250
    }
    assert theme.color("bad").name() in inks
