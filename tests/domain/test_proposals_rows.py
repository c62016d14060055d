"""A row fills in what the file of the chosen person says, and never goes over what somebody typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.facts import NoFacts
from sheqi_desktop.domain.proposals_group import sessions_to_plan
from tests.builders import form, row_id

FILES: dict[str, dict[str, Any]] = {
    "old": {
        "name": "韩守田", "gender": 1, "birth_date": "1948-05-02", "primary_category": "05", "village": "411327100201",
        "phone": "15400000008", "guardians": [{"id": row_id(8), "name": "韩建军", "phone": "15400000009"}],
    },
    "child": {
        "name": "李明明", "gender": 1, "birth_date": "2014-05-02",
        "guardians": [{"id": row_id(9), "name": "李改成", "phone": "15400000007"}],
    },
}  # fmt: skip


class Known(NoFacts):
    """A world with two files."""

    today = date(2023, 4, 11)

    def record(self, record: str) -> Answers | None:
        """Give a file."""
        return FILES.get(record)


def a_row(draft: Draft, row: str, field: str = "members") -> dict[str, Any]:
    (found,) = [one for one in draft.answers[field] if one["id"] == row]
    return {name: value for name, value in found.items() if name != "id"}


def test_the_chosen_person_fills_the_row() -> None:
    draft = Draft(form("group_roster"), None, Known())
    row = draft.add_row("members")
    assert a_row(draft, row) == {"joined_on": "2023-04-11"}
    draft.answer_row("members", row, "client_id", "old")
    assert a_row(draft, row) == {
        "client_id": "old", "name": "韩守田", "gender": 1, "birth_year": 1948, "category": "05",
        "village": "411327100201", "phone": "15400000008", "joined_on": "2023-04-11",
    }  # fmt: skip


def test_a_child_brings_the_guardian_and_goes_with_the_choice() -> None:
    draft = Draft(form("group_roster"), None, Known())
    row = draft.add_row("members")
    draft.answer_row("members", row, "client_id", "child")
    assert (a_row(draft, row)["guardian_name"], a_row(draft, row)["guardian_phone"]) == ("李改成", "15400000007")
    draft.answer_row("members", row, "client_id", "old")
    assert "guardian_name" not in a_row(draft, row)
    draft.answer_row("members", row, "client_id", None)
    assert a_row(draft, row) == {"joined_on": "2023-04-11"}


def test_what_was_typed_stays() -> None:
    draft = Draft(form("group_roster"), None, Known())
    row = draft.add_row("members", {"name": "老韩", "joined_on": "2023-04-18"})
    draft.answer_row("members", row, "client_id", "old")
    assert (a_row(draft, row)["name"], a_row(draft, row)["joined_on"]) == ("老韩", "2023-04-18")
    assert a_row(draft, row)["phone"] == "15400000008"
    draft.answer_row("members", row, "phone", None)
    assert "phone" not in a_row(draft, row)


def test_members_of_a_household_and_a_sign_in_sheet_are_filled_too() -> None:
    home = Draft(form("household"), None, Known())
    row = home.add_row("members")
    home.answer_row("members", row, "client_id", "child")
    assert a_row(home, row) == {"client_id": "child", "name": "李明明", "gender": 1, "birth_date": "2014-05-02"}
    sheet = Draft(form("activity"), {"service_date": "2023-06-01"}, Known())
    row = sheet.add_row("attendance", {"client_id": "child"})
    assert (a_row(sheet, row, "attendance")["name"], a_row(sheet, row, "attendance")["age"]) == ("李明明", 9)


def test_the_sessions_still_to_be_planned_have_their_stages() -> None:
    assert [row["stage"] for row in sessions_to_plan({"planned_sessions": 4})] == [1, 2, 3, 4]
    said = {"planned_sessions": 6, "sessions": [{"id": row_id(1), "stage": 1}, {"id": row_id(2), "stage": 2}]}
    assert [row["stage"] for row in sessions_to_plan(said)] == [2, 3, 3, 4]
    assert sessions_to_plan({"planned_sessions": 2, "sessions": said["sessions"]}) == []
    assert sessions_to_plan({"planned_sessions": "四"}) == sessions_to_plan({"planned_sessions": 900}) == []
