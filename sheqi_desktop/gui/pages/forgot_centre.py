"""没有恢复单: a question to the centre by file, its answer back by file, and the code that is told by telephone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Line
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox

WORDS = (
    "恢复单找不到，同事也打不开：存一份求助文件交给县中心，打电话念下面的指纹；"
    "中心两个人核对后给回应答文件，电话里念代码。"
)


class ThroughCentre(QWidget):
    """Closed until somebody has no 恢复单."""

    ask_asked = Signal()
    open_asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        body = layout.column(self, gap=8)
        body.addWidget(Line())
        self.show_ = Button("没有恢复单？请县中心帮忙", LINK, "phone", name="forgot_centre", pressed=self._open)
        body.addWidget(self.show_, 0, layout.LEFT)
        self._part = QWidget()
        self._part.hide()
        part = layout.column(self._part, gap=10)
        part.addWidget(PlainLabel(WORDS, "second", wrap=True))
        self.save = Button("存求助文件", PLAIN, "save", name="forgot_ask", pressed=self.ask_asked.emit)
        part.addWidget(self.save, 0, layout.LEFT)
        self._told = PlainLabel("", "label", wrap=True)
        self._told.hide()
        part.addWidget(self._told)
        self.digits = FingerprintBox(large=True)
        self.digits.hide()
        part.addWidget(self.digits, 0, layout.LEFT)
        line = layout.row(gap=12)
        self.choose = Button("选应答文件", PLAIN, "folder-open", name="forgot_answer", pressed=self._choose)
        self.code = LineField(digits=True)
        self.code.setObjectName("forgot_answer_code")
        self.code.setAccessibleName("电话里念的代码（十二位）")
        self.code.setPlaceholderText("电话里念的十二位代码")
        layout.fix(self.code, width=220, height=36)
        self.code.textChanged.connect(lambda _: self._weigh())
        self.code.enter_pressed.connect(self._go)
        self.go = Button("打开", PRIMARY, "lock-open", name="forgot_answer_go", pressed=self._go)
        for one in (self.choose, self.code, self.go):
            line.addWidget(one)
        line.addStretch(1)
        part.addLayout(line)
        body.addWidget(self._part)
        self._weigh()

    def asked(self, name: str, fingerprint: str) -> None:
        """Say that the question is written, and what to read by telephone."""
        self._told.setText(f"求助文件已存好：{name}。打电话时把这五组数字念给县中心听：")
        self._told.show()
        self.digits.show_digits(fingerprint)
        self.digits.show()

    def clear(self) -> None:
        """Forget the code: it opened."""
        self.code.clear()
        self._file = None
        self._weigh()

    def _open(self) -> None:
        self._part.show()
        self.show_.setEnabled(False)
        self.save.setFocus()

    def _choose(self) -> None:
        path = ask.open_file(self, "选应答文件", "应答文件 (*.sqans);;所有文件 (*)")
        if path is not None:
            self._file = path
            self.choose.set_words(path.name)
            self.code.setFocus()
            self._weigh()

    def _weigh(self) -> None:
        short = 12 - sum(one.isdigit() for one in self.code.text())
        self.go.explain("先选应答文件" if self._file is None else f"代码还差 {short} 位" if short > 0 else "")

    def _go(self) -> None:
        if self._file is not None and self.go.isEnabled():
            self.open_asked.emit(self._file, self.code.text())
