"""Mock-ups 02, 18."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from sample_frame import STATION, window

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.table_cells import BadgeCell, Sorted, TwoLine
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.timeline import Event, Timeline
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import Button, IconButton
from sheqi_desktop.gui.widgets.card import Card, Line
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.gui.widgets.marks import Avatar
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.search_field import SearchField
from sheqi_desktop.gui.widgets.tabs import Tabs

# ------------------------------------------------------------------ 02, 18
PEOPLE = (
    (
        "王秀兰",
        "Wáng Xiùlán",
        "女・78",
        (("独居老人", "tint"), ("低保", "mute")),
        "前李村",
        "5月10日",
        ("逾期 4 天", "bad"),
    ),
    ("王小雪", "Wáng Xiǎoxuě", "女・9", (("困境儿童", "note"),), "后李村", "6月2日", "6月20日"),
    ("王新业", "Wáng Xīnyè", "男・71", (("特困供养", "tint"),), "大李庄", "6月8日", "7月8日"),
    ("吴学敏", "Wú Xuémǐn", "女・66", (("残疾 二级", "info"), ("低保", "mute")), "杜营", "5月28日", ("今天", "warn")),
    ("万喜来", "Wàn Xǐlái", "男・83", (("高龄", "tint"),), "前李村", "6月11日", "7月11日"),
    ("魏香云", "Wèi Xiāngyún", "女・74", (("独居老人", "tint"),), "坡刘", "6月12日", "7月12日"),
    ("吴小满", "Wú Xiǎomǎn", "男・11", (("留守儿童", "note"),), "杜营", "6月13日", "6月27日"),
)
PEOPLE_COLUMNS = (
    Column("name", "姓名", 172, "two_line"),
    Column("age", "性别 ・ 年龄", 100),
    Column("category", "类别", 170, "badges", True),
    Column("village", "村 / 社区", 84),
    Column("last", "上次", 84),
    Column("next", "下次", 110),
)


def people_rows() -> list[Row]:
    rows = []
    for name, pinyin, age, badges, village, last, following in PEOPLE:
        second = pinyin.find(" ") + 1
        cells = (
            TwoLine(name, pinyin, name, ((0, 1), (second, 1))),
            age,
            tuple(BadgeCell(*one) for one in badges),
            village,
            last,
            BadgeCell(*following) if isinstance(following, tuple) else Sorted(following),
        )
        rows.append(Row(name, cells, "w"))
    return rows


def people_body(page: Page, detail: bool = True) -> None:
    whole = layout.column(page, (24, 14, 24, 16), 12)
    top = layout.row(gap=8)
    field = SearchField("搜姓名、首字母", width=250)
    field.setText("wx")
    top.addWidget(field)
    chips = ChipRow(
        (("all", "全部", 312), ("low", "低保", 126), ("poor", "特困", 31), ("old", "一老一小", 88), ("dis", "残疾", 54))
    )
    chips.add("late", "逾期未访", 9, "triangle-alert")
    chips.choose("old")
    top.addWidget(chips, 1)
    whole.addLayout(top)
    card = Card((1, 6, 1, 4), 0)
    table = RecordTable(PEOPLE_COLUMNS, row_height=52)
    table.show_rows(people_rows())
    table.choose("王秀兰")
    card.body.addWidget(table, 1)
    foot = layout.row(margins=(16, 6, 16, 6), gap=16)
    foot.addWidget(PlainLabel("找到 7 人（拼音首字母 wx）", "second"), 1)
    foot.addWidget(PlainLabel("↑↓ 选择　回车 打开　Ctrl+N 新增", "hint"))
    card.body.addLayout(foot)
    layout.least(table, height=240)
    if not detail:
        whole.addWidget(card, 1)
        return
    pane = Card((18, 16, 18, 12), 10)
    head = layout.row(gap=14)
    head.addWidget(Avatar("王秀兰", "tint", 52, 22))
    words = layout.column(gap=4)
    first = layout.row(gap=8)
    first.addWidget(PlainLabel("王秀兰", "result"))
    first.addWidget(PlainLabel("女・78 岁", "second"))
    first.addStretch(1)
    words.addLayout(first)
    badges = layout.row(gap=6)
    for badge in (("独居老人", "tint"), ("低保", "mute"), ("高血压", "warn")):
        badges.addWidget(Badge(*badge))
    badges.addStretch(1)
    words.addLayout(badges)
    head.addLayout(words, 1)
    pane.body.addLayout(head)
    acts = layout.row(gap=8)
    acts.addWidget(Button("记探访", "primary", "footprints", small=True))
    acts.addWidget(Button("开个案", icon="folder-plus", small=True))
    acts.addWidget(Button("编辑", icon="pencil", small=True))
    acts.addStretch(1)
    acts.addWidget(IconButton("ellipsis", "更多"))
    pane.body.addLayout(acts)
    pane.body.addWidget(Line())
    facts = (
        ("住址", "饶良镇前李村 3 组"),
        ("电话", "154****6207"),
        ("联系人", "儿子 王建军（在外务工）"),
        ("责任社工", "张敏・建档 2022-10-08"),
    )
    pane.body.addWidget(KeyValues(facts))
    pane.body.addWidget(Tabs((("time", "时间线"), ("base", "基本情况"), ("home", "家庭与支持"), ("papers", "文书 6"))))
    pane.body.addWidget(
        Timeline(
            (
                Event("1", "calendar-clock", "bad", "复访到期，还没做", "约定一个月内复访", "6月10日"),
                Event(
                    "2", "footprints", "tint", "居家探访・张敏", "血压 162/95，忘记服药；已教家属用分药盒。", "5月10日"
                ),
                Event("3", "phone", "tint", "电话访问・李强", "心情平稳，膝盖疼，不愿去医院。", "4月21日"),
                Event("4", "hand-heart", "tint", "银龄手工小组 第 1 节", "出席，与邻居李桂英结伴。", "4月6日"),
                Event("5", "package", "mute", "链接资源：防滑垫、扶手", "县残联，已安装。", "3月"),
            )
        )
    )
    pane.body.addStretch(1)
    whole.addWidget(Panes(card, pane, 384, margins=(0, 0, 0, 0), gap=16), 1)


def people() -> QWidget:
    acts = (Action("import", "导入 Excel", "file-spreadsheet"), Action("print", "打印名册", "printer"))
    head = Header("服务对象", "312 人在册・9 人逾期未访", actions=acts, search=False)
    return window(STATION, "clients", head, people_body)


def large() -> QWidget:
    head = Header(
        "服务对象", "312 人在册・9 人逾期未访", actions=(Action("print", "打印名册", "printer"),), search=False
    )
    return window(STATION, "clients", head, lambda page: people_body(page, detail=False))
