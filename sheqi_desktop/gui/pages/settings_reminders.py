"""提醒: how early a visit is called to mind, and whether half-typed forms are; what is never silent stands below."""

from __future__ import annotations

from sheqi_desktop.domain.reporting import LAST_DAY_TO_SEND
from sheqi_desktop.gui import preferences
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.settings_parts import Part, Switch, setting
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Line
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.backup_state import BACKUP_DAYS
from sheqi_desktop.operations.desk import Desk

DAYS = (1, 3, 7)
ALWAYS = (
    ("逾期和今天到期", "一直排在首页“今天要做什么”最上面"),
    ("危机事件", "首页红条，处理完才消失"),
    ("报送日", f"每月 1—{LAST_DAY_TO_SEND} 日首页变黄，过了变红"),
    ("备份", f"超过 {BACKUP_DAYS} 天没备份，首页和状态栏提醒"),
    ("自动锁定", "锁定前 30 秒先说，按任意键不锁"),
)


class ReminderSettings(Part):
    """What the home page of this machine calls to mind."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk, jobs, "提醒")
        chosen = preferences.load()
        self.days = Segments([Segment(one, f"{one} 天", n) for n, one in enumerate(DAYS, 1)])
        self.days.setObjectName("remind_days")
        self.days.setAccessibleName("提前几天提醒探访")
        self.days.set_value(chosen.remind_days)
        self.days.chosen.connect(lambda _: preferences.change(remind_days=int(str(self.days.value()))))
        words = "到期前几天，把下次探访列进首页“今天要做什么”的本周一栏"
        self.body.addWidget(setting("提前提醒探访", words, self.days))
        self.drafts = Switch("remind_drafts", "提醒没填完的表")
        self.drafts.setChecked(chosen.remind_drafts)
        self.drafts.toggled.connect(lambda on: preferences.change(remind_drafts=on))
        words = "没填完的表也排进“今天要做什么”；不排时，仍在“草稿”里"
        self.body.addWidget(setting("提醒没填完的表", words, self.drafts))
        self.body.addWidget(Line())
        self.body.addWidget(PlainLabel("这些一直提醒，不能关", "strong"))
        self.body.addWidget(KeyValues(ALWAYS, key_width=120))
        self.body.addStretch(1)
