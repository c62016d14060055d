"""通过, 退回, 已阅: the decision of a supervisor about the version of a document they read (domain 14 §5)."""

from __future__ import annotations

from collections.abc import Mapping

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_annotation import VerdictCode
from sheqi_desktop.domain.lifecycle import SUBMITTED
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.trouble import ReviewRefused
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.remarks import refuse_others
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.operations.sign_off import return_in, sign_in
from sheqi_desktop.operations.verdict_rows import keep_verdict, refuse_older, refuse_to_return

NOT_HANDED_IN = "这份文书还没有提交，先不能给结论。"


def give_verdict(
    desk: Desk,
    record: str,
    verdict: str,
    text: str = "",
    revision: str = "",
    decided: Mapping[str, Value] | None = None,
    seen: Began | None = None,
) -> Changes:
    """Decide about a document: ``signed`` (签批), ``returned`` or ``noted``.

    ``revision`` is the change reference of the version that was on the screen (``document_threads`` gives it); where
    the document has gone on since, OlderVersion says so.  ``decided`` are the answers the form leaves to its signer.
    A document whose form nobody signs can be ``noted`` or ``returned``: it stays handed in, and its author sees it.
    Raises NotYours, Restricted, ReviewRefused with the exact words of domain 14 §5, and what ``sign`` raises.
    """
    code = VerdictCode(verdict)
    with desk.write() as write:
        stored = desk.stored(write, record)
        refuse_others(desk, stored.station)
        refuse_unseen(desk, stored)
        refuse_older(write, stored, revision)
        signs = bool(desk.library.form_of(stored.kind, stored.answers).signers(stored.answers))
        if code == VerdictCode.SIGNED:
            sign_in(desk, write, stored.id, text, decided, seen)
        elif stored.first_confirmed_at is None:
            raise ReviewRefused(why=NOT_HANDED_IN)
        elif code == VerdictCode.RETURNED:
            refuse_to_return(desk, write, stored)
            if signs and stored.status == SUBMITTED:
                return_in(desk, write, stored.id, text or "请看“必改”批注。", seen)
            else:
                keep_verdict(desk, write, stored, code, text)
        else:
            keep_verdict(desk, write, stored, code, text)
        touched = changes_of(write)
    desk.step_witness()
    return touched
