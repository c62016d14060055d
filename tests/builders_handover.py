"""The handover of a worker's things for tests: a complete one, of which a test states only what matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sheqi_desktop.domain.codes_handover import HandoverItem
from tests.builders import with_


def a_case_item(**said: Any) -> dict[str, Any]:
    """Give the case of a child that was handed over in every respect."""
    return {
        "kind": HandoverItem.CASE, "what": "个案 李小明", "to": "w2", "client_informed": True, "minor": True,
        "guardian_informed": True, "joint_visit_on": "2023-03-07", **said,
    }  # fmt: skip


def a_handover(**said: Any) -> dict[str, Any]:
    """Give a complete handover from w1 to w2, watched by w3: a case, a draft, the equipment."""
    base: dict[str, Any] = {
        "from_id": "w1", "to_id": "w2", "witness_id": "w3", "effective_on": "2023-03-09",
        "items": [
            a_case_item(),
            {"kind": HandoverItem.DRAFT, "what": "探访草稿", "done": True},
            {"kind": HandoverItem.EQUIPMENT, "what": "平板一台", "done": True},
        ],
    }  # fmt: skip
    return with_("handover", base, said)


HANDOVER: dict[str, Callable[..., dict[str, Any]]] = {"handover": a_handover}
"""The maker of the kind."""
