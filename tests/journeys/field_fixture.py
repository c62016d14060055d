"""One county for a whole run of tests, on a disk in memory where there is one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.field.county import Template
from tests.journeys.field.schedule import begin, run

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
    """Run one schedule; when it goes wrong, tell its story."""
    root = disk / f"schedule-{seed}"
    field = begin(template, root, seed)
    try:
        run(field)
    except BaseException as failure:
        failure.add_note(f"schedule {seed}:\n{field.story}")
        raise
    finally:
        field.close()
        shutil.rmtree(root, ignore_errors=True)
