"""A record as the rest of the house may ask about it: what it says, what of it counts, how far it has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheqi_desktop.domain.answers import Answers, rows


@dataclass(frozen=True, slots=True)
class Document:
    """One record, whatever its kind.

    ``answers`` is what it says now, ``confirmed`` the part that counts, None while nothing does.  The moments are ISO
    text in county time: ``first_confirmed_at`` when the author first handed it in, ``first_signed_at`` when it was
    first signed.  A later correction or return moves neither.
    """

    id: str
    kind: str
    station: str = ""
    number: str = ""
    parent: str = ""
    client: str = ""
    status: str = "draft"
    service_date: str = ""
    worker: str = ""
    author: str = ""
    entered_at: str = ""
    answers: Answers = field(default_factory=dict)
    confirmed: Answers | None = None
    first_confirmed_at: str | None = None
    first_signed_at: str | None = None
    adjust: str = ""
    correcting: bool = False
    voided: bool = False
    restricted: bool = False
    revision: int = 1

    @property
    def counted(self) -> Answers:
        """The part that counts; what is said now while nothing counts yet."""
        return self.answers if self.confirmed is None else self.confirmed

    @property
    def signed(self) -> bool:
        """Tell whether a signature stands: a correction on its way does not take it back."""
        return self.first_signed_at is not None and not self.voided

    @property
    def handed_in(self) -> bool:
        """Tell whether the author confirmed it and nobody handed it back."""
        return self.confirmed is not None and not self.voided

    @property
    def moves(self) -> list[Mapping[str, Any]]:
        """The steps people took with the whole file (暂停, 归档 …), in the order they were written."""
        return rows(self.answers, "moves")


class Documents:
    """Many records, found by kind, by id and by the file they belong to."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Sort the records once; the order of each list is that of numbers, then of ids."""
        self._by_kind: dict[str, list[Document]] = defaultdict(list)
        self._by_parent: dict[str, list[Document]] = defaultdict(list)
        self._by_id: dict[str, Document] = {}
        for one in sorted(documents, key=lambda each: (each.number, each.id)):
            self._by_kind[one.kind].append(one)
            self._by_id[one.id] = one
            if one.parent:
                self._by_parent[one.parent].append(one)

    @property
    def kinds(self) -> list[str]:
        """Name the kinds there are."""
        return sorted(self._by_kind)

    def of(self, kind: str) -> Sequence[Document]:
        """Give all records of a kind, void ones too."""
        return self._by_kind.get(kind, ())

    def under(self, parent: str, *kinds: str) -> list[Document]:
        """Give the documents of a file, of some kinds if named; void ones are left out."""
        found = self._by_parent.get(parent, ())
        return [one for one in found if not one.voided and (not kinds or one.kind in kinds)]

    def get(self, record: str) -> Document | None:
        """Give one record by its id."""
        return self._by_id.get(record)
