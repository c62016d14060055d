"""One volunteer: hours by year, stars, every service, teams, and the register of certificates with its button."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action
from sheqi_desktop.gui.pages.certificates import CertificateDesk
from sheqi_desktop.gui.pages.file_page import FilePage
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.record_table import BadgeCell, Column, Row, Sorted
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line
from sheqi_desktop.gui.widgets.fact import Fact
from sheqi_desktop.gui.widgets.share_bar import ShareBar
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.volunteer_file import CertificateLine, ServiceLine, VolunteerFile, volunteer_file

KIND, HOUR, CERTIFICATE = "volunteer", "volunteer_hour", "service_certificate"
COLUMNS = (
    Column("on", "日期", 136, "strong"),
    Column("title", "活动", 110, stretch=True),
    Column("team", "队伍", 144),
    Column("hours", "时长", 60),
    Column("state", "状态", 84, "badges"),
)


class VolunteerPage(FilePage[VolunteerFile]):
    """The page of a volunteer."""

    KINDS = frozenset({KIND, HOUR, CERTIFICATE, "volunteer_team"})
    KIND, TITLE, LIST, ICON = KIND, "志愿者", ("志愿者", "volunteers"), "clock"
    COLUMNS, TABLE, TABLE_NAME = COLUMNS, ("服务记录", "这位志愿者的服务记录"), "services_table"
    TABLE_LEAST, SIDE_WIDTH = (430, 190), 330

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._certificates = CertificateDesk(self)
        self.facts = (Fact("累计时长"), Fact("星级"), Fact("待审核"))
        line = layout.row(gap=14)
        for fact, room in zip(self.facts, (2, 3, 2), strict=True):
            line.addWidget(fact, room)
        self.top.addLayout(line)

    def offered(self) -> Sequence[Action]:
        """Offer the registration form and a certificate."""
        return (
            Action("volunteer_edit", "登记表", "pencil", self.edit, PLAIN),
            Action("volunteer_certify", "出具证明", "printer", self._certify, PRIMARY),
        )

    def read(self, desk: Desk, record: str) -> VolunteerFile:
        """Read everything about the person."""
        return volunteer_file(desk, record)

    def show_head(self, found: VolunteerFile) -> None:
        """Show who, with the hours, the stars and what waits."""
        self.head.say(found.name, found.state, found.tone, found.line)
        certify = self.head.buttons["volunteer_certify"]
        certify.setVisible(found.own)
        certify.explain(found.no_certificate)
        whole, star, waiting = self.facts
        whole.say(found.hours, f"小时・{found.times} 次")
        star.say(found.star.partition("・")[0] or "未达一星", found.next_star)
        waiting.say(str(found.waiting), "条・审核后计入时长", "warn" if found.waiting else "")
        self.table_title.say(f"{len(found.services)} 条")

    def rows(self, found: VolunteerFile) -> list[Row]:
        """Give the services."""
        return [_row(one) for one in found.services]

    def cards(self, found: VolunteerFile) -> Iterable[QWidget]:
        """Give the years, the register of certificates and the teams."""
        return (self._years(found), self._register(found), self._teams(found))

    def open_row(self, row: str) -> None:
        """Open a service."""
        self.go(kinds.form_page(HOUR), FormAsk(HOUR, row))

    def _years(self, found: VolunteerFile) -> QWidget:
        card = Card()
        card.body.addWidget(CardTitle("按年", side="" if found.years else "还没有审核过的服务"))
        for year in found.years:
            line = layout.row(gap=10)
            line.addWidget(PlainLabel(f"{year.year} 年", "second_main"))
            bar = ShareBar()
            bar.show_part(year.part, "okBar")
            line.addWidget(bar, 1)
            line.addWidget(PlainLabel(f"{year.hours} 小时・{year.times} 次", "second_main"))
            card.body.addLayout(line)
        if found.star:
            card.body.addWidget(PlainLabel(found.star, "second", wrap=True))
        return card

    def _register(self, found: VolunteerFile) -> QWidget:
        card = Card()
        card.setObjectName("certificates_register")
        card.body.addWidget(CardTitle("证明登记", side=f"{len(found.certificates)} 份"))
        if not found.certificates:
            words = found.no_certificate or "还没有出具过。证明不收任何费用。"
            card.body.addWidget(PlainLabel(words, "second", wrap=True))
        for place, one in enumerate(found.certificates):
            if place:
                card.body.addWidget(Line())
            self._certificate(card, one, own=found.own)
        return card

    def _certificate(self, card: Card, one: CertificateLine, *, own: bool) -> None:
        line = layout.row(gap=6)
        line.addWidget(PlainLabel(one.number, "second_main"), 1)
        line.addWidget(Badge(one.state, one.tone))
        card.body.addLayout(line)
        card.body.addWidget(PlainLabel(one.words, "hint", wrap=True))
        acts = layout.row(gap=4)
        show = Button("看、重印", LINK, small=True, name=f"reprint_{one.record}", pressed=partial(self._print, one))
        show.setAccessibleName(f"看、重印 {one.number}")
        acts.addWidget(show)
        if own and one.standing and self.file is not None and not self.file.no_certificate:
            renew = Button("换发", LINK, small=True, name=f"renew_{one.record}", pressed=partial(self._renew, one))
            renew.setAccessibleName(f"换发 {one.number}")
            acts.addWidget(renew)
        acts.addStretch(1)
        card.body.addLayout(acts)

    def _teams(self, found: VolunteerFile) -> QWidget:
        card = Card()
        card.body.addWidget(CardTitle("所属队伍", side="" if found.teams else "还没有加入队伍"))
        for one in found.teams:
            opened = partial(self.go, "volunteer_team", one.record)
            card.body.addWidget(Button(one.name, LINK, small=True, name="team_open", pressed=opened), 0, layout.LEFT)
            card.body.addWidget(PlainLabel(one.words, "hint", wrap=True))
        return card

    # ------------------------------------------------------------------ going on
    def _certify(self) -> None:
        self._certificates.issue(self._record, ())

    def _renew(self, one: CertificateLine) -> None:
        self._certificates.renew(self._record, one.record)

    def _print(self, one: CertificateLine) -> None:
        self.go("print", FormAsk(CERTIFICATE, one.record))

    def help_topic(self) -> str:
        """F1."""
        return "volunteer_file"


def _row(one: ServiceLine) -> Row:
    cells = (Sorted(one.on, one.day), one.title, one.team, one.hours, (BadgeCell(one.state, one.tone),))
    return Row(one.record, cells, one.title, one.struck)
