"""A station with one 个案 at work and one just closed, and a visit of each of the two people."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.operations.desk import Desk
from tests.cases import GUIDE, LEAD, at_work, objectives, signed, typed
from tests.desks import Hands, a_centre, a_station
from tests.gui.pages.station_world import a_person, a_visit

STATION = "411327103"
TODAY = "2023-03-10T10:00:00"
TITLE = "丧偶老人的睡眠与情绪支持"
CLOSED_TITLE = "独居老人的日常照料安排"
OTHER = {
    "id": "00000000-0000-4000-8000-000000000002", "objective": "每天有人送一顿热饭", "measure": "送餐登记",
    "baseline": "0天", "target": "7天", "deadline": "2023-03-20",
}  # fmt: skip
NEXT = "2023-03-14"


def a_desk(folder: Path, hands: Hands) -> Desk:
    """Give an enrolled station with a 督导 and nothing in it."""
    centre = a_centre(folder, hands)
    made = a_station(folder, centre, hands, STATION, supervised=True)
    centre.close()
    return made


def fill(desk: Desk, hands: Hands) -> dict[str, str]:
    """Let the station work at its cases until the morning of 10 March 2023; gives people, cases and visits by name."""
    hands.to("2023-02-02T09:00:00")
    wang, li = a_person(desk, "王秀兰"), a_person(desk, "李桂英", birth_date="1938-05-01")
    made = {"wang": wang, "li": li, "running": at_work(desk, wang, title=TITLE)}
    made["ended"] = at_work(desk, li, {"objectives": [OTHER]}, title=CLOSED_TITLE)
    for case in (made["running"], made["ended"]):
        noted(desk, case, "2023-02-02")
    hands.to("2023-02-16T17:00:00")
    made["visit"] = a_visit(desk, wang, "2023-02-16", late_reason=None)
    made["other_visit"] = a_visit(desk, li, "2023-02-16", late_reason=None)
    hands.to("2023-03-07T17:00:00")
    for day in ("2023-02-09", "2023-02-16"):
        noted(desk, made["ended"], day, late_reason="paper")
    signed(desk, typed(desk, "case_evaluation", made["ended"]))
    signed(desk, typed(desk, "case_closure", made["ended"]), LEAD, GUIDE)
    hands.to(TODAY)
    return made


def noted(desk: Desk, case: str, day: str, **said: object) -> str:
    """Hand in a process note that serves the first objective."""
    (first, *_) = objectives(desk, case)
    progress = [{"objective_ref": first, "level": "partly", "value": "4晚"}]
    told = {"objective_refs": [first], "progress": progress, "next_on": NEXT, **said}
    return typed(desk, "process_note", case, service_date=day, **told)
