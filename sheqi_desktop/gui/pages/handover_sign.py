"""签字: whoever is named signs with their own 口令 on this machine; what was signed on paper is noted by the 站长."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.second_person import Second

PAPER = "纸质清单上签了字，再在这里记一笔：谁、哪天签的。"


def ask_signature(parent: QWidget, title: str, worker: str, name: str) -> Second | None:
    """Let a colleague sign with their own 口令; None if they thought better of it."""
    known, said = ask.laid_out(title)
    if known:
        return said if isinstance(said, Second) else None
    window = _Window(parent, title, name)
    window.exec()
    return Second(worker, window.password.words()) if window.key == "yes" else None


def ask_paper(parent: QWidget, part: str) -> str | None:
    """Ask what stands on paper; None if the person thought better of it."""
    return ask.reason(parent, f"{part}在纸上签了吗？", PAPER, "谁、哪天签的", action="记下", kind=PRIMARY)


class _Window(ask.Question):
    """The one 口令."""

    def __init__(self, parent: QWidget, title: str, name: str) -> None:
        super().__init__(parent, title, f"请{name}在这里输入自己的口令，等于在清单上签字。", "pen-line", "tint")
        self.password = PasswordField()
        self.password.setObjectName("sign_password")
        label = PlainLabel(f"{name}的口令", "label")
        label.setBuddy(self.password)
        self.password.setAccessibleName(f"{name}的口令")
        self.middle.addWidget(label)
        self.middle.addWidget(self.password)
        self._buttons = self.offer((ask.Choice("no", "先不"), ask.Choice("yes", "签字", PRIMARY)), "no")
        self.rejected.connect(lambda: setattr(self, "key", "no"))
        self.password.textChanged.connect(lambda _: self._weigh())
        self._weigh()
        self.password.setFocus()

    def _weigh(self) -> None:
        self._buttons["yes"].explain("" if self.password.text() else "还差口令")
