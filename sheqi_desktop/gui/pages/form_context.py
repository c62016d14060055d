"""What the editors of a form may ask of the world at a station's desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui import kinds, preferences
from sheqi_desktop.gui.editors.editor import Context, PastedRows, RefHit, said_new
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.photos import Photos, caption_of
from sheqi_desktop.gui.pages.quick_client import new_client
from sheqi_desktop.gui.pages.quick_household import new_household, new_words
from sheqi_desktop.operations import refs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.open_form import OpenForm
from sheqi_desktop.operations.pasted_rows import pasted_rows
from sheqi_desktop.operations.ref_choices import About
from sheqi_desktop.operations.said_names import initials


def form_context(
    desk: Desk,
    jobs: Jobs,
    parent: QWidget,
    before: Answers | None = None,
    draft: Draft | None = None,
    record: str = "",
) -> Context:
    """Give the editors names, lists, the answers of last time, and a way to keep photos."""

    def about() -> About:
        return About(draft.form.id, record, draft.answers) if draft else About()

    def find(kind: str, typed: str) -> Sequence[RefHit]:
        return [RefHit(one.id, one.text, one.detail) for one in refs.find(desk, kind, typed, about())]

    def name(kind: str, id_: str) -> RefHit | None:
        found = refs.name_of(desk, kind, id_, about())
        return RefHit(found.id, found.text, found.detail) if found else None

    def new(kind: str, typed: str) -> RefHit | None:
        if kind == "household":
            return new_household(parent, desk, typed, person())
        return new_client(parent, desk, typed) if kind == "client" else None

    def offered(kind: str, typed: str) -> str:
        if kind == "household":
            return new_words(typed, person())
        return said_new(kind, typed)

    def person() -> Answers:
        return draft.answers if draft is not None and draft.form.id == "client" else {}

    def caption(file: Mapping[str, Any]) -> str:
        return caption_of(desk, draft.form.title, draft.answers, file) if draft else ""

    def pasted(field: Field, text: str, done: Callable[[PastedRows], None]) -> None:
        jobs.run(lambda job: pasted_rows(desk, field, text), lambda found: done((found.rows, found.says)))

    return Context(
        today=desk.clock.today(),
        refs=find,
        name_of=name,
        files=Photos(desk, jobs, parent, draft),
        file_kinds=desk.library.vocabularies["attachment_kind"].offered(),
        caption=caption,
        new_ref=new,
        new_words=offered,
        before=dict(before or {}),
        enter_goes_on=preferences.load().enter_goes_on,
        pasted=pasted,
        pinyin=initials,
    )


def file_above(opened: OpenForm | None) -> tuple[str, object] | None:
    """Give the file a paper belongs to, for one gone on with as a draft: it was opened from a list of drafts."""
    if opened is None or opened.restored_at is None:
        return None
    page, parent = kinds.file_page(opened.draft.form.belongs_to), opened.draft.answers.get("parent_id")
    return (page, parent) if page and parent else None
