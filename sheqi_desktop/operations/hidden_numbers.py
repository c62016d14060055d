"""遮住的号码: whose numbers of papers and telephones are shown short to whoever sits here (domain 10 §4, 16 §2).

The one place that reads ``client.read`` for them.  Who may see one whole asks for it by 显示, which is noted
(`person_card.reveal`); whatever shows a record's answers to be read asks here first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.staff import permission
from sheqi_desktop.operations.path_words import field_at
from sheqi_desktop.reports.masking import MaskedFacts, masked, masked_value
from sheqi_desktop.store.records import StoredRecord

if TYPE_CHECKING:
    from sheqi_desktop.operations.desk import Desk

READ, REVEALS = "client.read", "client.reveal_sensitive"


def hides_numbers(desk: Desk, stored: StoredRecord) -> bool:
    """Tell whether this record's numbers are hidden from this person.

    They are from the centre and from evaluators, and another unit's from everybody but its 督导.  Of their station's
    people read all, but a client's once confirmed only who may have it shown: a draft has to be typed on.
    """
    grant = permission(desk.role, READ).grant
    if grant == "yes" and stored.station == desk.station:
        client = stored.kind == "client" or bool(stored.client)
        return client and stored.status != "draft" and not desk.allows(REVEALS, stored, approved=True)
    return grant != "own" or not desk.allows(READ, stored)


def shown_answers(desk: Desk, stored: StoredRecord, answers: Answers | None = None) -> Answers:
    """Give a record's answers, or some version of them, as this person may read them."""
    told = stored.answers if answers is None else answers
    short = masked(desk.library.form_of(stored.kind, stored.answers), told)
    return short if short != told and hides_numbers(desk, stored) else told


def shown_record(desk: Desk, stored: StoredRecord) -> StoredRecord:
    """Give a record as this person may read it."""
    told = shown_answers(desk, stored)
    counted = None if stored.confirmed is None else shown_answers(desk, stored, stored.confirmed)
    same = told is stored.answers and counted is stored.confirmed
    return stored if same else stored.saying(told, counted)


def shown_facts(desk: Desk, facts: Facts) -> Facts:
    """Give what a form draws from other records, short but at the station: a new visit proposes a phone."""
    if permission(desk.role, READ).grant == "yes":
        return facts
    return cast(Facts, MaskedFacts(facts, desk.library.form_of, numbers=True, names=False))


def shown_changes(desk: Desk, stored: StoredRecord, changed: Answers) -> Answers:
    """Give what one step of a record answered, path by path, as this person may read it."""
    form = desk.library.form_of(stored.kind, stored.answers)
    fields = ((path, value, field_at(form, path)) for path, value in changed.items())
    short: dict[str, Value] = {
        path: value if field is None else masked_value(field, value) for path, value, field in fields
    }
    return short if short != changed and hides_numbers(desk, stored) else changed
