"""One schedule: so many places, so many steps, everything that happens by the throw of one die."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from tests.journeys.field import centre, mishaps, paper, sticks, supervision
from tests.journeys.field.county import CENTRE, PAIRED, SUPERVISORS, UNITS, Field, Template
from tests.journeys.field.oracles import check_everything

SCHEDULES = int(os.environ.get("SHEQI_SCHEDULES", "300"))
FIRST = int(os.environ.get("SHEQI_FIRST_SCHEDULE", "0"))
MODULES = 4
"""The schedules are divided over so many modules: each core takes whole modules."""

Step = Callable[[Field], None]
ALWAYS: dict[Step, int] = {
    paper.step_visit: 10,
    paper.step_person: 6,
    paper.step_edit: 14,
    paper.step_void: 4,
    paper.step_paper: 3,
    sticks.step_export: 14,
    sticks.step_deliver: 24,
    sticks.step_deliver_many: 1,
    sticks.step_lose: 2,
    centre.step_settle: 5,
    centre.step_undo: 2,
    centre.step_same: 1,
    mishaps.step_clock: 2,
}
WATCHED: dict[Step, int] = {
    supervision.step_annotate: 10,
    supervision.step_verdict: 5,
    supervision.step_confirm: 7,
    supervision.step_answer: 8,
    supervision.step_revise_case: 4,
}
"""In schedules with a 督导, in which there is mostly something to remark on."""
MISHAPS: dict[Step, int] = {
    mishaps.step_copy: 3,
    mishaps.step_put_back: 2,
    mishaps.step_back_up: 2,
    mishaps.step_bring_back: 1,
    mishaps.step_second_computer: 1,
    mishaps.step_disk_clone: 2,
    mishaps.step_power_cut: 4,
    mishaps.step_upgrade: 2,
    supervision.step_assign: 2,
    supervision.step_private: 3,
    centre.step_lost: 1,
    centre.step_believe: 1,
}


def seeds(module: int) -> range:
    """Give the schedules of one of the modules."""
    return range(FIRST + module, FIRST + SCHEDULES, MODULES)


def begin(template: Template, root: Path, seed: int) -> Field:
    """Choose how many places there are, and which."""
    dice = random.Random(seed)
    size = dice.choices((3, 4, 6, 10, 1 + len(UNITS) + len(PAIRED)), (38, 40, 15, 4, 3))[0]
    first = [f"{PAIRED[0]}-A", f"{PAIRED[0]}-B"]
    others = [f"{unit}-A" for unit in UNITS[1:]] + [f"{PAIRED[1]}-B"]
    dice.shuffle(others)
    watching = [f"supervisor-{slot}" for slot in SUPERVISORS]
    watching = watching if size > 10 else dice.sample(watching, dice.choice((0, 0, 1, 1, 2)))
    return Field(template, root, (CENTRE, *first, *others[: size - 3], *watching), dice)


def run(field: Field) -> None:
    """Let it happen, and look at what became of it."""
    dice = field.dice
    mishaps_ = dict(dice.sample(list(MISHAPS.items()), dice.randrange(0, 6)))
    watched = WATCHED if any(one.startswith("supervisor-") for one in field.names) else {}
    steps = ALWAYS | watched | mishaps_
    for _ in range(dice.randrange(6, 22)):
        step = dice.choices(list(steps), list(steps.values()))[0]
        for place in field.working:
            field.pass_time(place)
        step(field)
    field.say("everybody meets")
    check_everything(field)
