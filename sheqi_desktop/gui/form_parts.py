"""What stands around a form: the list of its sections at the left, the footer with its buttons below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.gui import fonts, icons, layout, paint, theme
from sheqi_desktop.gui.form_section import SectionState
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.sidebar_more import MoreSign
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Action, Button, button_for
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.gui.widgets.marks import IconMark

MARKS = {
    "done": ("circle-check", "ok", "text"),
    "now": ("circle-dot", "primaryD", "primaryD"),
    "todo": ("circle", "strong", "text2"),
    "bad": ("circle-alert", "bad", "bad"),
}
NOTHING_WRONG = "没有要改的了"
NAMED = 3
"""How many fields the footer names before it says 等."""
STATE_WORDS = {"done": "填好了", "now": "正在填", "todo": "还没填完", "bad": "有要改的"}


class _SectionButton(QAbstractButton):
    """One section with its mark."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = SectionState("", "", "todo")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, state: SectionState) -> None:
        self._state = state
        self.setText(state.title)
        self.setObjectName(f"section_{state.id}")
        self.setAccessibleName(f"{state.title}，{STATE_WORDS[state.state]}")
        self.update()

    def sizeHint(self) -> QSize:
        words = fonts.metrics(14, True).horizontalAdvance(self.text())
        return QSize(max(words + scale(44), scale(132)), scale(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        icon, mark, ink = MARKS[self._state.state]
        now = self._state.state == "now"
        if now:
            outline = theme.color("tint2") if theme.now().outlined else None
            paint.box(painter, whole, scale(6), theme.color("tint"), outline, 2)
        if self.hasFocus():
            paint.box(painter, whole, scale(6), None, theme.color("focus"), 2)
        side = scale(16)
        icons.draw(painter, icon, QRectF(scale(10), whole.center().y() - side / 2, side, side), mark)
        words = whole.adjusted(scale(34), 0, -scale(4), 0)
        paint.write(painter, words, self.text(), ink, fonts.font(14, now))
        painter.end()


class SectionList(QWidget):
    """填写进度 and the sections; pressing one goes there.

    In a low window the sections scroll, and the keys give way to them.
    """

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = layout.column(self, (0, 0, 0, 0), 4)
        self._progress = PlainLabel("", "hint")
        body.addWidget(self._progress)
        body.addSpacing(scale(4))
        self._scroll = ScrollColumn(gap=4)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.signs = (MoreSign(self._scroll, below=True, side=False), MoreSign(self._scroll, below=False, side=False))
        self._list = layout.column(gap=4)
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        body.addWidget(self._scroll, 1)
        self._keys = [PlainLabel(line, "hint") for line in keys]
        for line in self._keys:
            body.addWidget(line)
        self._fixed = False
        self._buttons: list[_SectionButton] = []
        self._states: tuple[SectionState, ...] = ()
        layout.least(self, width=132)

    def show_sections(self, states: Sequence[SectionState]) -> None:
        """Show other states; only what changed is drawn again."""
        while len(self._buttons) < len(states):
            button = _SectionButton(self)
            button.clicked.connect(partial(self._press, len(self._buttons)))
            self._buttons.append(button)
            self._list.addWidget(button)
        self._states = tuple(states)
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(states))
            if place < len(states):
                button.show_state(states[place])
        self._settle()
        done, all_ = sum(one.filled for one in states), sum(one.counts for one in states)
        self._progress.setText(f"填写进度 {done} / {all_}")
        self._progress.setAccessibleName(f"填写进度，{all_} 节里填好了 {done} 节")

    def set_fixed(self, fixed: bool) -> None:
        """Leave out how far one has come and the keys, where nothing can be filled in."""
        self._fixed = fixed
        self._progress.setVisible(not fixed)
        self._settle()

    def _shown(self) -> list[_SectionButton]:
        return [button for button in self._buttons if not button.isHidden()]

    def _settle(self) -> None:
        """Show the keys where the sections leave room for them, and the section one is in."""
        shown = self._shown()
        sections = sum(button.sizeHint().height() + scale(4) for button in shown)
        keys = sum(line.sizeHint().height() + scale(4) for line in self._keys)
        above = self._progress.sizeHint().height() + scale(12)
        roomy = above + sections + keys <= self.height()
        for line in self._keys:
            line.setVisible(roomy and not self._fixed)
        self.updateGeometry()
        now = next((one for one, state in zip(shown, self._states, strict=False) if state.state == "now"), None)
        if now is not None:
            for edge in (now.y(), now.y() + now.height()):
                self._scroll.ensureVisible(0, edge, 0, self.signs[0].height() + scale(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height out anew."""
        super().resizeEvent(event)
        self._settle()

    def minimumSizeHint(self) -> QSize:
        """As wide as its longest words, and never lower than two sections."""
        wide = [button.sizeHint().width() for button in self._shown()]
        return QSize(max([*wide, *(line.sizeHint().width() for line in self._keys), scale(132)]), scale(100))

    def sizeHint(self) -> QSize:
        """No wider than it must be: the form takes the rest."""
        return QSize(self.minimumSizeHint().width(), super().sizeHint().height())

    def _press(self, place: int, _: bool = False) -> None:
        self.chosen.emit(self._states[place].id)


class FormFooter(QWidget):
    """Saved or not, what has to be changed, and the buttons; the primary one at the right."""

    problem_pressed = Signal(object)

    def __init__(self, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form_footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = layout.row(self, (24, 0, 24, 0), 8)
        self._saved_mark = IconMark("circle-check", "ok", 16)
        self._saved = PlainLabel("", "second_main")
        self._wrong_mark = IconMark("circle-alert", "bad", 16)
        self._wrong = PlainLabel("", "second_main", tone="bad", elide=True)
        self._go = Button("去改", LINK, small=True, name="go_to_problem")
        line.addWidget(self._saved_mark)
        line.addWidget(self._saved)
        line.addSpacing(scale(10))
        line.addWidget(self._wrong_mark)
        line.addWidget(self._wrong)
        line.addWidget(self._go)
        line.addStretch(1)
        self.buttons: dict[str, Button] = {}
        for action in actions:
            button = button_for(action)
            self.buttons[action.id] = button
            line.addWidget(button)
        self._first: Problem | None = None
        self._go.clicked.connect(self._press)
        layout.fix(self, height=56)
        self.show_saved("")
        self.show_problems([], {})

    def _press(self) -> None:
        if self._first is not None:
            self.problem_pressed.emit(self._first)

    def show_saved(self, text: str, good: bool = True) -> None:
        """Say whether all is saved."""
        self._saved.setText(text)
        self._saved.set_tone("" if good else "bad")
        self._saved_mark.show_icon("circle-check" if good else "circle-alert", "ok" if good else "bad")
        self._saved_mark.setVisible(bool(text))

    def show_problems(self, problems: Sequence[Problem], names: dict[str, str], remark: str = "") -> None:
        """Say how many things are to be changed and name the first; else a remark that blocks nothing."""
        must = [one for one in problems if one.level == "must"]
        check = [one for one in problems if one.level == "check"]
        self._first = (must or check or [None])[0]  # type: ignore[list-item]
        if must:
            places = list(dict.fromkeys(names.get(one.field, "") for one in must))
            more = "等" if len(places) > NAMED else ""
            words = f"{len(must)} 处需要改：{'、'.join(places[:NAMED])}{more}"
        elif check:
            words = f"{len(check)} 处请核对：{names.get(check[0].field, '')}"
        else:
            words = remark
        tone = "bad" if must else "warn"
        self._wrong.setText(words)
        self._wrong.set_tone(tone)
        self._wrong.set_role("strong13" if must else "second_main")
        self._wrong_mark.show_icon("circle-alert" if must else "triangle-alert", tone)
        self._wrong_mark.setVisible(bool(must or check))
        self._go.setVisible(self._first is not None)

    def say_nothing_wrong(self) -> None:
        """Answer whoever asks for the next thing to change that there is none; what was only remarked stays."""
        remark = self._wrong.text().removeprefix(NOTHING_WRONG).removeprefix("。")
        self._wrong.setText(f"{NOTHING_WRONG}。{remark}")
        self._wrong.set_tone("warn" if remark else "ok")
        self._wrong_mark.show_icon("circle-check", "ok")
        self._wrong_mark.show()
