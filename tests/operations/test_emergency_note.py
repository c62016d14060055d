"""In danger nobody waits for papers: a process note before its turn, offered while a crisis is open (domain 03 §2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheqi_desktop.operations.case_file import NextStep, case_file
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.move import move
from tests.case_world import a_desk
from tests.cases import GUIDE, a_fall, at_work, typed
from tests.desks import Hands
from tests.groups import as_person
from tests.gui.pages.station_world import a_person


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path, Hands("2023-02-02T15:00:00"))
    as_person(made, 2)
    yield made
    made.close()


@pytest.fixture
def client(desk: Desk) -> str:
    return a_person(desk, "王秀兰")


def offered(desk: Desk, case: str) -> list[NextStep]:
    return [one for one in case_file(desk, case).steps if one.target == "process_note"]


def test_before_acceptance_a_note_is_offered_only_while_a_crisis_is_open(desk: Desk, client: str) -> None:
    case = typed(desk, "case", client_id=client)
    assert offered(desk, case) == []
    crisis = a_fall(desk, client)
    (step,) = offered(desk, case)
    assert (step.words, step.emergency, step.note) == ("写危机介入记录", True, "知情同意书可以在7日内补签。")
    papers = {one.kind: one.detail for one in case_file(desk, case).papers}
    assert papers["process_note"] == "现在可以写"
    as_person(desk, GUIDE)
    move(desk, crisis, "false_alarm", "核实过，只是没听见电话")
    as_person(desk, 2)
    assert offered(desk, case) == []


def test_the_offered_note_is_handed_in_without_consent_or_plan(desk: Desk, client: str) -> None:
    case = typed(desk, "case", client_id=client)
    a_fall(desk, client)
    (step,) = offered(desk, case)
    told = {"emergency": step.emergency, "objective_refs": None, "progress": None, "next_on": "2023-02-04"}
    record = typed(desk, "process_note", case, service_date="2023-02-02", **told)
    assert record in {one.record for one in case_file(desk, case).papers}
    assert len(offered(desk, case)) == 1, "the danger goes on, so may the notes"


def test_where_notes_have_their_turn_the_step_is_the_usual_one(desk: Desk, client: str) -> None:
    case = at_work(desk, client)
    a_fall(desk, client)
    (step,) = offered(desk, case)
    assert (step.words, step.emergency) == ("写过程记录", False)
