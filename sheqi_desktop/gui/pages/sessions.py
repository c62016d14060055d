"""督导台账: sessions, what was agreed on, scores of documents, and the plans; each kind of workspace sees its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.records.annotation import PLAN, SCORE, SESSION
from sheqi_desktop.domain.staff import may
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.plan_tab import PlanTab
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.score_tab import ScoreTab
from sheqi_desktop.gui.pages.session_tabs import ActionTab, SessionTab
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.print_sessions import print_sessions
from sheqi_desktop.operations.scores import ScoreLine, ScoreSheet, scores, to_score
from sheqi_desktop.operations.session_rights import WRITES
from sheqi_desktop.operations.sessions import SessionBook, session_book
from sheqi_desktop.operations.supervision_plans import Plans, supervision_plans
from sheqi_desktop.operations.writing import write_file

SESSIONS, ACTIONS, SCORES, PLANS = "sessions", "actions", "scores", "plans"
TABS = {SESSIONS: "督导记录", ACTIONS: "没办完的行动", SCORES: "文书评分", PLANS: "督导计划"}
SHOWN = {
    "station": (SESSIONS, ACTIONS, SCORES),
    "supervisor": (SESSIONS, ACTIONS, SCORES, PLANS),
    "centre": (SESSIONS, ACTIONS, PLANS),
}
FORMS = ("individual", "group", "central", "onsite", "remote", "crisis")


@dataclass(frozen=True, slots=True)
class _Found:
    book: SessionBook
    scores: list[ScoreLine]
    unscored: list[ScoreSheet]
    plans: Plans


class SessionsPage(ReadingPage):
    """Tabs over the lists; what is late stands above them."""

    KINDS = frozenset({SESSION, PLAN, SCORE, "case", "group"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._book, self._fresh = SessionBook((), ()), True
        self.writes = desk.place.kind == "supervisor" and may(desk.role, WRITES)
        self.plans_here = desk.place.kind == "centre" and may(desk.role, WRITES)
        whole = layout.column(self, (24, 14, 24, 16), 10)
        self._late = Banner("warn", "", name="sessions_late", pressed=partial(self.show_tab, ACTIONS))
        self._late.hide()
        whole.addWidget(self._late)
        shown = SHOWN[desk.place.kind]
        self.tabs = Tabs([(key, TABS[key]) for key in shown])
        self.tabs.chosen.connect(self._turn_to)
        whole.addWidget(self.tabs)
        self._stack = QStackedWidget()
        self.sessions = SessionTab(desk.place.kind, self.writes, self.new)
        self.sessions.table.opened.connect(self._open)
        self.agreed = ActionTab(self.writes)
        self.agreed.table.opened.connect(lambda row: self._open(row.partition("/")[0]))
        self.scores = ScoreTab(desk.place.kind, self._score)
        self.scores.table.opened.connect(self._see_scored)
        self.plans = PlanTab(desk.place.kind, self.plans_here, self._new_plan)
        self.plans.table.opened.connect(lambda record: self.go(kinds.form_page(PLAN), FormAsk(PLAN, record)))
        self.parts: dict[str, QWidget] = {
            SESSIONS: self.sessions, ACTIONS: self.agreed, SCORES: self.scores, PLANS: self.plans,
        }  # fmt: skip
        for key in shown:
            self._stack.addWidget(self.parts[key])
        whole.addWidget(self._stack, 1)
        self._turn_to(SESSIONS)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many, and offer what is begun here."""
        counted = sum(one.counts for one in self._book.lines)
        said = f"共 {len(self._book.lines)} 次・已确认 {counted} 次" if self._book.lines else ""
        actions = []
        if self._book.lines:
            actions.append(Action("sessions_print", "印督导记录汇总", "printer", self.print_, PLAIN))
        if self.tabs.current == PLANS and self.plans_here:
            actions.append(Action("plan_new", "新建督导计划", "plus", self._new_plan, PRIMARY))
        elif self.writes:
            actions.append(Action("session_new", "新建督导记录", "plus", self.new, PRIMARY))
        title = "督导记录" if self.desk.place.kind == "station" else "督导台账"
        return Header(title, said, actions=tuple(actions), search=False, new=False)

    def open(self, argument: object) -> None:
        """Show a tab if one is named."""
        if isinstance(argument, str) and argument in SHOWN[self.desk.place.kind]:
            self.show_tab(argument)
        self._fresh = True
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for all of it at once: the lists are short."""
        desk, scoring = self.desk, self.writes
        return lambda: _Found(
            session_book(desk), scores(desk), to_score(desk) if scoring else [], supervision_plans(desk)
        )

    def show_found(self, found: object) -> None:
        """Show the lists."""
        assert isinstance(found, _Found)
        self._book = found.book
        self.sessions.show_lines(found.book.lines)
        self.agreed.show_lines(found.book.actions)
        self.scores.show_lines(found.scores, found.unscored)
        self.plans.show_plans(found.plans)
        late = found.book.overdue
        self._late.say("warn", f"{late} 项督导约定的行动过了期限" if late else "", "", "去看" if late else "")
        self._late.setVisible(bool(late) and self.tabs.current != ACTIONS)
        words = TABS[ACTIONS] + (f" {len(found.book.actions)}" if found.book.actions else "")
        self.tabs.set_words(ACTIONS, words)
        if self._fresh and self.isVisible():
            # The list was empty until now; the keyboard belongs to it, not to the tabs above.
            self.parts[self.tabs.current].setFocus()
        self._fresh = False

    def show_tab(self, key: str) -> None:
        """Open a tab."""
        self.tabs.choose(key)

    def _turn_to(self, key: str) -> None:
        self._stack.setCurrentWidget(self.parts[key])
        self.setFocusProxy(self.parts[key])
        self._late.setVisible(bool(self._book.overdue) and key != ACTIONS)
        self.header_changed.emit()

    # ------------------------------------------------------------------ acts
    def new(self) -> None:
        """Ctrl+N: ask for the form first; it says how many workers belong there."""
        if not self.writes:
            return
        words = self.desk.library.vocabularies["supervision_form"]
        names = [words.label(code) for code in FORMS]
        chosen = ask.choose_from_list(self, "哪一种督导？", "形式定下来，再填谁、谈了什么。", names, "开始填")
        if chosen is not None:
            self.go(kinds.form_page(SESSION), FormAsk(SESSION, answers={"form": FORMS[chosen]}))

    def _new_plan(self) -> None:
        self.go(kinds.form_page(PLAN), FormAsk(PLAN))

    def _open(self, record: str) -> None:
        self.go(kinds.form_page(SESSION), FormAsk(SESSION, record))

    def _score(self) -> None:
        """Pick a set of documents that nobody has judged yet."""
        waiting = self.scores.unscored
        names = [_named(one) for one in waiting]
        chosen = ask.choose_from_list(
            self, "给哪一套文书评分？", "还没有评过的个案和小组，最近改过的在前。", names, "去评分"
        )
        if chosen is not None:
            self.go("score", waiting[chosen].record)

    def _see_scored(self, row: str) -> None:
        line = self.scores.line(row)
        if self.writes:
            self.go("score", line.record)
        elif page := kinds.file_page(line.kind):
            self.go(page, line.record)
        else:
            self.go(kinds.form_page(line.kind), FormAsk(line.kind, line.record))

    def print_(self) -> None:
        """Ctrl+P: 督导记录汇总 of this year, as a PDF."""
        path = ask.save_file(self, "存督导记录汇总", "督导记录汇总.pdf", "PDF (*.pdf)")
        if path is not None:
            self.jobs.run(partial(self._make, path), self.toast, self.sorry)

    def _make(self, path: Path, job: object) -> str:
        today = self.desk.clock.today()
        first = min(one.on for one in self._book.lines)
        write_file(path, print_sessions(self.desk, today.fromisoformat(first), today).data)
        return f"督导记录汇总已存为 {path.name}。"

    def help_topic(self) -> str:
        """F1."""
        return SESSION


def _named(one: ScoreSheet) -> str:
    """Name a set of documents: what it is, whose, its title, the station."""
    whose = one.who if one.who != one.title else ""
    return "　".join(part for part in (one.rubric.title, whose, one.title, one.station) if part)
