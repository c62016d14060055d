"""The form of any kind that needs no page of its own: title, words and way back come from the kind."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import kinds
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.form_page import FormPage
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.form_about import form_about
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.waiting import waits_named

KEYS = ("回车 / Tab 下一项", "Ctrl+↓ 下一节", "F8 下一处要改", "Ctrl+S 保存", "Ctrl+回车 提交")


class DocumentFormPage(FormPage):
    """A form by its kind."""

    KEYS = KEYS

    def __init__(self, desk: Desk, jobs: Jobs, kind: str, parent: QWidget | None = None) -> None:
        form, words = desk.library.form(kind), words_of(kind)
        self.FORM, self.TITLE, self.WHAT = kind, form.title, words.words
        owner = form.belongs_to or kind
        self.LIST = (words_of(owner).list_words, kinds.list_page(owner))
        self._about = ""
        super().__init__(desk, jobs, parent)

    def _dress(self, view: FormView) -> None:
        """Ask whom it is about, so that who comes back to it sees for whom they write."""
        self._about = form_about(self.desk, view.draft.answers)

    def header(self) -> Header:
        """Say which form, and of whom."""
        said = super().header()
        return replace(said, context="・".join(one for one in (self._about, said.context) if one))

    def _done_words(self, number: str) -> str:
        assert self.view is not None
        told = {**self.view.draft.answers, "signed_by": self.desk.me.worker_id}
        waits = waits_named(self.desk, self.view.draft.form, told)
        return f"{self.WHAT}已提交，{waits}。" if waits else f"{self.WHAT}已提交。"

    def on_changes(self, changes: Changes) -> None:
        """What is being typed stays as it is; what it stands on is asked anew at the next answer."""
