"""One annotation as a card: what it says, how far it is, what was said to it, and what can be done with it now.

The same card stands beside the document at the supervisor's and at the worker's; who may do what is told by ``may``.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import fonts, layout, paint, theme
from sheqi_desktop.gui.compared_text import ComparedText
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel, plain_tooltip
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button, IconButton
from sheqi_desktop.gui.widgets.card import Card as Sheet
from sheqi_desktop.gui.widgets.card_acts import LOCATE, REWRITE, STATE_TONES, TONES, acts_of, begun_with, question_of
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.say_box import SayBox
from sheqi_desktop.operations.document_threads import Card, Line
from sheqi_desktop.operations.headline import cut

AT_ODDS = "两边的处理不一致，两条都列在下面，先按没处理算。"
QUOTE_SHOWN = 40
"""Letters of a quote on the card: the whole of it stands on its ground in the text."""
APPEALED = "社工申请了复议，等另一名督导或中心主任来定。"
WAY_TONES = {"confirmed": "ok"}


class MarkNumber(Button):
    """●1: goes to the words in the text."""

    def __init__(self, number: int, label: str, parent: QWidget | None = None) -> None:
        super().__init__(str(number), LINK, name=f"card_number_{number}", parent=parent)
        self.setAccessibleName(f"第 {number} 条，回到原文：{label}")

    def sizeHint(self) -> QSize:
        """Room for disc, digits and ring."""
        words = fonts.metrics(13).horizontalAdvance(self.text())
        return QSize(scale(10) + words + scale(10), scale(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the violet disc and the number."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        if self.hasFocus() and self._ring:
            paint.box(painter, whole, scale(6), None, theme.color("focus"), paint.FOCUS_WIDTH)
        side = scale(10)
        disc = QRectF(scale(3), whole.center().y() - side / 2, side, side)
        paint.box(painter, disc, side / 2, theme.color("note"))
        room = whole.adjusted(scale(3) + side + scale(2), 0, 0, 0)
        paint.write(painter, room, self.text(), "note", fonts.font(13), elide=False)
        painter.end()


class Beam(QWidget):
    """What was said to an annotation, with a bar at its left that keeps it together."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.fillRect(QRectF(1, 2, scale(2), self.height() - 4), theme.color("border"))
        painter.end()


class AnnotationCard(Sheet):
    """``asked`` says what was decided: the act, the annotation, the words, the choice (adoption, decision, kind)."""

    asked = Signal(str, str, str, str)
    typed = Signal(str, str, str, str)
    """The same while it is being typed, so that a page can keep it."""
    began = Signal(str)
    """Somebody begins to type to this annotation."""
    put_away = Signal(str)
    """The box of this annotation was put away; what was typed in it stays until the page lets it go."""

    def __init__(self, card: Card, *, signed: bool = True, parent: QWidget | None = None) -> None:
        """Show a card; ``signed`` names its writer (a supervisor's own unsent ones need no name)."""
        super().__init__((12, 8, 10, 10), 4, radius=8, edge="note", parent=parent)
        self.card, self._signed = card, signed
        self.box: SayBox | None = None
        self._act = ""
        self._left: dict[str, tuple[str, str]] = {}
        self.setObjectName(f"card_{card.number}")
        self.setAccessibleName(f"第 {card.number} 条 {card.kind} {card.state}")
        self._head()
        self._said()
        for line in card.lines:
            self._line(line)
        if card.way:
            self.way = PlainLabel(
                card.way, "hint_strong", wrap=True, tone=WAY_TONES.get(card.thread.state.value, "info")
            )
            self.body.addWidget(self.way)
        self._warn()
        self._acts()

    @property
    def id(self) -> str:
        """The annotation it shows."""
        return self.card.annotation.id

    # ------------------------------------------------------------------ what it says
    def _head(self) -> None:
        card = self.card
        line = layout.row(gap=6)
        self.number = MarkNumber(card.number, card.label)
        self.number.clicked.connect(lambda: self._ask(LOCATE))
        line.addWidget(self.number)
        line.addWidget(Badge(card.kind, TONES.get(card.annotation.kind, "mute")))
        if not self._fresh:
            line.addWidget(Badge(card.state, STATE_TONES.get(card.thread.state.value, "mute")))
        line.addStretch(1)
        if REWRITE in card.may:
            self.pencil = IconButton("pencil", "改这条批注", px=15, side=24, name="card_rewrite")
            self.pencil.clicked.connect(lambda: self.begin(REWRITE))
            line.addWidget(self.pencil)
        self.body.addLayout(line)

    @property
    def _fresh(self) -> bool:
        """Tell whether nobody but its writer has it yet: 待处理 would say nothing."""
        return REWRITE in self.card.may

    def _said(self) -> None:
        card = self.card
        if self._signed and not self._fresh:
            self.body.addWidget(PlainLabel(f"督导 {card.by}・{card.at}", "hint", wrap=True))
        where = "・".join(part for part in (card.label, card.for_version, card.moved) if part)
        self.where = PlainLabel(where, "hint", wrap=True)
        self.body.addWidget(self.where)
        if card.annotation.anchor.quote:
            self.quote = PlainLabel(f"“{cut(card.annotation.anchor.quote, QUOTE_SHOWN)}”", "second", wrap=True)
            plain_tooltip(self.quote, card.annotation.anchor.quote)
            self.body.addWidget(self.quote)
        self.words = PlainLabel(card.annotation.body, "body", wrap=True, selectable=True)
        self.body.addWidget(self.words)
        if card.tags or card.rating:
            holder = QWidget()
            flow = FlowLayout(holder, 4, 4)
            for words in (*card.tags, *((f"文书{card.rating}",) if card.rating else ())):
                flow.addWidget(Badge(words, "mute"))
            self.body.addWidget(holder)
        if card.compared:
            self.body.addWidget(ComparedText(card.compared, "原文前后对照"))

    def _line(self, line: Line) -> None:
        holder = Beam()
        inside = layout.column(holder, (11, 0, 0, 0), 0)
        head = layout.row(gap=6)
        head.addWidget(PlainLabel(line.by, "hint_strong"), 0, layout.TOP)
        version = f"・第 {line.version} 版" if line.version else ""
        odds = "・与另一边不一致" if self.card.thread.at_odds and line.stands else ""
        head.addWidget(PlainLabel(f"{line.words}{version}{odds}", "hint", wrap=True), 1)
        head.addWidget(PlainLabel(line.at, "hint"), 0, layout.TOP)
        inside.addLayout(head)
        if line.text:
            inside.addWidget(PlainLabel(line.text, "second_main", wrap=True, selectable=True))
        self.body.addWidget(holder)

    def _warn(self) -> None:
        if self.card.thread.at_odds:
            self.body.addWidget(PlainLabel(AT_ODDS, "hint", wrap=True, tone="bad"))
        if self.card.thread.appealed:
            self.body.addWidget(PlainLabel(APPEALED, "hint", wrap=True, tone="note"))

    # ------------------------------------------------------------------ what can be done
    def _acts(self) -> None:
        self._row = QWidget()
        flow = FlowLayout(self._row, 8, 4)
        self.buttons: dict[str, Button] = {}
        for act in acts_of(self.card):
            kind = PRIMARY if act.primary else LINK
            button = Button(act.text, kind, act.icon, small=True, name=f"card_{act.id}")
            button.setAccessibleName(f"{act.text}：第 {self.card.number} 条")
            button.clicked.connect(lambda _=False, id_=act.id: self.begin(id_))
            flow.addWidget(button)
            self.buttons[act.id] = button
        self.body.addWidget(self._row)
        self._row.setVisible(bool(self.buttons))

    def begin(self, act: str, text: str | None = None, choice: str = "") -> None:
        """Do it, or ask for the words it needs; ``text`` and ``choice`` are what was half typed before."""
        question = question_of(act, self.card)
        if question is None:
            self._ask(act)
            return
        self._close()
        begun, chosen = self._left.get(act) or begun_with(act, self.card)
        self._act = act
        self.box = SayBox(question, begun if text is None else text, choice or chosen)
        self.box.sent.connect(lambda said, picked: self._ask(act, said, picked))
        self.box.typed.connect(lambda said, picked: self.typed.emit(act, self.id, said, picked))
        self.box.put_away.connect(self.end)
        self.body.addWidget(self.box)
        self._row.hide()
        if text is None:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.began.emit(self.id)

    @property
    def act(self) -> str:
        """What words are being typed for, '' for nothing."""
        return self._act

    def end(self) -> None:
        """Put the box away; what is in it is there again when the same is pressed."""
        act = self._act
        if self.box is not None:
            self._left[act] = self.box.value()
        self._close()
        self.put_away.emit(self.id)
        target = self.buttons.get(act) or self.number
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Let the box go: what was in it is done."""
        self._left.pop(self._act, None)
        self._close()

    def say_why(self, words: str) -> None:
        """Say inside the card why something did not go."""
        if self.box is not None:
            self.box.refuse(words)

    def _close(self) -> None:
        if self.box is not None:
            self.box.hide()
            self.body.removeWidget(self.box)
            self.box.deleteLater()
        self.box, self._act = None, ""
        self._row.setVisible(bool(self.buttons))

    def _ask(self, act: str, text: str = "", choice: str = "") -> None:
        self.asked.emit(act, self.id, text, choice)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card shows the words it is about."""
        super().mousePressEvent(event)
        self._ask(LOCATE)

    def show_chosen(self, chosen: bool) -> None:
        """Draw a stronger outline round the card one just came to."""
        self._outline_token = "note" if chosen else "border"
        self.update()
