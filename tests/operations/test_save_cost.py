"""What a save costs does not grow with what was written over the years: counted in steps of the engine, not in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import database
from sheqi_desktop.store.engine import Driver, connect
from tests.benchmarks.conftest import fill
from tests.desks import Hands, a_centre, a_station, put
from tests.typed import a_home, a_person, visit_answers

EVERY = 10
"""Steps between two ticks of the counter."""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count what the engine does from now on, in every file that is opened."""
    ticks = [0]

    def tick() -> int:
        ticks[0] += 1
        return 0

    def counted(path: Path, dek: bytes) -> Driver:
        driver = connect(path, dek)
        driver.set_progress_handler(tick, EVERY)
        return driver

    monkeypatch.setattr(database, "connect", counted)
    return ticks


@pytest.fixture
def desk(tmp_path: Path, steps: list[int]):
    hands = Hands("2022-08-02T09:00:00")
    centre = a_centre(tmp_path, hands)
    desk = a_station(tmp_path, centre, hands)
    centre.close()
    hands.to("2023-04-01T09:00:00")
    yield desk
    desk.close()


def steps_of_a_save(desk: Desk, steps: list[int], client: str, start: str) -> int:
    answers = visit_answers(desk, client, "2023-04-01", start_at=f"{start}:10", end_at=f"{start}:40")
    before = steps[0]
    put(desk, "visit", answers)
    return steps[0] - before


def test_a_save_costs_the_same_after_three_thousand_records(desk: Desk, steps: list[int]):
    client = a_person(desk, a_home(desk), 31)
    fill(desk, 20, 250, seed=2)
    steps_of_a_save(desk, steps, client, "08")
    little = steps_of_a_save(desk, steps, client, "09")
    fill(desk, 280, 2_500, seed=3)
    much = steps_of_a_save(desk, steps, client, "10")
    assert much < little * 1.2
