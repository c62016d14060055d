"""What stands where 确认合并 stood once the last file is in: the one thing to do next."""

from __future__ import annotations

_AFTER = {
    "centre": ("board", "看数据汇总"),
    "supervisor": ("queue", "看待批注"),
    "station": ("home", "回首页"),
}


def onward(place: str, conflicts: int) -> tuple[str, str]:
    """Give page and words for a kind of desk; conflicts come first."""
    if conflicts:
        return "conflicts", f"处理冲突（{conflicts} 处）"
    return _AFTER.get(place, _AFTER["station"])
