"""The papers of supervision for tests: an annotation, a plan, a session, a score; each test states what matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.builders import STATION, with_

ISSUES = "不知道目标怎么写才算可测，写了几遍都被退回。"
TALK = "先一起看了三份计划，找出写得可测的两条，再照着把这一份的目标改了一遍，约定下周带新写的来看。"


def an_annotation(**said: Any) -> dict[str, Any]:
    """Give a 建议 about a whole visit."""
    base: dict[str, Any] = {
        "kind": "advice", "body": "可以多写一点家里的环境。", "supervisor_id": "s1", "at": "2023-03-09T10:00:00+08:00",
        "target_table": "visit", "target_id": "v1", "file_id": "v1", "target_revision": f"{'a' * 32}:1",
        "target_version": 1,
    }  # fmt: skip
    return with_("annotation", base, said)


def a_supervision_plan(**said: Any) -> dict[str, Any]:
    """Give the plan of a year."""
    base: dict[str, Any] = {
        "supervisor_id": "s1", "from": "2023-01-01", "to": "2023-12-31", "station_codes": [STATION],
        "goals": [{"aspect": "education", "goal": "目标写得可测", "measure": "抽查评分"}],
        "schedule": [{"month": "2023-03", "form": "individual", "workers": ["w1"], "topic": "目标"}],
        "sample_rates": [{"sample_kind": "visit", "percent": 10, "at_least": 5}],
    }  # fmt: skip
    return with_("supervision_plan", base, said)


def a_supervision_session(**said: Any) -> dict[str, Any]:
    """Give an individual session of an hour."""
    base: dict[str, Any] = {
        "form": "individual", "session_on": "2023-03-09", "start_at": "09:00", "end_at": "10:00",
        "supervisor_id": "s1", "workers": ["w1"], "functions": ["education"], "worker_issues": ISSUES, "process": TALK,
        "advice": [{"advice_kind": "method", "text": "先写现在怎样，再写到什么程度。"}],
    }  # fmt: skip
    return with_("supervision_session", base, said)


def a_quality_score(**said: Any) -> dict[str, Any]:
    """Give the score of a visit."""
    base: dict[str, Any] = {
        "rubric_set": "visit", "levels": [{"criterion": "V1", "level": 3}], "score": "75.0", "supervisor_id": "s1",
        "at": "2023-03-09T10:00:00+08:00", "target_id": "v1", "file_id": "v1",
    }  # fmt: skip
    return with_("quality_score", base, said)


SUPERVISION: dict[str, Callable[..., dict[str, Any]]] = {
    "annotation": an_annotation,
    "supervision_plan": a_supervision_plan,
    "supervision_session": a_supervision_session,
    "quality_score": a_quality_score,
}
"""The maker of each kind."""
