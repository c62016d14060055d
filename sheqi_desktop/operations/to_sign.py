"""签批: what waits for the signature of whoever sits here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sheqi_desktop.domain.activity_plan import last_round, moves_of
from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.lifecycle import SUBMITTED
from sheqi_desktop.domain.records.case_story import CASE, PAPERS
from sheqi_desktop.operations.activity_file import PLAN_TITLE, asked_on, plans_to_approve
from sheqi_desktop.operations.correct import waits_for_signature
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.headline import cut, saying
from sheqi_desktop.operations.sign_off import LEAD, SUPERVISOR, may_sign
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted


@dataclass(frozen=True, slots=True)
class ToSign:
    """One paper that waits: what, of whom, about what, who handed it in, and for how many days it waits."""

    record: str
    kind: str
    number: str
    what: str
    who: str
    saying: str
    author: str
    on: str
    days: int
    correction: bool
    plan: bool = False
    """It is the plan of an activity, approved on the page of the activity."""


def signs_here(desk: Desk) -> bool:
    """Tell whether this person signs anything at this station."""
    return bool({LEAD, SUPERVISOR} & desk.roles)


def to_sign(desk: Desk) -> list[ToSign]:
    """List what waits for this person, the longest waiting first."""
    if not signs_here(desk):
        return []
    today = desk.clock.today()
    with desk.read() as read:
        stored, plans = _waiting(desk, read), plans_to_approve(desk, read)
        names = records.get_many(read, list({one.client or one.parent for one in stored} - {""}))
    found = [
        ToSign(
            record=one.id,
            kind=one.kind,
            number=one.number,
            what=desk.library.form(one.kind).title,
            who=_name(names.get(one.client or one.parent)) or ("限阅" if one.restricted else one.name),
            saying="" if one.restricted else saying(one.kind, one.answers),
            author=desk.person_name(str(one.answers.get("signed_by") or one.worker)),
            on=one.service_date,
            days=(today - county_day(one.changed_at)).days,
            correction=waits_for_signature(one),
        )
        for one in stored
    ]
    found += [_plan(desk, one, today) for one in plans]
    turn = {kind: place for place, kind in enumerate((CASE, *PAPERS))}
    return sorted(found, key=lambda one: (-one.days, _file_number(one), turn.get(one.kind, 0), one.number, one.record))


def _file_number(one: ToSign) -> str:
    """Give the number of the file a paper lies in; its papers are signed in the order of the file (domain 03 §1)."""
    return one.number.rpartition("-")[0] if one.kind in PAPERS else one.number


def _plan(desk: Desk, one: StoredRecord, today: date) -> ToSign:
    """Name a plan by its activity and what it is for."""
    since = asked_on(one) or today
    author = desk.person_name(last_round(moves_of(one.answers)).by)
    purpose = saying(one.kind, one.answers) or cut(str(one.answers.get("purpose") or ""))
    return ToSign(
        one.id, one.kind, one.number, PLAN_TITLE, one.name, purpose, author, one.service_date, (today - since).days,
        False, plan=True,
    )  # fmt: skip


def how_many_to_sign(desk: Desk) -> int:
    """Tell how many papers wait for this person; cheap enough for every page change."""
    if not signs_here(desk):
        return 0
    with desk.read() as read:
        return len(_waiting(desk, read)) + len(plans_to_approve(desk, read))


def _waiting(desk: Desk, read: Read) -> list[StoredRecord]:
    kinds = [kind for kind in desk.library.kinds() if _is_signed(desk.library.form(kind))]
    found: list[StoredRecord] = []
    for kind in kinds:
        wanted = Wanted(kind, stations=[desk.station], statuses=[SUBMITTED], restricted=True)
        found += [one for one in records.list_records(read, wanted) if may_sign(desk, one)]
    return found


def _is_signed(form: Form) -> bool:
    return bool(form.sign_off or form.sign_off_also_when)


def _name(person: StoredRecord | None) -> str:
    return "" if person is None else "限阅" if person.restricted else person.name
