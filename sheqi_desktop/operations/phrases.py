"""常用批语: the sentences a supervisor often writes; a choice of this person on this machine, which travels nowhere."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sheqi_desktop.catalog import assets
from sheqi_desktop.domain.answers import clean_text
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import meta
from sheqi_desktop.store.database import Read

PLACE = "phrases"
HERE = "{字段}"
"""Stands for the question that is annotated."""
NO_FIELD = "这份文书"
LONGEST, MOST = 400, 200


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence, and the type of annotation it is for; 0 for any."""

    text: str
    kind: int = 0


def phrases(desk: Desk) -> list[Phrase]:
    """List the phrases of this person; who never changed theirs has the starter set."""
    with desk.read() as read:
        told = _kept(read).get(desk.me.worker_id)
    return list(starter()) if told is None else [_phrase(one) for one in told]


def keep_phrases(desk: Desk, found: Sequence[Phrase]) -> list[Phrase]:
    """Keep these phrases in place of those before; empty and repeated ones are left out.  Gives what is kept."""
    tidy = [Phrase(clean_text(one.text).strip()[:LONGEST], one.kind) for one in found]
    kept = list(dict.fromkeys(one for one in tidy if one.text))[:MOST]
    with desk.write() as write:
        whole = dict(_kept(write))
        whole[desk.me.worker_id] = [{"text": one.text, "kind": one.kind} for one in kept]
        meta.set_setting(write, PLACE, whole)
    return kept


def filled(text: str, label: str) -> str:
    """Put the name of the annotated question where the phrase leaves room for it; a second look finds nothing more."""
    return (label or NO_FIELD).join(text.split(HERE))


def used_as_is(found: Sequence[Phrase], body: str, label: str) -> bool:
    """Tell whether an annotation is a phrase nobody changed (模板批注)."""
    said = clean_text(body).strip()
    return any(said == clean_text(filled(one.text, label)).strip() for one in found)


@cache
def starter() -> tuple[Phrase, ...]:
    """Read the phrases everybody begins with."""
    with (assets.resources_dir() / "phrases" / "starter.toml").open("rb") as file:
        told = tomllib.load(file)["phrase"]
    return tuple(Phrase(one["text"], int(AnnotationKind[one["kind"].upper()])) for one in told)


def _kept(read: Read) -> Mapping[str, list[Any]]:
    told: Mapping[str, list[Any]] = meta.setting(read, PLACE, {})
    return told


def _phrase(told: Mapping[str, Any]) -> Phrase:
    return Phrase(str(told.get("text") or ""), int(told.get("kind") or 0))
