"""The ▲ of the permission table: one person asks and says why, another agrees with their own 口令 (domain 10 §4).

Both names and the reason go into the journal with the act itself.  Nobody agrees with themselves, and where the table
says ▲ the head of the centre is no exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sheqi_desktop.domain.staff import permission
from sheqi_desktop.domain.trouble import OwnApproval, Trouble
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store.records import StoredRecord


@dataclass(frozen=True, slots=True)
class Second:
    """Whoever agrees to what somebody else asked for, and their 口令."""

    worker: str
    password: str = field(repr=False)


def needs_second(desk: Desk, capability: str) -> bool:
    """Tell whether whoever sits here needs another person for this."""
    return permission(desk.role, capability).needs_second_person


def who_agrees(desk: Desk, capability: str) -> list[tuple[str, str]]:
    """Give who may agree to this here, id and name: only those with a 口令 on this computer."""
    return [(one.worker_id, one.name) for one in desk.approvers(capability)]


def agreed(desk: Desk, capability: str, second: Second | None, stored: StoredRecord | None = None) -> str:
    """Let an act through that the table allows this person, with another's word where it says ▲; give who agreed.

    Raises NotYours, ApprovalNeeded where nobody was named, OwnApproval, WrongPassword, WaitBeforeTrying.
    """
    if not needs_second(desk, capability):
        desk.require(capability, stored)
        return ""
    other = word_of(desk, second, who_agrees(desk, capability), desk.refusal(capability))
    desk.require(capability, stored, approved=True)
    return other


def word_of(desk: Desk, second: Second | None, among: Sequence[tuple[str, str]], missing: Trouble) -> str:
    """Take the word of another of these people, given with their own 口令; give who it was.

    Raises ``missing`` where nobody of them was named, OwnApproval, WrongPassword, WaitBeforeTrying.
    """
    from sheqi_desktop.operations.unlock import seat

    if second is None or not second.worker:
        raise missing
    if second.worker == desk.me.worker_id:
        raise OwnApproval()
    if second.worker not in dict(among):
        raise missing
    seat(desk, second.worker, second.password)
    return second.worker
