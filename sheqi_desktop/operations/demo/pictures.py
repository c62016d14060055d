"""Small pictures for the invented county, taken in by the real operation: the same words give the same picture."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from sheqi_desktop.operations.attach import Source, attach
from sheqi_desktop.operations.desk import Desk

SIZE = (320, 200)


def demo_picture(words: str, taken_on: date | None = None) -> bytes:
    """Draw hills under a sky in colours that follow from the words, with the day the camera would have written."""
    seed = hashlib.sha256(words.encode()).digest()
    image = Image.new("RGB", SIZE, (150 + seed[0] % 80, 180 + seed[1] % 60, 200 + seed[2] % 50))
    pen = ImageDraw.Draw(image)
    for hill in range(3):
        top, middle = 90 + 30 * hill + seed[3 + hill] % 25, seed[6 + hill] * SIZE[0] // 255
        green = (60 + seed[9 + hill] % 70, 110 + seed[12 + hill] % 80, 60 + seed[15 + hill] % 50)
        pen.polygon([(-200, SIZE[1]), (middle, top), (SIZE[0] + 200, SIZE[1])], fill=green)
    exif = Image.Exif()
    if taken_on is not None:
        exif.get_ifd(0x8769)[0x9003] = f"{taken_on:%Y:%m:%d} 09:00:00"
    held = BytesIO()
    image.save(held, "JPEG", quality=70, exif=exif)
    return held.getvalue()


def demo_photo(desk: Desk, words: str, taken_on: date | None = None, **said: Any) -> dict[str, Any]:
    """Take a picture in as a worker would and give the answer: ``said`` is kind, caption, shows_client, shows_minor."""
    kept = attach(desk, Source(f"{words[:20]}.jpg", data=demo_picture(words, taken_on)), kind=said.pop("kind", ""))
    return kept | said
