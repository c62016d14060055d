"""另一个人批准: who agrees, and their own 口令, on this machine."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.print_record import UNMASKS
from sheqi_desktop.operations.second_person import Second, needs_second, who_agrees

TITLE = "请另一个人批准"


def ask_second(parent: QWidget, desk: Desk, capability: str, what: str) -> tuple[bool, Second | None]:
    """Tell whether to go on, and with whose word; nobody is asked where the table asks for nobody."""
    if not needs_second(desk, capability):
        return True, None
    who = who_agrees(desk, capability)
    if not who:
        ask.tell(parent, "这台电脑上没有能批准的人", f"{what}要另一个人批准，请县中心的同事先在这台电脑上设口令。")
        return False, None
    known, said = ask.laid_out(TITLE)
    if known:
        return isinstance(said, Second), said if isinstance(said, Second) else None
    window = _Window(parent, who, what)
    window.exec()
    second = window.second()
    return second is not None, second


def ask_to_unmask(parent: QWidget, desk: Desk) -> tuple[str, Second | None] | None:
    """Ask why numbers are to be printed whole, and for another's word where it is needed; None if thought better of."""
    words = "身份证号和电话会整个印出来，用途会记入日志。"
    said = ask.reason(parent, "不遮住号码？", words, "用途", action="不遮", kind="danger")
    if said is None:
        return None
    goes_on, second = ask_second(parent, desk, UNMASKS, "不遮住号码打印")
    return (said, second) if goes_on else None


class _Window(ask.Question):
    """Who agrees, and their 口令."""

    def __init__(self, parent: QWidget, who: list[tuple[str, str]], what: str) -> None:
        text = f"{what}要另一个人批准：请批准的人在这里输入自己的口令。谁申请、谁批准、为什么，都记入日志。"
        super().__init__(parent, TITLE, text, "lock", "warn")
        self._who = Segments([Segment(worker, name, n) for n, (worker, name) in enumerate(who, 1)])
        self._who.setObjectName("second_who")
        self._who.set_value(who[0][0])
        self._password = PasswordField()
        self._password.setObjectName("second_password")
        self._line("批准人", self._who)
        self._line("批准人的口令", self._password)
        self._buttons = self.offer((ask.Choice("no", "先不"), ask.Choice("yes", "批准", PRIMARY)), "no")
        self._password.textChanged.connect(lambda _: self._weigh())
        self.rejected.connect(lambda: setattr(self, "key", "no"))
        self._weigh()
        self._password.setFocus()

    def second(self) -> Second | None:
        """Give who agreed, None if the person thought better of it."""
        return Second(str(self._who.value() or ""), self._password.words()) if self.key == "yes" else None

    def _line(self, label: str, field: QWidget) -> None:
        name = PlainLabel(label, "label")
        name.setBuddy(field)
        field.setAccessibleName(label)
        self.middle.addWidget(name)
        self.middle.addWidget(field)

    def _weigh(self) -> None:
        self._buttons["yes"].explain("" if self._password.text() else "还差批准人的口令")
