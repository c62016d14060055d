"""Small pictures for the invented county, taken in by the real operation: the same words give the same picture.

A photo shows a room and people from behind, a scan a sheet with lines and a red thumb: nobody is recognisable.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from sheqi_desktop.domain.attachment import PHOTO, is_attachment
from sheqi_desktop.operations.attach import Source, attach
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.desk import Desk

WIDE, HIGH, FLOOR = 240, 150, 92
_PAPER, _INK, _RED = (250, 249, 244), (70, 70, 74), (196, 62, 52)
_COATS = ((31, 111, 120), (181, 83, 43), (216, 163, 60), (91, 127, 58), (107, 91, 149), (47, 62, 70))


def demo_picture(words: str, taken_on: date | None = None, kind: str = PHOTO) -> bytes:
    """Draw what the words stand for, with the day the camera would have written."""
    dice = Dice("picture", words)
    image = _room(dice) if kind == PHOTO else _sheet(dice)
    exif = Image.Exif()
    if taken_on is not None:
        exif.get_ifd(0x8769)[0x9003] = f"{taken_on:%Y:%m:%d} 09:00:00"
    held = BytesIO()
    image.save(held, "JPEG", quality=70, exif=exif)
    return held.getvalue()


def demo_photo(desk: Desk, words: str, taken_on: date | None = None, **said: Any) -> dict[str, Any]:
    """Take a picture in as a worker would and give the answer: ``said`` is kind, caption, shows_client, shows_minor."""
    kind = said.pop("kind", PHOTO)
    kept = attach(desk, Source(f"{words[:40]}.jpg", data=demo_picture(words, taken_on, kind)), kind=kind)
    return kept | said


def picture_answer(words: str, taken_on: date, kind: str = PHOTO, **said: Any) -> dict[str, Any]:
    """Give what stands in the plan for a picture until somebody types it: of the same shape, but nothing is drawn."""
    who = {"shows_client": False, "shows_minor": False} if kind == PHOTO else {}
    mark = hashlib.sha256(words.encode()).hexdigest()
    return {"hash": mark, "type": "image/jpeg", "name": words, "size": 1, "kind": kind,
            "taken_on": taken_on.isoformat(), **who, **said}  # fmt: skip


def taken_in(desk: Desk, value: Any) -> Any:
    """Take in every picture some answers of the plan stand for; give the answers that point to what is kept."""
    if is_attachment(value):
        said = {name: inner for name, inner in value.items() if name in ("kind", "shows_client", "shows_minor")}
        return demo_photo(desk, value["name"], date.fromisoformat(value["taken_on"]), **said)
    if isinstance(value, Mapping):
        return {name: taken_in(desk, inner) for name, inner in value.items()}
    return [taken_in(desk, inner) for inner in value] if isinstance(value, list) else value


# ------------------------------------------------------------------------------ drawing
def _room(dice: Dice) -> Image.Image:
    """A wall with a window, a floor, and people seen from behind."""
    light = dice.between(0, 40)
    image = Image.new("RGB", (WIDE, HIGH), (190 + light, 200 + light, 205 + light))
    pen = ImageDraw.Draw(image)
    left = dice.between(10, WIDE - 80)
    pen.rectangle((left, 14, left + dice.between(40, 66), 58), fill=(225, 238, 245), outline=_INK)
    pen.rectangle((0, FLOOR, WIDE, HIGH), fill=(170 + dice.below(30), 140 + dice.below(25), 100 + dice.below(25)))
    for row in range(3):
        for _ in range(dice.between(2, 5)):
            across, foot = dice.between(8, WIDE - 30), FLOOR + 6 + row * 20 + dice.below(8)
            coat, hair = dice.pick(_COATS), dice.pick(((60, 54, 50), (120, 118, 115), (205, 205, 200)))
            pen.rectangle((across, foot - 26, across + 18, foot), fill=coat)
            pen.ellipse((across + 2, foot - 42, across + 16, foot - 26), fill=hair)
    return image


def _sheet(dice: Dice) -> Image.Image:
    """A sheet of paper: a heading, lines of writing, a signature, a thumb."""
    image = Image.new("RGB", (HIGH, WIDE - 30), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((38, 14, 112, 20), fill=_INK)
    for line in range(12):
        pen.line((16, 36 + line * 11, 16 + dice.between(60, 118), 36 + line * 11), fill=(150, 150, 155), width=2)
    points = [(80 + step * 8, 186 + dice.between(-7, 7)) for step in range(7)]
    pen.line(points, fill=_INK, width=2)
    across, down = dice.between(24, 46), dice.between(176, 186)
    pen.ellipse((across, down, across + 13, down + 17), fill=_RED)
    return image
