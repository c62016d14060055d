"""One person beside the list (02) or on a page of their own: who, what can be done, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from sheqi_desktop.domain.trouble import MinorClosed, Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.child_file import ask_for_child_file
from sheqi_desktop.gui.pages.second_ask import ask_second
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel, no_mnemonic, plain_tooltip
from sheqi_desktop.gui.timeline import Event, Timeline
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Action, Button, IconButton
from sheqi_desktop.gui.widgets.card import Card, Line, ScrollColumn
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.marks import Avatar
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.person_card import REVEALABLE, REVEALS, Paper, PersonCard, reveal
from sheqi_desktop.operations.person_facts import Fact

MASK_AGAIN_MS = 60_000
BEGIN = (("case", "开个案"), ("referral", "转介"), ("survey", "满意度调查"), ("crisis", "立即报告"))
"""What can be begun for a person besides a visit."""
TABS = (("time", "时间线"), ("base", "基本情况"), ("home", "家庭与支持"), ("papers", "文书"))


class FactLines(QWidget):
    """Names and what they say; a masked one has a small 显示 beside it."""

    reveal_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = layout.grid(self, gap=8, down=3)
        self._grid.setColumnStretch(1, 1)
        self.values: dict[str, PlainLabel] = {}

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts; empty ones are “—”."""
        layout.clear(self._grid)
        self.values = {}
        for place, fact in enumerate(facts):
            name = PlainLabel(fact.label, "second")
            layout.least(name, width=64)
            self._grid.addWidget(name, place, 0, layout.TOP)
            value = PlainLabel(fact.value or "—", "second_main", wrap=True, selectable=True)
            value.setAccessibleName(f"{fact.label} {fact.value or '空'}")
            self._grid.addWidget(value, place, 1, 1, 1 if fact.reveals else 2)
            if fact.reveals:
                self.values[fact.reveals] = value
                show = Button("显示", LINK, small=True, name=f"reveal_{fact.reveals}")
                show.setAccessibleName(f"显示{fact.label}")
                show.clicked.connect(lambda _=False, answer=fact.reveals: self.reveal_asked.emit(answer))
                for part in (name, value):
                    self._grid.setAlignment(part, layout.MIDDLE)
                self._grid.addWidget(show, place, 2, layout.MIDDLE)


class PaperLine(QWidget):
    """One document: what, which number, when, in which state."""

    opened = Signal(object)

    def __init__(self, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = layout.row(self, gap=8)
        words = layout.column(gap=0)
        open_ = Button(paper.title, LINK, small=True, name=f"paper_{paper.record}")
        open_.clicked.connect(lambda: self.opened.emit(paper))
        words.addWidget(open_, 0, layout.LEFT)
        words.addWidget(PlainLabel(f"{paper.number.partition('-')[2]}・{paper.when}", "hint", elide=True))
        line.addLayout(words, 1)
        line.addWidget(Badge(paper.state, paper.tone))


class PersonPane(Card):
    """The pane; what is asked for is said, and done elsewhere."""

    visit_asked = Signal(str)
    edit_asked = Signal(str)
    record_asked = Signal(str, str)
    voided_asked = Signal()
    print_asked = Signal(str, str)
    whole_asked = Signal(str)
    household_asked = Signal(str)
    begin_asked = Signal(str, str)
    """A record of this kind about this person."""
    said = Signal(str)
    changed = Signal(str)
    """This person's card is to be read again."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__((1, 1, 1, 1), 0, parent=parent)
        self._desk, self._jobs = desk, jobs
        self.whole = False
        """Whether this is the whole file already, not the pane beside a list."""
        self.card: PersonCard | None = None
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack)
        self._none = EmptyState("users", "选一个人看看", "左边选中一行，这里就有时间线和文书。")
        self._stack.addWidget(self._none)
        self._scroll = ScrollColumn((17, 15, 17, 11), 10)
        self._stack.addWidget(self._scroll)
        self._build()

    def _build(self) -> None:
        body = self._scroll.body
        head = layout.row(gap=14)
        self._avatar = Avatar("", "tint", 52, 22)
        head.addWidget(self._avatar, 0, layout.TOP)
        words = layout.column(gap=4)
        first = layout.row(gap=8)
        self._name, self._age = PlainLabel("", "result", wrap=True), PlainLabel("", "second")
        first.addWidget(self._name)
        first.addWidget(self._age)
        first.addStretch(1)
        words.addLayout(first)
        holder = QWidget()
        self._badges = FlowLayout(holder, gap=6, down=4)
        words.addWidget(holder)
        head.addLayout(words, 1)
        body.addLayout(head)
        acts = layout.row(gap=8)
        self.visit = Button("记探访", PRIMARY, "footprints", small=True, name="person_visit")
        self.visit.clicked.connect(lambda: self._say(self.visit_asked))
        self.edit = Button("编辑", icon="pencil", small=True, name="person_edit")
        self.edit.clicked.connect(lambda: self._say(self.edit_asked))
        self.print = Button("打印", icon="printer", small=True, name="person_print")
        self.print.clicked.connect(self._print)
        self.more = IconButton("ellipsis", "更多", side=28, name="person_more")
        self.more.clicked.connect(self._menu)
        for button in (self.visit, self.edit, self.print):
            acts.addWidget(button)
        acts.addStretch(1)
        acts.addWidget(self.more)
        body.addLayout(acts)
        self.closed = Banner(
            "info", "未成年人档案", "除责任社工和站长外，先经批准才能看。", "申请查阅…", pressed=self._ask_child_file,
            name="child_closed",
        )  # fmt: skip
        body.addWidget(self.closed)
        body.addWidget(Line())
        self._facts = FactLines()
        self._facts.reveal_asked.connect(self.ask_reveal)
        body.addWidget(self._facts)
        self.tabs = Tabs(TABS)
        self.tabs.chosen.connect(self._show_tab)
        body.addWidget(self.tabs)
        self.timeline = Timeline()
        self.timeline.opened.connect(self._open_event)
        self._basics, self._family = FactLines(), FactLines()
        self._basics.reveal_asked.connect(self.ask_reveal)
        self._family.reveal_asked.connect(self.ask_reveal)
        self._papers = QWidget()
        self._paper_list = layout.column(self._papers, gap=8)
        self._parts = {"time": self.timeline, "base": self._basics, "home": self._family, "papers": self._papers}
        for part in self._parts.values():
            body.addWidget(part)
        self._nothing = PlainLabel("", "second", wrap=True)
        body.addWidget(self._nothing)
        body.addStretch(1)

    # ------------------------------------------------------------------ showing
    def show_card(self, card: PersonCard | None) -> None:
        """Show a person, or nobody."""
        self.card = card
        self._stack.setCurrentWidget(self._scroll if card else self._none)
        if card is None:
            return
        self._avatar.show_name(card.name)
        self._name.setText(card.name)
        self._age.setText(card.sex_age)
        layout.clear(self._badges)
        for label in card.labels:
            badge = Badge(label.text, label.tone)
            self._badges.addWidget(badge)
            badge.show()
        if card.way is not None:
            way = Badge(card.way.words, card.way.tone)
            way.setObjectName("person_way")
            plain_tooltip(way, card.way.note)
            self._badges.addWidget(way)
            way.show()
        self.visit.setVisible(card.own and card.active)
        self.edit.setVisible(card.changes and card.own)
        self.print.setVisible(not card.closed)
        self.tabs.setVisible(not card.closed)
        self.closed.setVisible(card.closed)
        self._facts.show_facts(card.facts)
        self._basics.show_facts(card.basics)
        self._family.show_facts(card.family)
        self.timeline.show_events(
            [
                Event(f"{place}", one.icon, one.tone, one.title, one.detail, one.when, one.voided)
                for place, one in enumerate(card.timeline)
            ]
        )
        layout.clear(self._paper_list)
        for paper in card.papers:
            line = PaperLine(paper)
            line.opened.connect(lambda paper: self.record_asked.emit(paper.kind, paper.record))
            self._paper_list.addWidget(line)
        self.tabs.set_words("papers", f"文书 {len(card.papers)}")
        self._show_tab(self.tabs.current)
        self._scroll.verticalScrollBar().setValue(0)

    def _ask_child_file(self) -> None:
        card = self.card
        if card is not None:
            who = "中心主任" if self._desk.place.kind == "centre" else "站长"
            again = partial(self.changed.emit, card.record)
            ask_for_child_file(
                self, self._desk, self._jobs, MinorClosed(record=card.record, who=who), again, self._sorry
            )

    def _say(self, signal: SignalInstance) -> None:
        if self.card is not None:
            signal.emit(self.card.record)

    def _print(self) -> None:
        if self.card is not None:
            self.print_asked.emit("client", self.card.record)

    def _show_tab(self, key: str) -> None:
        for name, part in self._parts.items():
            part.setVisible(name == key)
        empty = self.card is not None and key == "home" and not self.card.family
        self._nothing.setText("还没有登记家庭、监护人和需求。编辑档案时可以补上。" if empty else "")
        self._nothing.setVisible(empty)

    def _open_event(self, place: str) -> None:
        if self.card is None:
            return
        event = self.card.timeline[int(place)]
        if event.kind == "due":
            if self.card.own and self.card.active:
                self.visit_asked.emit(self.card.record)
        elif event.voided:
            self.voided_asked.emit()
        else:
            self.record_asked.emit(event.kind, event.record)

    def _menu(self) -> None:
        if self.card is None:
            return
        menu = QMenu(self)
        for action in self.acts_for(self.card.record):
            entry = menu.addAction(no_mnemonic(action.text))
            if action.run is not None:
                entry.triggered.connect(lambda _=False, run=action.run: run())
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + scale(4))))

    def acts_for(self, record: str) -> list[Action]:
        """Give what can be done with a person, for the row's menu and the three dots alike."""
        whole = Action("whole", "打开整份档案", run=partial(self.whole_asked.emit, record))
        acts = [] if self.whole else [whole]
        if self.card is not None and self.card.record == record:
            if self.card.own and self.card.active:
                acts.insert(0, Action("visit", "记探访", run=partial(self.visit_asked.emit, record)))
            if self.card.own and self.card.changes:
                acts.append(Action("edit", "编辑", run=partial(self.edit_asked.emit, record)))
            if self.card.own:
                acts += [Action(kind, words, run=partial(self.begin_asked.emit, kind, record)) for kind, words in BEGIN]
            if self.card.household:
                home = partial(self.household_asked.emit, self.card.household)
                acts.append(Action("household", "看家庭情况", run=home))
        if self.card is None or self.card.record != record or not self.card.closed:
            acts.append(Action("print", "打印登记表", run=partial(self.print_asked.emit, "client", record)))
        return acts

    # ------------------------------------------------------------------ masked answers
    def ask_reveal(self, answer: str) -> None:
        """Ask why, note it, show the answer for one minute."""
        if self.card is None:
            return
        what = REVEALABLE.get(answer, "这一项")
        words = f"为什么要看{self.card.name}的{what}，会记入日志。一分钟后自动遮住。"
        reason = ask.reason(self, f"显示{what}", words, "用途", action="显示", kind="primary")
        if reason is None:
            return
        record, desk = self.card.record, self._desk
        goes_on, second = ask_second(self, desk, REVEALS, f"显示{what}")
        if not goes_on:
            return
        self._jobs.run(
            lambda job: (record, answer, reveal(desk, record, answer, reason, second)),
            self._revealed,
            self._sorry,
        )

    def _sorry(self, trouble: Trouble) -> None:
        ask.say_trouble(self, trouble)

    def _revealed(self, found: tuple[str, str, str]) -> None:
        record, answer, value = found
        if self.card is None or self.card.record != record:
            return
        for facts in (self._facts, self._basics, self._family):
            label = facts.values.get(answer)
            if label is not None:
                self._show_a_minute(label, value or "—")

    def _show_a_minute(self, label: PlainLabel, value: str) -> None:
        masked = label.text()
        label.setText(value)
        timer = QTimer(label)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: label.setText(masked))
        timer.start(MASK_AGAIN_MS)
