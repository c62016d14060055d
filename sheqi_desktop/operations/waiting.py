"""Whose signature a handed-in paper waits for, in the same words everywhere, and how that signature comes."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.form import Form
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.sign_off import LEAD, SUPERVISOR, next_signer

WAITS = {LEAD: "等站长签批", SUPERVISOR: "等督导签批"}
"""The word for the state, by the role that signs next."""
_ROLES = {LEAD: "站长", SUPERVISOR: "督导"}


def waits_for(desk: Desk, form: Form, answers: Answers) -> str:
    """Say who signs next, '' for a form nobody signs; ``answers`` are those of the record that was handed in."""
    signer = next_signer(desk, form, answers)
    return WAITS.get(signer, "等签批") if signer else ""


def waits_named(desk: Desk, form: Form, answers: Answers) -> str:
    """Say who signs next, with the names: 等督导签批（…）; '' for a form nobody signs."""
    signer = next_signer(desk, form, answers)
    names = _names(desk, signer)
    return waits_for(desk, form, answers) + (f"（{names}）" if names else "")


def signers_named(desk: Desk, role: str) -> str:
    """Name the people of a role at this unit, the role itself where there is nobody."""
    return _names(desk, role) or _ROLES.get(role, "签批人")


def _names(desk: Desk, role: str) -> str:
    named = (one.name for one in desk.colleagues() if role and role in desk.roles_of(one))
    return "、".join(dict.fromkeys(named))


def way_of_signature(desk: Desk, form: Form, answers: Answers) -> str:
    """Say by name who must act next and how the signature comes; '' for a form nobody signs."""
    signer = next_signer(desk, form, answers)
    if not signer:
        return ""
    names = signers_named(desk, signer)
    if signer == LEAD:
        return f"等{names}（站长）签批：请{names}在本站电脑上登录，打开左边的“签批”。"
    return f"等{names}签批：{_here(desk, signer)}导出数据包交给县中心，签批随回传包带回来。"


def _here(desk: Desk, role: str) -> str:
    """Say that who signs may do so at this computer, where such a person has a 口令 here; else ''."""
    seated = {worker for worker, _ in desk.vault.people}
    names = [one.name for one in desk.colleagues() if role in desk.roles_of(one) and one.worker_id in seated]
    return f"{'、'.join(dict.fromkeys(names))}到站时在本站电脑上登录，打开左边的“签批”；不到站就" if names else ""
