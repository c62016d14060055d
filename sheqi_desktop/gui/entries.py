"""The entries of the sidebar for each of the three roles the program starts in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the sidebar: full and two-character name, icon, and whether it stands above or below the line."""

    id: str
    label: str
    short: str
    icon: str
    group: int = 1


_EVENTS = ("resource_link", "resource", "crisis", "complaint", "survey", "incident")
UNDER = {f"list/{kind}": "list/referral" for kind in _EVENTS}
UNDER |= {"supervision_rows": "annotations", "supervision_lines": "supervision"}
"""Lists without an entry of their own, and the entry they stand under."""
UNDER_AT_THE_CENTRE = {"list/incident": "people"}
"""And where they stand where that entry is not in the sidebar."""

STATION_ENTRIES = (
    Entry("home", "首页", "首页", "house"),
    Entry("clients", "服务对象", "对象", "users"),
    Entry("visits", "探访记录", "探访", "footprints"),
    Entry("cases", "个案", "个案", "folder-open"),
    Entry("groups", "小组", "小组", "hand-heart"),
    Entry("activities", "社区活动", "活动", "tent"),
    Entry("volunteers", "志愿者", "志愿者", "clock"),
    Entry("list/referral", "转介与危机", "转介", "external-link"),
    Entry("to_sign", "签批", "签批", "pen-line", 2),
    Entry("annotations", "督导批注", "批注", "message-square-text", 2),
    Entry("sessions", "督导记录", "督导", "users", 2),
    Entry("indicators", "指标进度", "指标", "chart-column", 2),
    Entry("ledgers", "工作台账", "台账", "notebook-pen", 2),
    Entry("bundles", "数据包", "数据包", "package", 2),
)

CENTRE_ENTRIES = (
    Entry("board", "数据汇总", "汇总", "layout-grid"),
    Entry("conflicts", "冲突处理", "冲突", "git-compare"),
    Entry("indicators", "指标看板", "指标", "chart-column"),
    Entry("annotations", "督导批注", "批注", "message-square-text"),
    Entry("sessions", "督导台账", "台账", "notebook-pen"),
    Entry("clients", "全县服务对象", "对象", "users"),
    Entry("media", "媒体报道", "媒体", "newspaper"),
    Entry("reports", "报表导出", "报表", "file-chart-column"),
    Entry("people", "站点与人员", "站点", "building", 2),
    Entry("keys", "密钥与权限", "密钥", "key-round", 2),
    Entry("backup", "备份", "备份", "archive", 2),
)

SUPERVISOR_ENTRIES = (
    Entry("queue", "待批注", "待批", "inbox"),
    Entry("cases", "个案", "个案", "folder-open"),
    Entry("visits", "探访记录", "探访", "footprints"),
    Entry("groups", "小组", "小组", "hand-heart"),
    Entry("annotations", "我的批注", "批注", "message-square-text"),
    Entry("phrases", "常用批语", "批语", "book-marked"),
    Entry("sessions", "督导台账", "台账", "notebook-pen", 2),
    Entry("supervision", "督导情况", "情况", "chart-column", 2),
    Entry("bundles", "数据包", "数据包", "package", 2),
)
