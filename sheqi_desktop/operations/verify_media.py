"""核验媒体报道: the county centre says whether a report is what it claims to be (domain 13 §8)."""

from __future__ import annotations

from sheqi_desktop.domain.answers import is_empty
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_activity import VerifyState
from sheqi_desktop.domain.problem import must
from sheqi_desktop.domain.trouble import NotFinished, ReasonTooShort
from sheqi_desktop.operations.desk import Desk, changes_of

REASON_AT_LEAST = 5
WITHOUT_PROOF = "请上传版面截图或PDF存档后再核验。"


def verify_media(desk: Desk, record: str, *, accepted: bool, reason: str = "") -> Changes:
    """Accept a report that has its proof, or reject it with a reason.

    Raises NotYours, NotFinished without a clipping, ReasonTooShort for a rejection without words.
    """
    desk.require("media.verify")
    if not accepted and len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="不予认定")
    with desk.write() as write:
        stored = desk.stored(write, record, "媒体报道")
        title = desk.library.form_of(stored.kind, stored.answers).title
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
