"""The demo county's plan, read from what the program carries; every process of the demo makes the very same one."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from sheqi_desktop.catalog import assets
from sheqi_desktop.operations.demo import Place, plan_county, read_material
from sheqi_desktop.operations.demo.county_plan import CountyPlan
from sheqi_desktop.operations.demo.remark_year import plan_supervision
from sheqi_desktop.operations.demo.supervision import SupervisionPlan
from sheqi_desktop.operations.library import CONTRACT, Library


@lru_cache(maxsize=2)
def county_script(seed: int) -> CountyPlan:
    """Plan the county-year for a seed."""
    library = Library()
    places = [
        Place(
            one.code, one.name, tuple((village.code, village.name) for village in library.places.villages_of(one.code))
        )
        for one in library.places.stations
    ]
    with (assets.resources_dir() / "contracts" / CONTRACT).open("rb") as file:
        figures = tomllib.load(file)["demo"]
    return plan_county(read_material(assets.resources_dir() / "demo"), places, figures, seed)


@lru_cache(maxsize=2)
def supervision_script(seed: int) -> SupervisionPlan:
    """Plan what the supervisors of that county-year remarked, and what was answered."""
    material = read_material(assets.resources_dir() / "demo")
    return plan_supervision(county_script(seed), material.supervision)
