"""Mock-ups 11, 17."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs, Progress
from sheqi_desktop.gui.page import Action
from sheqi_desktop.gui.pages.first_run import FirstRunPage, FirstRunVerbs
from sheqi_desktop.gui.pages.unlock import UnlockFace, UnlockPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import Button, IconButton
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.chip import Chip
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.gui.widgets.toast import Toast


# ------------------------------------------------------------------ 11, 17
def unlock() -> QWidget:
    face = UnlockFace(
        "饶良镇社工站",
        (("1", "张敏", "社工"), ("2", "李强", "社工")),
        "1.0.0",
        "上次备份 昨天 17:55・上次打开 昨天 08:31",
        "早上好",
    )
    page = UnlockPage(face, lambda worker, password: None, Jobs())
    page.password.setText("123456")
    page._say("口令不对，请再试。错得越多，等得越久（已错 1 次）。")
    page._say_caps(True)
    page.resize(1366, 696)
    return page


def components() -> QWidget:
    whole = QWidget()
    whole.setObjectName("ground")
    whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line = layout.row(whole, (24, 20, 24, 20), 16)
    left, right = layout.column(gap=14), layout.column(gap=14)
    line.addLayout(left, 1)
    line.addLayout(right, 1)
    card = Card((20, 16, 20, 16), 12)
    card.body.addWidget(CardTitle("按钮"))
    row = layout.row(gap=10)
    for one in (
        ("提交", "primary", "check"),
        ("保存",),
        ("导出数据包", "soft", "package"),
        ("撤销合并", "danger", "undo-2"),
    ):
        row.addWidget(Button(*one))
    off = Button("不可用")
    off.explain("还差 1 处：服务日期")
    row.addWidget(off)
    row.addStretch(1)
    card.body.addLayout(row)
    row = layout.row(gap=10)
    row.addWidget(Button("开始记录", "primary", small=True))
    row.addWidget(Button("去回复", small=True))
    row.addWidget(Button("全部记录", "link"))
    row.addWidget(IconButton("printer", "打印"))
    row.addStretch(1)
    card.body.addLayout(row)
    left.addWidget(card)
    card = Card((20, 16, 20, 16), 12)
    card.body.addWidget(CardTitle("状态标签（图标 + 文字，不只靠颜色）"))
    row = layout.row(gap=8)
    for one in (
        ("达标", "ok", "check"),
        ("今天", "warn", "clock"),
        ("逾期 4 天", "bad", "circle-alert"),
        ("已退回", "note", "message-square-text"),
        ("正在合并", "info", "loader"),
        ("未写", "mute"),
        ("独居老人", "tint"),
    ):
        row.addWidget(Badge(*one))
    row.addStretch(1)
    card.body.addLayout(row)
    card.body.addWidget(Banner("ok", "已导出第 10 号数据包", "还没交到县中心，请在 7月3日前送出。", "打开文件夹"))
    card.body.addWidget(
        Banner(
            "warn", "电脑日期可能不对", "电脑显示 2019-01-01，最近一条记录是 2023-06-14。先改好日期再填表。", "怎么改"
        )
    )
    card.body.addWidget(
        Banner(
            "bad", "没能保存：磁盘满了", "刚才填的内容还在这个窗口里。请清出 200 MB 以上，再点“再存一次”。", "再存一次"
        )
    )
    left.addWidget(card)
    card = Card((20, 16, 20, 16), 12)
    card.body.addWidget(CardTitle("进度（超过 1 秒才出现，随时能取消）"))
    panel = ProgressPanel("取消后会回到合并前的样子")
    panel.show_progress(Progress(1, 1, 184, 402, "正在合并 潘河街道 第 10 号：写入", 6))
    card.body.addWidget(panel)
    left.addWidget(card)
    left.addStretch(1)
    card = Card((20, 16, 20, 16), 8)
    card.body.addWidget(CardTitle("文字"))
    for words, role in (
        ("上午好，张敏", "greeting"),
        ("个案服务", "page"),
        ("今天要做什么", "card"),
        ("王秀兰 居家探访", "strong"),
        ("血压偏高，约定复访", "body"),
        ("上次 5月10日", "second"),
        ("草稿自动保存", "hint"),
    ):
        card.body.addWidget(PlainLabel(words, role))
    right.addWidget(card)
    card = Card((20, 16, 20, 16), 10)
    card.body.addWidget(CardTitle("选择"))
    row = layout.row(gap=12)
    segments = Segments((Segment(1, "正常"), Segment(2, "有变化", fill="warn"), Segment(3, "异常")))
    segments.set_value(2)
    row.addWidget(segments)
    chip = Chip("一老一小", 88)
    chip.setChecked(True)
    row.addWidget(chip)
    row.addStretch(1)
    card.body.addLayout(row)
    right.addWidget(card)
    card = Card((20, 16, 20, 16), 10)
    card.body.addWidget(CardTitle("空状态"))
    card.body.addWidget(
        EmptyState(
            "footprints",
            "还没有探访记录",
            "从纸质台账补录，或者直接记一次新的探访。",
            Action("a", "记一次探访", "plus", kind="primary"),
            Action("b", "从 Excel 导入", "file-spreadsheet"),
        )
    )
    right.addWidget(card)
    right.addStretch(1)
    whole.resize(1366, 960)
    toast = Toast(whole)
    toast.say("已移走草稿：王秀兰 探访", lambda: None)
    return whole


def question() -> QWidget:
    made = ask.Question(
        None,
        "结案签批后，文书就不能再改了",
        "赵小雨 个案还有 1 条督导批注没处理。签批以后要改，只能走“更正”。",
        "git-compare",
    )
    choices = (
        ask.Choice("later", "先不结案"),
        ask.Choice("notes", "去处理批注", "primary"),
        ask.Choice("close", "仍然提交", "danger"),
    )
    made.offer(choices, "later")
    return made


def first_run() -> QWidget:
    verbs = FirstRunVerbs(lambda path: None, lambda *said: (None, ""), lambda code: None, lambda desk, path: None)  # type: ignore[arg-type,return-value]
    page = FirstRunPage(verbs, Jobs(), "0377-6800000")
    page.recovery.show_code("3805 7712 0946 5521 8830 1467 2059 6613 4420 7135")
    page._show(3)
    page.recovery._check[0].setText("0946")
    page.recovery._check[1].setText("20")
    page.recovery._check[1].setFocus()
    page.resize(1366, 696)
    return page
