"""另一个人批准: who agrees, and their own 口令, on this machine."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.deidentify import READ_IT
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.second_field import SecondField
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.print_record import UNMASKS
from sheqi_desktop.operations.print_supervision import who_reads
from sheqi_desktop.operations.second_person import Second, needs_second, who_agrees

TITLE = "请另一个人批准"
READ_TWICE = "例子要两个人看：请另一位同事把下面的话读一遍，确认认不出是谁，再输自己的口令。两个人的名字都记入日志。"


def ask_second(parent: QWidget, desk: Desk, capability: str, what: str) -> tuple[bool, Second | None]:
    """Tell whether to go on, and with whose word; nobody is asked where the table asks for nobody."""
    if not needs_second(desk, capability):
        return True, None
    who = who_agrees(desk, capability)
    if not who:
        ask.tell(parent, "这台电脑上没有能批准的人", f"{what}要另一个人批准，请县中心的同事先在这台电脑上设口令。")
        return False, None
    text = f"{what}要另一个人批准：请批准的人在这里输入自己的口令。谁申请、谁批准、为什么，都记入日志。"
    second = _asked(parent, TITLE, text, who, "批准人", "批准")
    return second is not None, second


def ask_reader(parent: QWidget, desk: Desk, texts: Sequence[str]) -> Second | None:
    """Let another person read once more what is to be shown without names, and say so; None if they did not."""
    who = who_reads(desk)
    if not who:
        ask.tell(parent, "这台电脑上没有第二个人能确认", f"{READ_TWICE}请到县中心的电脑上印，或不放例子。")
        return None
    words = "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))
    return _asked(parent, READ_IT, f"{READ_TWICE}\n{words}", who, "确认人", "已逐段确认")


def _asked(parent: QWidget, title: str, text: str, who: list[tuple[str, str]], role: str, verb: str) -> Second | None:
    known, said = ask.laid_out(title)
    if known:
        return said if isinstance(said, Second) else None
    window = _Window(parent, title, text, who, role, verb)
    window.exec()
    return window.second()


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

    def __init__(
        self, parent: QWidget, title: str, text: str, who: list[tuple[str, str]], role: str, verb: str
    ) -> None:
        super().__init__(parent, title, text, "lock", "warn")
        self._field = SecondField(role, "second_who", "second_password")
        self._field.offer(who, who[0][0])
        self.middle.addWidget(self._field)
        self._buttons = self.offer((ask.Choice("no", "先不"), ask.Choice("yes", verb, PRIMARY)), "no")
        self._field.changed.connect(self._weigh)
        self.rejected.connect(lambda: setattr(self, "key", "no"))
        self._weigh()
        self._field.password.setFocus()

    def second(self) -> Second | None:
        """Give who agreed, None if the person thought better of it."""
        return self._field.given() if self.key == "yes" else None

    def _weigh(self) -> None:
        self._buttons["yes"].explain(self._field.why_not())
