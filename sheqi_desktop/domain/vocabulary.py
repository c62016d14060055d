"""Lists of words to choose from: what is stored, what Python says, what people read.

A code is stored and printed for ever; a name is what forms, tests and Python use; a label is what is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

Code: TypeAlias = "int | str"


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a list.

    ``short`` fits a button; ``shorts`` says it differently for a group of the deciding field (见到 / 接通).
    ``offered_for`` limits where the word is offered; ``tone`` is the colour a finding is filled with.
    ``earlier`` holds labels in force before a day: a law renamed the thing, the code stayed.
    """

    code: Code
    name: str
    label: str
    short: str = ""
    group: str = ""
    tone: str = ""
    retired: bool = False
    offered_for: tuple[str, ...] = ()
    shorts: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[tuple[date, str], ...] = ()

    def label_on(self, on: date | None) -> str:
        """Give the label in force on a day; without a day, today's."""
        if on is not None:
            for before, label in self.earlier:
                if on < before:
                    return label
        return self.label

    def short_for(self, group: str = "") -> str:
        """Give the word for a button."""
        return self.shorts.get(group, self.short or self.label)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of entries in the order people see them."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    _by_code: Mapping[Code, Entry] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the entries."""
        object.__setattr__(self, "_by_code", {entry.code: entry for entry in self.entries})
        object.__setattr__(self, "_by_name", {entry.name: entry for entry in self.entries})

    def __iter__(self) -> Iterator[Entry]:
        """Walk the entries in order."""
        return iter(self.entries)

    def __contains__(self, code: object) -> bool:
        """Tell whether a code belongs to the list, retired or not."""
        return isinstance(code, int | str) and not isinstance(code, bool) and code in self._by_code

    def by_code(self, code: object) -> Entry | None:
        """Find an entry by what is stored."""
        return self._by_code.get(code) if code in self else None  # type: ignore[call-overload]

    def by_name(self, name: str) -> Entry | None:
        """Find an entry by what Python says."""
        return self._by_name.get(name)

    def code(self, name: str) -> Code:
        """Give the code of a name; a name that does not exist is a bug."""
        return self._by_name[name].code

    def name(self, code: object) -> str:
        """Give the name of a code, '' if it is none of ours."""
        entry = self.by_code(code)
        return entry.name if entry else ""

    def label(self, code: object, on: date | None = None) -> str:
        """Give what people read for a code; an unknown code is shown as it is."""
        entry = self.by_code(code)
        return entry.label_on(on) if entry else ("" if code is None else str(code))

    def offered(self, group: str = "") -> tuple[Entry, ...]:
        """Give the entries that may be chosen now: not retired, and fitting the group if there is one."""
        return tuple(
            entry
            for entry in self.entries
            if not entry.retired and (not group or not entry.offered_for or group in entry.offered_for)
        )

    def read(self, text: str) -> Entry | None:
        """Find an entry by what a person, a sheet or a script may have typed: label, short word, name or code."""
        wanted = text.strip()
        for entry in self.entries:
            words = {entry.label, entry.short, entry.name, str(entry.code), *entry.shorts.values()}
            words.update(label for _, label in entry.earlier)
            words.update(part for part in entry.label.split("/"))
            if wanted and wanted in words:
                return entry
        return None


class Vocabularies(dict[str, Vocabulary]):
    """All lists by id."""

    def label(self, vocabulary: str, code: object, on: date | None = None) -> str:
        """Give what people read for a code of a list."""
        return self[vocabulary].label(code, on)

    def code(self, vocabulary: str, name: str) -> Code:
        """Give the code of a name of a list."""
        return self[vocabulary].code(name)
