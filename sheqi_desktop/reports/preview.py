"""A printed sheet as a picture, for the preview on the screen; made in memory, no file is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_POINTS = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as rows of red, green and blue bytes from the top, three bytes a dot, no padding."""

    width: int
    height: int
    rgb: bytes


def page_count(data: bytes) -> int:
    """Count the sheets of a PDF."""
    document = _document(data)
    try:
        return len(document)
    finally:
        document.close()


def page_picture(data: bytes, page: int = 0, dpi: int = 96) -> Picture:
    """Draw one sheet of a PDF."""
    document = _document(data)
    try:
        bitmap = document[page].render(scale=dpi / _POINTS, rev_byteorder=True, prefer_bgrx=False)
        row = bitmap.width * bitmap.n_channels
        drawn = bytes(bitmap.buffer)
        lines = (drawn[top * bitmap.stride : top * bitmap.stride + row] for top in range(bitmap.height))
        return Picture(bitmap.width, bitmap.height, b"".join(lines))
    finally:
        document.close()


def _document(data: bytes) -> Any:
    # 0.05 s to load; only who looks at a sheet pays for it.
    import pypdfium2  # type: ignore[import-untyped]

    return pypdfium2.PdfDocument(data)
