"""扣着的记录: what came of lost machines after they were reported, and the decision to believe it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.signed_cards import SignedCardsPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.operations.report_lost import HeldBack, believe_held, held_back

BEFORE = "报失以前封好的。拾到机器的人可以把时钟调回去，所以先对过纸质表、问过当事人再采信。"
AFTER = "报失以后写的，不采信，留作证据，不计入任何数字。"


class HeldBackPage(SignedCardsPage):
    """One card for each lost machine; the root key at the top signs the decision."""

    SIGNS = "采信要用根密钥签名"
    NONE = ("shield-check", "没有扣着的记录", "报失的电脑写的包来了，会先扣在这里，不写入记录。")

    def header(self) -> Header:
        """Say where this is."""
        return Header("扣着的记录", "报失", (("站点与人员", "people"),), search=False, new=False)

    def question(self) -> Callable[[], object]:
        """Ask what is held."""
        return partial(held_back, self.desk)

    def _card(self, one: HeldBack) -> QWidget:
        card = Card((24, 14, 24, 14), 8, edge="warn" if one.before else "bad")
        layout.most(card, 860)
        head = layout.row(gap=10)
        head.addWidget(PlainLabel(one.machine, "card"), 1)
        head.addWidget(Badge(f"{one.changes} 处改动", "warn" if one.before else "bad"))
        card.body.addLayout(head)
        card.body.addWidget(PlainLabel(f"封存时间 {one.since}—{one.until}", "second"))
        card.body.addWidget(PlainLabel(BEFORE if one.before else AFTER, "body", wrap=True))
        if one.before:
            believe = Button("对过了，采信…", PRIMARY, "check", name="believe", pressed=partial(self._believe, one))
            self._foot(card, believe)
        return card

    def _believe(self, one: HeldBack) -> None:
        words = f"{one.machine} {one.changes} 处改动，随下一次合并写入。"
        reason = ask.reason(self, "采信报失以前写的？", words, "对过什么、问过谁", action="采信", kind=PRIMARY)
        if reason is not None:
            self._sign(partial(believe_held, self.desk, one.device, reason), self._believed)

    def _believed(self, changes: int) -> None:
        self._was_signed(f"已采信 {changes} 处改动，随下一次合并写入。")

    def help_topic(self) -> str:
        """F1."""
        return "lost_machine"
