"""What a row of a list can work out: the cells that follow from the person chosen in it, and those of a new row.

A column names its proposal (``proposed``).  It is made for one row when a cell it depends on changes, for a new row
where it follows ``NEW``; it never goes over what a person typed, and goes away with the choice it came from.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain import proposals_group
from sheqi_desktop.domain.answers import Answers, Value, is_empty
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.conditions_group import member_is_minor
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.form import Field

NEW = "id"
"""A row gets its id when it is made: what follows the id is proposed once, for a new row."""
Row = dict[str, Any]
Proposed = MutableMapping[tuple[str, str], Value]
"""What was proposed so far, by row and column."""


@dataclass(frozen=True, slots=True)
class RowProposal:
    """What is proposed for a cell, given its row and the answers of the form, and which cells it follows."""

    after: frozenset[str]
    value: Callable[[Answers, Answers, Facts], Value]


def _client(row: Answers, facts: Facts) -> Answers:
    client = row.get("client_id")
    return (facts.record(client) if isinstance(client, str) and client else None) or {}


def _of_client(name: str) -> RowProposal:
    return RowProposal(frozenset({"client_id"}), lambda row, answers, facts: _client(row, facts).get(name))


def _birth_year(row: Answers, answers: Answers, facts: Facts) -> Value:
    born = day(_client(row, facts).get("birth_date"))
    return born.year if born else None


def _age(row: Answers, answers: Answers, facts: Facts) -> Value:
    return age_on(_client(row, facts).get("birth_date"), day(answers.get("service_date")) or facts.today)


def _guardian(name: str) -> RowProposal:
    """The first guardian of the file, asked for a child only."""

    def value(row: Answers, answers: Answers, facts: Facts) -> Value:
        known = rows(_client(row, facts), "guardians") if member_is_minor(row, facts) else []
        return known[0].get(name) if known else None

    return RowProposal(frozenset({"client_id", "joined_on"}), value)


ROW_PROPOSALS: dict[str, RowProposal] = {
    "client_name": _of_client("name"),
    "client_gender": _of_client("gender"),
    "client_birth_date": _of_client("birth_date"),
    "client_birth_year": RowProposal(frozenset({"client_id"}), _birth_year),
    "client_age": RowProposal(frozenset({"client_id"}), _age),
    "client_category": _of_client("primary_category"),
    "client_village": _of_client("village"),
    "client_phone": _of_client("phone"),
    "client_guardian_name": _guardian("name"),
    "client_guardian_phone": _guardian("phone"),
    "day_of_joining": RowProposal(
        frozenset({NEW}), lambda row, answers, facts: proposals_group.day_of_joining(answers, facts)
    ),
}
"""Every proposal a column may name."""

LINES: dict[str, Callable[[Answers], list[Row]]] = {"planned_sessions": proposals_group.sessions_to_plan}
"""The rows a list still lacks, by the name its question gives them."""


def with_proposals(
    field: Field, before: Sequence[Row], now: Sequence[Row], answers: Answers, facts: Facts, proposed: Proposed
) -> list[Row]:
    """Give the rows with the cells filled in that follow from what was just changed; ``proposed`` is kept up."""
    columns = [column for column in field.columns if column.proposed]
    old = {row["id"]: row for row in before}
    return [_with(columns, old.get(row["id"], {}), dict(row), answers, facts, proposed) for row in now]


def _with(columns: Sequence[Field], old: Row, row: Row, answers: Answers, facts: Facts, proposed: Proposed) -> Row:
    changed = {name for name in {*old, *row} if old.get(name) != row.get(name)}
    for column in columns:
        proposal, key, typed = ROW_PROPOSALS[column.proposed], (row["id"], column.id), row.get(column.id)
        if not changed & proposal.after or not (is_empty(typed) or typed == proposed.get(key)):
            continue
        value = proposal.value(row, answers, facts)
        if is_empty(value):
            row.pop(column.id, None)
            proposed.pop(key, None)
        else:
            row[column.id] = proposed[key] = value
    return row
