"""The cases of the demo county before anybody types them: totals, who is in them, and what was planted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise

from sheqi_desktop.operations.demo.case_book import TYPED_TOGETHER
from tests.operations.demo_plans import entries, the_plan


def typed(kind: str, then: str = "submit") -> list:
    return [entry for _, entry in entries(kind) if entry.then == then and not entry.patch]


def closed() -> list:
    """Give the closures of the cases that count: the first of each case that did not break off."""
    return [one for one in typed("case_closure") if one.key.endswith("JE0") and one.answers["close_reason"] < 5]


def test_a_hundred_and_three_cases_are_closed_each_with_its_own_person():
    assert Counter(one.answers["close_reason"] for one in closed()) == {1: 88, 2: 7, 3: 5, 4: 3}
    months = Counter(one.answers["closed_on"][:7] for one in closed())
    assert [months[month] for month in sorted(months)] == [6, 5, 8, 11, 10, 12, 11, 10, 16, 14]
    assert len({one.answers["client_id"] for one in typed("case")}) == len(typed("case")) == 103 + 9 + 6 + 3 + 1


def test_their_problems_and_notes_are_dealt_as_the_county_had_them():
    ours = {one.answers["parent_id"] for one in closed()}
    problems = Counter(one.answers["problem_types"][0] for one in typed("case") if one.key in ours)
    assert problems == {1: 18, 2: 21, 3: 22, 4: 10, 5: 8, 6: 9, 11: 6, 10: 4, 8: 3, 9: 2}
    notes = Counter(one.answers["parent_id"] for one in typed("process_note") if one.answers["parent_id"] in ours)
    assert sum(notes.values()) == 555
    assert Counter(notes.values()) == {3: 8, 4: 20, 5: 30, 6: 24, 7: 13, 8: 6, 9: 2}


def test_what_does_not_count_is_there_too():
    decided = Counter(one.answers["decision"] for one in typed("case", "sign") if "decision" in one.answers)
    assert decided[4] == 6
    ends = Counter(one.answers["close_reason"] for one in typed("case_closure") if one.answers["close_reason"] > 4)
    assert ends == {5: 2, 6: 1}


def test_the_goals_are_reached_by_eighty_four_per_cent_on_average():
    first = [one for one in typed("case_evaluation") if one.key.endswith("PG0")]
    means = [sum(row["attainment"] for row in one.answers["results"]) / 2 for one in first]
    assert round(sum(means) / len(means)) == 84


def test_no_two_notes_of_one_worker_are_nearly_alike():
    for station in the_plan().stations:
        told: dict[str, list[str]] = {}
        for entry in station.entries:
            if entry.kind == "process_note":
                told.setdefault(entry.worker, []).append(str(entry.answers["process"]))
        for texts in told.values():
            assert len(set(texts)) == len(texts)
            assert all(SequenceMatcher(None, one, other).ratio() < 0.9 for one, other in pairwise(texts))


def test_fourteen_notes_of_three_cases_were_typed_on_one_day():
    three = the_plan().planted["notes_typed_together"]
    notes = [one for one in typed("process_note") if one.answers["parent_id"] in three]
    assert sorted(Counter(one.answers["parent_id"] for one in notes).values()) == sorted(TYPED_TOGETHER)
    assert len({one.at.date() for one in notes}) == 1
    assert all(date.fromisoformat(one.answers["service_date"]) <= one.at.date() for one in notes)


def test_one_case_was_opened_again_and_one_signed_plan_corrected():
    (again,), (corrected,) = the_plan().planted["case_reopened"], the_plan().planted["plan_corrected"]
    assert {one.key for one in typed("case_closure") if one.answers["parent_id"] == again} == {
        f"{again}-JE0", f"{again}-JE1",
    }  # fmt: skip
    patched = [entry for _, entry in entries("case_plan", patch=True)]
    assert [one.key.rpartition("-")[0] for one in patched] == [corrected]


def test_one_case_went_along_to_another_station_under_its_number():
    first, then = the_plan().planted["case_moved"]
    (step,) = [one for one in typed("case", "move") if one.answers["move"] == "transfer_out"]
    assert (step.key, step.answers["to_station"], step.at.date().isoformat()) == (first, "411327108", "2023-03-10")
    taken_over = next(one.answers for one in typed("case") if one.key == then)
    assert taken_over["former_case_no"].startswith("411327107-GA-2023-A")
    assert taken_over["intake_on"] > "2023-03-12"
    assert [one.answers["parent_id"] for one in closed()].count(then) == 1


def test_a_consent_has_its_scan_but_for_one():
    later = {one.key for _, one in entries("case_consent") if one.then == "scan"}
    given = typed("case_consent")
    bare = {one.answers["parent_id"] for one in given if "scan" not in one.answers and one.key not in later}
    assert bare == set(the_plan().planted["consent_not_scanned"])
    assert 3 <= len(later) <= len(given) // 5


def test_nobody_signs_their_own_paper():
    wrote = {
        entry.key: entry.worker for _, entry in [*entries("case"), *entries("case_closure")] if entry.then == "submit"
    }
    signed = [entry for _, entry in [*entries("case"), *entries("case_closure")] if entry.then == "sign"]
    assert all(wrote[one.key] != one.worker for one in signed)
