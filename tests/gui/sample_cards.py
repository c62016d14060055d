"""Annotations as a supervisor's and a worker's window show them; each test states what matters."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.annotation import Anchor, How, Spot
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.records.annotation import Annotation
from sheqi_desktop.domain.thread import State, Thread
from sheqi_desktop.operations.document_threads import Card

NAMES = ("", "肯定", "建议", "必改", "提问", "伦理提醒", "风险提醒")


def a_card(number: int = 1, **said: Any) -> Card:
    """Give a 必改 about two words of the goal that nobody answered yet."""
    kind = said.pop("kind", AnnotationKind.MUST)
    body = said.pop("body", "目标要能量：写清基线、目标和日期。")
    state = said.pop("state", State.OPEN)
    anchor = Anchor("case_plan", "d1", "a:1", "goal", 0, 2, said.pop("quote", "提高"))
    one = Annotation(f"a{number}", kind, body, "s-1", "2023-06-12T10:00:00+08:00", anchor, 1, "f1")
    given: dict[str, Any] = {
        "annotation": one,
        "thread": Thread(state, ()),
        "spot": Spot(How.KEPT, "goal", 0, 2),
        "number": number,
        "kind": NAMES[kind],
        "tags": (),
        "rating": "",
        "by": "吴督导",
        "at": "2023-06-12 10:00",
        "label": "总目标",
        "moved": "",
        "for_version": "",
        "lines": (),
    }
    return Card(**{**given, **said})
