"""Whatever happens to sticks, disks and clocks, part 3 of 4: nothing is lost, nothing comes back, everybody agrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.field.county import Template
from tests.journeys.field.schedule import seeds
from tests.journeys.field_fixture import a_year, look_at_the_mix


@pytest.mark.parametrize("seed", seeds(2))
def test_a_year_in_the_field(county_template: Template, field_disk: Path, seed: int) -> None:
    a_year(county_template, field_disk, seed)


def test_every_kind_of_thing_has_happened() -> None:
    look_at_the_mix(2)
