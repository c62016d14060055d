"""查阅未成年人档案: the purpose, for how many days, and the 口令 of whoever approves, on this machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sheqi_desktop.domain.trouble import MinorClosed, Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.minors import MOST_DAYS, PURPOSE_AT_LEAST, Asked, approvers, ask_to_read

TITLE = "查阅未成年人档案？"
USUAL_DAYS = 7


def ask_for_child_file(
    parent: QWidget,
    desk: Desk,
    jobs: Jobs,
    closed: MinorClosed,
    opened: Callable[[], None],
    sorry: Callable[[Trouble], None],
) -> bool:
    """Ask for an approval and go on with ``opened`` once it is given; tell whether anything was asked for."""
    asked = _asked(parent, approvers(desk), str(closed.facts["who"]))
    if asked is None:
        return False
    record = str(closed.facts["record"])
    jobs.run(lambda job: ask_to_read(desk, record, asked), lambda _: opened(), sorry)
    return True


def _asked(parent: QWidget, who: list[tuple[str, str]], role: str) -> Asked | None:
    known, said = ask.laid_out(TITLE)
    if known:
        return said if isinstance(said, Asked) else None
    window = _Window(parent, who, role)
    window.exec()
    return window.asked()


class _Window(ask.Question):
    """Purpose, days, who approves, their 口令; 紧急 opens at once and is looked at afterwards."""

    def __init__(self, parent: QWidget, who: list[tuple[str, str]], role: str) -> None:
        text = f"除责任社工和站长外，要先经{role}批准，并记入日志。有人身危险时可以先看，{role}在 24 小时内复核。"
        super().__init__(parent, TITLE, text, "lock", "warn")
        self._purpose = QPlainTextEdit()
        self._purpose.setObjectName("minor_purpose")
        self._purpose.setTabChangesFocus(True)
        layout.fix(self._purpose, height=72)
        self._days = LineField()
        self._days.setObjectName("minor_days")
        self._days.setText(str(USUAL_DAYS))
        layout.fix(self._days, width=80, height=36)
        self._who = Segments([Segment(worker, name, n) for n, (worker, name) in enumerate(who, 1)])
        self._who.setObjectName("minor_approver")
        self._password = PasswordField()
        self._password.setObjectName("minor_password")
        if who:
            self._who.set_value(who[0][0])
        self._line("用途", self._purpose)
        self._hint = PlainLabel("", "hint")
        self.middle.addWidget(self._hint)
        self._line(f"看几天（最长 {MOST_DAYS} 天）", self._days)
        if who:
            self._line("批准人", self._who)
            self._line("批准人的口令", self._password)
        choices = (
            ask.Choice("no", "先不"),
            ask.Choice("emergency", "紧急，先看"),
            ask.Choice("yes", "批准查阅", PRIMARY),
        )
        self._buttons = self.offer(choices, "no")
        self._purpose.textChanged.connect(self._weigh)
        self._days.textChanged.connect(lambda _: self._weigh())
        self._password.textChanged.connect(lambda _: self._weigh())
        self.rejected.connect(partial(setattr, self, "key", "no"))
        self._approved = bool(who)
        self._weigh()
        self._purpose.setFocus()

    def asked(self) -> Asked | None:
        """Give what was asked for, None if the person thought better of it."""
        if self.key not in ("yes", "emergency"):
            return None
        days, approver = self._number(), str(self._who.value() or "")
        purpose, password = self._purpose.toPlainText().strip(), self._password.words()
        return Asked(purpose, days, approver, password, emergency=self.key == "emergency")

    def _line(self, label: str, field: QWidget) -> None:
        name = PlainLabel(label, "label")
        name.setBuddy(field)
        field.setAccessibleName(label)
        self.middle.addWidget(name)
        self.middle.addWidget(field)

    def _number(self) -> int:
        text = self._days.text().strip()
        return int(text) if text.isascii() and text.isdecimal() else 0

    def _weigh(self) -> None:
        short = PURPOSE_AT_LEAST - len(self._purpose.toPlainText().strip())
        why = f"用途还差 {short} 个字" if short > 0 else ""
        self._hint.setText(why or "可以了")
        self._buttons["emergency"].explain(why)
        if not why and not 1 <= self._number() <= MOST_DAYS:
            why = f"天数填 1 到 {MOST_DAYS}"
        if not why and self._approved and not self._password.text():
            why = "还差批准人的口令"
        self._buttons["yes"].explain(why)
