"""What stands over an open form: how far it has come, what was said of it, and what this person may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sheqi_desktop.domain import disputes
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.clock_doubt import is_marked
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.lifecycle import RETURNED, SIGNED, SUBMITTED
from sheqi_desktop.operations.accept_adjustment import ADDED, RESTORED, Adjustment, adjustments_of
from sheqi_desktop.operations.correct import waits_for_signature
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.sign_off import may_sign
from sheqi_desktop.operations.waiting import waits_for, way_of_signature
from sheqi_desktop.store import records
from sheqi_desktop.store.closes import PENDING, REFUSED
from sheqi_desktop.store.records import StoredRecord


@dataclass(frozen=True, slots=True)
class StateLine:
    """One line over a form: its tone, what is the case, and what was said."""

    tone: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormState:
    """Ready words, and what this person may do."""

    lines: tuple[StateLine, ...]
    revision: int
    may_sign: bool = False
    signer_answers: tuple[str, ...] = ()
    returned: bool = False


def form_state(desk: Desk, record: str) -> FormState | None:
    """Say how far a saved record has come, None for one that was never saved."""
    with desk.read() as read:
        stored = records.get(read, record) if record else None
    if stored is None:
        return None
    form = desk.library.form_of(stored.kind, stored.answers)
    lines = [
        *_settled(desk, stored),
        *_signing(desk, form, stored),
        *_adjusting(adjustments_of(desk, stored.id)),
        *_dated(stored),
    ]
    if stored.voided:
        lines = []
    mine = may_sign(desk, stored)
    return FormState(
        tuple(lines), stored.revision, mine, form.signer_answers if mine else (), stored.status == RETURNED
    )


def _settled(desk: Desk, stored: StoredRecord) -> list[StateLine]:
    """Say on both machines how the centre settled what they had written differently, until somebody writes on."""
    told = stored.answers
    if not told.get(disputes.BY) or stored.changed_by != told[disputes.BY]:
        return []
    who = f"{_who(desk, told[disputes.BY])}　{near_day(str(told.get(disputes.ON) or ''), desk.clock.today())}"
    return [
        StateLine("info", f"中心处理：{told.get(disputes.WHY) or ''}", f"两台电脑写得不一样的，以现在这样为准。{who}")
    ]


def _signing(desk: Desk, form: Form, stored: StoredRecord) -> list[StateLine]:
    if not form.signers(stored.answers):
        return []
    told = stored.answers
    note = str(told.get("approval_note") or "")
    if stored.status == SIGNED:
        return [
            StateLine("ok", f"已签批　{_who(desk, told.get('approved_by'))}　{_when(desk, told, 'approved_at')}", note)
        ]
    if stored.status == RETURNED:
        return [StateLine("note", f"已退回：{told.get('return_note') or ''}", "改好再提交。")]
    if stored.status != SUBMITTED:
        return []
    said = ""
    if told.get("lead_signed_by"):
        said = f"{_who(desk, told['lead_signed_by'])}已签　{_when(desk, told, 'lead_signed_at')}　{note}".rstrip()
    if waits_for_signature(stored):
        said = "　".join(one for one in ("更正待签批，签批以前原来的一版有效", said) if one)
    way = "" if may_sign(desk, stored) else way_of_signature(desk, form, told).partition("：")[2]
    return [StateLine("info", waits_for(desk, form, told), "　".join(one for one in (said, way) if one))]


_UNCOUNTED = {ADDED: "结账后补录", RESTORED: "结账时已作废，后来恢复"}
"""What did not count when its month was closed, and does not until the centre accepts it."""


def _adjusting(one: Adjustment | None) -> list[StateLine]:
    if one is None or one.state not in (PENDING, REFUSED):
        return []
    waits, refused = one.state == PENDING, f"县中心：{one.note}" if one.note else ""
    if one.what in _UNCOUNTED:
        done = _UNCOUNTED[one.what]
        words = f"{done}，县中心确认后计入" if waits else f"{done}，县中心未予确认，不计入"
        return [StateLine("warn" if waits else "bad", words, refused)]
    words = (
        f"{one.what}待确认：县中心确认以前，按结账时的样子计入" if waits else f"{one.what}未获确认，按结账时的样子计入"
    )
    return [StateLine("warn" if waits else "bad", words, refused)]


def _dated(stored: StoredRecord) -> list[StateLine]:
    if not is_marked(stored.answers):
        return []
    return [StateLine("warn", "日期待核", "录入时电脑日期可能不对。请核对各处日期，校准电脑后再提交一次。")]


def _who(desk: Desk, worker: object) -> str:
    return desk.person_name(str(worker)) if worker else ""


def _when(desk: Desk, told: dict[str, object], name: str) -> str:
    try:
        moment = datetime.fromisoformat(str(told.get(name))).astimezone(COUNTY)
    except ValueError:
        return ""
    return f"{near_day(moment.date().isoformat(), desk.clock.today())} {moment:%H:%M}"
