"""停用账号: who has handed everything over at a station; the root key lets their roles end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.signed_cards import SignedCardsPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.operations.close_account import Leaver, close_account, leavers
from sheqi_desktop.operations.end_watch import Ended, end_watch, ended


class CloseAccountsPage(SignedCardsPage):
    """One card for each leaver; the root key at the top signs."""

    KINDS = frozenset({"handover"})

    SIGNS = "停用要用根密钥签名"
    WORDS = (
        "生效日期以后，这个人不能再以本站的身份写记录；工号、姓名和写过的记录都不变；"
        "最后一天以前写的都交来以后，再用他的名字写的不算数。新的名册随回传包到站里。"
    )
    NONE = (
        "user-check",
        "没有等着停用的账号",
        "站里完成工作移交、交来数据包以后，会排在这里；督导不再负责一个站、以前写的都交来以后，也在这里。",
    )

    def header(self) -> Header:
        """Say where this is."""
        return Header("停用账号", "移交", (("站点与人员", "people"),), search=False, new=False)

    def question(self) -> Callable[[], object]:
        """Ask who waits."""
        return lambda: [*leavers(self.desk), *ended(self.desk)]

    def _card(self, one: Leaver | Ended) -> QWidget:
        return self._leaver(one) if isinstance(one, Leaver) else self._ended(one)

    def _ended(self, one: Ended) -> QWidget:
        card = Card((24, 14, 24, 14), 8)
        layout.most(card, 860)
        card.body.addWidget(PlainLabel(f"{one.station_name}　督导{one.name}", "card"))
        words = f"负责到 {one.until}，以前写的都交来了。签进名册以后，再用他的名字写这个站的不算数。"
        card.body.addWidget(PlainLabel(words, "body", wrap=True))
        self._foot(card, Button("签进名册", PRIMARY, "ban", name="end_watch", pressed=partial(self._end, one)))
        return card

    def _end(self, one: Ended) -> None:
        self._sign(partial(end_watch, self.desk, one.worker, one.station), self._watch_ended)

    def _watch_ended(self, one: Ended) -> None:
        self.changed.emit(Changes())
        self._was_signed(f"督导{one.name}在{one.station_name}写到哪里为止，已签进名册。")

    def _leaver(self, one: Leaver) -> QWidget:
        card = Card((24, 14, 24, 14), 8)
        layout.most(card, 860)
        card.body.addWidget(PlainLabel(f"{one.station_name}　{one.name}", "card"))
        words = f"在岗到 {one.until}，已移交给{one.to}（{one.number.partition('-')[2]}）。"
        card.body.addWidget(PlainLabel(words, "body", wrap=True))
        close = Button("停用账号", PRIMARY, "ban", name="close_account", pressed=partial(self._close, one))
        see = Button("看移交清单", LINK, name="see_handover", pressed=lambda: self.go("handover", one.handover))
        self._foot(card, close, see)
        return card

    def _close(self, one: Leaver) -> None:
        self._sign(partial(close_account, self.desk, one.worker, one.station), self._closed)

    def _closed(self, one: Leaver) -> None:
        self.changed.emit(Changes())
        self._was_signed(f"{one.name}的账号到 {one.until} 为止，随下一个回传包到站里。")

    def help_topic(self) -> str:
        """F1."""
        return "people"
