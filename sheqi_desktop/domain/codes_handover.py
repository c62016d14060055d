"""Codes of a 工作移交, by name; mirrors a vocabulary as in ``codes``."""

from __future__ import annotations

from enum import IntEnum


class HandoverItem(IntEnum):
    """移交事项."""

    DRAFT = 1
    CASE = 2
    HIGH_RISK = 3
    CLIENTS = 4
    GROUP = 5
    TEAM = 6
    ANNOTATION = 7
    EQUIPMENT = 8
    MONEY = 9
    LOG = 10
    NDA = 11
