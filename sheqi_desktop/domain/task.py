"""Something a record asks somebody to do by a day: a promise made on a visit, a review, a paper that is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sheqi_desktop.domain.document import Documents


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    ``record`` and ``kind`` say where it is done, ``client`` whom it is about ('' if nobody), ``due`` by when; ``what``
    names it in a few words, ``why`` says in a sentence what stands behind it, ``worker`` whose it is ('' everybody's).
    ``urgent`` tasks stand before visits of the same day; ``for_lead`` ones are the 站长's, whoever wrote the record.
    """

    record: str
    kind: str
    client: str
    due: date
    what: str
    why: str
    worker: str = ""
    act: str = "去办"
    urgent: bool = False
    for_lead: bool = False
    annotation: str = ""
    """The annotation that asks for it."""
    file: str = ""
    """The file its document lies in."""


Tasks: TypeAlias = Callable[[Documents, date], Iterator[Task]]
"""From the records of a station and today's date to what they ask for; what is far off may be left out."""
