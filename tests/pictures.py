"""Real pictures and papers for tests, drawn when they are needed."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

HEIC = b"\0\0\0\x18ftypheic" + bytes(64)
"""The beginning of what an iPhone writes."""


def a_jpeg(width: int = 60, height: int = 40, colour: str = "green", taken: str = "", turned: int = 0) -> bytes:
    """Draw a plain photo, with a day and a place in it when asked."""
    image, exif = Image.new("RGB", (width, height), colour), Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = f"{taken.replace('-', ':')} 09:30:00"
        exif[0x0110] = "PHONE-X"
        exif.get_ifd(0x8825)[1] = "N"
    if turned:
        exif[0x0112] = turned
    held = BytesIO()
    image.save(held, "JPEG", exif=exif)
    return held.getvalue()


def a_noise(width: int, height: int) -> bytes:
    """Draw what no compression makes small."""
    image = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    held = BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def a_png(width: int = 60, height: int = 40) -> bytes:
    """Draw a picture one can see through."""
    held = BytesIO()
    Image.new("RGBA", (width, height), (255, 0, 0, 0)).save(held, "PNG")
    return held.getvalue()


def a_bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A few bytes that say they are a picture of 900 million dots."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def a_pdf(pages: int = 2, words: str = "sign here") -> bytes:
    """Print a paper."""
    held = BytesIO()
    canvas = Canvas(held)
    for page in range(pages):
        canvas.drawString(100, 700, f"{words} {page}")
        canvas.showPage()
    canvas.save()
    return held.getvalue()
