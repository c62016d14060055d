"""May this writer make this change?  A pure function, asked before a save and again for every change of a bundle.

The table is TRUST §4.5: a change is judged by its author's role and by the workspace of the device that wrote it,
never by when it arrived, so that every workspace gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.authority_supervision import ASKED, row_why_not, signing_why_not
from sheqi_desktop.domain.change import VOIDED, Change
from sheqi_desktop.domain.disputes import ASKED_BY, BY, MARKS, is_decision
from sheqi_desktop.domain.lifecycle import AFTER_CLOSURE
from sheqi_desktop.domain.records import FILES
from sheqi_desktop.domain.records.annotation import SUPERVISION
from sheqi_desktop.domain.same_person import ASKED_BY as SAME_ASKED_BY
from sheqi_desktop.domain.same_person import SAID as SAID_OF_A_PERSON
from sheqi_desktop.domain.same_person import SAME_BY
from sheqi_desktop.domain.staff import HEAD

CENTRE_ONLY = frozenset({"period_close"})
"""Kinds only the centre's own key may write."""
NEVER_VOID = frozenset({"incident"})
"""Kinds that stay for good (domain 16 §10)."""
CENTRE_MAY_PATCH = frozenset({VOIDED, "period_adjust", "adjust_ref", "adjust_note"})
"""What the centre may change in a station's record: voids of locked records and the acceptance of late ones."""
CENTRE_ANSWERS = CENTRE_MAY_PATCH - {VOIDED}
"""What only the centre says of a station's record."""
VERIFIED_BY_CENTRE = frozenset({"verify_state", "verify_reason", "verified_by", "verified_at"})
"""What only the centre says of a station's media report: that it checked it (domain 13 §8)."""
SET_ASIDE = frozenset({"set_aside_for", "set_aside_why", "set_aside_by", "set_aside_on"})
"""Which of two overlapping hours counts: the 站长 says it of the station's own, the centre of any (domain 06 §10)."""
STATES = frozenset({"draft", "submitted", "returned", "signed"})
"""States a change may set; ``locked`` follows from a month close and is written into no record."""
SIGN_OFF_ROLES = frozenset({"station_lead", "supervisor"})
SIGNERS_OWN = frozenset(
    "status approved_by approved_at approved_as approval_note lead_signed_by lead_signed_at return_note moves".split()
)
"""What a signature or a return writes into a record, beside what its form leaves to its signer."""
_NAMED_BY = (
    "signed_by", "lead_signed_by", "approved_by", "verified_by", "set_aside_by", BY, ASKED_BY, SAME_BY, SAME_ASKED_BY,
)  # fmt: skip
"""Who confirmed: always the author."""
LOOKED_AT = (
    frozenset({"station_code", "status", "approved_as", "moves", "entered_by", *_NAMED_BY})
    | CENTRE_ANSWERS
    | VERIFIED_BY_CENTRE
    | SET_ASIDE
    | MARKS
    | SAID_OF_A_PERSON
    | ASKED
)
"""All that is looked at in a new record, beside what its form leaves to the signer (a test watches)."""
_OF_KIND = {"media_report": VERIFIED_BY_CENTRE, "volunteer_hour": SET_ASIDE, "client": SAID_OF_A_PERSON}


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a change, on which kind of machine, for which unit."""

    worker: str
    roles: frozenset[str]
    unit: str
    """The 9-digit unit of the device's workspace."""
    kind: str
    """``station``, ``travel``, ``center``, ``supervisor`` or ``evaluator``."""
    known: bool = True
    """The author is a person of that unit in the roster the writer acted under."""
    stations: frozenset[str] = frozenset()
    """The stations assigned to the author as a 督导 on the day of writing."""


def _nothing() -> Collection[str]:
    return ()


def _nobody() -> Value:
    return None


def why_not(
    change: Change,
    before: Mapping[str, Value] | None,
    writer: Writer,
    signers_say: Collection[str] = (),
    disputed: Callable[[], Collection[str]] = _nothing,
    handed_in_by: Callable[[], Value] = _nobody,
) -> str | None:
    """Give the reason this change is not the writer's to make, None when it is.

    ``before`` are the answers of the record before the change, None when the record is not known (a creation,
    or a record that has not arrived yet).  ``signers_say`` names what the form of this kind leaves to its signer.
    ``disputed`` gives the answers that those before this change disagreed about: the centre may decide those.
    ``handed_in_by`` names who handed in what a signature is about.
    """
    if not writer.known:
        return "写的人不是这个单位的人员"
    if VOIDED in change.answers and type(change.answers[VOIDED]) is not bool:
        return "作废的写法不对"
    if change.kind in NEVER_VOID and change.answers.get(VOIDED):
        return "信息安全事件不能作废"
    if type(change.answers.get("status", "")) not in (str, type(None)):
        return "这个状态不能直接写入"
    if not writer.roles & SIGN_OFF_ROLES and any(change.answers.get(name) is not None for name in signers_say):
        return "签批人的意见要由站负责人或督导填写"
    if change.kind in SUPERVISION and (refusal := row_why_not(change, before, writer)):
        return refusal
    if writer.roles == {"supervisor"} and writer.kind in ("station", "travel", "center", "supervisor"):
        return _supervisor(change, before, writer, signers_say) or _own_work(change, before, handed_in_by)
    if writer.kind in ("station", "travel"):
        return _station(change, before, writer) or _own_work(change, before, handed_in_by)
    if writer.kind == "center":
        return _centre(change, before, writer, disputed)
    return "评估电脑不能改服务记录"


def _supervisor(
    change: Change, before: Mapping[str, Value] | None, writer: Writer, signers_say: Collection[str]
) -> str | None:
    """A 督导 writes beside the records of the stations assigned that day, and never a word in them (TRUST S9).

    A signature, a return and a step with a file are theirs to give, at whichever computer they sit.
    """
    if change.kind not in SUPERVISION:
        return signing_why_not(change, before, writer, signers_say) or _signed(change, writer)
    owner = change.answers.get("station_code") if change.creates else (before or {}).get("station_code")
    if (change.creates or before is not None) and owner not in writer.stations | {writer.unit}:
        return "这个站不由这名督导负责"
    if not change.creates and "station_code" in change.answers:
        return "记录归哪个站不能改"
    if VOIDED in change.answers:
        return "督导写下的不能作废，只能另写"
    return _states(change, writer) or _stamps(change, writer)


def _own_work(change: Change, before: Mapping[str, Value] | None, handed_in_by: Callable[[], Value]) -> str | None:
    """Nobody signs what they handed in themselves (domain 10 §3), hours of service included."""
    if change.answers.get("status") != "signed" and not _lead_signs(change):
        return None
    told = (change.answers.get("signed_by"), (before or {}).get("signed_by"), handed_in_by())
    if change.author not in told:
        return None
    return "自己录入的时长不能由自己审核" if change.kind == "volunteer_hour" else "自己提交的不能由自己签批"


def _signed(change: Change, writer: Writer) -> str | None:
    return _states(change, writer) or _stamps(change, writer) or _moves(change, writer)


def _station(change: Change, before: Mapping[str, Value] | None, writer: Writer) -> str | None:
    if change.kind in CENTRE_ONLY:
        return "结账只能由县中心办理"
    owner = change.answers.get("station_code") if change.creates else (before or {}).get("station_code")
    if change.creates and owner != writer.unit:
        return "这是别的站的记录"
    if before is not None and owner != writer.unit:
        return "这是别的站的记录"
    if not change.creates and "station_code" in change.answers:
        return "记录归哪个站不能改"
    if CENTRE_ANSWERS & change.answers.keys():
        return "已结账月份的补录要由县中心确认"
    if VERIFIED_BY_CENTRE & change.answers.keys():
        return "报道要由县中心核验"
    if MARKS & change.answers.keys():
        return "两台电脑写得不一样的，要由县中心来定"
    if SAID_OF_A_PERSON & change.answers.keys():
        return "两份档案是不是同一个人，要由县中心来认定"
    if SET_ASIDE & change.answers.keys() and "station_lead" not in writer.roles:
        return "时间重叠的时长要由站负责人或县中心核定"
    return _signed(change, writer)


def _centre(
    change: Change, before: Mapping[str, Value] | None, writer: Writer, disputed: Callable[[], Collection[str]]
) -> str | None:
    if change.kind in CENTRE_ONLY:
        if not change.creates and before is not None and change.answers.keys() - {VOIDED}:
            return "结账记录不能改，只能作废后重结"
        return None
    owner = change.answers.get("station_code") if change.creates else (before or {}).get("station_code")
    if owner == writer.unit:
        return _states(change, writer) or _stamps(change, writer)
    if change.kind in SUPERVISION and (HEAD in writer.roles or owner in writer.stations):
        return _stamps(change, writer)
    if change.creates:
        return "县中心不能代站点建服务记录"
    if is_decision(change):
        if not change.reason:
            return "处理冲突要写理由"
        content = beyond(change, disputed()) if beyond(change, ()) else set()
    else:
        content = set(change.answers) - CENTRE_MAY_PATCH - _OF_KIND.get(change.kind, frozenset()) - MARKS
    if content:
        return "县中心不能改站点记录的内容"
    return _stamps(change, writer)


def beyond(decision: Change, at_odds: Collection[str]) -> set[str]:
    """Give what a decision of the centre writes beside what was at odds before it and what is the centre's to say."""
    allowed = CENTRE_MAY_PATCH | _OF_KIND.get(decision.kind, frozenset()) | MARKS
    handed_in = {"status", AFTER_CLOSURE} if decision.answers.get("status") == "submitted" else set()
    return set(decision.answers) - allowed - handed_in - set(at_odds)


def _states(change: Change, writer: Writer) -> str | None:
    status = change.answers.get("status")
    if status is None and not _lead_signs(change):
        return None
    if status is not None and status not in STATES:
        return "这个状态不能直接写入"
    if status == "signed" and change.kind == "volunteer_hour" and change.answers.get("approved_as") == "team_leader":
        # Whether the author is 队长 of that team is asked where hours are counted: the roll may arrive later.
        return None
    if (status in ("returned", "signed") or _lead_signs(change)) and not writer.roles & SIGN_OFF_ROLES:
        return "签批要由站负责人或督导办理"
    return None


def _lead_signs(change: Change) -> bool:
    return change.answers.get("lead_signed_by") is not None


def _moves(change: Change, writer: Writer) -> str | None:
    """Whoever takes a step with a file names themselves, and some steps belong to the 站长 or the 督导 alone."""
    for path, row in change.answers.items():
        if path.partition("/")[0] != "moves":
            continue
        if not path.startswith("moves/") or path.count("/") != 1 or not isinstance(row, Mapping):
            return "卷宗的步骤只能添加，不能改"
        if row.get("by") != change.author:
            return "不能替别人办理卷宗的步骤"
        kind = FILES.get(change.kind)
        step = kind.moves.get(str(row.get("move"))) if kind else None
        if step is not None and step.roles and not step.roles & writer.roles:
            return f"“{step.words}”不是这个角色能办的"
    return None


def _stamps(change: Change, writer: Writer) -> str | None:
    """Whoever confirms signs with their own name, and nobody types the time of entry."""
    for name in _NAMED_BY:
        if change.answers.get(name) not in (None, change.author):
            return "不能替别人确认"
    if change.creates and change.answers.get("entered_by") not in (None, change.author):
        return "录入人与签名的人不符"
    if not change.creates and {"entered_at", "entered_by"} & change.answers.keys():
        return "录入时间和录入人不能改"
    return None
