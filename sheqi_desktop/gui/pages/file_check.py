"""附件核对: photos and scans that have not come or gone, and how to bring them; photos that prove two records."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, Sorted
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.list_card import ListCard
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.file_lines import FileLine, FileLines, file_lines

MISSING, UNSENT, REUSED = "missing", "unsent", "reused"
TABS = {MISSING: "还没有到", UNSENT: "还没有送出", REUSED: "重复使用"}
_STATION = Column("station", "站点", 96)


def columns_of(*, centre: bool) -> tuple[Column, ...]:
    """Give the columns; only the centre has records of more than one station."""
    return (
        Column("title", "记录", 120, "strong"),
        Column("about", "内容", 180, stretch=True),
        *((_STATION,) if centre else ()),
        Column("on", "日期", 100),
        Column("number", "编号", 150),
        Column("files", "附件", 60, "number"),
        Column("where", "在哪里 / 哪一张", 190, "badges"),
    )


NOTHING = {
    MISSING: ("附件都到了", "记录里写到的照片和扫描件，这台电脑上都有。"),
    UNSENT: ("附件都送出了", "县中心都收到了，或者还没有照片要送。"),
    REUSED: ("没有重复使用的照片", "同一张照片用在两条记录里，会列在这里。"),
}
HOW_CENTRE = "请站点在“导出数据包”时不勾“照片稍后再带”，再导出一次；导入以后这里就没有了。次数照样计入。"
HOW_HERE = "在有原件的那台电脑上导出数据包，不勾“照片稍后再带”，再导入到这台。次数照样计入。"
HOW_SEND = "导出数据包时不勾“照片稍后再带”，就一起送到县中心；一个文件放不下会分成几个，都要带去。"
HOW_REUSED = "同一张照片只能证明一次服务。打开两条记录对照，用错的一条换成当天的照片，或写明原因。"


class FileCheckPage(ReadingPage):
    """Three lists in one place; Enter opens the record."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._centre = desk.place.kind == "centre"
        self._station, self._wanted = "", ""
        self.found: FileLines | None = None
        self._lines: dict[str, FileLine] = {}
        whole = layout.column(self, (24, 14, 24, 16), 12)
        kept = [(key, words) for key, words in TABS.items() if key != UNSENT or not self._centre]
        self.tabs = Tabs(kept)
        self.tabs.chosen.connect(lambda _: self._fill())
        whole.addWidget(self.tabs)
        self.how = Banner("info", "", name="files_how", edge=False)
        whole.addWidget(self.how)
        self.table = RecordTable(columns_of(centre=self._centre), row_height=44, name="files_table")
        self.table.setAccessibleName("附件核对")
        self.table.opened.connect(self._open_record)
        back = {
            "centre": Action("files_board", "回数据汇总", "layout-grid", lambda: self.go("board")),
            "station": Action("files_home", "回首页", "house", lambda: self.go("home")),
        }
        actions = [back[desk.place.kind]] if desk.place.kind in back else []
        self.list = ListCard(self.table, EmptyState("image", "", "", *actions))
        whole.addWidget(self.list, 1)
        self.setFocusProxy(self.table)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say whose files these are, and offer the way to send them."""
        where = self.desk.unit_name(self._station) if self._station else "全部" if self._centre else "本机"
        crumb = ("数据汇总", "board") if self._centre else ("数据包", "bundles")
        actions: tuple[Action, ...] = ()
        if self._station:
            actions = (Action("files_all", "看全部站点", "building", partial(self.go, "files")),)
        elif not self._centre:
            actions = (Action("files_export", "导出数据包", "upload", partial(self.go, "bundles")),)
        return Header("附件核对", where, (crumb,), actions, search=False, new=False)

    def open(self, argument: object) -> None:
        """Show one list (``reused``), one station's files, or all."""
        named = argument if isinstance(argument, str) else ""
        self._station = "" if named in TABS else named
        self._wanted = named if named in TABS else ""
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for the three lists."""
        return partial(file_lines, self.desk, self._station)

    def show_found(self, found: object) -> None:
        """Show how many each list has, and the one that was asked for or the first with something in it."""
        assert isinstance(found, FileLines)
        first, self.found = self.found is None, found
        counts = {MISSING: found.missing_files, UNSENT: found.unsent_files}
        counts[REUSED] = len({one.group for one in found.reused})
        for key, words in TABS.items():
            if key != UNSENT or not self._centre:
                self.tabs.set_words(key, f"{words} {counts[key]}")
        if first and not self._wanted:
            self._wanted = next((key for key, count in counts.items() if count and key in TABS), MISSING)
        if self._wanted:
            self.tabs.choose(self._wanted)
            self._wanted = ""
        self._fill()

    def help_topic(self) -> str:
        """F1."""
        return "attachments"

    # ------------------------------------------------------------------ the list
    def _fill(self) -> None:
        if self.found is None:
            return
        now = self.tabs.current
        lines = {MISSING: self.found.missing, UNSENT: self.found.unsent, REUSED: self.found.reused}[now]
        how = {MISSING: HOW_CENTRE if self._centre else HOW_HERE, UNSENT: HOW_SEND, REUSED: HOW_REUSED}[now]
        self._lines = {one.key: one for one in lines}
        self.how.say("info", "怎么办", how)
        self.how.setVisible(bool(lines))
        self.list.empty.say(*NOTHING[now])
        self.list.show_rows([self._row(one, now) for one in lines])

    def _open_record(self, key: str) -> None:
        line = self._lines[key]
        if not line.seen:
            self.say("这是限阅的记录，只有本案有关的人能看。")
        else:
            self.go(kinds.form_page(line.kind), FormAsk(line.kind, line.record, read_only=self._centre))

    def _row(self, one: FileLine, now: str) -> Row:
        where = BadgeCell("本机" if now == UNSENT else one.where, "mute")
        if one.group:
            words = f"第 {one.group} 张・{'跨站' if one.across else '本站'}"
            where = BadgeCell(words, "warn" if one.across else "note", "copy")
        station = (one.station_name,) if self._centre else ()
        on = Sorted(one.on_words, one.on)
        return Row(one.key, (one.title, one.about, *station, on, one.number, str(one.files), (where,)))
