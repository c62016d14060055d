"""One 志愿服务队: does it count and what is missing, the roll with joining and leaving days, projects, hours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.checks_volunteer import TEAM_AT_LEAST
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.group_head import GroupHead
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.share_bar import ShareBar
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.team_file import MemberLine, TeamFile, team_file

KIND, PROJECT = "volunteer_team", "volunteer_project"
SIDE_WIDTH = 320
COLUMNS = (
    Column("name", "姓名", 76, "strong", sortable=False),
    Column("role", "职务", 62, sortable=False),
    Column("age", "年龄", 46, sortable=False),
    Column("joined", "加入日期", 134, sortable=False),
    Column("left", "退出日期", 110, sortable=False),
    Column("hours", "时长", 68, sortable=False),
    Column("last", "最近参加", 100, stretch=True, sortable=False),
)


class TeamPage(ReadingPage):
    """The page of a team."""

    KINDS = frozenset({KIND, PROJECT, "volunteer", "volunteer_hour"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._record = ""
        self.file: TeamFile | None = None
        whole = layout.column(self, gap=0)
        top = QWidget()
        self.head = GroupHead(
            (
                Action("team_print", "打印名册", "printer", self.print_, PLAIN),
                Action("team_edit", "改登记表和名册", "pencil", self._edit, PLAIN),
                Action("team_hours", "登记时长", "clock", self._hours, PRIMARY),
            ),
            "users",
        )
        layout.column(top, (24, 14, 24, 0)).addWidget(self.head)
        whole.addWidget(top)
        left = Card((1, 12, 1, 8), 8)
        title = layout.column(margins=(18, 0, 18, 0))
        self._title = CardTitle("队员名册")
        title.addWidget(self._title)
        left.body.addLayout(title)
        self.table = RecordTable(COLUMNS, row_height=38, name="members_table")
        self.table.setAccessibleName("队员名册")
        self.table.opened.connect(lambda record: self.go("volunteer", record))
        layout.least(self.table, width=430, height=230)
        left.body.addWidget(self.table, 1)
        side = QWidget()
        self._side = layout.column(side, gap=12)
        whole.addWidget(Panes(left, side, SIDE_WIDTH), 1)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say which team."""
        name = self.file.name if self.file else ""
        number = self.file.number.partition("-")[2] if self.file else ""
        context = "・".join(part for part in (name, number) if part)
        return Header("志愿服务队", context, crumbs=(("志愿者", "volunteers"),))

    def open(self, argument: object) -> None:
        """Show a team by record id."""
        if isinstance(argument, str) and argument:
            self._record = argument
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for the team."""
        return partial(team_file, self.desk, self._record)

    def show_found(self, found: object) -> None:
        """Show the team."""
        assert isinstance(found, TeamFile)
        fresh = self.file is None or self.file.record != found.record
        self.file = found
        self.head.say(found.name, found.state, found.tone, found.line)
        for name in ("team_edit", "team_hours"):
            self.head.buttons[name].setVisible(found.own)
        gone = sum(one.gone for one in found.members)
        self._title.say(f"在册 {found.size} 人" + (f"・已退出 {gone} 人" if gone else ""))
        self.table.show_rows([_row(one) for one in found.members])
        self._show_side(found)
        if fresh and self.isVisible():
            self.table.setFocus()

    def _show_side(self, found: TeamFile) -> None:
        layout.clear(self._side)
        self._side.addWidget(self._rule(found))
        done = Card()
        done.body.addWidget(CardTitle("服务"))
        done.body.addWidget(PlainLabel(f"{found.hours} 小时・{found.times} 次（审核过的）", "second_main", wrap=True))
        done.body.addWidget(PlainLabel(f"党员 {found.party} 人", "second_main"))
        self._side.addWidget(done)
        self._side.addWidget(self._projects(found))
        self._side.addStretch(1)

    def _rule(self, found: TeamFile) -> QWidget:
        """The rule of ten, live: so many are here, so many are missing, and what else stands in the way."""
        card = Card()
        card.setObjectName("team_rule")
        line = layout.row(gap=8)
        line.addWidget(PlainLabel(str(found.size), "number", tone="ok" if found.enough else "warn"))
        state = "达标" if found.enough else f"还差 {TEAM_AT_LEAST - found.size} 人"
        line.addWidget(PlainLabel(f"人在册・要求 {TEAM_AT_LEAST} 人・{state}", "second"), 1)
        card.body.addLayout(line)
        bar = ShareBar()
        bar.show_part(min(found.size / TEAM_AT_LEAST, 1.0), "okBar" if found.enough else "warnBar")
        card.body.addWidget(bar)
        if found.counts and not found.missing:
            card.body.addWidget(Banner("ok", "计入指标", "志愿者队伍 1 支", name="team_counts", edge=False))
        else:
            tone, title = ("info", "计入指标，还可以核对") if found.counts else ("warn", "还差什么")
            text = "\n".join(found.missing)
            card.body.addWidget(Banner(tone, title, text, name="team_missing", edge=False))
        return card

    def _projects(self, found: TeamFile) -> QWidget:
        card = Card()
        card.body.addWidget(CardTitle("服务项目", side=f"{len(found.projects)} 个" if found.projects else "还没有"))
        for one in found.projects:
            opened = partial(self.go, kinds.form_page(PROJECT), FormAsk(PROJECT, one.record))
            card.body.addWidget(Button(one.name, LINK, small=True, name="project_open", pressed=opened), 0, layout.LEFT)
            card.body.addWidget(PlainLabel(one.words, "hint", wrap=True))
        if found.own:
            card.body.addWidget(
                Button("新建项目", PLAIN, "plus", small=True, name="project_new", pressed=self._project), 0, layout.LEFT
            )
        return card

    # ------------------------------------------------------------------ going on
    def _edit(self) -> None:
        self.go(kinds.form_page(KIND), FormAsk(KIND, self._record))

    def _hours(self) -> None:
        self.go("volunteer_hours", self._record)

    def _project(self) -> None:
        self.go(kinds.form_page(PROJECT), FormAsk(PROJECT, answers={"team_id": self._record}))

    def print_(self) -> None:
        """Ctrl+P: the form with the roll."""
        if self._record:
            self.go("print", FormAsk(KIND, self._record))

    def keep(self) -> object:
        """Remember which team, and which member."""
        return (self._record, self.table.current_id)

    def restore(self, kept: object) -> None:
        """Come back to the same member."""
        if isinstance(kept, tuple):
            self.table.choose(str(kept[1]))
            self.table.setFocus()

    def help_topic(self) -> str:
        """F1."""
        return "team_file"


def _row(one: MemberLine) -> Row:
    cells = (one.name, one.role, one.age, one.joined, one.left, one.hours, one.last)
    return Row(one.record, cells, one.name, one.gone)
