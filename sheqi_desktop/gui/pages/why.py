"""The records behind a number: counted, and not counted with the reason and what cures it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.counting.reasons import REASONS
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.panes import QWIDGETSIZE_MAX
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.why import Line, why_rows

COUNTED, NOT_COUNTED = "counted", "uncounted"
ALL = "all"
COLUMNS = (
    Column("number", "编号", 214, kind="strong"),
    Column("on", "日期", 104),
    Column("who", "服务对象", 110),
    Column("station", "站点", 104),
    Column("reason", "为什么没有计入", 300, kind="badges", stretch=True),
    Column("cure", "怎么办", 130),
)


class WhyPage(Page):
    """The most used screen before an evaluation."""
