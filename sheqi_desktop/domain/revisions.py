"""The versions of a document: 1, 2, 3 for people, a change reference for everything that is said about one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.fold import CONFIRMING, makes_version
from sheqi_desktop.domain.history import History
from sheqi_desktop.domain.records.annotation import ref_read, ref_text


@dataclass(frozen=True, slots=True)
class Revisions:
    """The versions of one document in their order, each by the change that made it."""

    refs: tuple[str, ...]
    at: tuple[int, ...]
    _history: History
    _place: dict[ChangeRef, int]

    @classmethod
    def of(cls, changes: Iterable[Change], first_confirmed: ChangeRef | None) -> Revisions:
        """Give the versions that a set of changes makes; a draft that was never handed in is version 1.

        Every change of substance after the first hand-in is a version of its own (domain 00 §4).
        """
        history = History.of(changes)
        place = {step.ref: i for i, step in enumerate(history.steps)}
        if not history.steps:
            return cls((), (), history, place)
        first = place.get(first_confirmed, 0) if first_confirmed is not None else 0
        later = () if first_confirmed is None else range(len(history.steps))
        steps = [history.steps[first]]
        steps += [
            history.steps[i]
            for i in later
            if i != first and not history.knew(first, i) and makes_version(history.steps[i].answers)
        ]
        return cls(tuple(ref_text(one.ref) for one in steps), tuple(one.at for one in steps), history, place)

    @property
    def newest(self) -> str:
        """The change reference of the newest version, '' of a document that is not here."""
        return self.refs[-1] if self.refs else ""

    def number(self, ref: str) -> int:
        """Give the number of a version, 0 for what is none of this document."""
        return self.refs.index(ref) + 1 if ref in self.refs else 0

    def newer(self, old: str, new: str) -> bool:
        """Tell whether a version was made and handed in by somebody who knew an older one."""
        one, other = self._at(old), self._at(new)
        if one is None or other is None or one == other or new not in self.refs:
            return False
        return self._history.knew(other, one) and self._handed_in(other)

    def _handed_in(self, place: int) -> bool:
        return any(
            step.answers.get("status") in CONFIRMING and (i == place or self._history.knew(i, place))
            for i, step in enumerate(self._history.steps)
        )

    def known_to(self, ref: str) -> list[Change]:
        """Give what the writer of a version knew, that version included."""
        place, history = self._at(ref), self._history
        if place is None:
            return []
        return [one for i, one in enumerate(history.steps) if i == place or history.knew(place, i)]

    def _at(self, ref: str) -> int | None:
        read = ref_read(ref)
        return self._place.get(read) if read is not None else None
