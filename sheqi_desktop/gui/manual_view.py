"""A page of the manual as widgets, block by block."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from sheqi_desktop.catalog.assets import manual_dir
from sheqi_desktop.catalog.manual import Block, Grid, Heading, ManualPage, Passage, Picture, Points, Spans
from sheqi_desktop.gui import layout, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.span_text import SpanText
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Line, Well
from sheqi_desktop.gui.widgets.flow import FlowLayout

WIDEST = 720


class ManualView(QWidget):
    """One page; the pages it names stand as links below it."""

    page_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = layout.column(self, gap=10)

    def show_page(self, page: ManualPage, title_of: Callable[[str], str]) -> None:
        """Show another page."""
        layout.clear(self._body)
        self._body.addWidget(PlainLabel(page.title, "result", wrap=True))
        for block in page.blocks:
            self._add(block)
        if page.pages:
            self._body.addSpacing(scale(4))
            self._body.addWidget(Line())
            self._body.addWidget(self._links(page.pages, title_of))
        self._body.addStretch(1)

    def _add(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._body.addSpacing(scale(6))
            self._body.addWidget(PlainLabel(block.text, "card" if block.level == 2 else "strong", wrap=True))
        elif isinstance(block, Passage):
            self._body.addWidget(spans_text(block.spans))
        elif isinstance(block, Points):
            _add_points(self._body, block)
        elif isinstance(block, Grid):
            self._body.addWidget(_grid(block))
        elif isinstance(block, Picture):
            self._body.addWidget(PictureBox(block))

    def _links(self, pages: tuple[str, ...], title_of: Callable[[str], str]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=12)
        flow.addWidget(PlainLabel("去看", "second"))
        for name in pages:
            button = Button(title_of(name), LINK, small=True, name=f"manual_{name}")
            button.clicked.connect(lambda _=False, name=name: self.page_asked.emit(name))
            flow.addWidget(button)
        return holder


def spans_text(spans: Spans) -> SpanText:
    """Show words of which some are bold and some name another page."""
    return SpanText([(one.text, one.bold or bool(one.page), "primary" if one.page else "text") for one in spans])


def _add_points(body: QVBoxLayout, points: Points) -> None:
    for number, item in enumerate(points.items, start=1):
        line = layout.row(gap=8)
        mark = PlainLabel(f"{number}." if points.numbered else "•", "soft")
        layout.least(mark, width=20)
        line.addWidget(mark, 0, layout.TOP)
        line.addWidget(spans_text(item), 1)
        body.addLayout(line)


def _grid(block: Grid) -> Well:
    well = Well((14, 10, 14, 10), 0)
    grid = layout.grid(gap=16, down=6)
    for down, row in enumerate(block.rows):
        for across, cell in enumerate(row):
            if down:
                grid.addWidget(spans_text(cell), down, across, layout.TOP)
            else:
                grid.addWidget(PlainLabel("".join(one.text for one in cell), "label_strong", wrap=True), 0, across)
    wide = [max(sum(len(one.text) for one in row[at]) for row in block.rows) for at in range(len(block.rows[0]))]
    for at, letters in enumerate(wide):
        grid.setColumnStretch(at, min(max(letters, 6), 40))
    well.body.addLayout(grid)
    return well


class PictureBox(QWidget):
    """A picture of the program itself, never wider than the page."""

    def __init__(self, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The name comes from the manual's own pattern: a plain file name in its folder of pictures.
        self._pixels = QPixmap(str(manual_dir() / picture.file))
        self.setAccessibleName(picture.words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Keep the shape."""
        wide = max(self._pixels.width(), 1)
        return min(width, scale(WIDEST)) * self._pixels.height() // wide

    def sizeHint(self) -> QSize:
        """As wide as a page."""
        return QSize(scale(480), self.heightForWidth(scale(480)))

    def minimumSizeHint(self) -> QSize:
        """Never nothing."""
        return QSize(scale(160), self.heightForWidth(max(self.width(), scale(160))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in a frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = min(self.width(), scale(WIDEST))
        place = QRectF(0, 0, wide, self.heightForWidth(wide))
        painter.drawPixmap(place.toRect(), self._pixels)
        paint.box(painter, place, 0, None, theme.color("border"))
        painter.end()
