"""One photo or paper in a form: how it looks small, what is said about it, and the ways to look and to take it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.domain.attachment import CAPTION_AT_MOST, attachment_of
from sheqi_desktop.domain.vocabulary import Entry
from sheqi_desktop.gui import layout, paint, theme
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.ticks import Box
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Well
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.operations.attach import Small
from sheqi_desktop.operations.photo_standing import PhotoStanding

WIDTH = 288
FORBIDDEN = "禁止使用"


def size_words(size: int) -> str:
    """Give a size as people read it."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KB"


class Thumb(QWidget):
    """A small picture with round corners, or a mark while there is none."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._picture = icon, QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, data: bytes) -> None:
        """Show a small picture."""
        self._picture.loadFromData(QByteArray(data))
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room of a picture four by three."""
        return QSize(scale(68), scale(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the middle of the picture."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        if self._picture.isNull():
            paint.icon_square(painter, whole, self._icon, "mute", 20)
        else:
            edge = QPainterPath()
            edge.addRoundedRect(whole, scale(6), scale(6))
            painter.setClipPath(edge)
            way = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            ratio = self.devicePixelRatioF()
            filled = self._picture.scaled(self.size() * ratio, way, Qt.TransformationMode.SmoothTransformation)
            filled.setDevicePixelRatio(ratio)
            size = filled.deviceIndependentSize()
            left, top = (whole.width() - size.width()) / 2, (whole.height() - size.height()) / 2
            painter.drawPixmap(int(left), int(top), filled)
            painter.setClipping(False)
            paint.box(painter, whole, scale(6), None, theme.color("border"), 1)
        painter.end()


class FileCard(Well):
    """One file of the answer; ``changed`` carries what a person says about it now."""

    changed = Signal(dict)
    record_asked = Signal(str, str)
    """Kind and id of another record that holds this very photo."""

    def __init__(
        self,
        file: Mapping[str, Any],
        kinds: Sequence[Entry] = (),
        *,
        read_only: bool = False,
        plain: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__((10, 10, 10, 8), 6, parent)
        self._file = dict(file)
        one = attachment_of(self._file)
        self._one = one
        line = layout.row(gap=10)
        self.thumb = Thumb("image" if one.is_picture else "file-text")
        line.addWidget(self.thumb, 0, layout.TOP)
        words = layout.column(gap=0)
        words.addWidget(PlainLabel(one.name, "second_main", elide=True))
        self._about = PlainLabel(self._details(), "hint", elide=True)
        words.addWidget(self._about)
        acts = layout.row(gap=4)
        self.look = Button("看", LINK, small=True)
        self.look.setAccessibleName(f"看 {one.name}")
        self.drop = Button("拿掉", LINK, small=True)
        self.drop.setAccessibleName(f"拿掉 {one.name}")
        acts.addWidget(self.look)
        acts.addWidget(self.drop)
        acts.addStretch(1)
        words.addLayout(acts)
        line.addLayout(words, 1)
        self.body.addLayout(line)
        self._build_words(kinds)
        self._build_ticks()
        self._standing = layout.column(gap=2)
        self.body.addLayout(self._standing)
        for part in (self.caption, self.kind, self.client, self.minor):
            part.setEnabled(not read_only)
        self.drop.setVisible(not read_only)
        if plain:
            self.caption.hide()
            self.kind.hide()
            self._ticks.hide()
        layout.fix(self, width=WIDTH)
        self.setAccessibleName(f"附件 {one.name}")

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Give what Tab stops at, in its order."""
        return (self.look, self.drop, self.caption, self.kind, self.client, self.minor)

    @property
    def file(self) -> Mapping[str, Any]:
        """The file as its answer describes it."""
        return self._file

    def _details(self) -> str:
        one = self._one
        taken = f"・{one.taken_on.month}月{one.taken_on.day}日拍摄" if one.taken_on else ""
        pages = f"・{one.pages} 页" if one.pages else ""
        original = "・原图" if self._file.get("original") is True else ""
        return f"{size_words(one.size)}{pages}{original}{taken}"

    def _build_words(self, kinds: Sequence[Entry]) -> None:
        self.caption = LineField()
        self.caption.setMaxLength(CAPTION_AT_MOST)
        self.caption.setText(self._one.caption)
        self.caption.setCursorPosition(0)
        self.caption.setPlaceholderText("说明：日期 地点 活动")
        self.caption.setAccessibleName(f"{self._one.name} 的说明")
        self.caption.textChanged.connect(lambda: self._say("caption", self.caption.text().strip()))
        layout.fix(self.caption, height=32)
        self.body.addWidget(self.caption)
        self.kind = ChoiceList(lambda text: "")
        for entry in kinds:
            self.kind.addItem(entry.label, entry.code)
        self.kind.setCurrentIndex(self.kind.findData(self._one.kind))
        self.kind.setAccessibleName(f"{self._one.name} 的种类")
        self.kind.activated.connect(lambda _: self._say("kind", self.kind.currentData()))
        self.kind.setVisible(bool(kinds))
        layout.fix(self.kind, height=32)
        self.body.addWidget(self.kind)

    def _build_ticks(self) -> None:
        self.client, self.minor = Box("含服务对象面部"), Box("含未成年人")
        self._ticks = QWidget()
        line = FlowLayout(self._ticks, gap=16, down=2)
        for box, name, on in (
            (self.client, "shows_client", self._one.shows_client),
            (self.minor, "shows_minor", self._one.shows_minor),
        ):
            box.setChecked(on)
            box.setAccessibleName(f"{self._one.name} {box.text()}")
            box.toggled.connect(lambda now, name=name: self._say(name, now))
            layout.least(box, height=28)
            line.addWidget(box)
        self._ticks.setVisible(self._one.is_picture)
        self.body.addWidget(self._ticks)

    def _say(self, name: str, value: Any) -> None:
        if self._file.get(name) == value or (not value and name not in self._file and name == "caption"):
            return
        self._file[name] = value
        if name in ("shows_client", "shows_minor"):
            self._file |= {"shows_client": self.client.isChecked(), "shows_minor": self.minor.isChecked()}
        self.changed.emit(dict(self._file))

    def show_standing(self, standing: object) -> None:
        """Say who used the photo before, and whether it may be shown outside: 禁止使用 with who and which scope."""
        assert isinstance(standing, PhotoStanding)
        layout.clear(self._standing)
        for one in standing.used:
            self._standing.addWidget(PlainLabel(f"同一张照片已用于{one.words}", "hint", wrap=True, tone="warn"))
            if one.kind:
                link = Button(f"打开 {one.number}", LINK, "external-link", small=True)
                link.setAccessibleName(f"打开用过这张照片的记录 {one.words} {one.number}")
                link.clicked.connect(lambda _=False, it=one: self.record_asked.emit(it.kind, it.record))
                self._standing.addWidget(link, 0, layout.LEFT)
        if standing.forbidden:
            self._standing.addWidget(Badge(FORBIDDEN, "bad", "ban"), 0, layout.LEFT)
        for reason in standing.reasons:
            self._standing.addWidget(PlainLabel(reason, "hint", wrap=True))
        self.updateGeometry()

    def add(self, part: QWidget) -> None:
        """Put something below what is said about the file."""
        self.body.addWidget(part)

    def show_small(self, small: object) -> None:
        """Show the picture, or where the original is."""
        assert isinstance(small, Small)
        if small.picture:
            self.thumb.show_picture(small.picture)
        self.look.setVisible(not small.elsewhere)
        if small.elsewhere:
            self._about.setText(small.elsewhere)
