"""Beside an activity: whether it counts, what is missing, its papers, its media reports, and what was done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.file_card import FORBIDDEN, Thumb
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn
from sheqi_desktop.operations.activity_card import ActivityCard
from sheqi_desktop.operations.media_ready import MediaPhoto

MOST_MISSING = 6


class ActivitySide(Card):
    """The right column."""

    print_asked = Signal()
    media_asked = Signal()
    photo_asked = Signal(int)
    record_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((1, 1, 1, 1), 0, parent=parent)
        self._scroll = ScrollColumn((16, 14, 16, 12), 12)
        self.body.addWidget(self._scroll)

    def show_activity(self, card: ActivityCard) -> None:
        """Show another activity."""
        layout.clear(self._scroll.body)
        self._say_counts(card)
        self._list_missing(card)
        self._offer_papers()
        self._list_photos(card)
        self._list_reports(card)
        self._list_steps(card)
        self._scroll.body.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _say_counts(self, card: ActivityCard) -> None:
        if card.counts:
            banner = Banner("ok", "计入指标", "社区活动 1 场", name="activity_counts", edge=False)
        else:
            banner = Banner("info", "还没有计入指标", card.why_not, name="activity_counts", edge=False)
        self._scroll.body.addWidget(banner)

    def _list_missing(self, card: ActivityCard) -> None:
        if not card.missing:
            return
        self._scroll.body.addWidget(CardTitle("还差", f"{len(card.missing)} 项"))
        for one in card.missing[:MOST_MISSING]:
            self._scroll.body.addWidget(PlainLabel(one.message, "second_main", wrap=True))
        if len(card.missing) > MOST_MISSING:
            more = f"还有 {len(card.missing) - MOST_MISSING} 项，填写时会逐项提示。"
            self._scroll.body.addWidget(PlainLabel(more, "hint", wrap=True))

    def _offer_papers(self) -> None:
        self._scroll.body.addWidget(Line())
        self._scroll.body.addWidget(CardTitle("纸质表"))
        self._scroll.body.addWidget(PlainLabel("计划书、签到表、记录与总结", "second_main", wrap=True))
        button = Button("看表样、打印", PLAIN, "printer", small=True, name="activity_print")
        button.clicked.connect(self.print_asked)
        self._scroll.body.addWidget(button, 0, layout.LEFT)

    def _list_photos(self, card: ActivityCard) -> None:
        """Show each photo with what stands against showing it outside: 禁止使用, with who and which scope."""
        self.thumbs: list[Thumb] = []
        if not card.photos:
            return
        self._scroll.body.addWidget(Line())
        usable = sum(one.usable for one in card.photos)
        self._scroll.body.addWidget(CardTitle("照片对外用", f"{usable} / {len(card.photos)} 张可用"))
        for place, one in enumerate(card.photos):
            line = layout.row(gap=10)
            thumb = Thumb("image")
            self.thumbs.append(thumb)
            line.addWidget(thumb, 0, layout.TOP)
            words = layout.column(gap=2)
            look = Button(one.file.name, LINK, small=True, shrinks=True, name=f"activity_photo_{place}")
            look.setAccessibleName(f"看 {one.file.name}")
            look.clicked.connect(lambda _=False, at=place: self.photo_asked.emit(at))
            words.addWidget(look, 0, layout.LEFT)
            words.addWidget(_use_badge(one), 0, layout.LEFT)
            line.addLayout(words, 1)
            self._scroll.body.addLayout(line)
            for reason in one.reasons:
                self._scroll.body.addWidget(PlainLabel(reason, "hint", wrap=True))

    def _list_reports(self, card: ActivityCard) -> None:
        if "media" not in card.acts and not card.reports:
            return
        self._scroll.body.addWidget(Line())
        self._scroll.body.addWidget(CardTitle("媒体报道", f"{len(card.reports)} 篇" if card.reports else ""))
        for one in card.reports:
            line = Button(one.words, LINK, small=True, shrinks=True, name=f"report_{one.record}")
            line.clicked.connect(lambda _=False, it=one: self.record_asked.emit(it.kind, it.record))
            self._scroll.body.addWidget(line, 0, layout.LEFT)
            self._scroll.body.addWidget(PlainLabel(one.when, "hint"))
        if "media" in card.acts:
            add = Button("登记媒体报道", PLAIN, "newspaper", small=True, name="activity_media")
            add.clicked.connect(self.media_asked)
            self._scroll.body.addWidget(add, 0, layout.LEFT)

    def _list_steps(self, card: ActivityCard) -> None:
        if not card.steps:
            return
        self._scroll.body.addWidget(Line())
        self._scroll.body.addWidget(CardTitle("经过"))
        for step in card.steps:
            said = "・".join(part for part in (step.when, step.words, step.who) if part)
            self._scroll.body.addWidget(PlainLabel(said, "second_main", wrap=True))
            if step.comment:
                self._scroll.body.addWidget(PlainLabel(step.comment, "hint", wrap=True))


def _use_badge(one: MediaPhoto) -> Badge:
    if one.usable:
        return Badge("可对外用", "ok", "check")
    return Badge("还没勾选", "warn") if one.unsaid else Badge(FORBIDDEN, "bad", "ban")
