"""本次回传: what the file that was just merged brought of supervision; each line opens its document."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.records.annotation import ANNOTATION
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.pages.document_ask import way_to
from sheqi_desktop.gui.pages.news_tones import news_tone
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.operations.day_words import short_number
from sheqi_desktop.operations.returned_news import NewsLine, ReturnedNews

AT_MOST = 8


class NewsCard(Card):
    """Hidden while nothing came."""

    opened = Signal(str, object)
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((18, 14, 18, 14), 6, edge="note", parent=parent)
        self.words = PlainLabel("", "strong", wrap=True)
        self.body.addWidget(self.words)
        self._lines = layout.column(gap=4)
        self.body.addLayout(self._lines)
        self.hide()

    def show_news(self, news: ReturnedNews) -> None:
        """Say what came, and list it."""
        self.setVisible(bool(news.words))
        self.words.setText(news.words)
        layout.clear(self._lines)
        for one in news.lines[:AT_MOST]:
            self._lines.addWidget(self._line(one))
        more = len(news.lines) - AT_MOST
        words = f"还有 {more} 条，全部看一看" if more > 0 else "在“督导批注”里看"
        self.all = Button(words, LINK, small=True, name="news_all", pressed=self.all_asked.emit)
        self._lines.addWidget(self.all, 0, layout.LEFT)

    def _line(self, one: NewsLine) -> QWidget:
        holder = QWidget()
        line = layout.row(holder, gap=8)
        line.addWidget(Badge(one.words, news_tone(one)))
        about = "・".join(part for part in (one.who, one.title, one.body or short_number(one.number)) if part)
        line.addWidget(PlainLabel(about, "second_main", elide=True), 1)
        if one.document_kind:
            annotation = one.row if one.kind == ANNOTATION else ""
            way = way_to(one.document_kind, one.record, one.file, annotation)
            button = Button("打开", PLAIN, small=True, name=f"news_{one.row}", pressed=partial(self.opened.emit, *way))
            button.setAccessibleName(f"打开：{one.words}，{about}")
            line.addWidget(button)
        return holder
