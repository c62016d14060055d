"""工作移交: how far it has come, who signed, and what of it is not done yet (domain 17 §8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sheqi_desktop.domain.answers import Answers, is_empty, rows
from sheqi_desktop.domain.codes_handover import HandoverItem
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.files import FileKind

KIND = "handover"
STATES = {"draft": "草稿", "signing": "待签字", "signed": "已签字", "done": "已完成"}
TONES = {"draft": "warn", "signing": "info", "signed": "note", "done": "ok"}
PARTS = {"from": "移交人", "to": "接收人", "witness": "监交人"}
"""Who signs, in the order of the paper."""
SIGN, COMPLETE = "sign_", "complete"
TICKED = frozenset({HandoverItem.EQUIPMENT, HandoverItem.MONEY, HandoverItem.LOG, HandoverItem.NDA, HandoverItem.TEAM})
"""What only a person can say is done."""
UNFINISHED = "还有{n}项未完成移交：{list}。"


def state(file: Document, documents: Sequence[Document], today: date | None) -> str:
    """Give how far a handover has come; it is done once it has been carried out, not when the papers are signed."""
    steps = {str(row.get("move")) for row in file.moves}
    if COMPLETE in steps:
        return "done"
    if file.confirmed is None:
        return "draft"
    return "signed" if not unsigned(file.answers) else "signing"


HANDOVER = FileKind(KIND, "工作移交", STATES, state, tones=TONES)


def signatures(answers: Answers) -> dict[str, Mapping[str, Any]]:
    """Give the row of each part that has signed.  What was signed before the paper was handed in anew stays."""
    found = {}
    for row in rows(answers, "moves"):
        part = str(row.get("move") or "").removeprefix(SIGN)
        if part in PARTS:
            found[part] = row
    return found


def unsigned(answers: Answers) -> list[str]:
    """Name the parts that have not signed."""
    signed = signatures(answers)
    return [words for part, words in PARTS.items() if part not in signed]


def unfinished(answers: Answers) -> list[str]:
    """Name the items that are not handed over yet."""
    behalf = answers.get("on_behalf") is True
    return [words_of(row) for row in rows(answers, "items") if missing(row, behalf)]


def unfinished_words(left: Sequence[str]) -> str:
    """Say in the exact words what is left."""
    return UNFINISHED.format(n=len(left), list="、".join(left))


def words_of(row: Mapping[str, Any]) -> str:
    """Give an item in words."""
    return str(row.get("what") or "没有写明的事项")


def missing(row: Mapping[str, Any], behalf: bool = False) -> str:
    """Say what an item still lacks, '' when it is handed over.  A draft is handed in, given up, or the lead's."""
    kind = row.get("kind")
    if kind == HandoverItem.DRAFT:
        return "" if behalf or row.get("done") is True else "由本人提交或放弃"
    if kind in TICKED:
        return "" if row.get("done") is True else "还没有勾选已办"
    if is_empty(row.get("to")):
        return "没有写交给谁"
    if kind == HandoverItem.CASE:
        return _case_lacks(row)
    return ""


def _case_lacks(row: Mapping[str, Any]) -> str:
    if row.get("client_informed") is not True:
        return "还没有告知服务对象"
    if row.get("minor") is True and row.get("guardian_informed") is not True:
        return "还没有告知监护人"
    return "没有写共同探访日期" if is_empty(row.get("joint_visit_on")) else ""
