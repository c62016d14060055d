"""One 志愿服务队: does it count and what is missing, the roll with joining and leaving days, projects, hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.checks_volunteer import TEAM_AT_LEAST
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.page import Action
from sheqi_desktop.gui.pages.file_page import FilePage
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.record_table import Column, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.share_bar import ShareBar
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.team_file import MemberLine, TeamFile, team_file

KIND, PROJECT = "volunteer_team", "volunteer_project"
COLUMNS = (
    Column("name", "姓名", 76, "strong", sortable=False),
    Column("role", "职务", 62, sortable=False),
    Column("age", "年龄", 46, sortable=False),
    Column("joined", "加入日期", 134, sortable=False),
    Column("left", "退出日期", 110, sortable=False),
    Column("hours", "时长", 68, sortable=False),
    Column("last", "最近参加", 100, stretch=True, sortable=False),
)


class TeamPage(FilePage[TeamFile]):
    """The page of a team."""

    KINDS = frozenset({KIND, PROJECT, "volunteer", "volunteer_hour"})
    KIND, TITLE, LIST, ICON = KIND, "志愿服务队", ("志愿者", "volunteers"), "users"
    COLUMNS, TABLE, TABLE_NAME = COLUMNS, ("队员名册", "队员名册"), "members_table"
    TABLE_LEAST, SIDE_WIDTH = (430, 230), 320

    def offered(self) -> Sequence[Action]:
        """Offer the roll on paper, the form, and the hours of the team."""
        return (
            Action("team_print", "打印名册", "printer", self.print_, PLAIN),
            Action("team_edit", "改登记表和名册", "pencil", self.edit, PLAIN),
            Action("team_hours", "登记时长", "clock", self._hours, PRIMARY),
        )

    def read(self, desk: Desk, record: str) -> TeamFile:
        """Read the team."""
        return team_file(desk, record)

    def show_head(self, found: TeamFile) -> None:
        """Show which team, and how many are in it."""
        self.head.say(found.name, found.state, found.tone, found.line)
        for name in ("team_edit", "team_hours"):
            self.head.buttons[name].setVisible(found.own)
        gone = sum(one.gone for one in found.members)
        self.table_title.say(f"在册 {found.size} 人" + (f"・已退出 {gone} 人" if gone else ""))

    def rows(self, found: TeamFile) -> list[Row]:
        """Give the members, those who left too."""
        return [_row(one) for one in found.members]

    def cards(self, found: TeamFile) -> Iterable[QWidget]:
        """Give the rule of ten, what was done, and the projects."""
        return (self._rule(found), self._service(found), self._projects(found))

    def open_row(self, row: str) -> None:
        """Open a member."""
        self.go("volunteer", row)

    def _service(self, found: TeamFile) -> QWidget:
        card = Card()
        card.body.addWidget(CardTitle("服务"))
        card.body.addWidget(PlainLabel(f"{found.hours} 小时・{found.times} 次（审核过的）", "second_main", wrap=True))
        card.body.addWidget(PlainLabel(f"党员 {found.party} 人", "second_main"))
        return card

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
    def _hours(self) -> None:
        self.go("volunteer_hours", self._record)

    def _project(self) -> None:
        self.go(kinds.form_page(PROJECT), FormAsk(PROJECT, answers={"team_id": self._record}))

    def help_topic(self) -> str:
        """F1."""
        return "team_file"


def _row(one: MemberLine) -> Row:
    cells = (one.name, one.role, one.age, one.joined, one.left, one.hours, one.last)
    return Row(one.record, cells, one.name, one.gone)
