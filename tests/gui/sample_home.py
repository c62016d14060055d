"""Mock-ups 01, 13, 15."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from sample_frame import STATION, window

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.search_palette import Hit
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.marks import Dot, IconMark, IconSquare
from sheqi_desktop.gui.widgets.pace_bar import PaceBar, PaceLine
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.ring import Ring
from sheqi_desktop.gui.window import MainWindow


# ------------------------------------------------------------------ 01
def todo(icon: str, tone: str, who: str, what: str, why: str, badge: tuple[str, str], act: str, first: bool) -> QWidget:
    whole = QWidget()
    line = layout.row(whole, (4, 0, 4, 0), 12)
    line.addWidget(IconSquare(icon, tone))
    words = layout.column(gap=2)
    top = layout.row(gap=9)
    top.addWidget(PlainLabel(who, "strong"))
    top.addWidget(PlainLabel(what, "second"))
    top.addStretch(1)
    words.addLayout(top)
    words.addWidget(PlainLabel(why, "second", elide=True))
    line.addLayout(words, 1)
    line.addWidget(Badge(*badge))
    button = Button(act, "primary" if first else "plain", small=True)
    layout.fix(button, width=92)
    line.addWidget(button)
    return whole


def group(ink: str, words: str, number: int) -> QWidget:
    whole = QWidget()
    line = layout.row(whole, (4, 0, 0, 0), 6)
    line.addWidget(Dot(ink))
    line.addWidget(PlainLabel(words, "label_strong"))
    line.addWidget(PlainLabel(str(number), "second"))
    line.addStretch(1)
    return whole


def home_body(page: Page) -> None:
    first, second = QWidget(), QWidget()
    left = layout.column(first, gap=12)
    today = Card((18, 14, 18, 14), 12)
    title = CardTitle("今天要做什么")
    title.line.addWidget(ChipRow((("today", "今天", 5), ("week", "本周", 7), ("mine", "只看我的", None))))
    today.body.addWidget(title)
    today.body.addWidget(group("badBar", "已逾期", 2))
    rows = (
        (
            "footprints",
            "bad",
            "王秀兰",
            "居家探访・前李村",
            "上次 5月10日：血压偏高，约定一个月内复访",
            ("逾期 4 天", "bad"),
            "开始记录",
        ),
        (
            "message-square-text",
            "note",
            "赵小雨 个案",
            "必改批注 1 条、提问 1 条",
            "吴督导：计划书没写学校怎么配合",
            ("逾期 1 天", "bad"),
            "去回复",
        ),
        (
            "hand-heart",
            "tint",
            "银龄手工小组 第 3 节",
            "14:30・大李庄文化广场",
            "组员 12 人；上节李桂英请假、刘改花缺席",
            ("14:30", "warn"),
            "点名",
        ),
        (
            "phone",
            "tint",
            "刘长河",
            "电话访问・特困供养",
            "上次 5月15日：等待低保复核结果",
            ("今天", "warn"),
            "开始记录",
        ),
        (
            "folder-open",
            "tint",
            "陈国强 个案",
            "阶段评估差 1 项未填",
            "草稿自动保存于昨天 17:42",
            ("今天", "warn"),
            "继续填写",
        ),
    )
    for number, one in enumerate(rows):
        if number == 2:
            today.body.addWidget(group("warnBar", "今天", 3))
        today.body.addWidget(todo(*one, number == 0))
    today.body.addStretch(1)
    left.addWidget(today, 1)
    last = Card((18, 12, 18, 12), 6)
    last.body.addWidget(CardTitle("最近记录", link="全部记录"))
    for icon, who, what, when in (
        ("footprints", "李桂英 居家探访", "关节痛加重，已联系村医；下次 7月12日", "今天 09:40"),
        ("clock", "志愿时长 4 条", "饶良镇银发互助队・共 9.5 小时", "昨天"),
        ("folder-open", "李小军 接案登记表", "已提交督导", "昨天"),
    ):
        row = layout.row(margins=(4, 0, 0, 0), gap=9)
        row.addWidget(IconMark(icon, "text2", 16))
        row.addWidget(PlainLabel(who, "second_main"))
        row.addWidget(PlainLabel(what, "second", elide=True), 1)
        row.addWidget(PlainLabel(when, "hint"))
        last.body.addLayout(row)
    left.addWidget(last)
    right = layout.column(second, gap=12)
    layout.column(page).addWidget(Panes(first, second, 395, margins=(24, 16, 24, 16), gap=16))
    pace = Card((18, 16, 18, 14), 9)
    pace.body.addWidget(CardTitle("合同进度", side="竖线：按时间应达到"))
    ring = layout.row(gap=16)
    ring.addWidget(Ring(9, 14, "人次"))
    words = layout.column(gap=2)
    words.addStretch(1)
    words.addWidget(PlainLabel("6月探访", "strong"))
    words.addWidget(PlainLabel("按现在的速度，月底能完成", "second"))
    words.addWidget(PlainLabel("还差 5 人次・剩 12 个工作日", "hint"))
    words.addStretch(1)
    ring.addLayout(words, 1)
    pace.body.addLayout(ring)
    pace.body.addWidget(Line())
    for one in (
        PaceLine("探访", "normal", "128", "160 人次", 800, 786, "应完成 125.8"),
        PaceLine("个案", "behind", "4", "6 例", 667, 786, "本期还需 2 例"),
        PaceLine("小组", "normal", "5", "6 个", 833, 786, "已开 22 节"),
        PaceLine("社区活动", "normal", "5", "6 场", 833, 786),
        PaceLine("志愿队", "done", "12", "10 人", 1000, None, "186 小时"),
        PaceLine("继续教育", "normal", "46", "60 学时", 767, 786, "按较慢的一人"),
    ):
        pace.body.addWidget(PaceBar(one))
    pace.body.addStretch(1)
    right.addWidget(pace, 1)
    send = Card((16, 16, 16, 16), 0)
    row = layout.row(gap=12)
    row.addWidget(IconSquare("package", "tint", 40, 20))
    words = layout.column(gap=2)
    words.addWidget(PlainLabel("14 处改动还没报送", "strong"))
    words.addWidget(PlainLabel("下次报送 7月1日—3日", "second"))
    row.addLayout(words, 1)
    row.addWidget(Button("导出数据包", "soft", small=True))
    send.body.addLayout(row)
    right.addWidget(send)


HOME = Header("上午好，张敏", "2023年6月14日 星期三・合同期第 10 个月，还剩 2 个半月")


def home() -> QWidget:
    return window(STATION, "home", HOME, home_body)


def search() -> QWidget:
    made = home()
    assert isinstance(made, MainWindow)
    hits = (
        Hit("人", "王秀兰 女・78・前李村", "W・X・L　独居老人、低保", "打开档案", "user", ((0, 3),)),
        Hit("人", "魏香莲 女・71・志愿者", "W・X・L　银发互助队", "打开", "user", ((0, 3),)),
        Hit("记录", "王秀兰 居家探访 5月10日", "血压 162/95，忘记服药", "TF-2023-A0097", "footprints", ((0, 3),)),
        Hit("记录", "银龄手工互助小组", "组员含 王秀兰", "XZ-2023-A0004", "hand-heart"),
        Hit("可以做的事", "给 王秀兰 记一次探访", "", "Ctrl+N", "plus", ((2, 3),)),
        Hit("可以做的事", "打印 王秀兰 的探访汇总", "", "Ctrl+P", "printer", ((3, 3),)),
    )
    made.set_search(lambda typed: hits, lambda hit, control: None)
    made.open_search("wxl")
    return made
