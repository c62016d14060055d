"""The invented county-year, as the forms people typed; pure, so that it can be counted without any workspace.

``plan_county`` gives the forms in the order they were typed.  Whoever runs the plan puts them through the real verbs.
"""

from sheqi_desktop.operations.demo.county_plan import CountyPlan, Entry, MonthClose, Person, StationPlan
from sheqi_desktop.operations.demo.material import Material, Place, read_material
from sheqi_desktop.operations.demo.plan import plan_county

__all__ = [
    "CountyPlan",
    "Entry",
    "Material",
    "MonthClose",
    "Person",
    "Place",
    "StationPlan",
    "plan_county",
    "read_material",
]
