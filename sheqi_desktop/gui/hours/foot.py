"""The foot of the hours grid: what is wrong with a row, how many are wrong, the sum, and the button that saves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.service_time import hours
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.marks import IconMark
from sheqi_desktop.operations.grid_rows import Wrong
from sheqi_desktop.operations.volunteer_hours import Verdict


def all_said(found: Sequence[Wrong]) -> str:
    """Say everything that was found in one row, not only the first: it is all put right in one go."""
    return "；".join(dict.fromkeys(one.message.rstrip("。") for one in found)) + "。" * bool(found)


class GridFoot(QWidget):
    """One line below the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = layout.row(self, margins=(17, 2, 15, 0), gap=8)
        self._mark = IconMark("circle-alert", "bad", 18)
        self.sentence = PlainLabel("", "second", elide=True)
        self.sentence.setObjectName("hours_said")
        self.next_button = Button("", LINK, small=True, name="hours_next_wrong")
        self._count = PlainLabel("", "second")
        self._sum = PlainLabel("", "lead")
        self._unit = PlainLabel("小时", "second")
        self.keep_button = Button("保存", PRIMARY, small=True, name="hours_save")
        line.addWidget(self._mark)
        line.addWidget(self.sentence, 1)
        for part in (self.next_button, self._count, self._sum, self._unit, self.keep_button):
            line.addWidget(part)
        self.next_button.hide()

    def say(self, verdicts: Sequence[tuple[int, Verdict]], here: int, *, judging: bool) -> None:
        """Say what is wrong with the row one stands on, else with the first wrong one; and what would be saved."""
        order = sorted(verdicts, key=lambda one: one[0] != here)
        place, said = next(((n, all_said(one.wrong)) for n, one in order if one.wrong), (-1, ""))
        tone, icon = "bad", "circle-alert"
        if not said:
            place, said = next(((n, all_said(one.asked)) for n, one in order if one.asked), (-1, ""))
            tone, icon = "warn", "triangle-alert"
        self._mark.setVisible(bool(said))
        self._mark.show_icon(icon, tone)
        self.sentence.set_tone(tone if said else "text3")
        self.sentence.setText(f"第 {place + 1} 行：{said}" if said else "")
        wrong = sum(bool(one.wrong) for _, one in verdicts)
        self.next_button.set_words(f"{wrong} 行要改，去下一行")
        self.next_button.setVisible(wrong > 1)
        self._sum.setText(hours(sum(one.minutes for _, one in verdicts)))
        self._count.setText("正在核对・合计" if judging else f"{len(verdicts)} 行・合计")
        right = sum(one.right for _, one in verdicts)
        self.keep_button.set_words(f"保存 {right} 行" if right else "保存")
        self.keep_button.explain("" if right else "还没有可以保存的行")
