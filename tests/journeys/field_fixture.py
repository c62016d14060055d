"""One county for a whole run of tests, on a disk in memory where there is one."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheqi_desktop.store import database
from tests.journeys.field.county import Template
from tests.journeys.field.schedule import LOOKED_FOR, SCHEDULES, begin, run, seeds

MIX: dict[int, Counter[str]] = {}
"""How often what happened, by schedule."""
MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def field_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder in memory, so that what is said to be durable costs nothing here."""
    if MEMORY.is_dir():
        with tempfile.TemporaryDirectory(dir=MEMORY, prefix="sheqi-field-") as folder:
            yield Path(folder)
    else:
        yield tmp_path_factory.mktemp("field")


@pytest.fixture(scope="session")
def county_template(field_disk: Path, light_ballast: None) -> Template:
    """Enrol every machine of the county, once for all modules of a process."""
    return Template.made(field_disk / "template")


def a_year(template: Template, disk: Path, seed: int) -> None:
    """Run one schedule; when it goes wrong, tell its story.

    A workspace that was closed well is opened as a large one is: its pages are all read when everything is compared.
    """
    root = disk / f"schedule-{seed}"
    field = begin(template, root, seed)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(database, "CHECKED_WHOLE_BYTES", 0)
            run(field)
    except BaseException as failure:
        failure.add_note(f"schedule {seed}:\n{field.story}")
        raise
    finally:
        MIX[seed] = field.happened
        field.close()
        shutil.rmtree(root, ignore_errors=True)


def look_at_the_mix(module: int) -> None:
    """Say so if something the schedules are there for never happened in a whole module of them."""
    if not set(seeds(module)) <= MIX.keys() or SCHEDULES < 300:
        pytest.skip("not all schedules of this module were run in this process")
    happened = sum((MIX[seed] for seed in seeds(module)), Counter())
    assert not [kind for kind in LOOKED_FOR if not happened[kind]], happened
