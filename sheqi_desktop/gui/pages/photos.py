"""The photos and papers of one form: taken in, drawn small and shown large, all of it on the worker thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.attachment import attachment_of, default_caption
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.trouble import AttachmentTrouble
from sheqi_desktop.gui import kinds
from sheqi_desktop.gui.editors.file_desk import FramedFiles, Offer
from sheqi_desktop.gui.job import Job, Jobs
from sheqi_desktop.gui.page import Page
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.photo_out import PhotoOut
from sheqi_desktop.gui.pages.printing import picture_of
from sheqi_desktop.gui.widgets.file_viewer import FileViewer, Leaf, leaves_of
from sheqi_desktop.operations import attach, pictures
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.photo_standing import PhotoStanding, photo_standing
from sheqi_desktop.operations.preview import sheet

LOOK_DPI = 120
SMALL_KEPT = 200


class Photos(QObject):
    """What the editors of files stand on at a station's desk."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget, draft: Draft | None = None) -> None:
        """Work at a desk; ``draft`` is the form they belong to, whose answers say who may be on them."""
        super().__init__(parent)
        self._desk, self._jobs, self._window, self._draft = desk, jobs, parent, draft
        self._small = lru_cache(SMALL_KEPT)(self._draw_small)

    def take(self, offers: Sequence[Offer], keep_original: bool, kind: str) -> Job:
        """Take files in; finishes with ``attach.Taken``."""

        def work(job: Job) -> attach.Taken:
            sources = [offer() for offer in offers]
            return attach.attach_many(self._desk, sources, job.teller, keep_original=keep_original, kind=kind)

        return self._jobs.run(work)

    def small(self, file: Mapping[str, Any]) -> Job:
        """Draw a file small; finishes with ``attach.Small``."""
        one = attachment_of(file)
        return self._jobs.run(lambda job: self._small(one.hash, one.type))

    def standing(self, file: Mapping[str, Any]) -> Job:
        """Judge a photo by what the form says now; finishes with ``photo_standing.PhotoStanding``."""
        draft = self._draft
        if draft is None:
            return self._jobs.run(lambda job: PhotoStanding())
        record, kind, said = draft.facts.record_id, draft.form.id, deepcopy(dict(draft.answers))
        return self._jobs.run(lambda job: photo_standing(self._desk, record, kind, said, file))

    def open_record(self, kind: str, record: str) -> None:
        """Go to another record that holds the same photo; the form is kept as it is and Alt+← comes back."""
        if isinstance(self._window, Page):
            self._window.go(kinds.form_page(kind), FormAsk(kind, record))

    def _draw_small(self, sha256: str, type_: str) -> attach.Small:
        return attach.small_of(self._desk, {"hash": sha256, "size": 0, "type": type_})

    def show(
        self, files: Sequence[Mapping[str, Any]], at: int, record: str = "", framed: FramedFiles | None = None
    ) -> None:
        """Show files large, a paper page by page; those of a saved record can be asked for, to be shown outside.

        ``framed`` are the frames on them, where they are looked at beside their annotations.
        """
        known = [attachment_of(file) for file in files]
        leaves = leaves_of([one.pages for one in known])
        first = next(number for number, (place, _) in enumerate(leaves) if place == at)

        def load(viewer: FileViewer, number: int) -> None:
            place, page = leaves[number]
            job = self._jobs.run(lambda job: self._leaf(files[place], page))
            job.finished.connect(viewer.show_leaf)

        record = record or (self._draft.facts.record_id if self._draft is not None else "")

        def hand_out(viewer: FileViewer, number: int) -> None:
            PhotoOut(self._desk, self._jobs, viewer, self._tell).begin(record, known[leaves[number][0]].hash)

        framing = framed.on_leaves([(known[place].hash, page + 1) for place, page in leaves]) if framed else None
        viewer = FileViewer(len(leaves), first, load, self._window, hand_out if record else None, framing)
        viewer.setModal(True)
        viewer.resize(self._window.window().size() * 0.9)
        viewer.open()

    def _leaf(self, file: Mapping[str, Any], page: int) -> Leaf:
        """Read one picture or one page; on the worker thread."""
        one = attachment_of(file)
        data = attach.kept_file(self._desk, one.hash)
        if data is None:
            return Leaf(one.name, one.caption, QImage(), attach.where_is(self._desk, one.hash))
        try:
            if one.is_picture:
                image = QImage.fromData(QByteArray(pictures.shown(data)))
            else:
                image = picture_of(sheet(data, page, LOOK_DPI))
        except (AttachmentTrouble, RuntimeError):
            return Leaf(one.name, one.caption, QImage(), f"“{one.name}”打不开，文件可能已损坏。")
        return Leaf(one.name, one.caption, image, picture=one.is_picture, page=page + 1)

    def _tell(self, words: str) -> None:
        if isinstance(self._window, Page):
            self._window.toast(words)


def caption_of(desk: Desk, title: str, answers: Answers, file: Mapping[str, Any]) -> str:
    """Give 「日期 地点 活动」 from what the form says so far."""
    on = day(file.get("taken_on")) or day(answers.get("service_date"))
    place, theme = answers.get("place"), answers.get("theme") or answers.get("name")
    village = answers.get("village")
    where = (
        place
        if isinstance(place, str)
        else desk.library.places.village_name(village)
        if isinstance(village, str)
        else ""
    )
    what = theme if isinstance(theme, str) and theme else title.removesuffix("表").removesuffix("记录")
    return default_caption(on, where, what)
