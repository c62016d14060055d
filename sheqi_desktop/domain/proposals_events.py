"""What a resource link takes from the library, and how many it reached."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.facts import Facts


def _resource(answers: Answers, facts: Facts) -> Answers:
    chosen = answers.get("resource_id")
    return (facts.record(chosen) if isinstance(chosen, str) and chosen else None) or {}


def name_of_resource(answers: Answers, facts: Facts) -> Value:
    """The name in the library."""
    return _resource(answers, facts).get("name")


def kind_of_resource(answers: Answers, facts: Facts) -> Value:
    """The kind in the library."""
    return _resource(answers, facts).get("kind")


def provider_of_resource(answers: Answers, facts: Facts) -> Value:
    """Who gives it, by the library."""
    return _resource(answers, facts).get("provider")


def number_of_beneficiaries(answers: Answers, facts: Facts) -> Value:
    """As many as are named."""
    return len(rows(answers, "clients")) or None


PROPOSED = {
    "name_of_resource": (frozenset({"resource_id"}), name_of_resource),
    "kind_of_resource": (frozenset({"resource_id"}), kind_of_resource),
    "provider_of_resource": (frozenset({"resource_id"}), provider_of_resource),
    "number_of_beneficiaries": (frozenset({"clients"}), number_of_beneficiaries),
}
