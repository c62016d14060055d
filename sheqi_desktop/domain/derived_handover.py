"""What the 移交清单 shows that nobody typed: the state, each item's standing, and who signed when."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.codes_handover import HandoverItem
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.handover import STATES, missing, signatures, state
from sheqi_desktop.domain.seen import Seen


def handover_witness(answers: Answers, seen: Seen) -> str:
    """Whoever watches, of the station or from elsewhere."""
    named = answers.get("witness_id")
    return (
        seen.name_of("worker", named) if isinstance(named, str) and named else str(answers.get("witness_other") or "")
    )


def handover_state(answers: Answers, seen: Seen) -> str:
    """How far it has come, in words."""
    counted = answers if answers.get("status") not in (None, "draft", "returned") else None
    return STATES[state(Document("", "handover", answers=answers, confirmed=counted), (), None)]


def handover_line(row: Answers, answers: Answers, seen: Seen) -> str:
    """What was done about an item, or what it lacks."""
    lacks = missing(row, answers.get("on_behalf") is True)
    if lacks:
        return lacks
    if row.get("kind") == HandoverItem.CASE:
        guardian = "、监护人" if row.get("guardian_informed") is True else ""
        return f"已告知服务对象{guardian}，{row.get('joint_visit_on')}共同探访"
    return "已办" if row.get("done") is True else "已交接"


def _signed(part: str, answers: Answers, seen: Seen) -> str:
    row = signatures(answers).get(part)
    if row is None:
        return ""
    by, named, on = str(row.get("by") or ""), answers.get(f"{part}_id"), str(row.get("on") or "")
    who = seen.name_of("worker", by)
    if by == named:
        return f"{who} {on}"
    if part == "from" and answers.get("on_behalf") is True:
        return f"{who}（代） {on}"
    signer = handover_witness(answers, seen) if part == "witness" else seen.name_of("worker", str(named or ""))
    return f"{signer}（纸质签名） {on}"


def handover_signed_from(answers: Answers, seen: Seen) -> str:
    """The signature of whoever leaves, or of whoever does it for them."""
    return _signed("from", answers, seen)


def handover_signed_to(answers: Answers, seen: Seen) -> str:
    """The signature of whoever takes over."""
    return _signed("to", answers, seen)


def handover_signed_witness(answers: Answers, seen: Seen) -> str:
    """The signature of whoever watches."""
    return _signed("witness", answers, seen)


DERIVED = {
    function.__name__: function
    for function in (
        handover_witness, handover_state, handover_signed_from, handover_signed_to, handover_signed_witness,
    )
}  # fmt: skip
ROW_DERIVED = {"handover_line": handover_line}
