"""Pictures for paper: what is kept here, safe to draw and no larger than print needs; else why it is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sheqi_desktop.domain.attachment import attachment_of
from sheqi_desktop.domain.trouble import AttachmentTrouble
from sheqi_desktop.operations import pictures
from sheqi_desktop.operations.attach import kept_file, where_is
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.media_ready import withdrawn_words
from sheqi_desktop.reports.preview import page_picture

DOTS = 1000
"""On 80 mm this is more than 300 dots to the inch."""
PAPER_DPI = 110


def photo_of(desk: Desk, clients: Sequence[str] = ()) -> Callable[[Mapping[str, Any]], bytes | str]:
    """Give what the printer asks for each picture: its bytes, or the words that stand in its place.

    ``clients`` are those the record names: a photo of one who took the consent back is 禁止使用 on any paper, masked
    or not.
    """

    def find(value: Mapping[str, Any]) -> bytes | str:
        one = attachment_of(value)
        if clients and (refused := withdrawn_words(desk, clients, one)):
            return refused
        data = kept_file(desk, one.hash)
        if data is None:
            return f"{'照片' if one.is_picture else '扫描件'}后补，{where_is(desk, one.hash)}"
        try:
            if one.is_picture:
                return pictures.thumbnail(data, DOTS)
            page = page_picture(data, 0, PAPER_DPI)
            return pictures.of_dots(page.rgb, (page.width, page.height))
        except (AttachmentTrouble, RuntimeError):
            return f"“{one.name}”打不开"

    return find
