"""What the demo county is made of: figures, names and sentences, read from resources/demo."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A station with its villages: (code, name) each, as the clients' files store them."""

    code: str
    name: str
    villages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Material:
    """The tables of resources/demo: figures, names, sentences by kind of visit, and what fills their slots."""

    figures: Mapping[str, Any]
    names: Mapping[str, Any]
    slots: Mapping[str, Sequence[str]]
    seasons: Mapping[str, Mapping[str, Sequence[str]]]
    banks: Mapping[str, Mapping[str, Sequence[str]]]
    notes: Mapping[str, Any]
    cases: Mapping[str, Mapping[str, Sequence[str]]]
    events: Mapping[str, Any] = field(default_factory=dict)
    activities: Mapping[str, Any] = field(default_factory=dict)
    volunteers: Mapping[str, Any] = field(default_factory=dict)
    groups: Mapping[str, Any] = field(default_factory=dict)
    supervision: Mapping[str, Any] = field(default_factory=dict)


def read_material(folder: Path) -> Material:
    """Read every table of the demo folder."""

    def table(name: str) -> dict[str, Any]:
        return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))

    banks: dict[str, Any] = {}
    for part in ("elders", "children", "others", "calls"):
        banks |= table(f"texts-{part}")
    slots = table("slots")
    return Material(
        table("figures"),
        table("names"),
        slots.pop("slot"),
        slots,
        banks,
        table("texts-findings"),
        _joined(table("texts-cases"), table("texts-case-papers")),
        table("texts-events"),
        activities=table("activities"),
        volunteers=table("volunteers"),
        groups=table("texts-groups"),
        supervision=table("texts-supervision"),
    )


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    """Put the sentences of two stocks together, part by part and key by key."""
    parts: dict[str, dict[str, list[str]]] = {}
    for stock in (one, other):
        for part, keys in stock.items():
            own = parts.setdefault(part, {})
            for key, sentences in keys.items():
                own[key] = [*own.get(key, ()), *sentences]
    return parts
