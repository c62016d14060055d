"""A 登记包 that was written: where it lies, the centre's fingerprint for the telephone, the codes for the envelopes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.staff import ROLE_NAMES
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.sheet_out import sheet_out
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn, Well
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Joining, Pack
from sheqi_desktop.operations.print_codes import CodeLine, print_codes


class PackMade(QWidget):
    """Shown once: only a slow hash of the codes is kept."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._pack: Pack | None = None
        self._place, self._until = "", ""
        self._lines: tuple[CodeLine, ...] = ()
        whole = layout.column(self, gap=0)
        scroll = ScrollColumn((24, 16, 24, 16), 12)
        whole.addWidget(scroll, 1)
        card = Card((24, 18, 24, 18), 12)
        layout.most(card, 860)
        scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        body = card.body
        self._done = Banner("ok", "", "")
        body.addWidget(self._done)
        body.addWidget(CardTitle("县中心指纹", "站里打电话来，听他念，和这里一样才让他往下走"))
        self.digits = FingerprintBox(large=True)
        body.addWidget(self.digits, 0, layout.LEFT)
        body.addWidget(Line())
        body.addWidget(CardTitle("一次性代码", "一人一个，装信封或电话里说，不跟登记包放一起"))
        holder = QWidget()
        self._codes = layout.grid(holder, gap=10)
        body.addWidget(holder)
        body.addWidget(Banner("warn", "离开这一页，代码不再显示", "先打印，或抄在纸上。丢了只能重做一份登记包。"))
        foot = layout.row(margins=(24, 10, 24, 12), gap=12)
        self.again = Button("再做一份", icon="plus", name="pack_again")
        foot.addWidget(self.again)
        foot.addStretch(1)
        self.print_ = Button("打印代码单", icon="printer", name="pack_print", pressed=self._print)
        self.finish = Button("完成", PRIMARY, "check", name="pack_finish")
        foot.addWidget(self.print_)
        foot.addWidget(self.finish)
        whole.addLayout(foot)

    def show_pack(self, pack: Pack, place: str, people: Sequence[Joining]) -> None:
        """Show what was written."""
        day = county_day(pack.expires)
        self._pack, self._place, self._until = pack, place, f"{day.year}年{day.month}月{day.day}日"
        self._lines = tuple(
            CodeLine(one.name, ROLE_NAMES.get(one.role, one.role), pack.codes[one.worker_id]) for one in people
        )
        where = f"{pack.path}，{self._until}前有效。交给站里：第一次打开程序时选它。"
        self._done.say("ok", f"{place}的登记包已写入并核对", where)
        self.digits.show_digits(pack.fingerprint)
        layout.clear(self._codes)
        for place_, line in enumerate(self._lines):
            well = Well((14, 10, 14, 10), 2)
            layout.least(well, width=220)
            well.body.addWidget(PlainLabel(f"{line.name}（{line.role}）", "second_main", wrap=True))
            well.body.addWidget(PlainLabel(line.code, "result", selectable=True))
            well.setAccessibleName(f"{line.name} 代码 {' '.join(line.code)}")
            self._codes.addWidget(well, place_ // 3, place_ % 3)
        self._codes.setColumnStretch(3, 1)

    def forget(self) -> None:
        """Show nothing of it any more."""
        self._pack, self._lines = None, ()
        self.digits.show_digits("")
        layout.clear(self._codes)

    @property
    def codes(self) -> dict[str, str]:
        """Give name → code, as they stand on the screen."""
        return {one.name: one.code for one in self._lines}

    def _print(self) -> None:
        pack, lines, place, until = self._pack, self._lines, self._place, self._until
        if pack is None:
            return
        today = self._desk.clock.today()
        self._jobs.run(
            lambda job: print_codes(place, pack.path.name, pack.fingerprint, lines, until, today),
            lambda data: sheet_out(self, self._jobs, data, "一次性代码单"),
            self._sorry,
        )

    def _sorry(self, trouble: Trouble) -> None:
        ask.say_trouble(self, trouble)
