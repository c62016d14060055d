"""What can be done with an annotation: which buttons a card has, and which words each of them asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.gui.widgets.say_box import Question
from sheqi_desktop.operations.document_threads import Card

REPLY, APPEAL, READ, REVISE = "reply", "appeal", "read", "revise"
CONFIRM, REOPEN, WITHDRAW, DECIDE, REWRITE = "confirm", "reopen", "withdraw", "decide_appeal", "rewrite"
LOCATE, COMPARE = "locate", "compare"
GRANTED, REFUSED = "granted", "refused"
TONES: Mapping[int, str] = {
    AnnotationKind.PRAISE: "ok",
    AnnotationKind.ADVICE: "info",
    AnnotationKind.MUST: "bad",
    AnnotationKind.QUESTION: "tint",
    AnnotationKind.ETHICS: "note",
    AnnotationKind.RISK: "warn",
}
GROUNDS: Mapping[int, str] = {
    AnnotationKind.PRAISE: "praise",
    AnnotationKind.ADVICE: "advice",
    AnnotationKind.MUST: "must",
    AnnotationKind.QUESTION: "question",
    AnnotationKind.ETHICS: "ethics",
    AnnotationKind.RISK: "risk",
}
"""The name of its ground in the text, by the kind of an annotation."""
STATE_TONES = {
    "open": "warn",
    "reopened": "bad",
    "answered": "info",
    "read": "mute",
    "confirmed": "ok",
    "overruled": "mute",
    "withdrawn": "mute",
    "left": "mute",
}
_ADOPTIONS = (("adopted", "已采纳"), ("partly", "部分采纳"), ("not_now", "暂不采纳"))
_REASONS = {
    "partly": "写明哪些改了、哪些没改，为什么。例如：目标改了，日期要等学校定",
    "not_now": "写明理由。例如：这一句是服务对象的原话，照录",
}
"""What stands in the empty box for the answers that need a reason."""
_DECISIONS = ((GRANTED, "同意复议，不用改"), (REFUSED, "维持原批注，要改"))
_KINDS = (
    (str(AnnotationKind.PRAISE.value), "肯定"),
    (str(AnnotationKind.ADVICE.value), "建议"),
    (str(AnnotationKind.MUST.value), "必改"),
    (str(AnnotationKind.QUESTION.value), "提问"),
    (str(AnnotationKind.ETHICS.value), "伦理提醒"),
    (str(AnnotationKind.RISK.value), "风险提醒"),
)


@dataclass(frozen=True, slots=True)
class CardAct:
    """One button of a card."""

    id: str
    text: str
    icon: str = ""
    primary: bool = False


def acts_of(card: Card) -> list[CardAct]:
    """List the buttons of a card in the order they stand: what is waited for first."""
    offered = [
        CardAct(READ, "知道了", "check", True),
        CardAct(CONFIRM, "确认", "check", True),
        CardAct(DECIDE, "定复议", "", True),
        CardAct(REVISE, "去修改", "pencil", card.annotation.kind == AnnotationKind.MUST),
        CardAct(REPLY, "回复", "reply", _waits(card)),
        CardAct(REOPEN, "再次退回", "undo-2"),
        CardAct(APPEAL, "申请复议"),
        CardAct(WITHDRAW, "撤回"),
    ]
    return [one for one in offered if one.id in card.may]


def _waits(card: Card) -> bool:
    return card.thread.state.value in ("open", "reopened")


def question_of(act: str, card: Card) -> Question | None:
    """Give what an act asks for, None for one that needs no words."""
    if act == REPLY:
        advice = card.annotation.kind == AnnotationKind.ADVICE and _waits(card)
        example = "例如：已改成“9月底前每次作业正确率到80%”" if advice else "例如：班主任每周五反馈一次"
        return Question("回复", example, "发出回复", _ADOPTIONS if advice else (), _REASONS if advice else {})
    if act == REOPEN:
        return Question("还差什么", "例如：目标有了，还没写完成日期", "再次退回")
    if act == WITHDRAW:
        return Question("为什么撤回", "例如：看错了段落", "撤回这条批注")
    if act == APPEAL:
        return Question("为什么不用改", "例如：这是服务对象的原话", "申请复议")
    if act == DECIDE:
        return Question("决定的理由", "例如：原话照录，不必改写", "定下来", _DECISIONS)
    if act == REWRITE:
        return Question("批注内容", "写明改什么、怎么改", "改好了", _KINDS)
    return None


def begun_with(act: str, card: Card) -> tuple[str, str]:
    """Give the text and the choice a box begins with: one's own annotation is changed, all else is written anew."""
    return (card.annotation.body, str(card.annotation.kind)) if act == REWRITE else ("", "")
