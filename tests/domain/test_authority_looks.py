"""What is alike to the judge is judged once: only what it looks at may tell new records, or patches, apart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from sheqi_desktop.domain.authority import LOOKED_AT, Writer, why_not
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.records.annotation import SUPERVISION
from sheqi_desktop.operations.identifiers import uuid7
from tests.desks import LIBRARY

UNIT, WORKER = "411327101", "w-1"
SAID: dict[str, tuple[Any, ...]] = {
    "station_code": (UNIT, "411327102"),
    "status": ("draft", "submitted", "signed", "returned", "locked", True),
    "signed_by": (WORKER, "w-2"),
    "lead_signed_by": (WORKER, "w-2"),
    "entered_by": (WORKER, "w-2"),
    "approved_as": ("team_leader",),
    "verify_state": ("verified",),
    "set_aside_by": (WORKER,),
    "period_adjust": ("pending",),
}


def creation(kind: str, answers: Mapping[str, Any]) -> Change:
    return Change(ChangeRef("c" * 32, 1), kind, uuid7(1), (), answers, WORKER, 1_678_233_600_000)


def patch(kind: str, answers: Mapping[str, Any]) -> Change:
    parents = (ChangeRef("c" * 32, 1),)
    return Change(ChangeRef("c" * 32, 2), kind, uuid7(1), parents, answers, WORKER, 1_678_233_600_000)


@pytest.mark.parametrize("kind", sorted(LIBRARY.kinds()))
def test_only_what_is_looked_at_tells_new_records_apart(kind: str):
    """Every question of every form is asked for here: leaving those not looked at unanswered changes no verdict."""
    rest: dict[str, Any] = {field.id: "x" for field in LIBRARY.form(kind) if field.id not in SAID}
    for machine, role in product(
        ("station", "travel", "center", "supervisor"), ("social_worker", "station_lead", "supervisor")
    ):
        writer = Writer(WORKER, frozenset({role}), UNIT, machine)
        for name, values in SAID.items():
            for value in values:
                told = {**rest, "station_code": UNIT, "status": "submitted", name: value}
                seen = {one: said for one, said in told.items() if one in LOOKED_AT}
                assert why_not(creation(kind, told), None, writer) == why_not(creation(kind, seen), None, writer)


@pytest.mark.parametrize("kind", sorted(set(LIBRARY.kinds()) - SUPERVISION))
def test_a_patch_of_nothing_that_is_looked_at_is_told_apart_by_its_questions_alone(kind: str):
    names = [field.id for field in LIBRARY.form(kind) if field.id not in LOOKED_AT]
    names = [name for name in names if name not in LIBRARY.signers_say.get(kind, ())]
    for machine, role, owner in product(
        ("station", "travel", "center", "supervisor"),
        ("social_worker", "station_lead", "supervisor"),
        (UNIT, "4113271"),
    ):
        writer = Writer(WORKER, frozenset({role}), UNIT, machine)
        before = {"station_code": owner}
        for name in names:
            said = {why_not(patch(kind, {name: value}), before, writer) for value in ("x", 7, True, None, ["y"], {})}
            assert len(said) == 1
