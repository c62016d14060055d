"""A station that has worked for a while, filled once and copied for every test; its 社工 sits at the copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.unlock import unlock
from tests.desks import LIBRARY, PASSWORD, Hands


def a_template(
    name: str, since: str, a_desk: Callable[[Path, Hands], Desk], fill: Callable[[Desk, Hands], object]
) -> Callable[..., Path]:
    """Make the fixture of the filled station: its work began on the day ``since``."""

    @pytest.fixture(scope="session")
    def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
        folder = tmp_path_factory.mktemp(name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SHEQI_CONFIG_DIR", str(tmp_path_factory.mktemp(f"{name}-config")))
            hands = Hands(since)
            desk = a_desk(folder, hands)
            fill(desk, hands)
            desk.close()
        return desk.folder

    return template


def opening(template: str, station: str, today: str) -> Callable[..., Iterator[Callable[[], Desk]]]:
    """Make the fixture that opens a copy of a template as the station's 社工."""

    @pytest.fixture
    def open_desk(request: pytest.FixtureRequest, tmp_path: Path, config_dir: Path) -> Iterator[Callable[[], Desk]]:
        folder = request.getfixturevalue(template)
        opened: list[Desk] = []

        def open_() -> Desk:
            shutil.copytree(folder, tmp_path / "station")
            desk = unlock(tmp_path / "station", f"w-{station}-2", PASSWORD, Hands(today).clock, LIBRARY)
            opened.append(desk)
            return desk

        yield open_
        for desk in opened:
            desk.close()

    return open_desk
