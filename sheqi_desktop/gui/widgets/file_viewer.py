"""Photos and papers large, inside the program: another program would leave a copy on the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from sheqi_desktop.domain.annotation import PhotoRect
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.photo_marks import PhotoMark
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button, IconButton
from sheqi_desktop.gui.widgets.photo_sheet import PhotoSheet

STEP = 125
LEAST, MOST = 10, 800
HOW = "在画面上拖出一个框；键盘：方向键放框、移动，Shift+方向键改大小，回车批注，Esc 去掉框。"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing to look at: a picture, or one page of a paper."""

    title: str
    caption: str
    image: QImage
    words: str = ""
    """What is said instead where there is no picture."""
    picture: bool = False
    """It is a photo, not a page of a paper."""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Framing:
    """The numbered frames on what is looked at; with ``mark`` a part of it can be annotated.

    ``marks`` gives the frames of a leaf, ``mark`` hears which part of it was framed, ``go_to`` which frame was pressed.
    """

    marks: Callable[[int], tuple[PhotoMark, ...]]
    go_to: Callable[[str], object]
    mark: Callable[[int, PhotoRect], object] | None = None


class FileViewer(QDialog):
    """Turns, enlarges and leafs; ``load`` is asked for one leaf after the other and answers through ``show_leaf``."""

    def __init__(
        self,
        count: int,
        at: int,
        load: Callable[[FileViewer, int], object],
        parent: QWidget | None = None,
        hand_out: Callable[[FileViewer, int], object] | None = None,
        framing: Framing | None = None,
    ) -> None:
        """Show ``count`` leaves; where there is ``hand_out`` a picture can be asked for, to be shown outside."""
        super().__init__(parent)
        self._count, self._at, self._load = count, at, load
        self._picture, self._turned, self._percent = QPixmap(), 0, 0
        self.setWindowTitle("附件")
        self.setObjectName("file_viewer")
        whole = layout.column(self, (16, 12, 16, 12), 10)
        head = layout.row(gap=8)
        self.title = PlainLabel("", "card", elide=True)
        head.addWidget(self.title, 1)
        self.place = PlainLabel("", "second")
        self.before = IconButton("chevron-left", "上一页", name="viewer_before", pressed=lambda: self.go(-1))
        self.next = IconButton("chevron-right", "下一页", name="viewer_next", pressed=lambda: self.go(1))
        head.addWidget(self.before)
        head.addWidget(self.place)
        head.addWidget(self.next)
        for icon, words, name, act in (
            ("zoom-out", "缩小", "viewer_smaller", lambda: self.zoom(-1)),
            ("zoom-in", "放大", "viewer_larger", lambda: self.zoom(1)),
            ("rotate-ccw", "向左转", "viewer_turn", lambda: self.turn(-90)),
        ):
            head.addWidget(IconButton(icon, words, name=name, pressed=act))
        head.addWidget(Button("适合窗口", small=True, name="viewer_fit", pressed=self.fit))
        whole.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setAccessibleName("附件画面")
        self._framing = framing
        self.sheet = PhotoSheet("正在打开")
        self._scroll.setWidget(self.sheet)
        self._scroll.setWidgetResizable(True)
        whole.addWidget(self._scroll, 1)
        foot = layout.row(gap=12)
        self.caption = PlainLabel("", "second", wrap=True)
        foot.addWidget(self.caption, 1)
        self.out = Button("存出来给媒体…", icon="download", name="viewer_out")
        if hand_out is not None:
            self.out.clicked.connect(lambda: hand_out(self, self._at))
        self._may_leave = hand_out is not None
        self.out.hide()
        foot.addWidget(self.out)
        self.mark = Button("批注框出的地方", PRIMARY, "message-square-text", name="viewer_mark", pressed=self._mark)
        self.mark.hide()
        foot.addWidget(self.mark)
        self.close_ = Button("关闭", name="viewer_close", pressed=self.accept)
        foot.addWidget(self.close_)
        whole.addLayout(foot)
        self.close_.setFocus()
        if framing is not None:
            self._let_mark(framing)
        self._ask()

    def _let_mark(self, framing: Framing) -> None:
        """Show the frames, and let one be drawn where the person may annotate."""
        self.sheet.mark_pressed.connect(self._go_to)
        if framing.mark is None:
            return
        self.sheet.allow_marking()
        self.sheet.drawn.connect(self._drawn)
        self.sheet.accepted.connect(self._mark)
        self.how = PlainLabel(HOW, "hint", wrap=True)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(1, self.how)
        self.mark.show()
        self.sheet.setFocus()

    def _drawn(self, rect: PhotoRect | None) -> None:
        self.mark.setEnabled(rect is not None)
        if rect is not None:
            seen = self.sheet.seen().center().toPoint()
            self._scroll.ensureVisible(seen.x(), seen.y(), 60, 60)

    def _mark(self) -> None:
        rect, framing = self.sheet.rect_drawn, self._framing
        if rect is not None and framing is not None and framing.mark is not None:
            self.accept()
            framing.mark(self._at, rect)

    def _go_to(self, annotation: str) -> None:
        self.accept()
        if self._framing is not None:
            self._framing.go_to(annotation)

    def _ask(self) -> None:
        self.place.setText(f"{self._at + 1} / {self._count}")
        self.before.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < self._count)
        self._load(self, self._at)

    def go(self, by: int) -> None:
        """Leaf on or back."""
        if 0 <= self._at + by < self._count:
            self._at += by
            self._ask()

    def show_leaf(self, leaf: object) -> None:
        """Show what was loaded."""
        assert isinstance(leaf, Leaf)
        self._picture, self._turned, self._percent = QPixmap.fromImage(leaf.image), 0, 0
        self.title.setText(leaf.title)
        self.caption.setText(leaf.caption)
        self.out.setVisible(self._may_leave and leaf.picture and not self._picture.isNull())
        marks = self._framing.marks(self._at) if self._framing is not None else ()
        self.sheet.show_marks(marks, leaf.page)
        self.sheet.show_turned(0)
        self.sheet.setAccessibleName(leaf.words or f"{leaf.title} {leaf.caption}")
        if self._picture.isNull():
            self.sheet.setPixmap(QPixmap())
            self.sheet.setText(leaf.words)
        else:
            self._draw()

    @property
    def percent(self) -> int:
        """Give the size in percent of the picture's own dots."""
        return self._percent or self._fitting()

    def _fitting(self) -> int:
        room, size = self._scroll.viewport().size(), self._upright().size()
        if size.isEmpty():
            return 100
        across, down = room.width() * 100 // size.width(), room.height() * 100 // size.height()
        return max(min(across, down, 100), LEAST)

    def zoom(self, step: int) -> None:
        """Show it larger or smaller."""
        now = self.percent
        self._percent = max(LEAST, min(now * STEP // 100 if step > 0 else now * 100 // STEP, MOST))
        self._draw()

    def turn(self, degrees: int) -> None:
        """Turn it a quarter; the file stays as it is."""
        self._turned = (self._turned + degrees) % 360
        self.sheet.show_turned(self._turned)
        self._draw()

    def fit(self) -> None:
        """Show the whole of it."""
        self._percent = 0
        self._draw()

    def _upright(self) -> QPixmap:
        return self._picture.transformed(QTransform().rotate(self._turned)) if self._turned else self._picture

    def _draw(self) -> None:
        picture = self._upright()
        if picture.isNull():
            return
        wanted = QSize(picture.width() * self.percent // 100, picture.height() * self.percent // 100)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.sheet.setPixmap(picture.scaled(wanted, keep, smooth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole of it in sight."""
        super().resizeEvent(event)
        if not self._percent:
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PageUp and PageDown leaf, + and - enlarge, R turns."""
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_PageDown: lambda: self.go(1),
            Qt.Key.Key_PageUp: lambda: self.go(-1),
            Qt.Key.Key_Plus: lambda: self.zoom(1),
            Qt.Key.Key_Minus: lambda: self.zoom(-1),
            Qt.Key.Key_R: lambda: self.turn(-90),
        }
        if act := acts.get(event.key()):
            act()
        else:
            super().keyPressEvent(event)


def leaves_of(files: Sequence[int]) -> list[tuple[int, int]]:
    """Give file and page of every leaf, from the number of pages of each file (a picture has one)."""
    return [(place, page) for place, pages in enumerate(files) for page in range(max(pages, 1))]
