"""What the checks of a form may ask of the world around it.

A check never opens a database: it asks Facts.  A workspace answers from its records; NoFacts knows nothing,
and every check stays silent where it gets no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.service_time import STAR_HOURS


@dataclass(frozen=True, slots=True)
class Known:
    """A file that may be about the same human: enough to name it in a sentence."""

    record: str
    station_code: str
    station_name: str
    name: str
    doc_no: str
    village_name: str = ""
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """An earlier summary of a worker, to see whether the new one was merely copied."""

    record: str
    on: date
    text: str


class Facts(Protocol):
    """The questions a form may ask; ``None`` and empty answers mean that nothing is known."""

    @property
    def today(self) -> date | None:
        """The county's day."""

    @property
    def station(self) -> str:
        """The 9-digit code of the station that owns the record, '' if unknown."""

    @property
    def record_id(self) -> str:
        """The id of the record being filled in, '' for a new one."""

    @property
    def stored(self) -> Answers | None:
        """The record as it was last saved, None for a new one."""

    @property
    def station_opened_on(self) -> date | None:
        """The day the station began to work."""

    @property
    def subsistence_line_fen(self) -> int | None:
        """The yearly 低保标准 per person in 分."""

    @property
    def contract_period(self) -> tuple[date, date] | None:
        """The first and the last day of the contract in force."""

    @property
    def judging_words(self) -> Sequence[str]:
        """The words that judge instead of describing, as the county lists them."""

    @property
    def plans_on_paper(self) -> bool:
        """Tell whether the station has group plans signed on paper before the signature comes back here."""

    def late_limit_days(self, kind: str) -> int | None:
        """Give the days after which an entry is late."""

    def entry_deadline(self, kind: str, served: date) -> date | None:
        """Give the last day on which an entry of a kind is in time; working days where the rule counts them."""

    def holidays_known(self, since: date, until: date) -> bool:
        """Tell whether the public holidays of every year of a span are known."""

    @property
    def star_hours(self) -> Sequence[int]:
        """The hours from which a volunteer reaches one star, two stars and so on."""

    def record(self, record: str) -> Answers | None:
        """Give the answers of another record by its id."""

    def document(self, record: str) -> Document | None:
        """Give another record and say how far it has come (草稿, 已签批)."""

    def related(self, kind: str, answer: str, value: Value) -> Sequence[Document]:
        """Give the records of a kind that answer a question so (``parent_id`` for the documents of a file).

        In the order of their numbers; void ones and the record being filled in are left out.
        """

    def same_id_no(self, id_no: str, not_record: str) -> Sequence[Known]:
        """Find files with this resident ID, here and on the county list."""

    def namesakes(
        self, name: str, gender: int | None, birth_year: int, village: str, not_record: str
    ) -> Sequence[Known]:
        """Find files of this station with the same name, gender, birth year (one year apart) and village."""

    def holders_of(self, sha256: str) -> Sequence[str]:
        """Give the numbers of the other records that hold this very photo or scan."""

    def visits_of(self, client: str, limit: int) -> Sequence[tuple[str, Answers]]:
        """Give the latest visits of a client, newest first, without drafts and voids."""

    def visits_on(self, worker: str, on: date) -> Sequence[tuple[str, Answers]]:
        """Give what this worker did on that day, whatever the kind, with service_date, start_at, end_at, doc_no."""

    def summaries_of(self, worker: str) -> Sequence[Summary]:
        """Give the earlier summaries of a worker, newest first."""

    def month_closed(self, year: int, month: int) -> bool:
        """Tell whether the centre has closed that month of this station."""

    def household_members(self, household: str) -> Sequence[str]:
        """Give the ids of the clients that live in a household."""

    def worker_active(self, worker: str, on: date) -> bool | None:
        """Tell whether this person worked at this station on that day."""

    def centre_roles(self, worker: str, on: date) -> frozenset[str] | None:
        """Give the roles this person held at the county centre on that day; None if nobody knows the person."""

    def person_name(self, person: str) -> str:
        """Give the name of a worker, '' if unknown."""

    def village_name(self, village: str) -> str:
        """Give the name of a village by its code, '' if unknown."""

    def region_name(self, region: str) -> str:
        """Give the whole name of the county, a township or a village of it by its code, '' if unknown."""

    def village_known(self, village: str) -> bool | None:
        """Tell whether the village belongs to this station; None if the list is not here."""

    def station_name(self, station: str) -> str:
        """Give the name of a station by its code, '' if unknown."""


class NoFacts:
    """A world nobody knows anything about: for counting, for blank forms, and to build test facts upon."""

    today: date | None = None
    station: str = ""
    record_id: str = ""
    stored: Answers | None = None
    station_opened_on: date | None = None
    subsistence_line_fen: int | None = None
    contract_period: tuple[date, date] | None = None
    judging_words: Sequence[str] = ()
    star_hours: Sequence[int] = STAR_HOURS
    plans_on_paper: bool = False

    def late_limit_days(self, kind: str) -> int | None:
        """Know no limit."""
        return None

    def entry_deadline(self, kind: str, served: date) -> date | None:
        """Know no limit."""
        return None

    def holidays_known(self, since: date, until: date) -> bool:
        """Have nothing to say about holidays."""
        return True

    def record(self, record: str) -> Answers | None:
        """Know no record."""
        return None

    def document(self, record: str) -> Document | None:
        """Know no record."""
        return None

    def related(self, kind: str, answer: str, value: Value) -> Sequence[Document]:
        """Know no record."""
        return ()

    def same_id_no(self, id_no: str, not_record: str) -> Sequence[Known]:
        """Know nobody."""
        return ()

    def namesakes(
        self, name: str, gender: int | None, birth_year: int, village: str, not_record: str
    ) -> Sequence[Known]:
        """Know nobody."""
        return ()

    def holders_of(self, sha256: str) -> Sequence[str]:
        """Know no record."""
        return ()

    def visits_of(self, client: str, limit: int) -> Sequence[tuple[str, Answers]]:
        """Know no visit."""
        return ()

    def visits_on(self, worker: str, on: date) -> Sequence[tuple[str, Answers]]:
        """Know no visit."""
        return ()

    def summaries_of(self, worker: str) -> Sequence[Summary]:
        """Know no summary."""
        return ()

    def month_closed(self, year: int, month: int) -> bool:
        """Know of no closed month."""
        return False

    def household_members(self, household: str) -> Sequence[str]:
        """Know no household."""
        return ()

    def worker_active(self, worker: str, on: date) -> bool | None:
        """Do not know."""
        return None

    def centre_roles(self, worker: str, on: date) -> frozenset[str] | None:
        """Do not know."""
        return None

    def person_name(self, person: str) -> str:
        """Do not know."""
        return ""

    def village_name(self, village: str) -> str:
        """Do not know."""
        return ""

    def region_name(self, region: str) -> str:
        """Do not know."""
        return ""

    def village_known(self, village: str) -> bool | None:
        """Do not know."""
        return None

    def station_name(self, station: str) -> str:
        """Do not know."""
        return ""


NOTHING_KNOWN = NoFacts()
"""The one world of which nothing is known."""
