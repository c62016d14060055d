"""撤销这次合并: one button wherever the last run is told; where the way back is closed the button says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Page
from sheqi_desktop.gui.widgets.buttons import DANGER, PLAIN, Button
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.undo_merge import Offer, can_undo, undo_merge

ELSE = {
    "centre": "打开那条记录作废或更正；两边不一样的到“冲突处理”里定。",
    "station": "打开那条记录作废或更正；两边不一样的由县中心来定。",
    "supervisor": "请站里更正；两边不一样的由县中心来定。",
}
"""What is left to do where the last merge can no longer be taken back whole."""
NAMED = 6


class UndoRun(Button):
    """Asks before it acts, acts off the window's thread, and tells every page."""

    undone = Signal()

    def __init__(
        self, page: Page, desk: Desk, jobs: Jobs, words: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, PLAIN, "undo-2", small=True, name=name, pressed=self._ask)
        self._page, self._desk, self._jobs, self._words = page, desk, jobs, words
        self._offer = Offer(0, "")
        self.hide()

    def look(self) -> None:
        """Look whether the last run can still be taken back."""
        self._jobs.run(lambda job: can_undo(self._desk), self.show_offer, self._cannot)

    def show_offer(self, offer: Offer) -> None:
        """Show the button once there was a run; closed, it says why."""
        self._offer = offer
        self.set_words(self._words)
        self.setVisible(bool(offer.n))
        self.set_kind(DANGER if offer.open else PLAIN)
        else_ = ELSE.get(self._desk.place.kind, ELSE["station"])
        self.explain("" if offer.open else f"{offer.why}之后的办法：{else_}")

    def _ask(self) -> None:
        words = (
            f"退回的是{_named(self._offer.comes_out)}。回到合并前自动备份的样子，这次收进来的内容全部退回；"
            "操作日志留着。原来的数据包以后可以重新导入。"
        )
        choices = (ask.Choice("keep", "不撤销"), ask.Choice("undo", "撤销", DANGER))
        if ask.decide(self._page, f"撤销第 {self._offer.n} 次合并？", words, choices, "keep", "undo-2") != "undo":
            return
        self.set_words("正在撤销…")
        self.explain("正在撤销，请稍等")
        self._jobs.run(lambda job: undo_merge(self._desk, job.teller), self._undone, self._cannot)

    def _undone(self, changes: Changes) -> None:
        self._page.toast(f"第 {self._offer.n} 次合并已撤销，数据包可以重新导入。")
        self.look()
        self.undone.emit()
        self._page.changed.emit(changes)

    def _cannot(self, trouble: object) -> None:
        ask.say_trouble(self._page, trouble)  # type: ignore[arg-type]
        self.look()


def _named(bundles: Sequence[str]) -> str:
    """Name the first few, and count the others."""
    if not bundles:
        return "这次收进来的包"
    more = f" 等 {len(bundles)} 个包" if len(bundles) > NAMED else ""
    return f"{'、'.join(bundles[:NAMED])}{more}"
