"""One record at odds: both machines' answers beside what was there before, the result below, and why (mock-up 09)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.disputes import Choice
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.pages.dispute_line import BASE_COLUMN, DisputeLine
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, Line, ScrollColumn
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.operations.disputes import STATE_WORDS, Dispute
from sheqi_desktop.operations.settle_conflict import REASON_AT_LEAST

KEYS = "← 取左　→ 取右　↑ ↓ 换一项　B 两者并存　Ctrl+回车 定下来"
NOT_TAKEN = "没选中的值不会删除，留在“修改历史”里。"
WHY_LABEL = "为什么这样定（会写进记录，两台电脑都能看到）*"
HIDDEN = "这份是限阅记录，只有被指定的人能看，也只有他们能定。"
RESULT_COLUMNS = 2


class DisputePane(Card):
    """Shows one record; asks the page to settle, to leave it, or to send it back to the station."""

    settle_asked = Signal()
    later_asked = Signal()
    back_asked = Signal()
    open_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((22, 14, 22, 14), 8, parent=parent)
        self.dispute: Dispute | None = None
        self.lines: list[DisputeLine] = []
        self.why = LineField()
        self._decides = True
        self._build_head()
        self.body.addWidget(Line())
        self._scroll = ScrollColumn(gap=10)
        self.body.addWidget(self._scroll, 1)
        self._build_foot()

    # ------------------------------------------------------------------ parts
    def _build_head(self) -> None:
        head = layout.row(gap=10)
        self._title = PlainLabel("", "page", elide=True)
        self._badge = Badge("两台电脑都改过", "note")
        self._place = PlainLabel("", "second")
        self.previous = Button("", PLAIN, "chevron-left", small=True, name="dispute_previous")
        self.following = Button("", PLAIN, "chevron-right", small=True, name="dispute_next")
        for button, words, by in ((self.previous, "上一条", -1), (self.following, "下一条", 1)):
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, by=by: self.step_asked.emit(by))
        head.addWidget(self._title)
        head.addWidget(self._badge)
        head.addStretch(1)
        for widget in (self._place, self.previous, self.following):
            head.addWidget(widget)
        self.body.addLayout(head)
        self._words = PlainLabel("", "second", wrap=True)
        self.body.addWidget(self._words)

    def _build_foot(self) -> None:
        self._keys = PlainLabel(KEYS, "hint", wrap=True)
        self.body.addWidget(self._keys)
        holder = QWidget()
        foot = FlowLayout(holder, gap=8)
        self.later = Button("先放着", PLAIN, name="dispute_later", pressed=self.later_asked.emit)
        self.back = Button("退回站点核实…", PLAIN, "undo-2", name="dispute_back", pressed=self.back_asked.emit)
        self.settle = Button(
            "定下来，看下一条", PRIMARY, "check", name="dispute_settle", pressed=self.settle_asked.emit
        )
        self.open_button = Button("打开这份来改", PRIMARY, "pencil", name="dispute_open", pressed=self.open_asked.emit)
        for button in (self.later, self.back, self.settle, self.open_button):
            foot.addWidget(button)
        self.body.addWidget(holder)

    # ------------------------------------------------------------------ showing
    def show_dispute(self, dispute: Dispute, place: str, *, decides: bool) -> None:
        """Show one record; whoever does not decide sees both sides and opens the form."""
        self.dispute, self._decides = dispute, decides
        self._title.setText(dispute.title)
        many = len({side.machine for line in dispute.lines for side in line.sides})
        self._badge.say(f"{many} 台电脑都改过" if many > 2 else "两台电脑都改过", "note")
        agreed = f"上次一致：{dispute.agreed}。" if dispute.agreed else ""
        counts = f"{dispute.same} 项相同，{len(dispute.lines)} 项不同。"
        self._words.setText("・".join(part for part in (dispute.number, agreed + counts) if part))
        self._place.setText(place)
        layout.clear(self._scroll.body)
        self.lines = []
        if dispute.asked_back:
            self._scroll.body.addWidget(PlainLabel(dispute.asked_back, "strong13", wrap=True, tone="warn"))
        if dispute.hidden:
            self._scroll.body.addWidget(PlainLabel(HIDDEN, "soft", wrap=True))
        else:
            self._show_lines(dispute)
        self._scroll.body.addStretch(1)
        for widget in (self.later, self.back, self.settle, self._keys):
            widget.setVisible(decides and not dispute.hidden)
        self.open_button.setVisible(not decides and not dispute.hidden)
        self.weigh()

    def _show_lines(self, dispute: Dispute) -> None:
        holder = _Questions(self._key)
        grid = layout.grid(holder, gap=10, down=10)
        sides = dispute.lines[0].sides
        for nth, side in enumerate(sides):
            grid.addWidget(
                _machine(side.machine, f"{side.by}・{side.when}，{STATE_WORDS[side.confirmed]}"), 0, nth + 1 + (nth > 0)
            )
            grid.setColumnStretch(nth + 1 + (nth > 0), 1)
        agreed = PlainLabel(dispute.agreed or "最早", "hint")
        agreed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(agreed, 0, BASE_COLUMN)
        for number, line in enumerate(dispute.lines):
            made = DisputeLine(line, number, grid, holder)
            made.changed.connect(self.weigh)
            self.lines.append(made)
        self._scroll.body.addWidget(holder)
        if self._decides:
            self._scroll.body.addWidget(self._result())
            self._scroll.body.addWidget(PlainLabel(NOT_TAKEN, "hint", wrap=True))
        else:
            for made in self.lines:
                for card in made.cards:
                    card.setEnabled(False)

    def _result(self) -> QWidget:
        card = Card((16, 10, 16, 12), 8, fill="okBg", radius=8)
        head = layout.row(gap=8)
        head.addWidget(PlainLabel("合并后的内容", "strong"), 1)
        if any(one.field is not None for one in self.lines):
            head.addWidget(PlainLabel("可以直接改", "hint"))
        card.body.addLayout(head)
        fields = layout.grid(gap=12, down=8)
        for nth, one in enumerate(self.lines):
            fields.addWidget(one.result, nth // RESULT_COLUMNS, nth % RESULT_COLUMNS)
        for column in range(min(RESULT_COLUMNS, len(self.lines))):
            fields.setColumnStretch(column, 1)
        card.body.addLayout(fields)
        card.body.addWidget(PlainLabel(WHY_LABEL, "label"))
        self.why = LineField()
        self.why.setAccessibleName("为什么这样定，必填")
        layout.fix(self.why, height=36)
        self.why.textChanged.connect(self.weigh)
        card.body.addWidget(self.why)
        return card

    # ------------------------------------------------------------------ deciding
    def choices(self) -> dict[str, Choice]:
        """Give what is decided so far."""
        found = {one.line.path: one.choice() for one in self.lines}
        return {path: choice for path, choice in found.items() if choice is not None}

    def reason(self) -> str:
        """Give why."""
        return self.why.text().strip()

    def weigh(self) -> None:
        """Say what is still missing, beside the button that would settle it."""
        if not self._decides or self.dispute is None:
            return
        missing = [one.line.label for one in self.lines if one.choice() is None]
        if missing:
            self.settle.explain(f"还没有定：{'、'.join(missing)}")
        else:
            self.settle.explain("" if len(self.reason()) >= REASON_AT_LEAST else "请说明为什么这样定。")

    def kept(self) -> Mapping[str, object]:
        """Give what is half decided."""
        return {"why": self.why.text(), "lines": {one.line.path: one.kept() for one in self.lines}}

    def restore(self, kept: Mapping[str, object]) -> None:
        """Come back to what was half decided."""
        lines = kept.get("lines")
        for one in self.lines:
            if isinstance(lines, dict) and one.line.path in lines:
                one.restore(lines[one.line.path])
        self.why.setText(str(kept.get("why") or ""))

    # ------------------------------------------------------------------ keys
    def _key(self, key: int) -> bool:
        """← → choose, ↑ ↓ walk through the questions, B takes both; tell whether the key was for us."""
        at = next((nth for nth, one in enumerate(self.lines) if one.has_focus()), None)
        if at is None or not self._decides:
            return False
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.lines[at].step(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(at + (-1 if key == Qt.Key.Key_Up else 1))
        elif key == Qt.Key.Key_B:
            self.lines[at].take_both()
        else:
            return False
        return True

    def _walk(self, to: int) -> None:
        if 0 <= to < len(self.lines):
            self.lines[to].focus()
        elif to >= len(self.lines):
            self.why.setFocus(Qt.FocusReason.TabFocusReason)

    def begin(self) -> None:
        """Go to the first answer."""
        if self.lines and self._decides:
            self.lines[0].focus()
        elif self.open_button.isVisible():
            self.open_button.setFocus()


class _Questions(QWidget):
    """Takes the keys of the answers in it before the page around them would scroll."""

    def __init__(self, key: Callable[[int], bool]) -> None:
        super().__init__()
        self._key = key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key."""
        if not self._key(event.key()):
            super().keyPressEvent(event)


def _machine(name: str, words: str) -> QWidget:
    made = QWidget()
    body = layout.column(made, gap=0)
    body.addWidget(PlainLabel(name, "strong", elide=True))
    body.addWidget(PlainLabel(words, "second", elide=True))
    return made
