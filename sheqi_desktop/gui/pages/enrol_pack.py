"""制作登记包: for which station and letter, for whom; the file, the one-time codes, the fingerprint."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.staff import ROLE_NAMES, permission, who_prepares
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.asking import SignedPage
from sheqi_desktop.gui.pages.pack_made import PackMade
from sheqi_desktop.gui.pages.pack_people import PackPeople
from sheqi_desktop.gui.pages.pack_stations import PackStations
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import CardTitle, Line
from sheqi_desktop.gui.widgets.needed import NeededLabel
from sheqi_desktop.operations.county_people import assigned_to, known_people, new_worker_id, next_letter
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Joining, Pack, invite
from sheqi_desktop.operations.root_key import county_root_keys
from sheqi_desktop.operations.said_names import initials

SUPERVISORS_OWN = "督导自己的电脑"


class EnrolPackPage(SignedPage):
    """The few questions, then what was made."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._assigned = ""
        self._stack = QStackedWidget()
        layout.column(self).addWidget(self._stack)
        self._stack.addWidget(self._questions())
        self.made = PackMade(desk, jobs)
        self.made.again.clicked.connect(lambda: self._begin(""))
        self.made.finish.clicked.connect(lambda: self.go("people", self._station))
        self._stack.addWidget(self.made)
        self.setFocusProxy(self.stations)

    def _questions(self) -> QWidget:
        whole = QWidget()
        scroll = self._scroll_on(whole)
        card = self._card_on(scroll)
        scroll.body.addStretch(1)
        body = card.body
        body.addWidget(CardTitle("给哪台电脑"))
        body.addWidget(self._place())
        body.addWidget(Line())
        body.addWidget(CardTitle("谁用这台电脑", "每人一个一次性代码，到站里设自己的口令"))
        self.people = PackPeople()
        self.people.changed.connect(self._peopled)
        body.addWidget(self.people)
        self.watched = PackStations([(one.code, one.name) for one in self._desk.library.places.stations])
        self.watched.changed.connect(self._weigh)
        body.addWidget(self.watched)
        body.addWidget(Line())
        self._root_on(card)
        body.addWidget(self._said)
        self.write = self._foot_on(Button("写出登记包", PRIMARY, "save", name="pack_write", pressed=self.submit))
        return whole

    def _place(self) -> QWidget:
        holder = QWidget()
        grid = layout.grid(holder, gap=12, down=4)
        self.stations = ChoiceList(initials)
        self.stations.setObjectName("pack_station")
        self.stations.setAccessibleName("站点")
        layout.least(self.stations, width=220)
        for one in self._desk.library.places.stations:
            self.stations.addItem(one.name, one.code)
        self.stations.addItem(SUPERVISORS_OWN, self._desk.library.centre_unit)
        self.stations.setCurrentIndex(-1)
        self.stations.currentIndexChanged.connect(lambda _: self._placed())
        self.letter = LineField(narrow=True)
        self.letter.setObjectName("pack_letter")
        self.letter.setAccessibleName("机位")
        self.letter.setMaxLength(1)
        layout.fix(self.letter, width=80, height=36)
        self.letter.textChanged.connect(lambda _: self._weigh())
        for place, (words, field) in enumerate((("站点", self.stations), ("机位", self.letter))):
            grid.addWidget(NeededLabel(words, field), 0, place)
            grid.addWidget(field, 1, place)
        self._used = PlainLabel("", "hint", wrap=True)
        grid.addWidget(self._used, 2, 0, 1, 3)
        grid.setColumnStretch(2, 1)
        return holder

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what is made here."""
        return Header("制作登记包", "登记包", (("站点与人员", "people"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin anew, at a station if one is named; codes that were shown are gone."""
        self._begin(argument if isinstance(argument, str) else "")

    def leave(self) -> None:
        """Codes and 口令 do not wait for whoever comes next."""
        self.made.forget()
        super().leave()

    def submit(self) -> None:
        """Ctrl+Enter: write the file."""
        if self._stack.currentIndex() or not self._ready():
            return
        folder = ask.folder(self, "登记包写到哪里（U 盘或文件夹）")
        if folder is not None:
            self._write(folder)

    # ------------------------------------------------------------------ the questions
    @property
    def _station(self) -> str:
        return str(self.stations.currentData() or "")

    @property
    def _for_supervisor(self) -> bool:
        return self._station == self._desk.library.centre_unit

    def _begin(self, station: str) -> None:
        self._stack.setCurrentIndex(0)
        self.made.forget()
        self.root.forget()
        self._say("")
        place = self.stations.findData(station) if station else self.stations.currentIndex()
        if self.stations.currentIndex() != place:
            self.stations.setCurrentIndex(place)
        else:
            self._placed()

    def _placed(self) -> None:
        station = self._station
        used = [one.slot for one in self._desk.book.newest.devices if one.station_code == station]
        self.letter.setText(next_letter(self._desk, station) if station else "")
        self.watched.setVisible(self._for_supervisor)
        taken = (
            f"{'这里' if self._for_supervisor else '本站'}用过 {'、'.join(used)}，字母不重复使用。"
            if used
            else "第一台电脑用 A；字母 I 和 O 不用。"
        )
        self._used.setText(taken if station else "先选站点，机位按顺序给下一个字母。")
        self._assigned = ""
        self.people.show_known(known_people(self._desk, station) if station else (), station)
        self._peopled()

    def _peopled(self) -> None:
        """Show what the 督导 who is ticked is responsible for already."""
        ticked = self.people.ticked()
        worker = ticked[0].worker_id if len(ticked) == 1 else ""
        if worker != self._assigned or not worker:
            if worker or self._assigned:
                self.watched.show_assigned(assigned_to(self._desk, worker))
            self._assigned = worker
        self._weigh()

    def _why_not(self) -> str:
        if not permission(self._desk.role, "device.enrol").prepares:
            return f"登记电脑要由{'、'.join(ROLE_NAMES[role] for role in who_prepares('device.enrol'))}办理"
        if not self._station:
            return "还差站点"
        if not self.letter.text().strip():
            return "还差机位字母"
        return self.people.why_not() or self._why_not_theirs() or self.root.why_not()

    def _why_not_theirs(self) -> str:
        """A 督导's computer is one person's, who is responsible for some station."""
        if not self._for_supervisor:
            return ""
        named = [(one.name, one.role) for one in self.people.ticked()]
        named += [(one.name, one.role) for one in self.people.newcomers()]
        if len(named) != 1:
            return "督导的电脑只给一个人用"
        ((name, role),) = named
        if role != "supervisor":
            return f"{name}的角色要选督导"
        return "" if self.watched.enough else "还差负责的站点"

    def _joining(self) -> list[Joining]:
        found = self.people.ticked()
        for one in self.people.newcomers():
            taken = [known.worker_id for known in found]
            found.append(
                Joining(new_worker_id(self._desk, self._station, one.role, taken), one.name, one.role, one.phone)
            )
        return [replace(one, stations=self.watched.chosen()) for one in found] if self._for_supervisor else found

    # ------------------------------------------------------------------ writing
    def _write(self, folder: Path) -> None:
        station, letter, joining = self._station, self.letter.text().strip().upper(), self._joining()
        keys = self.root.given

        def work() -> Pack:
            return invite(self._desk, station, letter, joining, folder, *county_root_keys(self._desk, keys))

        self._run(work, lambda pack: self._done(pack, station, letter, joining))

    def _done(self, pack: Pack, station: str, letter: str, joining: list[Joining]) -> None:
        self.root.forget()
        whose = (
            f"督导{joining[0].name}的电脑" if self._for_supervisor else f"{self._desk.unit_name(station)} {letter} 机"
        )
        self.made.show_pack(pack, whose, joining)
        self._stack.setCurrentIndex(1)
        self.made.print_.setFocus()
        self.say(f"已写入并核对：{pack.path.name}")
        self.changed.emit(Changes())
