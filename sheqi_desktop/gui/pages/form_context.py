"""What the editors of a form may ask of the world at a station's desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.gui import preferences
from sheqi_desktop.gui.editors.editor import Context, RefHit
from sheqi_desktop.gui.pages.photos import Photos
from sheqi_desktop.gui.pages.quick_client import new_client
from sheqi_desktop.operations import refs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.said_names import initials


def form_context(desk: Desk, parent: QWidget, before: Answers | None = None) -> Context:
    """Give the editors names, lists, the answers of last time, and a way to keep photos."""

    def find(kind: str, typed: str) -> Sequence[RefHit]:
        return [RefHit(one.id, one.text, one.detail) for one in refs.find(desk, kind, typed)]

    def name(kind: str, id_: str) -> RefHit | None:
        found = refs.name_of(desk, kind, id_)
        return RefHit(found.id, found.text, found.detail) if found else None

    def new(kind: str, typed: str) -> RefHit | None:
        return new_client(parent, desk, typed) if kind == "client" else None

    photos = Photos(desk, parent)
    return Context(
        today=desk.clock.today(),
        refs=find,
        name_of=name,
        add_file=photos.add,
        new_ref=new,
        before=dict(before or {}),
        show_file=photos.show,
        enter_goes_on=preferences.load().enter_goes_on,
        pinyin=initials,
    )
