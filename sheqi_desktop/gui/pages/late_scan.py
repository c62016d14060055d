"""A signed document that can only be read still takes the picture of its signed sheet (待补)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sheqi_desktop.gui.editors.files import FilesEditor
from sheqi_desktop.gui.editors.signature import SignatureEditor
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.operations.add_scan import add_scan
from sheqi_desktop.operations.desk import Desk


def open_for_scans(
    view: FormView,
    desk: Desk,
    jobs: Jobs,
    record: str,
    done: Callable[..., object],
    sorry: Callable[..., object],
) -> None:
    """Let every question for files take what is still missing; each is saved at once."""

    def save(question: str, value: object) -> None:
        jobs.run(lambda job: add_scan(desk, record, question, value), done, sorry)  # type: ignore[arg-type]

    for field in view.draft.form:
        editor = view.editor(field.id)
        if isinstance(editor, FilesEditor | SignatureEditor):
            editor.allow_late()
            editor.late_added.connect(partial(save, field.id))
