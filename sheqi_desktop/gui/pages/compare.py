"""对照: two versions of a record, question by question; what went is struck through, what came stands on green."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.compared_text import ComparedText
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.compare import Difference, Version, differences, versions
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.look_up import get


@dataclass(frozen=True, slots=True)
class Compared:
    """All versions of a record, and what each says otherwise than the one before."""

    kind: str
    number: str
    versions: tuple[Version, ...]
    told: tuple[tuple[Difference, ...], ...]


def compared(desk: Desk, record: str) -> Compared:
    """Read the versions and compare each with the one before."""
    found = versions(desk, record)
    stored = get(desk, record, "对照")
    told = [tuple(differences(desk, stored.kind, one.answers, other.answers)) for one, other in pairwise(found)]
    return Compared(stored.kind, stored.number, tuple(found), tuple(told))


class ComparePage(ReadingPage):
    """One version and the one before it; the chips choose which."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._record = ""
        self._compared: Compared | None = None
        self._shown = 0
        whole = layout.column(self, (24, 14, 24, 16), 10)
        self._chip_place = layout.column()
        whole.addLayout(self._chip_place)
        self.chips = ChipRow()
        self._chip_place.addWidget(self.chips)
        self._words = PlainLabel("", "second_main", wrap=True)
        whole.addWidget(self._words)
        self._scroll = ScrollColumn(gap=10)
        whole.addWidget(self._scroll, 1)
        self.setFocusProxy(self.chips)

    def header(self) -> Header:
        """Say which record."""
        if self._compared is None:
            return Header("对照", search=False, new=False)
        number = self._compared.number.partition("-")[2]
        title = f"{words_of(self._compared.kind).words}・对照"
        back = Action("compare_back", "返回", "arrow-left", self.back_asked.emit)
        open_ = Action("compare_open", "打开这份", "file-text", self._open)
        return Header(title, number, actions=(back, open_), search=False, new=False)

    def open(self, argument: object) -> None:
        """Compare the versions of a record; the newest first."""
        self._record, self._shown = str(argument or ""), 0
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for the versions."""
        return partial(compared, self.desk, self._record)

    def show_found(self, found: object) -> None:
        """Show the newest pair, or the one that was chosen."""
        assert isinstance(found, Compared)
        self._compared = found
        numbers = [one.number for one in found.versions[1:]]
        if self._shown not in numbers:
            self._shown = numbers[-1] if numbers else 0
        layout.clear(self._chip_place)
        pairs = [(str(one), f"第 {one} 版与第 {one - 1} 版", len(found.told[one - 2])) for one in reversed(numbers)]
        self.chips = ChipRow(pairs)
        if pairs:
            self.chips.choose(str(self._shown))
        self.chips.chosen.connect(self._choose)
        self._chip_place.addWidget(self.chips)
        self.setFocusProxy(self.chips)
        self._refill()
        if self.isVisible():
            self.chips.setFocus()

    def _choose(self, number: str) -> None:
        self._shown = int(number)
        self._refill()

    def _refill(self) -> None:
        assert self._compared is not None
        layout.clear(self._scroll.body)
        if not self._shown:
            self._words.setText("")
            back = Action("compare_open_only", "打开这份", "file-text", self._open, PRIMARY)
            words = "提交以后又改过的，才有前后两版。"
            self._scroll.body.addWidget(EmptyState("file-text", "只有一版，没有可以对照的", words, back), 1)
            return
        version, told = self._compared.versions[self._shown - 1], self._compared.told[self._shown - 2]
        parts = [f"第 {version.number} 版", version.on, version.by, version.reason and f"原因：{version.reason}"]
        parts.append(f"签批：{version.signed_by}" if version.signed_by else "")
        said = "　".join(one for one in parts if one)
        self._words.setText(said if told else f"{said}　两版写的一样。")
        for one in told:
            card = Card((16, 10, 16, 12), 4)
            card.body.addWidget(PlainLabel(one.label, "label"))
            card.body.addWidget(ComparedText(one.pieces, one.label))
            self._scroll.body.addWidget(card)
        self._scroll.body.addStretch(1)
        self.say(f"{len(told)} 处不同")

    def _open(self) -> None:
        if self._compared is not None:
            self.go(kinds.form_page(self._compared.kind), FormAsk(self._compared.kind, self._record))

    def escape(self) -> bool:
        """Esc goes back."""
        self.back_asked.emit()
        return True
