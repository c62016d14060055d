"""What a worker types at a real desk: a household, a person's file, a visit; each test states only what matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sheqi_desktop.domain.identity import make
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.save_record import Saved
from sheqi_desktop.store import log
from tests.builders import a_call, a_client, a_household, a_visit
from tests.desks import put


def tidy(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what nobody answered, and the ids of rows, which the form gives."""
    return {name: _rows(value) for name, value in answers.items() if value is not None}


def _rows(value: Any) -> Any:
    if isinstance(value, list):
        return [{k: v for k, v in row.items() if k != "id"} if isinstance(row, dict) else row for row in value]
    return value


def village_of(desk: Desk) -> str:
    return desk.library.places.villages_of(desk.station)[0].code


def number_for(nth: int, born: date = date(1941, 3, 12)) -> str:
    """Give the nth invented woman's number of a day."""
    return make("411399", born, 2 * nth)


def a_home(desk: Desk, **said: Any) -> str:
    """Save a household; give its id."""
    return put(desk, "household", tidy(a_household(village=village_of(desk), **said))).record


def client_answers(desk: Desk, household: str, nth: int, **said: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {"name": f"王玉{'兰英梅芳琴霞'[nth % 6]}", "id_no": number_for(nth)}
    facts |= {"village": village_of(desk), "household_id": household, "worker_id": desk.me.worker_id}
    facts["opened_on"] = desk.clock.today().isoformat()
    return tidy(a_client(**(facts | said)))


def a_person(desk: Desk, household: str, nth: int = 1, **said: Any) -> str:
    """Save somebody's file; give its id."""
    return put(desk, "client", client_answers(desk, household, nth, **said)).record


def visit_answers(desk: Desk, client: str, day: str, *, call: bool = False, **said: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {"client_id": client, "service_date": day, "next_due": None}
    facts |= {"workers": [desk.me.worker_id], "worker_id": desk.me.worker_id}
    return tidy((a_call if call else a_visit)(**(facts | said)))


def a_seen(desk: Desk, client: str, day: str, *, hand_in: bool = True, call: bool = False, **said: Any) -> Saved:
    """Save a visit to somebody, complete unless told otherwise."""
    return put(desk, "visit", visit_answers(desk, client, day, call=call, **said), hand_in=hand_in)


def a_consent(desk: Desk, client: str, **said: Any) -> str:
    """Have somebody agree on paper to being served and to photos being shown (scopes 1 and 5)."""
    told = {
        "station_code": desk.station,
        "status": "submitted",
        "client_id": client,
        "scopes": [1, 5],
        "signer_kind": 1,
    }
    told |= {"signed_on": "2023-01-05", "valid_until": "2025-01-05", "_form": 1}
    record = uuid7(desk.clock.ms())
    with desk.write() as write:
        log.append(write, "case_consent", record, (), told | said, desk.me.worker_id, desk.clock.ms())
    return record
