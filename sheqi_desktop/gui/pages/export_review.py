"""The review of a bundle (07): what goes, who can open it, what to look at before it leaves the house."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.ticks import Box
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.gui.widgets.marks import IconMark, IconSquare
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.export_review import ExportReview
from sheqi_desktop.operations.seal_bundle import FILE_LIMIT

COLUMNS = (
    Column("kind", "内容", 240, stretch=True),
    Column("new", "新增", 90, kind="number"),
    Column("changed", "修改", 90, kind="number"),
)

LIMITS = (("不超过 64 MB", FILE_LIMIT), ("不超过 20 MB（邮箱）", 20 << 20), ("不超过 5 MB", 5 << 20))


class ReviewPane(QWidget):
    """Two cards and the one button."""

    sign_asked = Signal()
    look_asked = Signal()
    drafts_asked = Signal()
    files_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: ExportReview | None = None
        whole = layout.column(self, gap=12)
        whole.addWidget(Panes(self._contents(), self._receiver(), 400, margins=layout.NONE), 1)
        foot = layout.row(gap=12)
        words = PlainLabel("预计不到 10 秒，可以随时取消", "second", wrap=True)
        words.setAlignment(layout.RIGHT | layout.MIDDLE)
        foot.addWidget(words, 1)
        self.sign = Button("签名并导出", PRIMARY, "pen-line", name="export_sign", pressed=self.sign_asked.emit)
        foot.addWidget(self.sign)
        whole.addLayout(foot)

    def _contents(self) -> Card:
        card = Card((10, 14, 10, 14), 8)
        self._title = CardTitle("这次报送", link="逐条查看", pressed=self.look_asked.emit, name="export_look")
        head = layout.row(margins=(10, 0, 0, 0))
        head.addWidget(self._title)
        card.body.addLayout(head)
        self.table = RecordTable(COLUMNS, name="export_table")
        layout.least(self.table, width=300, height=150)
        self.table.setAccessibleName("这次报送的内容")
        card.body.addWidget(self.table, 1)
        line = layout.row(margins=(10, 0, 0, 0), gap=10)
        self._half_icon = IconMark("file-pen-line", "text2", 16)
        self._half = PlainLabel("", "second_main", wrap=True)
        line.addWidget(self._half_icon)
        line.addWidget(self._half, 1)
        self._finish = Button("去补完", LINK, name="export_drafts", pressed=self.drafts_asked.emit)
        line.addWidget(self._finish)
        card.body.addLayout(line)
        card.body.addWidget(self._attachments())
        return card

    def _attachments(self) -> QWidget:
        """Say how many photos go along, and let a person leave them for later or ask for small files."""
        self._photos = QWidget()
        column = layout.column(self._photos, (10, 0, 10, 0), 6)
        line = layout.row(gap=10)
        line.addWidget(IconMark("image", "text2", 16))
        self._photo_words = PlainLabel("", "second_main", wrap=True)
        line.addWidget(self._photo_words, 1)
        line.addWidget(Button("逐条看", LINK, small=True, name="export_files", pressed=self.files_asked.emit))
        column.addLayout(line)
        ways = layout.row(gap=12)
        self.later = Box("照片稍后再带")
        self.later.setObjectName("export_photos_later")
        self.later.setAccessibleName("照片稍后再带")
        self.later.toggled.connect(lambda _: self._say_photos())
        ways.addWidget(self.later)
        ways.addStretch(1)
        name = PlainLabel("每个文件", "second")
        self._limits = ChoiceList(lambda text: "")
        for words, limit in LIMITS:
            self._limits.addItem(words, limit)
        self._limits.setCurrentIndex(0)
        self._limits.setAccessibleName("每个文件最大")
        name.setBuddy(self._limits)
        layout.fix(self._limits, width=168)
        ways.addWidget(name)
        ways.addWidget(self._limits)
        column.addLayout(ways)
        return self._photos

    @property
    def limit(self) -> int:
        """Give how large one file may get."""
        return int(self._limits.currentData() or LIMITS[0][1])

    def _say_photos(self) -> None:
        review = self._review
        if review is None:
            return
        self._photos.setVisible(review.attachments > 0)
        going = review.sheets if self.later.isChecked() else review.attachments
        later = f"，{review.attachments - going} 个稍后再带" if going < review.attachments else ""
        size = f"，约 {max(review.attachment_bytes >> 10, 1)} KB" if not later else ""
        self._photo_words.setText(f"照片和扫描件随包 {going} 个{later}{size}。不带照片，次数照样计入。")

    def _receiver(self) -> Card:
        card = Card((18, 14, 18, 14), 10)
        card.body.addWidget(CardTitle("谁能打开"))
        line = layout.row(gap=10)
        line.addWidget(IconSquare("building", "tint", 40, 20))
        self._to = PlainLabel("", "strong", wrap=True)
        line.addWidget(self._to, 1)
        line.addWidget(Badge("已核对", "ok", "check"))
        card.body.addLayout(line)
        card.body.addWidget(PlainLabel("电话核对时，念这 5 组数字：", "second"))
        self.digits = FingerprintBox()
        card.body.addWidget(self.digits)
        self._who = PlainLabel("", "second", wrap=True)
        card.body.addWidget(self._who)
        card.body.addWidget(Line())
        card.body.addWidget(CardTitle("出门前检查"))
        self._checks = layout.column(gap=8)
        card.body.addLayout(self._checks)
        card.body.addStretch(1)
        return card

    def show_review(self, review: ExportReview) -> None:
        """Show what would go now."""
        self._title.title.setText(f"这次{'带去' if review.to_mate else '报送'} {review.total} 项")
        opens = "那台电脑" if review.to_mate else "县中心"
        self._who.setText(f"只有{opens}能解开，U 盘丢了别人也打不开。")
        self._title.say(f"{review.new} 项新增，{review.total - review.new} 项修改")
        self.table.show_rows([Row(one.kind, (one.title, str(one.new), str(one.changed))) for one in review.lines])
        half = "、".join(dict.fromkeys(review.drafts))
        words = f"没写完的 {len(review.drafts)} 份不会报送：{half}" if review.drafts else "没有写到一半的表"
        self._half.setText(words)
        self._finish.setVisible(bool(review.drafts))
        self._review = review
        self._say_photos()
        self._to.setText(review.to_name)
        self.digits.show_digits(review.fingerprint)
        layout.clear(self._checks)
        before = f"，接上次 第 {review.number - 1} 号" if review.number > 1 else ""
        self._check(True, f"编号连续：本包 第 {review.number} 号{before}")
        self._check(
            not review.unfinished,
            f"草稿 {review.unfinished} 份随包带走，但不计数" if review.unfinished else "必填项都填了",
        )
        if review.missing:
            link = Button("看是哪些", LINK, small=True, name="export_missing", pressed=self.files_asked.emit)
            self._check(False, f"{review.missing} 个附件的原件不在本机，等它到了再带", link)
        if review.late:
            self._check(False, f"{review.late} 份超过录入期限，已标“补录”")

    def _check(self, fine: bool, words: str, link: Button | None = None) -> None:
        line = layout.row(gap=8)
        line.addWidget(IconMark("circle-check", "ok", 18) if fine else IconMark("triangle-alert", "warn", 18))
        line.addWidget(PlainLabel(words, "body", wrap=True), 1)
        if link is not None:
            line.addWidget(link)
        self._checks.addLayout(line)
