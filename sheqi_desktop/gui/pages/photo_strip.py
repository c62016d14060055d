"""The photos and papers of one answer as cards, with the numbered frames of what was remarked about parts of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.annotation import Path, PhotoRect
from sheqi_desktop.domain.attachment import attachment_of
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.file_card import FileCard
from sheqi_desktop.gui.editors.file_desk import FileDesk, FramedFiles
from sheqi_desktop.gui.marked_runs import Picked
from sheqi_desktop.gui.photo_marks import PhotoMark, marks_on, new_on
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.framed_photo import FramedPhoto
from sheqi_desktop.operations.document_threads import Card
from sheqi_desktop.operations.laid_out import ReadLine

REPLACED = "第 {n} 版里的，这一版已经换掉或去掉"
LOOK_AND_MARK = "看，框出一处来批注"


class PhotoStrip(QWidget):
    """A photo of which a part is annotated stands large enough for its frames, also when a newer one replaced it."""

    framed = Signal(object)
    """The part of a photo that is to be annotated, a ``Picked``."""
    mark_pressed = Signal(str)

    def __init__(
        self, line: ReadLine, photos: FileDesk, *, markable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line, self._photos, self._markable = line, photos, markable
        self._cards: tuple[Card, ...] = ()
        self._new: Picked | None = None
        self.files: dict[str, FileCard] = {}
        self.pictures: dict[str, FramedPhoto] = {}
        self._flow = FlowLayout(self, gap=8)
        self._shown: object = None

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show the frames of these annotations of the answer."""
        self._cards = tuple(one for one in cards if one.file is not None)
        self._fill()

    def show_new(self, picked: Picked | None) -> None:
        """Keep in sight which part an annotation is being written about."""
        self._new = picked
        self._fill()

    def _fill(self) -> None:
        """Make the cards anew where something is to be seen otherwise than before."""
        files = self._files()
        marks = {sha256: marks_on(self._cards, sha256) for sha256 in files}
        new = {sha256: new_on(self._new, sha256) for sha256 in files}
        if self._shown == (marks, new):
            return
        self._shown = (marks, new)
        layout.clear(self._flow)
        self.files, self.pictures = {}, {}
        known = [file for file, _ in files.values()]
        framed = FramedFiles(marks, self.mark_pressed.emit, self._frame if self._markable else None)
        for place, (sha256, (file, version)) in enumerate(files.items()):
            card = FileCard(file, read_only=True, plain=True)
            if said := _said(file):
                card.add(PlainLabel(said, "hint", wrap=True))
            if self._markable:
                card.look.set_words(LOOK_AND_MARK)
            card.look.clicked.connect(lambda _=False, at=place: self._photos.show(known, at, framed=framed))
            if version:
                card.add(PlainLabel(REPLACED.format(n=version), "hint", wrap=True, tone="warn"))
            if marks[sha256] or new[sha256] is not None:
                self._add_picture(card, sha256, marks[sha256], new[sha256])
            self._photos.small(file).finished.connect(card.show_small)
            self.files[sha256] = card
            self._flow.addWidget(card)
        self.updateGeometry()

    def _add_picture(self, card: FileCard, sha256: str, marks: Sequence[PhotoMark], new: PhotoRect | None) -> None:
        picture = FramedPhoto(marks, new)
        picture.mark_pressed.connect(self.mark_pressed)
        picture.look_asked.connect(card.look.click)
        card.thumb.hide()
        card.add(picture)
        self._photos.small(card.file).finished.connect(picture.show_small)
        self.pictures[sha256] = picture

    def _files(self) -> dict[str, tuple[Mapping[str, Any], int]]:
        """Give the files of the answer, then those replaced since with the version they are of, each by its hash."""
        found: dict[str, tuple[Mapping[str, Any], int]] = {str(one["hash"]): (one, 0) for one in self._line.files}
        for card in self._cards:
            if card.file is not None:
                found.setdefault(card.annotation.anchor.file, (card.file, card.annotation.version))
        return found

    def _frame(self, sha256: str, rect: PhotoRect) -> None:
        self.framed.emit(Picked(str(Path(self._line.field, sha256)), photo=rect))


def _said(file: Mapping[str, Any]) -> str:
    """Give what people said about a file: its caption, and who is on it."""
    one = attachment_of(file)
    who = (("含服务对象面部", one.shows_client), ("含未成年人", one.shows_minor))
    return "・".join(part for part in (one.caption, *(words for words, on in who if on)) if part)
