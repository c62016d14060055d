"""Changes of records that had not come yet were taken in unjudged; they are judged once their record is known.

A change may stand before the creation of its record, for files come in any order.  Whose the record is shows only
then.  What was not its writer's to make is kept in the log without effect, for its bundle is in already.
"""

from __future__ import annotations

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.judge_bundle import not_allowed
from sheqi_desktop.operations.read_bundle import Preview
from sheqi_desktop.store.database import Write
from sheqi_desktop.store.unresolved import exclude, unresolved
from sheqi_desktop.sync.header import header_of
from sheqi_desktop.sync.merge import Accept

REFUSED_LATE = "refuse_late"


def judge_late(desk: Desk, write: Write, seen: Preview) -> None:
    """Judge what waits for records that this bundle brings, before it can take effect."""
    plan = seen.plan
    if not plan.accept:
        return
    for kept in unresolved(write):
        header = header_of(kept.sealed)
        accept = Accept(kept.sealed, header, kept.name, True, False, kept.excluded, plan.within)
        refused = not_allowed(desk, write, seen.opened, accept)
        if refused:
            exclude(write, kept, refused)
            desk.note(write, REFUSED_LATE, header.device[:16], changes=len(refused))
