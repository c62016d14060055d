"""What the editors of photos and papers may ask of the desk they stand on; everything comes back as a job."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from sheqi_desktop.domain.annotation import PhotoRect
from sheqi_desktop.gui.job import Job
from sheqi_desktop.gui.photo_marks import PhotoMark
from sheqi_desktop.gui.widgets.file_viewer import Framing
from sheqi_desktop.operations.attach import Source

Offer: TypeAlias = Callable[[], Source]
"""A file of the disk or a picture of the clipboard; it is made into bytes on the worker thread."""


@dataclass(frozen=True, slots=True)
class FramedFiles:
    """The numbered frames on some files, known by their hashes; with ``mark`` a part of one can be annotated."""

    marks: Mapping[str, Sequence[PhotoMark]]
    go_to: Callable[[str], object]
    mark: Callable[[str, PhotoRect], object] | None = None

    def on_leaves(self, leaves: Sequence[tuple[str, int]]) -> Framing:
        """Give what a viewer of these leaves, each a file and a page from 1, has to draw and to tell."""

        def marks(number: int) -> tuple[PhotoMark, ...]:
            sha256, page = leaves[number]
            return tuple(one for one in self.marks.get(sha256, ()) if one.rect.page == page)

        mark = self.mark
        told = None if mark is None else lambda number, rect: mark(leaves[number][0], rect)
        return Framing(marks, self.go_to, told)


class FileDesk(Protocol):
    """Takes files in, draws them small, shows them large."""

    def take(self, offers: Sequence[Offer], keep_original: bool, kind: str) -> Job:
        """Take files in; finishes with ``attach.Taken``."""

    def small(self, file: Mapping[str, Any]) -> Job:
        """Draw a file small; finishes with ``attach.Small``."""

    def standing(self, file: Mapping[str, Any]) -> Job:
        """Judge a photo: may it be shown outside, who used it; finishes with ``photo_standing.PhotoStanding``."""

    def open_record(self, kind: str, record: str) -> None:
        """Go to another record that holds the same photo; what is typed stays."""

    def show(
        self, files: Sequence[Mapping[str, Any]], at: int, record: str = "", framed: FramedFiles | None = None
    ) -> None:
        """Show files large, beginning with one of them; ``framed`` are the frames of the annotations on them."""


def offers_of(data: QMimeData) -> list[Offer]:
    """Give what was dropped or pasted, as far as it can be taken: files of the disk, else one picture."""
    if data.hasUrls():
        return [partial(Source.of, Path(url.toLocalFile())) for url in data.urls() if url.isLocalFile()]
    image = QImage(data.imageData()) if data.hasImage() else QImage()
    if image.isNull():
        return []

    def pasted() -> Source:
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return Source("粘贴的图片.png", data=bytes(held.data()))

    return [pasted]


def can_be_taken(data: QMimeData) -> bool:
    """Tell whether something dropped or pasted may be a file or a picture."""
    return data.hasImage() or (data.hasUrls() and all(url.isLocalFile() for url in data.urls()))
