"""The frame the sample pages stand in."""

from __future__ import annotations

from collections.abc import Callable

from sheqi_desktop.gui.entries import CENTRE_ENTRIES, STATION_ENTRIES
from sheqi_desktop.gui.frame import Frame
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.window import MainWindow

NEW = (("visit", "探访记录", "footprints"), ("client", "服务对象", "user-plus"))
STATION = Frame("饶良镇社工站", "工作站", "张敏", STATION_ENTRIES, new_menu=NEW)
CENTRE = Frame("社旗县社工指导中心", "县中心", "林", CENTRE_ENTRIES)


class SamplePage(Page):
    """A page with a fixed head and a body made elsewhere."""

    def __init__(self, head: Header, body: Callable[[Page], None]) -> None:
        super().__init__()
        self._head = head
        body(self)

    def header(self) -> Header:
        return self._head


def window(frame: Frame, page: str, head: Header, body: Callable[[Page], None], width: int = 1366) -> MainWindow:
    made = MainWindow(frame, lambda _: SamplePage(head, body))
    made.resize(width, 696)
    made.go(page)
    made.status.set_saved("已自动保存 10:24")
    made.status.set_middle("14 处改动未报送・上次报送 6月2日")
    made.status.set_right("离线可用・今日已备份 08:30")
    if frame is STATION:
        made.set_count("annotations", 3)
        made.set_count("bundles", 14)
    else:
        made.set_count("conflicts", 4)
    return made
