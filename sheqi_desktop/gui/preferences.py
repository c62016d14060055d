"""What a person chose for this machine: theme, letter size, window size, widths.  Nothing about people is kept here."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

import platformdirs

FILE = "window.json"


@dataclass(slots=True)
class Preferences:
    """Read before the first window, written whenever something changes."""

    theme: str = ""
    size: int = 14
    window: list[int] = field(default_factory=list)
    maximised: bool = False
    widths: dict[str, dict[str, int]] = field(default_factory=dict)
    filters: dict[str, str] = field(default_factory=dict)
    lock_minutes: int = 10
    enter_goes_on: bool = True
    still: bool = False
    remind_days: int = 7
    """How many days before a visit falls due the home page names it."""
    remind_drafts: bool = True
    last_folder: str = ""
    last_place: str = ""
    last_files: str = ""
    """The folder a file was last taken from or written to: often a stick."""


listeners: list[Callable[[Preferences], object]] = []
"""Who wants to hear that something was chosen anew."""


def config_folder() -> Path:
    """Give the folder of this machine's settings."""
    named = os.environ.get("SHEQI_CONFIG_DIR")
    return Path(named) if named else Path(platformdirs.user_config_dir("sheqi", appauthor=False))


def default_workspace() -> Path:
    """Give the folder a first workspace is made in when nobody named one."""
    named = os.environ.get("SHEQI_CONFIG_DIR")
    base = Path(named) if named else Path(platformdirs.user_data_dir("sheqi", appauthor=False))
    return base / "workspace"


def load() -> Preferences:
    """Read what was chosen; a damaged file counts as none, nobody's work is in it."""
    try:
        said = json.loads((config_folder() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    known = {one.name: type(getattr(Preferences(), one.name)) for one in fields(Preferences)}
    good = {name: value for name, value in said.items() if name in known and isinstance(value, known[name])}
    return Preferences(**good)


def save(chosen: Preferences) -> None:
    """Write beside and rename; a folder that cannot be written costs nothing but the memory of a width."""
    try:
        config_folder().mkdir(parents=True, exist_ok=True)
        beside = config_folder() / (FILE + ".new")
        beside.write_text(json.dumps(asdict(chosen), ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(config_folder() / FILE)
    except OSError:
        return


def change(**what: object) -> Preferences:
    """Choose something anew: written at once, told to everyone who listens."""
    chosen = load()
    for name, value in what.items():
        setattr(chosen, name, value)
    save(chosen)
    for listener in list(listeners):
        listener(chosen)
    return chosen
