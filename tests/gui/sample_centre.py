"""Mock-ups 07, 08, 10."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from sample_frame import CENTRE, STATION, window

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Progress
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, Well
from sheqi_desktop.gui.widgets.drop_zone import DropZone
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.gui.widgets.heat_table import HeatCell, HeatHead, HeatRow, HeatTable
from sheqi_desktop.gui.widgets.marks import IconMark, IconSquare
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.gui.widgets.sparkline import Sparkline
from sheqi_desktop.gui.widgets.stat_tile import StatTile
from sheqi_desktop.gui.widgets.station_card import StationCard, StationFace
from sheqi_desktop.gui.widgets.stepper import Step, Steps


# ------------------------------------------------------------------ 07, 08, 10
def export_body(page: Page) -> None:
    first = QWidget()
    whole = layout.row(first, gap=14)
    steps = Steps(
        (
            Step("选内容", "要报送什么"),
            Step("核对", "数量、敏感项"),
            Step("签名并导出", "加密、写文件"),
            Step("完成", "交给县中心"),
        ),
        1,
    )
    column = layout.column()
    column.addWidget(steps)
    column.addStretch(1)
    whole.addLayout(column)
    middle = layout.column(gap=12)
    whole.addLayout(middle, 492)
    card = Card((10, 14, 10, 14), 8)
    title = CardTitle("这次报送 14 项", "12 项新增，2 项修改", link="逐条查看")
    title.setContentsMargins(10, 0, 0, 0)
    card.body.addWidget(title)
    columns = (
        Column("what", "内容", 200, stretch=True),
        Column("new", "新增", 80, "number"),
        Column("changed", "修改", 80, "number"),
    )
    table = RecordTable(columns)
    rows = (
        ("居家 / 电话探访", "4", "0"),
        ("个案文书", "1", "1"),
        ("小组节次与点名", "1", "0"),
        ("志愿服务时长", "4", "0"),
        ("服务对象档案", "1", "1"),
        ("批注回复", "1", "0"),
    )
    table.show_rows([Row(one[0], one) for one in rows])
    card.body.addWidget(table, 1)
    middle.addWidget(card, 1)
    foot = layout.row(gap=12)
    foot.addWidget(Button("上一步", icon="arrow-left"))
    foot.addStretch(1)
    foot.addWidget(PlainLabel("预计不到 10 秒，可以随时取消", "second", elide=True))
    foot.addWidget(Button("签名并导出", "primary", "pen-line"))
    middle.addLayout(foot)
    side = Card((18, 14, 18, 14), 10)
    side.body.addWidget(CardTitle("谁能打开"))
    who = layout.row(gap=12)
    who.addWidget(IconSquare("building", "tint", 40, 20))
    words = layout.column(gap=0)
    words.addWidget(PlainLabel("社旗县社工服务指导中心", "strong", wrap=True))
    words.addWidget(PlainLabel("公钥核对于 2022-09-05・核对人 张敏", "hint", elide=True))
    who.addLayout(words, 1)
    who.addWidget(Badge("已核对", "ok", "check"))
    side.body.addLayout(who)
    side.body.addWidget(PlainLabel("电话核对时，念这 5 组数字：", "second"))
    side.body.addWidget(FingerprintBox("48210937556011742093"))
    side.body.addWidget(PlainLabel("只有县中心能解开，U 盘丢了别人也打不开。", "second", wrap=True))
    side.body.addWidget(Line())
    panel = ProgressPanel("可以继续做别的事，合并在后台进行。")
    panel.show_progress(Progress(3, 4, 5, 8, "写入批注"))
    side.body.addWidget(panel)
    side.body.addWidget(Banner("info", "", "导入县中心的回传包后，这里会变成“已签收”。", edge=False))
    side.body.addStretch(1)
    layout.column(page).addWidget(Panes(first, side, 400, margins=(24, 16, 24, 14)))


def export() -> QWidget:
    acts = (Action("import", "导入数据包", "download"), Action("log", "往来记录", "history"))
    head = Header(
        "导出数据包",
        "导出・饶良镇 A 机 第 10 号・数据截至 2023-06-30",
        (("数据包", "bundles"),),
        acts,
        search=False,
        new=False,
    )
    return window(STATION, "bundles", head, export_body)


STATIONS = (
    "赵河街道 潘河街道 赊店镇 桥头镇 饶良镇 兴隆镇 晋庄镇 李店镇 "
    "苗店镇 郝寨镇 朱集镇 下洼镇 太和镇 大冯营镇 陌陂镇 唐庄乡"
).split()


def board_body(page: Page) -> None:
    first = QWidget()
    left = layout.column(first, gap=12)
    tiles = layout.row(gap=10)
    for one in (
        ("circle-check", "ok", "11", "站 已到齐"),
        ("clock-alert", "warn", "2", "站 迟交"),
        ("unlink", "bad", "1", "站 缺包断号"),
        ("git-compare", "note", "2", "站 有冲突"),
        ("shield-x", "mute", "0", "包 被拒收"),
    ):
        tiles.addWidget(StatTile(*one))
    left.addLayout(tiles)
    left.addWidget(
        DropZone(
            "把数据包拖到这里，或点右边选文件（可一次选多个）",
            "先核对签名，再试合并；看过结果、点“确认合并”才写入。",
            "选择数据包",
        )
    )
    grid = layout.grid(gap=10)
    for place, name in enumerate(STATIONS):
        face = StationFace(str(place), name, "已合并", "ok", "check", ("A 机 第 10 号・7月1日",), "序号连续")
        if name in ("李店镇", "陌陂镇"):
            face = StationFace(
                str(place), name, "迟 2 天", "warn", "clock", ("A 机 第 9 号・6月2日",), "数据截至 5月31日"
            )
        elif name == "下洼镇":
            face = StationFace(
                str(place), name, "缺第 9 号", "bad", "unlink", ("A 机 第 10 号・7月3日",), "第 10 号已先合并"
            )
        elif name in ("潘河街道", "郝寨镇"):
            face = StationFace(
                str(place), name, "冲突 3", "note", "git-compare", ("A 机 第 10 号・7月2日",), "A 机和外出机都改过"
            )
        grid.addWidget(StationCard(face), place // 4, place % 4)
    left.addLayout(grid, 1)
    side = Card((18, 14, 18, 14), 10)
    side.body.addWidget(CardTitle("最近一次合并", side="今天 08:52"))
    well = Well((14, 8, 14, 8), 6)
    for icon, ink, words, number in (
        ("plus", "ok", "新增", "12"),
        ("pencil", "info", "更改", "2"),
        ("copy-check", "text2", "无变化", "0"),
    ):
        line = layout.row(gap=8)
        line.addWidget(IconMark(icon, ink, 16))
        line.addWidget(PlainLabel(words, "body"), 1)
        line.addWidget(PlainLabel(number, "strong"))
        well.body.addLayout(line)
    side.body.addWidget(well)
    acts = layout.row(gap=12)
    acts.addWidget(Button("撤销这次合并", "danger", "undo-2", small=True))
    acts.addWidget(Button("明细", "link"))
    acts.addStretch(1)
    side.body.addLayout(acts)
    side.body.addWidget(Line())
    side.body.addWidget(Sparkline((("2月", 151), ("3月", 155), ("4月", 149), ("5月", 162), ("今天", 158)), 140))
    side.body.addStretch(1)
    side.body.addWidget(Button("制作回传包（11 站）", "soft", "package-open"))
    layout.column(page).addWidget(Panes(first, side, 306))


def board() -> QWidget:
    return window(CENTRE, "board", Header("数据汇总", "2023年6月数据・报送期 7月1日—3日・16 站", new=False), board_body)


def heat_body(page: Page) -> None:
    whole = layout.column(page, (24, 12, 24, 12), 13)
    top = layout.row(gap=10)
    span = Segments((Segment(1, "合同年度"), Segment(2, "本季度"), Segment(3, "本月")), equal=True)
    span.set_value(1)
    top.addWidget(span)
    top.addStretch(1)
    top.addWidget(Button("导出 Excel", icon="file-spreadsheet"))
    top.addWidget(Button("评估用 PDF", "primary", "file-text"))
    whole.addLayout(top)
    card = Card((18, 12, 18, 12), 6)
    card.body.addWidget(CardTitle("分站热力图"))
    heads = [
        HeatHead(*one)
        for one in (
            ("探访", "≥160"),
            ("个案", "≥6"),
            ("小组", "≥6"),
            ("节数", "列示"),
            ("活动", "≥6"),
            ("志愿者", "≥10"),
            ("时长", "小时"),
        )
    ]
    rows = []
    for place, name in enumerate(STATIONS):
        visits = 178 + place * 3 % 20 - 9
        cells = (
            HeatCell(str(visits), visits * 100 // 160),
            HeatCell("7", 116),
            HeatCell("6", 100),
            HeatCell("30"),
            HeatCell("5", 83, "✖"),
            HeatCell("16", 160),
            HeatCell("?", unknown=True),
        )
        rows.append(HeatRow(str(place), name, cells))
    card.body.addWidget(HeatTable(heads, rows))
    card.body.addStretch(1)
    whole.addWidget(card, 1)


def heat() -> QWidget:
    return window(
        CENTRE,
        "indicators",
        Header("指标看板", "2022 年度・顺延 1 个月・截至 2023-09-30", search=False, new=False),
        heat_body,
    )
