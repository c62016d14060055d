"""The editor of photos and papers: added by button, dropped, or pasted; taken in beside the window, not in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.attachment import is_attachment
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.editors.file_card import FileCard
from sheqi_desktop.gui.editors.file_desk import Offer, can_be_taken, offers_of
from sheqi_desktop.gui.editors.ticks import Box
from sheqi_desktop.gui.job import Job, Progress
from sheqi_desktop.gui.tab_order import lead_to, stop_before
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.marks import IconMark
from sheqi_desktop.operations.attach import Source, Taken

PATTERN = "照片和扫描件 (*.jpg *.jpeg *.png *.pdf)"
_KINDS: tuple[tuple[str, str], ...] = (
    ("signin", "signin"),
    ("sign", "signed_scan"),
    ("scan", "signed_scan"),
    ("genogram", "genogram"),
    ("ecomap", "genogram"),
    ("cert", "certificate"),
    ("proof", "certificate"),
    ("clip", "clip"),
)
"""What a question asks for, by a word in its name."""


def usual_kind(field: str) -> str:
    """Give the kind of what a question asks for, '' where the content decides."""
    return next((kind for word, kind in _KINDS if word in field), "")


class FilesEditor(Editor):
    """Photos and scans: they are shrunk, freed of their place, and kept encrypted before they are an answer."""

    late_added = Signal(object)
    """What a person added to a record that is signed: it is saved at once, and is no 更正."""
    PLAIN = False
    """Whether nothing is asked about them: a signed sheet explains itself."""

    def _build(self) -> QWidget:
        self._files: list[dict[str, Any]] = []
        self._late = False
        self._gone: tuple[int, dict[str, Any]] | None = None
        self._job: Job | None = None
        self.cards: list[FileCard] = []
        holder = QWidget()
        body = layout.column(holder, gap=8)
        shelf = QWidget()
        self._flow = FlowLayout(shelf, gap=12)
        self._shelf = shelf
        body.addWidget(shelf)
        line = layout.row(gap=12)
        self.add = Button("添加附件", icon="paperclip", name=f"{self.field.id}_add", pressed=self._choose)
        self.original = Box("保留原图")
        self.original.setAccessibleName(f"{self.field.label} 保留原图")
        line.addWidget(self.add)
        line.addWidget(self.original)
        line.addStretch(1)
        body.addLayout(line)
        low = layout.row(gap=8)
        self._mark = IconMark("circle-alert", "bad", 14, line=18)
        self.words = PlainLabel("", "hint", wrap=True)
        self.back = Button("放回去", LINK, "undo-2", small=True, pressed=self._put_back)
        self.stop = Button("取消", LINK, small=True, pressed=self._stop)
        low.addWidget(self._mark, 0, layout.TOP)
        low.addWidget(self.words, 1)
        low.addWidget(self.back)
        low.addWidget(self.stop)
        body.addLayout(low)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), holder)
        paste.activated.connect(self._paste)
        holder.setAcceptDrops(True)
        holder.installEventFilter(self)
        self._holder = holder
        self._show()
        return holder

    @property
    def _many(self) -> bool:
        return self.field.type == "files"

    def focus_target(self) -> QWidget:
        """Give the button."""
        return self.add

    # ------------------------------------------------------------------ coming in
    def _choose(self) -> None:
        if self.context.files is not None:
            paths = ask.open_files(self, f"选择{self.field.label}", PATTERN, self._many)
            self.take([partial(Source.of, path) for path in paths])

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        offers = offers_of(data) if can_be_taken(data) else []
        if offers:
            self.take(offers)
        else:
            self._say("剪贴板里没有图片或文件。", wrong=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dropped on the field."""
        if watched is getattr(self, "_holder", None) and self._can_take:
            if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
                self.take(offers_of(event.mimeData()))
                event.acceptProposedAction()
                return True
            if isinstance(event, QDragEnterEvent | QDragMoveEvent) and can_be_taken(event.mimeData()):
                event.acceptProposedAction()
                return True
        return super().eventFilter(watched, event)

    @property
    def _can_take(self) -> bool:
        return (self._late or not self.read_only) and self.context.files is not None and self._job is None

    def take(self, offers: Sequence[Offer]) -> None:
        """Take files in on the worker thread; the form stays usable meanwhile."""
        if not offers or not self._can_take or self.context.files is None:
            return
        some = offers if self._many else offers[-1:]
        self._gone = None
        self._job = self.context.files.take(some, self.original.isChecked(), usual_kind(self.field.id))
        self._job.progress.connect(self._tell_progress)
        self._job.finished.connect(self._taken)
        self._job.trouble.connect(self._refused)
        self._job.ended.connect(self._ended)
        self._say(f"正在处理 {len(some)} 个附件", busy=True)

    def _tell_progress(self, progress: object) -> None:
        assert isinstance(progress, Progress)
        self._say(progress.words, busy=True)

    def _taken(self, taken: object) -> None:
        assert isinstance(taken, Taken)
        new = [self._captioned(one) for one in taken.kept]
        self._files = [*(self._files if self._many else []), *new] if new else self._files
        self._job = None
        self._show()
        self._say("\n".join(trouble.sentence for _, trouble in taken.refused), wrong=True)
        if new and self.read_only:
            self.late_added.emit(self.value())
        elif new:
            self.tell()

    def _captioned(self, file: dict[str, Any]) -> dict[str, Any]:
        words = self.context.caption(file)
        return file | ({"caption": words} if words else {})

    def _refused(self, trouble: object) -> None:
        self._say(getattr(trouble, "sentence", ""), wrong=True)

    def _ended(self) -> None:
        self._job = None
        self.stop.hide()
        self.add.explain("")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    # ------------------------------------------------------------------ showing
    def _say(self, words: str, *, busy: bool = False, wrong: bool = False) -> None:
        self.words.setText(words)
        self.words.set_tone("bad" if wrong else "")
        self._mark.setVisible(wrong and bool(words))
        self.words.setVisible(bool(words))
        self.stop.setVisible(busy)
        self.back.setVisible(self._gone is not None)
        self.add.explain("正在处理附件" if busy else "")

    def _show(self) -> None:
        layout.clear(self._flow)
        self.cards = []
        desk = self.context.files
        for place, file in enumerate(self._files):
            card = FileCard(file, self.context.file_kinds, read_only=self.read_only, plain=self.PLAIN)
            card.look.setVisible(desk is not None)
            card.look.clicked.connect(partial(self._look, place))
            card.drop.clicked.connect(partial(self._drop, place))
            card.changed.connect(partial(self._change, place))
            if desk is not None:
                desk.small(file).finished.connect(card.show_small)
                desk.standing(file).finished.connect(card.show_standing)
                card.record_asked.connect(desk.open_record)
            self._flow.addWidget(card)
            self.cards.append(card)
        lead_to(stop_before(self.add), [stop for card in self.cards for stop in card.stops])
        self._shelf.setVisible(bool(self._files))
        full = not self._many and bool(self._files)
        may_add = (self._late or not self.read_only) and not full
        self.add.setVisible(may_add)
        self.original.setVisible(may_add and not self.PLAIN)
        self._say("")
        self._shelf.updateGeometry()
        self.updateGeometry()

    def _look(self, place: int, *_: object) -> None:
        if self.context.files is not None:
            self.context.files.show(self._files, place)

    def _change(self, place: int, file: dict[str, Any]) -> None:
        self._files[place] = file
        self.tell()
        if self.context.files is not None:
            self.context.files.standing(file).finished.connect(self.cards[place].show_standing)

    def _drop(self, place: int, *_: object) -> None:
        gone = self._files.pop(place)
        self._gone = (place, gone)
        self._show()
        self._say(f"已拿掉“{gone.get('name') or '附件'}”。")
        self.tell()
        self.back.setFocus()

    def _put_back(self) -> None:
        if self._gone is not None:
            place, file = self._gone
            self._gone = None
            self._files.insert(place, file)
            self._show()
            self.tell()
            self.add.setFocus()

    # ------------------------------------------------------------------ value
    def value(self) -> Value:
        """Give the files."""
        if self._many:
            return [dict(one) for one in self._files] or None
        return dict(self._files[0]) if self._files else None

    def set_value(self, value: Value) -> None:
        """Show the files."""
        some = value if isinstance(value, list) else [value]
        files = [dict(one) for one in some if is_attachment(one) and isinstance(one, dict)]
        if files != self._files:
            self._files = files
            self._gone = None
            self._show()

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self._show()

    def allow_late(self) -> None:
        """Let missing files be added to a record that can otherwise only be read."""
        self._late = True
        self.add.set_words("补传附件")
        self._show()

    def _outline(self, level: str) -> None:
        return
