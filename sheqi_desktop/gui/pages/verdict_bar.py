"""结论: 通过 or 退回 (of a visit 已阅), the sentence why one is off, and the way to the next document."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.codes_annotation import AnnotationKind, VerdictCode
from sheqi_desktop.domain.thread import UNFINISHED, WAITS_FOR_WORKER
from sheqi_desktop.domain.verdict import why_not_return
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Line
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.document_threads import DocumentThreads
from sheqi_desktop.operations.review_document import UnderReview

NEXT, SUBMIT = "看下一份", "提交，看下一份"
CHOOSE = "请先选结论。"
OLD = "这是旧的一版，结论只能给最新的一版。"


class VerdictBar(QWidget):
    """Nothing is chosen until a person chooses, but where a 必改 waits for its author only 退回 is left."""

    submitted = Signal(str)
    """The verdict, or '' where there is none to give and the next one is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about, self._record = "", ""
        self._no_sign = ""
        whole = layout.column(self, gap=8)
        whole.addWidget(Line())
        line = layout.row(gap=10)
        self.word = PlainLabel("结论", "strong")
        line.addWidget(self.word)
        self.choice = Segments((), equal=True, px=14, height=36)
        self.choice.setObjectName("verdict")
        self.choice.setAccessibleName("结论")
        self.choice.refused.connect(self._refuse)
        self.choice.chosen.connect(lambda _: self._say(self._hint()))
        line.addWidget(self.choice)
        line.addStretch(1)
        self.send = Button(SUBMIT, PRIMARY, "arrow-right", name="verdict_send", pressed=self.press)
        line.addWidget(self.send)
        whole.addLayout(line)
        self.why = PlainLabel("", "second", wrap=True)
        self.why.hide()
        whole.addWidget(self.why)

    def show_document(self, found: UnderReview | None) -> None:
        """Offer what can be decided about a document; a choice made for this very one stays."""
        told = found.told if found is not None else None
        same = told is not None and told.record == self._record
        self._record = told.record if told is not None else ""
        decides = told is not None and told.may_decide and told.version == len(told.versions)
        self.word.setVisible(decides)
        self.choice.setVisible(decides)
        self.send.setVisible(told is not None)
        self.send.set_words(SUBMIT if decides else NEXT)
        if not decides:
            self._about = "" if told is None else self._why_none(told)
            self._say(self._about)
            return
        assert found is not None
        assert told is not None
        if not same:
            self.choice.set_value(None)
        self._offer(found)

    def _why_none(self, told: DocumentThreads) -> str:
        if told.may_decide:
            return OLD
        answered = sum(1 for one in told.cards if "confirm" in one.may)
        said = told.review.words
        return f"结论：{said}。" * bool(said) + (f"还有 {answered} 条回复等你确认。" if answered else "")

    def _offer(self, found: UnderReview) -> None:
        told = found.told
        musts = [one for one in told.cards if one.annotation.kind == AnnotationKind.MUST]
        unfinished = [one for one in musts if one.thread.state in UNFINISHED]
        no_return = why_not_return(len(unfinished))
        no_sign = told.why_not_sign if found.signs else ""
        first = Segment(VerdictCode.SIGNED, "通过", 1, "ok", off=no_sign)
        if not found.signs:
            first = Segment(VerdictCode.NOTED, "已阅", 1, "ok")
        self.choice.set_options((first, Segment(VerdictCode.RETURNED, "退回", 2, "warn", off=no_return)))
        now = next((one for one in self.choice.options if one.value == self.choice.value()), None)
        if now is not None and now.off:
            self.choice.set_value(None)
        waiting = any(one.thread.state in WAITS_FOR_WORKER for one in musts)
        if waiting and no_sign and self.choice.value() is None:
            self.choice.set_value(VerdictCode.RETURNED)
        self._about, self._no_sign = no_sign or (no_return if found.signs else ""), no_sign
        self._say(self._hint())

    def _hint(self) -> str:
        """Say what speaks against the other choice only while nothing is chosen, or why it is not 通过."""
        return self._about if self.choice.value() is None else self._no_sign

    def _say(self, words: str, tone: str = "") -> None:
        self.why.set_tone(tone)
        self.why.setText(words)
        self.why.setVisible(bool(words))

    def _refuse(self, words: str) -> None:
        """Say why something did not go, in another look than what is always said here."""
        self._say(words, "bad")

    def press(self) -> None:
        """Give the verdict, or say what is missing."""
        if self.choice.isHidden():
            self.submitted.emit("")
        elif self.choice.value() is None:
            offered = [one for one in self.choice.options if not one.off]
            self._refuse(CHOOSE if offered else self._about or CHOOSE)
            self.choice.setFocus()
        else:
            self.submitted.emit(str(self.choice.value()))
