"""Keep a report of a mistake of the program: where it happened, never what was in the records (TRUST S17)."""

from __future__ import annotations

import traceback

from sheqi_desktop import __version__
from sheqi_desktop.domain.trouble import Bug, Surroundings
from sheqi_desktop.operations.writing import write_file
from sheqi_desktop.store.witness import config_dir

REPORT = "last-error.txt"


def keep_bug(mistake: BaseException) -> Bug:
    """Write down kind and places of a mistake, without its message, which may quote a record."""
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(mistake.__traceback__)]
    path = config_dir() / REPORT
    try:
        write_file(path, "\n".join([f"sheqi {__version__}", type(mistake).__name__, *places, ""]).encode())
    except (OSError, Surroundings):
        return Bug(kind=type(mistake).__name__, report="（没能写下报告）")
    return Bug(kind=type(mistake).__name__, report=str(path))
