"""满意度抽样: names by chance from the clients that were served, kept with the seed, and the call sheet to print."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from datetime import date

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_events import SurveyKind
from sheqi_desktop.domain.sampling import Candidate, Drawn, draw
from sheqi_desktop.domain.trouble import NothingToDraw
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.print_choices import PrintChoices
from sheqi_desktop.operations.print_record import Printed, print_record
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read

KIND = "survey_draw"
ACTIVE = ("", "active")


def draw_sample(
    desk: Desk, since: date, until: date, size: int, spares: int, kind: SurveyKind = SurveyKind.VISIT, seed: str = ""
) -> tuple[str, Changes]:
    """Draw from those with a counted service in a span of days and keep the list; give its record.

    A station draws from its own clients, the centre from all.  Raises NotYours, NothingToDraw.
    """
    desk.require("sampling.draw" if desk.place.kind == "centre" else "service.create")
    seed = seed or str(secrets.randbelow(10**12))
    served = clients_served(desk, since, until)
    with desk.write() as write:
        frame = _frame(write, served)
        if not frame:
            raise NothingToDraw()
        drawn = draw(frame, size, spares, seed)
        record = uuid7(desk.clock.ms())
        answers: dict[str, Value] = {
            "station_code": desk.station,
            "worker_id": desk.me.worker_id,
            "entered_at": desk.clock.now().isoformat(timespec="seconds"),
            "entered_by": desk.me.worker_id,
            "status": "submitted",
            "signed_by": desk.me.worker_id,
            "signed_at": desk.clock.now().isoformat(timespec="seconds"),
            "source": "screen",
            "_form": desk.library.form(KIND).version,
            "service_date": desk.clock.today().isoformat(),
            "drawn_on": desk.clock.today().isoformat(),
            "survey_kind": int(kind),
            "since": since.isoformat(),
            "until": until.isoformat(),
            "frame_n": len(frame),
            "drawn_n": sum(not one.spare for one in drawn),
            "spare_n": sum(one.spare for one in drawn),
            "seed": seed,
            "names": _names(drawn),
        }
        desk.append(write, KIND, record, (), answers)
        desk.note(write, "draw_sample", record, frame=len(frame), drawn=len(drawn))
        touched = changes_of(write)
    desk.step_witness()
    return record, touched


def call_sheet(desk: Desk, record: str) -> Printed:
    """Print a drawn list, one name a line, with telephones masked and room for the result."""
    return print_record(desk, KIND, record, PrintChoices("calls"))


def clients_served(desk: Desk, since: date, until: date) -> set[str]:
    """Give the clients with at least one counted service on these days, whatever the service."""
    outcome = count_contract(desk).outcome
    found: set[str] = set()
    for measure in outcome.results:
        for unit in measure.units:
            for row in unit.counted:
                client, on = getattr(row, "client_id", ""), getattr(row, "service_date", None)
                if client and isinstance(on, date) and since <= on <= until:
                    found.add(client)
    return found


def _frame(read: Read, served: Iterable[str]) -> list[Candidate]:
    """Give those of the served who can be asked: alive, on the books, and not 限阅."""
    files = records.get_many(read, sorted(served)).values()
    return [
        Candidate(one.id, one.station, str(one.answers.get("primary_category") or ""))
        for one in files
        if one.file_state in ACTIVE and not one.voided and not one.restricted
    ]


def _names(drawn: Iterable[Drawn]) -> list[Value]:
    return [
        {
            "id": str(uuid.uuid4()),
            "place": place,
            "station": one.candidate.station,
            "category": one.candidate.category,
            "client_id": one.candidate.client,
            "spare": one.spare,
        }
        for place, one in enumerate(drawn, 1)
    ]
