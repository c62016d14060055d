"""Pictures are opened here and nowhere else: measured before they are opened, and given on without anything but dots.

A photo tells where, when and with which telephone it was taken.  The day is read; everything else is left behind,
because the picture is drawn anew.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from PIL import Image, ImageOps

from sheqi_desktop.domain.attachment import JPEG, PNG
from sheqi_desktop.domain.trouble import AttachmentDamaged, PictureTooLarge

LONG_SIDE, BYTES_AT_MOST, QUALITY, LEAST_QUALITY = 1600, 400 * 1024, 80, 30
MOST_DOTS = 100_000_000
THUMBNAIL = 240
_EXIF, _TAKEN, _WRITTEN = 0x8769, 0x9003, 0x0132
_FORMATS = ("JPEG", "PNG")
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    MemoryError,
    struct.error,
)
"""Whatever a decoder says of bytes that are no picture."""
Image.MAX_IMAGE_PIXELS = None  # Judged below, in words, before anything is decoded.


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture without anything but its dots, and the day on which it was taken."""

    data: bytes
    type: str
    taken_on: date | None


def shrunk(data: bytes, name: str) -> Drawn:
    """Give the picture upright, at most 1600 dots long and at most 400 KB."""
    image = _opened(data, name)
    taken, image = _taken_on(image), _upright(image, name, (LONG_SIDE, LONG_SIDE))
    made = b""
    for quality in range(QUALITY, LEAST_QUALITY - 1, -10):
        made = _jpeg(image, quality)
        if len(made) <= BYTES_AT_MOST:
            return Drawn(made, JPEG, taken)
    while len(made) > BYTES_AT_MOST:
        # Noise that no quality makes small: fewer dots, never a refusal.
        image.thumbnail((image.width * 4 // 5, image.height * 4 // 5))
        made = _jpeg(image, LEAST_QUALITY)
    return Drawn(made, JPEG, taken)


def whole(data: bytes, name: str) -> Drawn:
    """Give the picture with all its dots (保留原图), upright and without anything said beside them."""
    image = _opened(data, name)
    taken, png = _taken_on(image), image.format == "PNG"
    image = _upright(image, name)
    return Drawn(_png(image) if png else _jpeg(image, 95), PNG if png else JPEG, taken)


def thumbnail(data: bytes, side: int = THUMBNAIL) -> bytes:
    """Give a small picture for lists; raise AttachmentDamaged, PictureTooLarge."""
    return _jpeg(_upright(_opened(data, "照片"), "照片", (side, side)), QUALITY)


def shown(data: bytes) -> bytes:
    """Give a picture that is safe to show and to print, whoever made it: what came in a bundle is a stranger's."""
    return _jpeg(_upright(_opened(data, "照片"), "照片", (2 * LONG_SIDE, 2 * LONG_SIDE)), 90)


def bare(data: bytes) -> bytes:
    """Give a picture to people outside: all its dots, and nothing said beside them, whoever made it."""
    return _jpeg(_upright(_opened(data, "照片"), "照片"), 95)


def of_dots(rgb: bytes, size: tuple[int, int]) -> bytes:
    """Give rows of red, green and blue bytes as a picture."""
    return _jpeg(Image.frombytes("RGB", size, rgb), QUALITY)


def size_of(data: bytes) -> tuple[int, int]:
    """Measure a picture without opening it; raise AttachmentDamaged, PictureTooLarge."""
    return _opened(data, "照片").size


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
    except _BROKEN as wrong:
        raise AttachmentDamaged(name=name) from wrong
    if image.width * image.height > MOST_DOTS:
        raise PictureTooLarge(name=name, width=image.width, height=image.height)
    return image


def _upright(image: Image.Image, name: str, inside: tuple[int, int] | None = None) -> Image.Image:
    """Decode a picture, turned as it was held, on white paper."""
    try:
        if inside is not None:
            image.draft("RGB", inside)
        turned = ImageOps.exif_transpose(image)
        if inside is not None:
            turned.thumbnail(inside, Image.Resampling.LANCZOS)
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            turned = turned.convert("RGBA")
            paper = Image.new("RGBA", turned.size, "white")
            paper.alpha_composite(turned)
            turned = paper
        plain = turned.convert("RGB")
    except _BROKEN as wrong:
        raise AttachmentDamaged(name=name) from wrong
    # A fresh picture takes along dots only: no text, no place, no camera.
    bare = Image.new("RGB", plain.size)
    bare.paste(plain)
    return bare


def _taken_on(image: Image.Image) -> date | None:
    try:
        exif = image.getexif()
        told = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_WRITTEN)
        return date.fromisoformat(str(told)[:10].replace(":", "-")) if told else None
    except _BROKEN:
        return None


def _jpeg(image: Image.Image, quality: int) -> bytes:
    held = BytesIO()
    image.save(held, "JPEG", quality=quality, optimize=True)
    return held.getvalue()


def _png(image: Image.Image) -> bytes:
    held = BytesIO()
    image.save(held, "PNG")
    return held.getvalue()
