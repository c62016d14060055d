"""服务对象 (02): search, filters, list, and the person who is chosen beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.person import shown_person
from sheqi_desktop.gui.pages.person_pane import PersonPane
from sheqi_desktop.gui.pages.voiding_list import Voidable, VoidingListPage
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.scale import body_size, scale
from sheqi_desktop.gui.table_cells import BadgeCell, Sorted, TwoLine
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.people import CHIPS, People, PersonRow, people
from sheqi_desktop.operations.person_card import PersonCard, person_card

COLUMNS = (
    Column("name", "姓名", 172, "two_line"),
    Column("age", "性别 ・ 年龄", 100),
    Column("category", "类别", 160, "badges", True),
    Column("village", "村 / 社区", 92),
    Column("last", "上次", 96),
    Column("next", "下次", 108),
)
WHEN_ANY = frozenset({"gone"})
PANE_FROM = 1060
WAIT_MS = 120


class PeoplePage(VoidingListPage):
    """The list of people."""

    KINDS = frozenset({"client", "visit", "household"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, "client", "people", parent)
        self.found: People | None = None
        self._pane_turn = 0
        whole = layout.column(self, (24, 14, 24, 16), 12)
        chips = [(key, words) for key, words, _ in CHIPS]
        whole.addLayout(self.build_top("搜姓名、首字母、村、电话后四位", chips, warning="overdue"))
        line = layout.row(gap=16)
        whole.addLayout(line, 1)
        line.addWidget(self._people(), 722)
        self.pane = PersonPane(desk, jobs)
        self.pane.visit_asked.connect(self._visit)
        self.pane.changed.connect(lambda _: self._look_at_person())
        self.pane.edit_asked.connect(lambda record: self.go("client_form", FormAsk("client", record)))
        self.pane.record_asked.connect(self._open_record)
        self.pane.voided_asked.connect(lambda: self.go("voided"))
        self.pane.print_asked.connect(lambda kind, record: self.go("print", FormAsk(kind, record)))
        self.pane.whole_asked.connect(lambda record: self.go("person", record))
        self.pane.household_asked.connect(lambda record: self.go("household_form", FormAsk("household", record)))
        self.pane.begin_asked.connect(
            lambda kind, record: self.go(kinds.form_page(kind), FormAsk(kind, answers={"client_id": record}))
        )
        line.addWidget(self.pane, 384)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._look_at_person)

    def _people(self) -> QWidget:
        table = RecordTable(COLUMNS, row_height=52, name="people_table")
        table.setAccessibleName("服务对象列表")
        table.chosen.connect(lambda _: self._wait.start())
        empty = EmptyState(
            "users",
            "还没有服务对象",
            "先给一个人建档，就能记探访、排待办。",
            Action("people_first", "新建服务对象", "user-plus", self.new, PRIMARY),
            Action("people_sheet", "从 Excel 导入", "upload", lambda: self.go("ledger_import", "client")),
        )
        card = self.build_list(table, empty, "↑↓ 选择　回车 打开　Ctrl+N 新增")
        self.remember_widths("people")
        return card

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many."""
        counts = self.found.counts if self.found else {}
        context = f"{counts.get('all', 0)} 人在册・{counts.get('overdue', 0)} 人逾期未访" if self.found else ""
        actions: tuple[Action, ...] = (Action("people_ledger", "导出台账", "file-spreadsheet", self._ledger),)
        if self.desk.place.kind == "station":
            come = Action("people_import", "从 Excel 导入", "upload", lambda: self.go("ledger_import", "client"))
            actions = (come, *actions)
        return Header("服务对象", context, actions=actions, search=False)

    def question(self) -> Callable[[], object]:
        """Ask for what is typed and filtered."""
        return partial(people, self.desk, self.field.words, self.chips.current)

    def show_found(self, found: object) -> None:
        """Show the list, keep who is chosen."""
        assert isinstance(found, People)
        self.found = found
        self.show_counts(found.counts, WHEN_ANY)
        self.table.show_rows([_row(one) for one in found.rows])
        none = f"没有找到{found.how or '这样的人'}。试试首字母，或清除筛选。"
        self.show_stack(found.rows[0].record if found.rows else "", not any(found.counts.values()), none)
        self._say_count(found)
        self._look_at_person()

    def _say_count(self, found: People) -> None:
        words = f"找到 {len(found.rows)} 人（{found.how}）" if found.typed else f"{len(found.rows)} 人"
        self._count.setText("　".join(part for part in (words, found.overlap) if part))
        if found.typed:
            self.say(words)

    def new(self) -> None:
        """Ctrl+N: a new file."""
        if self.desk.place.kind == "station":
            self.go("client_form", FormAsk("client"))

    def submit(self) -> None:
        """Ctrl+Enter: the whole file."""
        if self.table.current_id:
            self.go("person", self.table.current_id)

    def person(self) -> str:
        """Who is shown beside the list."""
        return shown_person(self.pane.card) if self.pane.isVisible() else ""

    def help_topic(self) -> str:
        """F1."""
        return "clients"

    # ------------------------------------------------------------------ going on
    def open_record(self, record: str) -> None:
        """Go on to the person beside the list, else to the whole file."""
        if self.pane.isVisible():
            self._look_at_person()
            (self.pane.visit if self.pane.visit.isVisible() else self.pane.edit).setFocus()
        else:
            self.go("person", record)

    def _visit(self, record: str) -> None:
        self.go("visit_form", FormAsk("visit", answers={"client_id": record}))

    def _open_record(self, kind: str, record: str) -> None:
        page = kinds.file_page(kind)
        if page:
            self.go(page, record)
        else:
            self.go(kinds.form_page(kind), FormAsk(kind, record))

    def _ledger(self) -> None:
        self.go("ledger_export", "client")

    def actions_of(self, record: str) -> list[Action]:
        """Give what can be done with a row."""
        return [*self.pane.acts_for(record), *self.void_actions(record)]

    def voidable(self, record: str) -> Voidable | None:
        """Name somebody's file; only the station that keeps it voids it."""
        line = next((one for one in self.found.rows if one.record == record), None) if self.found else None
        return Voidable(f"{line.name}的档案") if line is not None and self.desk.place.kind == "station" else None

    def _look_at_person(self) -> None:
        record = self.table.current_id if self.found and self.found.rows else ""
        if not record:
            self.pane.show_card(None)
            return
        self._pane_turn += 1
        turn = self._pane_turn
        self.jobs.run(lambda job: (turn, person_card(self.desk, record)), self._show_person, self.sorry)

    def _show_person(self, answer: tuple[int, PersonCard]) -> None:
        turn, card = answer
        if turn == self._pane_turn:
            self.pane.show_card(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane becomes a page where there is no room beside the list."""
        super().resizeEvent(event)
        self.pane.setVisible(self.width() >= scale(PANE_FROM) and not (body_size() >= 18 and self.width() < 1500))


def _row(one: PersonRow) -> Row:
    due = BadgeCell(one.due, one.due_tone) if one.due_tone else Sorted(one.due, one.due_day)
    cells = (
        TwoLine(one.name, one.spoken, one.name, one.marks),
        one.sex_age,
        tuple(BadgeCell(label.text, label.tone) for label in one.labels),
        one.village,
        Sorted(one.last, one.last_day),
        due,
    )
    return Row(one.record, cells, one.initials, one.gone)
