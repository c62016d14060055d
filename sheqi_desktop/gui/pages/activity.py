"""社区活动 (in the spirit of 05): plan, approval, sign-in, record and summary of one 场 on one page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.dates import parse_day
from sheqi_desktop.domain.records.activity import COMPLETED, HELD, SUMMARY_SUBMITTED
from sheqi_desktop.domain.records.annotation import SUPERVISION
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.editors.file_card import Thumb
from sheqi_desktop.gui.hours.made import HoursMade
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.activity_head import ActivityHeadCard
from sheqi_desktop.gui.pages.activity_side import ActivitySide
from sheqi_desktop.gui.pages.activity_tables import SignInCard
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.photos import Photos
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.reading_card import ReadingCard
from sheqi_desktop.gui.pages.remarked import Remarked
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations import activity_file
from sheqi_desktop.operations.activity_card import ActivityCard, activity_card
from sheqi_desktop.operations.attach import Small
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.media_ready import MediaPhoto
from sheqi_desktop.operations.reading import Reading, read_record
from sheqi_desktop.operations.sign_off import return_, sign

KIND = "activity"
LEAST = 200
"""Height of the paper below which the page scrolls as a whole."""
NOTHING = ("还没有写", "点“编辑”写计划。")


class ActivityPage(ReadingPage):
    """One activity."""

    KINDS = frozenset({KIND, "media_report", "volunteer_hour"}) | SUPERVISION

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._record = ""
        self._arriving = False
        self.card: ActivityCard | None = None
        self.head = ActivityHeadCard()
        self.head.asked.connect(self.act)
        self.hours = HoursMade(desk, jobs)
        self.hours.asked.connect(lambda record: self.go("volunteer_hours", FormAsk("volunteer_hours", record)))
        self.paper = ReadingCard(NOTHING)
        self.paper.edit_asked.connect(lambda kind, record: self._edit())
        self.paper.print_asked.connect(lambda kind, record: self.print_())
        self.paper.compare_asked.connect(lambda record: self.go("compare", record))
        self.sign_in = SignInCard()
        self.side = ActivitySide()
        self.side.print_asked.connect(self.print_)
        self.side.media_asked.connect(self._media)
        self.side.photo_asked.connect(self._look)
        self.photos = Photos(desk, jobs, self)
        self.side.record_asked.connect(lambda kind, record: self.go(kinds.form_page(kind), FormAsk(kind, record)))
        left = QWidget()
        self._line = layout.row(left, gap=14)
        self._line.addWidget(self.paper, 5)
        self._line.addWidget(self.sign_in, 4)
        for one in (self.paper, self.side):
            layout.least(one, height=LEAST)
        self.panes = panes = Panes(left, self.side, 280, gap=14)
        panes.body.setSpacing(scale(12))
        panes.body.insertWidget(0, self.head)
        self.remarked = Remarked(desk, jobs, alone=True)
        self.remarked.asked.connect(self.go_asked)
        panes.body.insertWidget(1, self.remarked)
        panes.body.insertWidget(2, self.hours)
        layout.column(self).addWidget(panes)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say which activity."""
        number = self.card.number.partition("-")[2] if self.card else ""
        return Header(self.card.name if self.card else "社区活动", number, crumbs=(("社区活动", "activities"),))

    def shown_record(self) -> str:
        """Which activity it is."""
        return self._record

    def open(self, argument: object) -> None:
        """Show an activity by record id."""
        if isinstance(argument, str) and argument:
            self._record = argument
        self._arriving = True
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for the card and the record in words."""
        return partial(_read, self.desk, self._record)

    def show_found(self, found: object) -> None:
        """Show the activity."""
        assert isinstance(found, tuple)
        card, reading = found
        self.card = card
        self.head.show_activity(card)
        self.paper.show_reading(reading)
        self.sign_in.show_activity(card)
        self.sign_in.setVisible(bool(card.came or card.attendance))
        self.side.show_activity(card)
        if self._arriving and self.isVisible():
            self._arriving = False
            (self.head.leading or self.paper.edit).setFocus()
            QTimer.singleShot(0, self, lambda: self.panes.verticalScrollBar().setValue(0))
        for thumb, one in zip(self.side.thumbs, card.photos, strict=True):
            self.photos.small(_pointer(one)).finished.connect(partial(_draw, thumb))
        self.hours.look(card.record)
        self.remarked.look(card.record)

    def help_topic(self) -> str:
        """F1."""
        return KIND

    def print_(self) -> None:
        """Ctrl+P: the plan until it was held, the record and summary afterwards."""
        if self._record:
            held = self.card is not None and self.card.state in (HELD, SUMMARY_SUBMITTED, COMPLETED)
            self.go("print", FormAsk(KIND, self._record, paper="record" if held else "plan"))

    def submit(self) -> None:
        """Ctrl+Enter: the next step."""
        for key in ("sign", "approve_plan", "submit_plan", "record"):
            if self.card is not None and key in self.card.acts:
                self.act(key)
                return

    # ------------------------------------------------------------------ what can be done
    def act(self, key: str) -> None:
        """Do what was pressed, after asking for what it needs."""
        record, desk = self._record, self.desk
        seen = self.card.began if self.card else None
        if key in ("edit", "record"):
            self._edit()
        elif key == "submit_plan":
            self._run(lambda: activity_file.submit_plan(desk, record), "计划已报批。")
        elif key == "approve_plan":
            words = "批准后计划只能写明原因再改。"
            if self._sure("批准这份计划？", words, "批准"):
                self._run(lambda: activity_file.approve_plan(desk, record, seen=seen), "计划已批准。")
        elif key == "sign":
            words = "签批后计入指标，内容只能更正。"
            if self._sure("签批这场活动？", words, "签批"):
                self._run(lambda: sign(desk, record, seen=seen), "已签批。")
        else:
            self._act_with_reason(key)

    def _act_with_reason(self, key: str) -> None:
        record, desk = self._record, self.desk
        seen = self.card.began if self.card else None
        call_off = partial(activity_file.cancel, desk, record)
        plan_back = partial(activity_file.return_plan, desk, record, seen=seen)
        back = partial(return_, desk, record, seen=seen)
        look = "写明要改哪里，写的人会看到。"
        asked: dict[str, tuple[str, str, str, Callable[[str], Changes]]] = {
            "return_plan": ("退回这份计划？", look, "退回", plan_back),
            "return": ("退回活动总结？", look, "退回", back),
            "cancel": ("取消这场活动？", "取消后不能恢复，编号保留。", "取消活动", call_off),
        }
        if key == "postpone":
            self._postpone()
            return
        title, text, verb, run = asked[key]
        reason = ask.reason(self, title, text, "原因", action=verb)
        if reason is not None:
            self._run(lambda: run(reason), f"已{verb.removesuffix('活动')}。")

    def _postpone(self) -> None:
        record, desk = self._record, self.desk
        reason = ask.reason(self, "延期举办？", "编号不变，改到别的日子。", "原因", action="下一步", kind=PRIMARY)
        if reason is None:
            return
        words = "像这样写：2023-09-30、9-30、+14。还没定就写“未定”。"
        said = ask.reason(self, "改到哪一天？", words, "新日期", at_least=2, action="延期", kind=PRIMARY)
        if said is None:
            return
        to = parse_day(said, desk.clock.today())
        self._run(lambda: activity_file.postpone(desk, record, reason, to), "已延期。")

    def _sure(self, title: str, words: str, verb: str) -> bool:
        choices = (ask.Choice("no", "先不"), ask.Choice("yes", verb, PRIMARY))
        return ask.decide(self, title, words, choices, harmless="no", icon="badge-check", tone="tint") == "yes"

    def _run(self, work: Callable[[], Changes], words: str) -> None:
        def done(changes: Changes) -> None:
            self.changed.emit(changes)
            self.toast(words)

        def refused(trouble: Trouble) -> None:
            self.sorry(trouble)
            # What stood in the way may be what somebody else wrote since.
            self.look()

        self.jobs.run(lambda job: work(), done, refused)

    def _edit(self) -> None:
        self.go(kinds.form_page(KIND), FormAsk(KIND, self._record))

    def _media(self) -> None:
        if self.card is not None:
            self.go(kinds.form_page("media_report"), FormAsk("media_report", answers=dict(self.card.prefill)))

    def _look(self, at: int) -> None:
        if self.card is not None:
            self.photos.show([_pointer(one) for one in self.card.photos], at, self.card.record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits."""
        if event.key() == Qt.Key.Key_F2:
            self._edit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns under each other where there is no room beside each other."""
        super().resizeEvent(event)
        layout.stack_if_narrow(self._line, self.width())


def _pointer(one: MediaPhoto) -> dict[str, object]:
    file = one.file
    return {"hash": file.hash, "size": file.size, "name": file.name, "type": file.type, "caption": file.caption}


def _draw(thumb: Thumb, small: object) -> None:
    """Show a small picture; the page may have shown another activity meanwhile."""
    assert isinstance(small, Small)
    if small.picture and shiboken6.isValid(thumb):
        thumb.show_picture(small.picture)


def _read(desk: Desk, record: str) -> tuple[ActivityCard, Reading]:
    return activity_card(desk, record), read_record(desk, record)
