"""What the workers of the demo county wrote: plain, full of slots that were filled, and never twice the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pytest
from rapidfuzz import fuzz

from sheqi_desktop.catalog import assets
from sheqi_desktop.operations.demo import read_material
from tests.operations.demo_plans import entries, the_plan

BANKS = [
    "alone", "elder", "destitute", "institution", "left_behind", "child", "disabled", "relief", "general", "meeting",
    "call", "call_child", "not_met",
]  # fmt: skip


@pytest.mark.parametrize("bank", BANKS)
def test_each_kind_of_visit_has_at_least_sixty_patterns(bank):
    patterns = [one for part in read_material(assets.resources_dir() / "demo").banks[bank].values() for one in part]
    assert len(set(patterns)) == len(patterns) >= 60


def summaries() -> dict[str, list[tuple[str, str]]]:
    """List by worker; the same words may come from the note of a visit that reached nobody."""
    found: dict[str, list[tuple[str, str]]] = {}
    for _, entry in entries("visit"):
        if text := entry.answers.get("summary"):
            found.setdefault(entry.worker, []).append((entry.key, text))
    return found


def test_no_two_summaries_of_a_worker_are_alike_but_the_six_planted():
    alike = []
    for written in summaries().values():
        for place, (key, text) in enumerate(written):
            for other_key, other in written[:place]:
                # rapidfuzz misses no block that difflib finds: below 90 there, below 90 here.
                if fuzz.ratio(text, other, score_cutoff=90) and SequenceMatcher(None, text, other).ratio() >= 0.9:
                    alike.append(" ".join(sorted((key, other_key))))
    assert sorted(alike) == sorted(the_plan().planted["copied_summaries"])
    assert len(alike) == 6


def test_no_slot_is_left_open():
    for kind in ("household", "client", "visit"):
        for _, entry in entries(kind):
            assert not re.search(r"[{}]", str(entry.answers.get("summary", "")) + str(entry.answers.get("note", "")))
            for name, value in entry.answers.items():
                if isinstance(value, str):
                    assert "{" not in value, (entry.key, name)
                for row in value if isinstance(value, list) else ():
                    if isinstance(row, dict):
                        assert not any("{" in str(cell) for cell in row.values()), (entry.key, name)


def test_summaries_are_as_long_as_the_form_asks():
    for _, entry in entries("visit"):
        if summary := entry.answers.get("summary"):
            assert 800 >= len(summary) >= (10 if entry.answers["mode"] in (2, 3) else 20)


def test_blood_pressure_in_the_words_is_that_of_the_answers():
    for _, entry in entries("visit"):
        found = re.search(r"(\d{3})/(\d{2,3})", entry.answers.get("summary", ""))
        if found and "bp_systolic" in entry.answers:
            assert [int(part) for part in found.groups()] == [
                entry.answers["bp_systolic"], entry.answers["bp_diastolic"],
            ]  # fmt: skip
