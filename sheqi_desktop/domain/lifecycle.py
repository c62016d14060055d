"""The states of a document and the steps between them (domain 00 §6.1)."""

from __future__ import annotations

from dataclasses import dataclass

DRAFT, SUBMITTED, RETURNED, SIGNED, LOCKED, VOIDED = "draft", "submitted", "returned", "signed", "locked", "voided"
STATE_NAMES = {
    DRAFT: "草稿",
    SUBMITTED: "已提交",
    RETURNED: "已退回",
    SIGNED: "已签批",
    LOCKED: "已锁定",
    VOIDED: "作废",
}
AFTER_CLOSURE = "after_closure"
"""Said with a hand-in: it corrects a paper of a file whose 结案 is signed, and counts once it is signed itself."""
CONFIRMED = frozenset({SUBMITTED, SIGNED, LOCKED})
"""States in which a document carries its author's 电子确认 and may count."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step people take: its name, from where, to where, and the capability it needs."""

    name: str
    before: frozenset[str]
    after: str
    capability: str


STEPS = {
    "submit": Step("提交", frozenset({DRAFT, RETURNED}), SUBMITTED, "service.submit"),
    "revise": Step("修改", frozenset({DRAFT, SUBMITTED, RETURNED}), SUBMITTED, "service.correct"),
    "return": Step("退回", frozenset({SUBMITTED}), RETURNED, "document.sign_off"),
    "sign": Step("签批", frozenset({SUBMITTED}), SIGNED, "document.sign_off"),
    "correct": Step("更正", frozenset({SIGNED, LOCKED}), SUBMITTED, "service.correct"),
    "void": Step("作废", frozenset({DRAFT, SUBMITTED, RETURNED, SIGNED}), VOIDED, "service.void"),
    "void_locked": Step("作废", frozenset({LOCKED}), VOIDED, "service.correct_closed"),
}
_HINTS = {
    DRAFT: "请先提交。",
    SUBMITTED: "它已经提交，等签批或退回。",
    RETURNED: "请按批注改好后再提交。",
    SIGNED: "签批后的内容只能“更正”。",
    LOCKED: "该月份已结账，请用“更正”，由指导中心确认。",
    VOIDED: "作废的记录只能看。",
}


def why_not(step: str, state: str) -> tuple[str, str] | None:
    """Give the state in words and what to do instead when a step is not possible, None when it is."""
    if state in STEPS[step].before:
        return None
    return STATE_NAMES.get(state, state), _HINTS.get(state, "")


def state_of(status: str, *, voided: bool, locked: bool) -> str:
    """Give the state people see: a void beats everything, a closed month locks what was confirmed."""
    if voided:
        return VOIDED
    return LOCKED if locked and status in CONFIRMED else status
