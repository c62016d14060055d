"""整队录入: many forms are handed in together, all of them or none."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.save_record import new_draft, submit_many
from tests.operations.refusing import nothing_changes
from tests.signing import GOAL, Office, somebody


def a_paper(desk: Desk, client: str, goal: str = GOAL) -> Draft:
    return new_draft(desk, "agreement", {"parent_id": client, "agreed_on": "2023-05-03", "goal": goal})


def test_all_are_handed_in_with_numbers_of_their_own(office: Office):
    desk = office.sit()
    client = somebody(desk)
    made = submit_many(desk, [a_paper(desk, client) for _ in range(3)])
    assert len({one.record for one in made}) == len({one.number for one in made}) == 3
    assert all(look_up.get(desk, one.record).status == "submitted" for one in made)


def test_one_that_is_not_right_keeps_all_of_them_out(office: Office):
    desk = office.sit()
    client = somebody(desk)
    with nothing_changes(desk), pytest.raises(t.NotFinished):
        submit_many(desk, [a_paper(desk, client), a_paper(desk, client, "")])


def test_a_file_that_is_not_here_keeps_all_of_them_out(office: Office):
    desk = office.sit()
    client = somebody(desk)
    with nothing_changes(desk), pytest.raises(t.NotFound):
        submit_many(desk, [a_paper(desk, client), a_paper(desk, "01869c66-5e80-7d11-a196-00000000beef")])
