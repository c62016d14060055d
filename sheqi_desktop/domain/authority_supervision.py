"""Who may write what of supervision, and what a supervisor may say of a worker's document: sign it, hand it back.

A supervisor never changes a word of a worker, a worker never one of a supervisor, and nobody the row of another
(domain 14 §4, §5).  Asked by ``authority`` before a save and again for every change of a bundle.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import VOIDED, Change
from sheqi_desktop.domain.records.annotation import (
    ANNOTATION,
    APPEND_ONLY,
    BY_HAND_OF,
    CREDIT,
    PLAN,
    REPLY,
    SESSION,
    SUPERVISORS_ACTS,
    VERDICT,
    WORKERS_ACTS,
)
from sheqi_desktop.domain.staff import HEAD

if TYPE_CHECKING:
    from sheqi_desktop.domain.authority import Writer

SUPERVISORS_ALONE = frozenset(
    {"annotation", "verdict", "quality_score", "supervision_plan", "supervision_session", "ce_credit"}
)
"""What nobody but a 督导 may begin, at whichever computer."""
SIGNING = frozenset({"status", "approved_by", "approved_at", "approved_as", "approval_note", "return_note", "moves"})
"""All that a signature or a return says of a document, beside what its form leaves to the signer."""
WORKERS_WORDS = frozenset(
    {"worker_issues", "feedback", "rating", "reservation", "worker_signed_at", "note", "wellbeing"}
)
"""What a worker says in a 督导记录 or about how they fare; all else of it is the supervisor's."""
DIRECTOR_WRITES = frozenset({ANNOTATION, REPLY, VERDICT, PLAN})
REWRITTEN = frozenset({"kind", "body"})
"""What of one's own annotation may still be put in other words before it is sent."""
SAID_BY_WORKER = frozenset({"feedback", "rating", "reservation", "worker_signed_at"})
"""What of a 督导记录 only a supervised worker says; a supervisor may take the 确认 back, never give it."""
ASKED = frozenset({"act", *BY_HAND_OF.values(), *SAID_BY_WORKER})
"""What is looked at in a new row of supervision."""
_WORKERS = frozenset({"social_worker", "station_lead"})
_SUPERVISOR = "supervisor"


def row_why_not(change: Change, before: Mapping[str, Value] | None, writer: Writer) -> str | None:
    """Give the reason a row of supervision is not the writer's to write, None when it is; raises nothing."""
    supervisor = _supervises(change, before, writer)
    if change.kind == CREDIT and not supervisor:
        return "督导的继续教育学时只能由督导记"
    if change.creates and change.kind in SUPERVISORS_ALONE and not supervisor:
        return "批注和评分只能由督导写"
    if change.answers.get(BY_HAND_OF[change.kind]) not in (None, change.author) and change.kind in APPEND_ONLY:
        return "不能替别人写批注、回复或结论"
    if change.kind in APPEND_ONLY and (
        VOIDED in change.answers or (not change.creates and not (supervisor and _own_hand(change)))
    ):
        return "批注、回复和结论写下后不能改，只能另写"
    if change.kind == REPLY and change.creates:
        return _act(change, writer, supervisor)
    return _session(change, before, supervisor) if change.kind == SESSION else None


def _session(change: Change, before: Mapping[str, Value] | None, supervisor: bool) -> str | None:
    """A supervisor says nothing for the worker; a worker says the own part, and only of a session they were at."""
    said = {name for name in SAID_BY_WORKER if change.answers.get(name) is not None}
    there = (before or {}).get("workers")
    if said and (change.creates or (isinstance(there, list) and change.author not in there)):
        return "不能替被督导者反馈和确认"
    if not change.creates and not supervisor and not change.answers.keys() <= WORKERS_WORDS:
        return "督导记录由督导填写，社工只填自己的部分"
    return None


def _supervises(change: Change, before: Mapping[str, Value] | None, writer: Writer) -> bool:
    owner = change.answers.get("station_code") if change.creates else (before or {}).get("station_code")
    if HEAD in writer.roles and change.kind in DIRECTOR_WRITES:
        return True
    if not change.creates and before is None:
        return _SUPERVISOR in writer.roles  # judged again when the record comes
    here = writer.unit if writer.kind in ("station", "travel") else owner
    return here in writer.stations or (_SUPERVISOR in writer.roles and (here == writer.unit or owner == writer.unit))


def _own_hand(change: Change) -> bool:
    """Tell whether an unsent annotation is put in other words: on the very machine, straight after, nothing else."""
    same_chain = all(parent.chain == change.ref.chain for parent in change.parents)
    return change.kind == ANNOTATION and same_chain and change.answers.keys() <= REWRITTEN


def _act(change: Change, writer: Writer, supervisor: bool) -> str | None:
    act = change.answers.get("act")
    if act in SUPERVISORS_ACTS and not supervisor:
        return "确认、退回和撤回批注要由督导办理"
    if act in WORKERS_ACTS and not writer.roles & _WORKERS:
        return "批注要由本站的社工或站负责人回复"
    return None


def signing_why_not(
    change: Change, before: Mapping[str, Value] | None, writer: Writer, signers_say: Collection[str]
) -> str | None:
    """Give the reason a supervisor may not say this of a document, None when it is a signature, a return or a step.

    Whatever else stands in the change refuses all of it: a worker's words are not the supervisor's to touch.
    """
    if change.creates:
        return "督导不能建服务记录"
    names = {"moves" if path.startswith("moves/") else path for path in change.answers}
    if names - SIGNING - set(signers_say):
        return "督导不能改服务记录的内容"
    if change.answers.get("status") not in (None, "signed", "returned"):
        return "督导不能改服务记录的内容"
    if before is not None and before.get("station_code") not in writer.stations | {writer.unit}:
        return "这个站不由这名督导负责"
    return None
