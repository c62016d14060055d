"""放弃 of what is half typed: the toast brings it back, and after that does it once more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui.page import Redo
from sheqi_desktop.operations import drafts

if TYPE_CHECKING:
    from sheqi_desktop.domain.trouble import Trouble
    from sheqi_desktop.gui.job import Jobs
    from sheqi_desktop.gui.page import Page
    from sheqi_desktop.operations.desk import Desk


class GivingUp:
    """What a page says and offers once a draft was put away.

    ``what`` names it in the toast; ``came_back`` hears its record when it is brought back.
    """

    def __init__(
        self,
        page: Page,
        desk: Desk,
        jobs: Jobs,
        sorry: Callable[[Trouble], object],
        draft: str,
        what: str,
        came_back: Callable[[str], object] = lambda record: None,
    ) -> None:
        self._page, self._desk, self._jobs, self._sorry = page, desk, jobs, sorry
        self._draft, self._what, self._came_back = draft, what, came_back

    def say(self) -> None:
        """Say that it is gone; 撤销 brings it back."""
        self._page.changed.emit(Changes())
        self._page.toast(f"已移走草稿：{self._what}", self._bring_back)

    # Nobody else holds this: a method alone would be let go with it before its job is done.
    def _bring_back(self) -> None:
        work = partial(drafts.bring_back, self._desk, self._draft)
        self._jobs.run(lambda job: work(), partial(self._is_back), self._sorry)

    def _is_back(self, back: drafts.Back | None) -> None:
        self._page.changed.emit(Changes())
        if back is not None:
            self._came_back(back.record)
            self._page.toast(f"已撤销：移走草稿 {self._what}", Redo(partial(self._again, back)))

    def _again(self, back: drafts.Back) -> None:
        """重做: only what was brought back; what was typed in it since is not put away unasked."""
        work = partial(drafts.put_away_again, self._desk, back)
        self._jobs.run(lambda job: work(), partial(self._is_gone), self._sorry)

    def _is_gone(self, draft: str) -> None:
        if draft:
            self._draft = draft
            self.say()
        else:
            self._page.say("没有可以重做的：草稿已经保存")
