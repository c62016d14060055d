"""The right side of the import page: who signed, and the copy taken before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.pages.effect_list import EffectList
from sheqi_desktop.gui.pages.undo_run import ELSE
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.gui.widgets.marks import IconSquare
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import Preview


class ImportSide(Card):
    """Trust was set once, at enrolment; here it is only shown."""

    reports_asked = Signal()

    def __init__(self, desk: Desk, undo: QWidget, parent: QWidget | None = None) -> None:
        super().__init__((18, 14, 18, 14), 10, parent=parent)
        self._desk = desk
        self.body.addWidget(CardTitle("谁签的名"))
        line = layout.row(gap=10)
        line.addWidget(IconSquare("building", "tint", 40, 20), 0, layout.TOP)
        words = layout.column(gap=0)
        self._who = PlainLabel("还没有选文件", "strong", wrap=True)
        self._slot = PlainLabel("核对以后，这里显示是哪台电脑签的", "second", wrap=True)
        words.addWidget(self._who)
        words.addWidget(self._slot)
        line.addLayout(words, 1)
        self.body.addLayout(line)
        self._digits = FingerprintBox()
        self._digits.hide()
        self.body.addWidget(self._digits)
        self._aloud = PlainLabel("电话里念这五组数字，可以核对是不是那台电脑。", "hint", wrap=True)
        self._aloud.hide()
        self.body.addWidget(self._aloud)
        self.body.addWidget(Line())
        self.effect = EffectList()
        self.body.addWidget(self.effect)
        self.body.addWidget(Line())
        self.body.addWidget(PlainLabel("导入前自动备份", "strong"))
        text = f"合并后发现不对，没写别的以前可以整次撤销；写了别的，就{ELSE.get(desk.place.kind, ELSE['station'])}"
        self.body.addWidget(PlainLabel(text, "second", wrap=True))
        acts = layout.row(gap=14)
        acts.addWidget(undo)
        acts.addWidget(Button("合并报告", LINK, name="import_reports", pressed=self.reports_asked.emit))
        acts.addStretch(1)
        self.body.addLayout(acts)
        self.body.addStretch(1)

    def show_nobody(self) -> None:
        """No signature was found right so far."""
        if self._digits.isHidden():
            self._who.setText("没有核对通过的签名")
            self._slot.setText("左边写了为什么")

    def show_signer(self, seen: Preview) -> None:
        """Show the machine whose signature was found right."""
        sender = seen.opened.sender
        self._who.setText(self._desk.unit_name(seen.sender))
        self._slot.setText(f"{sender.slot} 机・名册第 {seen.opened.manifest.roster} 版")
        self._digits.show_digits(sender.fingerprint)
        self._digits.show()
        self._aloud.show()
