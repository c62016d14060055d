"""One schedule: so many places, so many steps, everything that happens by the throw of one die."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from tests.journeys.field import braking, centre, closing, mishaps, paper, photos, relay, sticks, supervision
from tests.journeys.field.county import CENTRE, PAIRED, SUPERVISORS, UNITS, Field, Template
from tests.journeys.field.oracles import check_everything

SCHEDULES = int(os.environ.get("SHEQI_SCHEDULES", "300"))
FIRST = int(os.environ.get("SHEQI_FIRST_SCHEDULE", "0"))
MODULES = 4
"""The schedules are divided over so many modules: each core takes whole modules."""

Step = Callable[[Field], None]
ALWAYS: dict[Step, int] = {
    paper.step_visit: 8,
    paper.step_person: 3,
    paper.step_edit: 10,
    paper.step_void: 4,
    paper.step_paper: 2,
    sticks.step_export: 16,
    sticks.step_deliver: 24,
    sticks.step_deliver_many: 1,
    sticks.step_lose: 2,
    relay.step_carry: 3,
    photos.step_photo: 5,
    centre.step_settle: 9,
    centre.step_undo: 4,
    centre.step_same: 1,
    mishaps.step_clock: 2,
}
WATCHED: dict[Step, int] = {
    supervision.step_annotate: 8,
    supervision.step_verdict: 5,
    supervision.step_confirm: 9,
    supervision.step_answer: 12,
    supervision.step_revise_case: 4,
}
"""In schedules with a 督导, in which there is mostly something to remark on."""
MISHAPS: tuple[dict[Step, int], ...] = (
    {mishaps.step_copy: 10, mishaps.step_put_back: 12},
    {mishaps.step_back_up: 7, mishaps.step_bring_back: 9},
    {mishaps.step_second_computer: 4},
    {mishaps.step_disk_clone: 5},
    {mishaps.step_power_cut: 18},
    {mishaps.step_upgrade: 5},
    {supervision.step_assign: 5},
    {supervision.step_private: 8},
    {centre.step_lost: 6, centre.step_believe: 9},
    {closing.step_close: 18, closing.step_adjust: 14, closing.step_centre_void: 7},
    {relay.step_relay: 12},
    {braking.step_many_voids: 6},
    {braking.step_take_back: 18},
)
"""A schedule has a few of these; what belongs together comes together."""

LOOKED_FOR = (
    *("visit", "person", "edit", "void", "export", "deliver", "lose", "annotate", "verdict", "clock", "several files"),
    *("photo", "photos on their way", "photos left for another time", "carried by a stranger", "relay"),
    *("many_voids", "wave of voids stopped", "copy", "put_back", "power_cut", "upgrade", "back_up", "bring_back"),
    *("disk_clone", "second_computer", "assign", "lost", "answer", "month closed", "merge taken back"),
)
"""What happens at least once in each module of schedules."""
TRIES = 4
"""Where one thing cannot happen yet, another does."""


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
    mishaps_ = {step: often for some in dice.sample(MISHAPS, dice.randrange(0, 6)) for step, often in some.items()}
    watched = WATCHED if any(one.startswith("supervisor-") for one in field.names) else {}
    steps = ALWAYS | watched | mishaps_
    for _ in range(dice.randrange(6, 19)):
        for place in field.working:
            field.pass_time(place)
        for _ in range(TRIES):
            step = dice.choices(list(steps), list(steps.values()))[0]
            before = len(field.told)
            step(field)
            if len(field.told) > before:
                field.count(step.__name__.removeprefix("step_"))
                break
    field.say("everybody meets")
    check_everything(field)
