"""What every test may ask for, and what none may touch: the person's own settings, and the screen."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before the first import of Qt, here and in every child process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Where Python is told to leave no compiled modules in the tree, each of the hundreds of programs a run starts would
# compile all of them anew: for the time of the run they have a place of their own.
if os.environ.get("PYTHONDONTWRITEBYTECODE") and "PYTEST_XDIST_WORKER" not in os.environ:
    compiled = tempfile.TemporaryDirectory(prefix="sheqi-compiled-")
    atexit.register(compiled.cleanup)
    del os.environ["PYTHONDONTWRITEBYTECODE"]
    os.environ["PYTHONPYCACHEPREFIX"] = compiled.name

ROOT = Path(__file__).resolve().parent.parent

# Files and keys make the first example slow and the rest uneven: no deadline.  ``ci`` always tries the same examples.
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("SHEQI_HYPOTHESIS", "ci"))


LONG = (
    "journeys/test_field_", "operations/test_hostile_", "journeys/test_demo", "operations/test_demo_planted",
    "operations/test_demo_supervision", "gui/pages/test_every_page_fits", "journeys/test_kills",
    "journeys/test_recovery_verbs", "journeys/test_verbs", "operations/test_rebuilt",
)  # fmt: skip
"""The modules that take longest.  Each core takes whole modules: one of these begun last would keep the others idle."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest modules come first, in whatever order the rest was found."""
    items.sort(key=lambda item: not any(f"tests/{name}" in item.path.as_posix() for name in LONG))


@pytest.fixture(autouse=True)
def config_dir(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test settings of its own, and no password or clock left over from the shell."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(folder))
    for name in ("SHEQI_PASSWORD", "SHEQI_CLOCK", "SHEQI_DATA"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session", autouse=True)
def light_ballast() -> Iterator[None]:
    """Lay a small reserve beside each of the hundreds of workspaces a run makes, instead of gigabytes in all."""
    from sheqi_desktop.store import ballast

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ballast, "BALLAST_BYTES", 256 * 1024)
        yield


@pytest.fixture
def workspace_dir(tmp_path: Path) -> Path:
    """Give an empty folder for a workspace."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def qapp(qapp):
    """Give pytest-qt's application with the bundled letters, without which every character is a box."""
    from PySide6.QtGui import QFont, QFontDatabase

    from sheqi_desktop.catalog.assets import FONTS, fonts_dir

    for name in FONTS:
        assert QFontDatabase.addApplicationFont(str(fonts_dir() / name)) >= 0, f"{name} cannot be loaded"
    qapp.setFont(QFont("Noto Sans SC"))
    return qapp
