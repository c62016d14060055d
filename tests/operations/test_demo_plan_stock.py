"""The stock of sentences behind every kind of record that tells something: sixty patterns, and varied in use."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.domain.codes import LivingArrangement
from sheqi_desktop.operations.demo import Material, read_material
from sheqi_desktop.operations.demo.case_words import sort_of
from sheqi_desktop.operations.demo.people import Client, Home
from tests.operations.demo_plans import entries

LEAST = 60
SORTS = {"left_behind", "child", "mental", "disabled", "destitute", "alone", "elder", "relief"}
CASE_PARTS = {
    "case": ("title", "presenting", "noticed", "judgement", "lead_note", "declined"),
    "case_assessment": ("body", "condition", "home_life", "home_alone", "around", "strengths", "cause", "goals"),
    "case_plan": ("goals", "objectives", "steps", "opinion", "contingency"),
    "process_note": ("session_goal", "opening", "core", "turn", "closing", "observation", "reflection", "next_step"),
    "case_review": ("effective", "difficulty", "family_said", "worker_said", "review_next"),
    "case_evaluation": (
        "effective",
        "difficulty",
        "change",
        "change_more",
        "maintain",
        "family_said",
        "worker_said",
        "end_next",
    ),
    "case_closure": ("closing_first", "closing_story", "closing_last", "early", "ending", "after", "opinion"),
    "case_follow_up": ("returned", "returned_more"),
}
GROUP_PARTS = {
    "group": ("name", "need", "goal", "objective", "theory", "screening", "risk", "safety"),
    "group_session": ("goal", "step", "dynamics", "evaluation", "reflection", "next_prep", "late_note"),
    "group_summary": ("changes", "review", "experience", "problem", "follow"),
}
TOLD = {
    "case": "initial_judgement", "case_assessment": "sys_person", "process_note": "process", "case_review": "effective",
    "case_evaluation": "change_summary", "case_closure": "summary", "case_follow_up": "situation",
    "group": "background", "group_session": "dynamics", "group_summary": "members_changes", "activity": "process",
    "referral": "reason", "resource_link": "result",
}  # fmt: skip
"""The question of each kind that tells most."""


@pytest.fixture(scope="module")
def stock() -> Material:
    return read_material(assets.resources_dir() / "demo")


def sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from sentences(inner)


def patterns(*parts: Any) -> set[str]:
    return {one for part in parts for one in sentences(part) if one}


@pytest.mark.parametrize("kind", sorted(CASE_PARTS))
def test_each_paper_of_a_case_has_sixty_patterns(stock: Material, kind: str) -> None:
    assert len(patterns(*(stock.cases[part] for part in CASE_PARTS[kind]))) >= LEAST


@pytest.mark.parametrize("kind", sorted(GROUP_PARTS))
def test_each_paper_of_a_group_has_sixty_patterns(stock: Material, kind: str) -> None:
    banks = stock.groups.values()
    assert len(patterns(*(bank[part] for part in GROUP_PARTS[kind] for bank in banks if part in bank))) >= LEAST


def test_plan_and_record_of_an_activity_have_sixty_each(stock: Material) -> None:
    told, kinds = stock.activities, stock.activities["type"].values()
    plan = [told["why"], told["safety"], *(kind[part] for kind in kinds for part in ("names", "purpose"))]
    record = [told["opening"], told["problem"], told["follow"]]
    record += [kind[part] for kind in kinds for part in ("scene", "moment", "result")]
    assert len(patterns(*plan)) >= LEAST
    assert len(patterns(*record)) >= LEAST


@pytest.mark.parametrize("kind", ["referral", "crisis", "survey"])
def test_events_have_sixty_patterns(stock: Material, kind: str) -> None:
    assert len(patterns(stock.events[kind])) >= LEAST


def test_links_and_hours_have_sixty_patterns(stock: Material) -> None:
    told = stock.events["resource"]
    assert len(patterns(told["result"], told["happy"])) >= LEAST
    services = [*stock.volunteers["service"], *stock.volunteers["alone"]]
    assert len(patterns(*(one["contents"] for one in services))) >= LEAST


def test_no_sentence_stands_twice_in_a_part(stock: Material) -> None:
    for part in (*stock.cases.values(), *stock.groups.values()):
        for key, own in part.items():
            assert not [one for one, times in Counter(own).items() if times > 1], key


@pytest.mark.parametrize("part", ["noticed", "judgement", "condition", "contingency", "change", "returned"])
def test_papers_speak_of_the_person_they_are_about(stock: Material, part: str) -> None:
    assert set(stock.cases[part]) >= SORTS


ALONE, WITH_KIN = LivingArrangement.ALONE, LivingArrangement.OTHER


@pytest.mark.parametrize(
    ("category", "age", "disability", "living", "expected"),
    [
        ("C4", "child", 0, WITH_KIN, "left_behind"),
        ("C2", "child", 0, WITH_KIN, "child"),
        ("D1", "adult", 6, WITH_KIN, "mental"),
        ("D1", "elder", 4, ALONE, "disabled"),
        ("B1", "old", 0, ALONE, "destitute"),
        ("A1", "old", 0, ALONE, "alone"),
        ("A1", "elder", 0, WITH_KIN, "elder"),
        ("A1", "adult", 0, WITH_KIN, "relief"),
    ],
)
def test_the_sort_of_a_person(category: str, age: str, disability: int, living: LivingArrangement, expected: str):
    assert sort_of(Client(0, category, age, Home(0), disability=disability, living=living)) == expected


@pytest.mark.parametrize("kind", sorted(TOLD))
def test_what_is_told_is_seldom_told_again(kind: str) -> None:
    """Of a worker's records of a kind nine of ten differ, and the county tells at least sixty things."""
    told: dict[str, list[str]] = defaultdict(list)
    for _, entry in entries(kind):
        if text := entry.answers.get(TOLD[kind]):
            told[entry.worker].append(str(text))
    every = [text for texts in told.values() for text in texts]
    assert len(set(every)) >= min(LEAST, len(every) * 3 // 4)
    for worker, texts in told.items():
        assert len(set(texts)) * 10 >= len(texts) * 9, worker


def test_no_slot_is_left_open_in_any_service() -> None:
    kinds = ("case", *CASE_PARTS, *GROUP_PARTS, "activity", "referral", "resource_link", "crisis", "survey")
    for kind in kinds:
        for patch in (False, True):
            for _, entry in entries(kind, patch=patch):
                assert not re.search(r"[{}]", "".join(sentences(dict(entry.answers)))), entry.key
