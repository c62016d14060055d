"""What the checks of a form may ask, answered from the records of this workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, TypeVar

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.facts import Known, Summary
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.paper_first import plans_on_paper
from sheqi_desktop.operations.restricted import may_see, veiled
from sheqi_desktop.store import blobs, records, sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.circles import roles_held

WORKING_DAY_LIMITS = {"volunteer_hour": 10}
"""Working days instead, where the law counts them (令67 art. 11)."""
EARLIER_SUMMARIES = 200
Given = TypeVar("Given")
Veil = Literal["nothing", "unseen", "all"]


class World:
    """The world of one record as its form sees it; every question opens its own short view of the file."""

    def __init__(self, desk: Desk, record: str = "", read: Read | None = None, veil: Veil = "nothing") -> None:
        """Look from a desk, at a new record or a saved one; ``read`` shares a transaction already open.

        For paper and lists ``veil`` takes names and words out of linked 限阅 records: of those this person may not
        see, or of all, since none is ever named in a 台账 (domain 00 §8).
        """
        self._veil = veil
        self._desk = desk
        self._read = read
        self.record_id = record

    def _ask(self, question: Callable[[Read], Given]) -> Given:
        if self._read is not None:
            return question(self._read)
        with self._desk.read() as read:
            return question(read)

    @property
    def today(self) -> date | None:
        """The county's day."""
        return self._desk.clock.today()

    @property
    def station(self) -> str:
        """The unit that owns the record."""
        return self._desk.station

    @property
    def stored(self) -> Answers | None:
        """The record as it was last saved."""
        return self.record(self.record_id) if self.record_id else None

    @property
    def station_opened_on(self) -> date | None:
        """The day the station began to work."""
        opened = self._desk.place.opened_on
        return date.fromisoformat(opened) if opened else None

    @property
    def contract_period(self) -> tuple[date, date] | None:
        """The first and the last day of the contract in force."""
        contract = self._desk.library.contract
        return contract.start_date, contract.end_date

    @property
    def subsistence_line_fen(self) -> int | None:
        """Not known: the county has not told the program its 低保标准."""
        return None

    @property
    def plans_on_paper(self) -> bool:
        """Tell what the 站长 chose on this machine."""
        return self._ask(plans_on_paper)

    @property
    def judging_words(self) -> Sequence[str]:
        """The words that judge instead of describing (resources/vocabularies/judging_word.toml)."""
        return [entry.label for entry in self._desk.library.vocabularies["judging_word"]]

    def late_limit_days(self, kind: str) -> int | None:
        """Give the days after which an entry is late."""
        return self._desk.library.late_limits.get(kind)

    def entry_deadline(self, kind: str, served: date) -> date | None:
        """Give the last day on which an entry is in time."""
        if kind in WORKING_DAY_LIMITS:
            return self._desk.library.working_days.after(served, WORKING_DAY_LIMITS[kind])
        limit = self.late_limit_days(kind)
        return None if limit is None else served + timedelta(days=limit)

    def holidays_known(self, since: date, until: date) -> bool:
        """Tell whether the public holidays of a span are known."""
        return self._desk.library.working_days.unknown_year(since, until) is None

    @property
    def star_hours(self) -> Sequence[int]:
        """The hours of the stars, by the county's table."""
        return self._desk.library.star_hours

    def record(self, record: str) -> Answers | None:
        """Give the answers of another record."""
        found = self.document(record)
        return found.answers if found else None

    def document(self, record: str) -> Document | None:
        """Give another record with how far it has come."""
        found = self._ask(lambda read: records.get(read, record))
        return self._shown(found) if found else None

    def _shown(self, stored: records.StoredRecord) -> Document:
        found = document(stored)
        if not stored.restricted or self._veil == "nothing" or (self._veil == "unseen" and may_see(self._desk, stored)):
            return found
        form = self._desk.library.form_of(stored.kind, stored.answers)
        counted = None if found.confirmed is None else veiled(form, found.confirmed)
        return replace(found, answers=veiled(form, found.answers), confirmed=counted)

    def related(self, kind: str, answer: str, value: Value) -> Sequence[Document]:
        """Give the records of a kind that answer a question so."""
        if value is None or isinstance(value, list | dict):
            return ()
        return self._ask(
            lambda read: [self._shown(one) for one in sources.related(read, kind, answer, value, self.record_id)]
        )

    def same_id_no(self, id_no: str, not_record: str) -> Sequence[Known]:
        """Find files with this resident ID."""
        return self._ask(lambda read: [self._known(one) for one in sources.same_id_no(read, id_no, not_record)])

    def namesakes(
        self, name: str, gender: int | None, birth_year: int, village: str, not_record: str
    ) -> Sequence[Known]:
        """Find files that look like the same person."""
        return self._ask(
            lambda read: [
                self._known(one)
                for one in sources.namesakes(read, name, gender, birth_year, village, not_record)
                if one.station == self._desk.station
            ]
        )

    def holders_of(self, sha256: str) -> Sequence[str]:
        """Give the numbers of the other records that hold this very photo or scan."""
        return self._ask(
            lambda read: [number or "另一条记录" for id_, number in blobs.uses(read, sha256) if id_ != self.record_id]
        )

    def visits_of(self, client: str, limit: int) -> Sequence[tuple[str, Answers]]:
        """Give the latest visits of a client."""
        return self._ask(lambda read: [(one.id, one.answers) for one in self._seen_visits(read, client, limit)])

    def _seen_visits(self, read: Read, client: str, limit: int) -> Sequence[records.StoredRecord]:
        return [one for one in sources.visits_of(read, client, limit) if may_see(self._desk, one)]

    def visits_on(self, worker: str, on: date) -> Sequence[tuple[str, Answers]]:
        """Give what this worker did that day."""
        return self._ask(
            lambda read: [(one.id, one.answers) for one in sources.visits_on(read, worker, on.isoformat())]
        )

    def summaries_of(self, worker: str) -> Sequence[Summary]:
        """Give the earlier summaries of a worker, newest first."""
        found = self._ask(lambda read: sources.summaries(read, worker, EARLIER_SUMMARIES))
        return [Summary(record, date.fromisoformat(day), text) for record, day, text in found]

    def month_closed(self, year: int, month: int) -> bool:
        """Tell whether the centre has closed that month."""
        return self._ask(lambda read: sources.month_closed(read, self._desk.station, year, month))

    def household_members(self, household: str) -> Sequence[str]:
        """Give the clients of a household."""
        return self._ask(lambda read: sources.household_clients(read, household))

    def worker_active(self, worker: str, on: date) -> bool | None:
        """Tell whether this person worked at this station on that day."""
        person = self._desk.book.newest.person(worker)
        if person is None:
            return None
        return bool(roles_held(person, self._desk.station, on.isoformat()))

    def centre_roles(self, worker: str, on: date) -> frozenset[str] | None:
        """Give what this person was at the county centre that day, by the roster."""
        person = self._desk.book.newest.person(worker)
        if person is None:
            return None
        return roles_held(person, self._desk.library.centre_unit, on.isoformat())

    def person_name(self, person: str) -> str:
        """Give the name of a worker."""
        found = self._desk.book.newest.person(person)
        return found.name if found else ""

    def village_name(self, village: str) -> str:
        """Give the name of a village."""
        return self._desk.library.places.village_name(village)

    def region_name(self, region: str) -> str:
        """Give the whole name of a place of the county."""
        return self._desk.library.regions.name(region)

    def village_known(self, village: str) -> bool | None:
        """Tell whether the village belongs to this station."""
        villages = self._desk.library.places.villages_of(self._desk.station)
        return any(one.code == village for one in villages) if villages else None

    def station_name(self, station: str) -> str:
        """Give the name of a station."""
        return self._desk.unit_name(station)

    def _known(self, one: records.StoredRecord) -> Known:
        birth = str(one.answers.get("birth_date") or "")
        return Known(
            record=one.id,
            station_code=one.station,
            station_name=self.station_name(one.station),
            name=one.name,
            doc_no=one.number,
            village_name=self.village_name(one.village) if one.village else "",
            birth_year=int(birth[:4]) if birth[:4].isdigit() else None,
        )
