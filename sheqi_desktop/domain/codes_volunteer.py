"""Names for the codes of volunteer projects; the words people read are in the vocabularies."""

from __future__ import annotations

from enum import IntEnum


class ProjectState(IntEnum):
    """志愿服务项目状态."""

    DRAFT = 1
    RECRUITING = 2
    RUNNING = 3
    FINISHED = 4
