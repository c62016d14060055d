"""作废 and 恢复 wherever a record is shown: asked for with a reason; one press takes it back, another does it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.page import Redo
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.void import as_it_is, unvoid, void

if TYPE_CHECKING:
    from sheqi_desktop.domain.meanwhile import Began
    from sheqi_desktop.domain.trouble import Trouble
    from sheqi_desktop.gui.job import Job, Jobs
    from sheqi_desktop.gui.page import Page
    from sheqi_desktop.operations.desk import Desk

WORDS = "作废的记录还看得到，但不再计入。"
UNDONE = "撤销刚才的作废"


class Voiding:
    """Voids and restores for one page; ``after`` is done on the page when a step has been taken."""

    def __init__(
        self, page: Page, desk: Desk, jobs: Jobs, sorry: Callable[[Trouble], object], after: Callable[[], object]
    ) -> None:
        self._page, self._desk, self._jobs, self._sorry, self._after = page, desk, jobs, sorry, after

    def void(self, record: str, title: str) -> None:
        """Ask why and void; the toast takes it back."""
        reason = ask.reason(self._page, title, WORDS, "作废原因")
        if reason is not None:
            self._void(record, reason, None, self._after)

    def _void(self, record: str, reason: str, seen: Began | None, after: Callable[[], object]) -> None:
        def work(job: Job) -> tuple[Changes, Began]:
            return void(self._desk, record, reason, seen), as_it_is(self._desk, record)

        def done(answer: tuple[Changes, Began]) -> None:
            changes, left = answer
            self._page.changed.emit(changes)
            self._page.toast("已作废。", partial(self._take_back, record, reason, left))
            after()

        self._jobs.run(work, done, self._sorry)

    def _take_back(self, record: str, reason: str, seen: Began) -> None:
        """撤销: only what this void left; 重做 voids for the same reason, only what this step left."""

        def work(job: Job) -> tuple[Changes, Began]:
            return unvoid(self._desk, record, UNDONE, seen), as_it_is(self._desk, record)

        def done(answer: tuple[Changes, Began]) -> None:
            changes, left = answer
            self._page.changed.emit(changes)
            self._page.toast("已撤销：作废", Redo(partial(self._void, record, reason, left, lambda: None)))

        self._jobs.run(work, done, self._sorry)

    def restore(self, record: str, title: str) -> None:
        """Ask why and take a void back."""
        words = "恢复后照原样计入；作废和恢复都留在修改历史里。"
        reason = ask.reason(self._page, title, words, "恢复原因", action="恢复", kind=PRIMARY)
        if reason is not None:
            self._jobs.run(lambda job: unvoid(self._desk, record, reason), self._restored, self._sorry)

    def _restored(self, changes: Changes) -> None:
        self._page.changed.emit(changes)
        self._page.toast("已恢复。")
