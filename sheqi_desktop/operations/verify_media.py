"""核验媒体报道: the county centre says whether a report is what it claims to be (domain 13 §8)."""

from __future__ import annotations

from sheqi_desktop.domain.answers import is_empty
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_activity import VerifyState
from sheqi_desktop.domain.problem import must
from sheqi_desktop.domain.trouble import NotFinished, OwnRecord, ReasonTooShort, WrongFileState
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.store.records import StoredRecord

REASON_AT_LEAST = 5
WITHOUT_PROOF = "请上传版面截图或PDF存档后再核验。"
NOT_HANDED_IN = "这篇报道还没有提交，提交以后再核验。"
VOID = "这篇报道已经作废，不用核验。"


def verify_media(desk: Desk, record: str, *, accepted: bool, reason: str = "") -> Changes:
    """Accept a report that has its proof, or reject it with a reason.

    Whoever registered it does not verify it.  Raises NotYours, OwnRecord, NotFinished without a clipping,
    ReasonTooShort for a rejection without words, WrongFileState for what was not handed in.
    """
    desk.require("media.verify")
    if not accepted and len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="不予认定")
    with desk.write() as write:
        stored = desk.stored(write, record, "媒体报道")
        title = desk.library.form_of(stored.kind, stored.answers).title
        if why := not_verifiable(stored):
            raise WrongFileState(why=why)
        if desk.me.worker_id in (stored.author, stored.answers.get("signed_by")):
            raise OwnRecord(title="媒体报道", step="核验", who="县中心另一位工作人员")
        if accepted and is_empty(stored.answers.get("clippings")):
            raise NotFinished(title=title, problems=[must("clippings", WITHOUT_PROOF, "verified_has_proof")])
        said = {
            "verify_state": str(VerifyState.VERIFIED if accepted else VerifyState.REJECTED),
            "verify_reason": reason.strip() or None,
            "verified_by": desk.me.worker_id,
            "verified_at": desk.clock.now().isoformat(timespec="seconds"),
        }
        desk.append(write, stored.kind, stored.id, stored.heads, said)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def not_verifiable(stored: StoredRecord) -> str:
    """Say why there is nothing to verify yet, '' when there is."""
    return VOID if stored.voided else NOT_HANDED_IN if stored.confirmed is None else ""
