"""Write a file a person asked for: beside, flushed, renamed; and put what the system says into words."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.store import files


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or nothing; raise NotWritable or DiskFull."""
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write_whole(path, data)


def written(path: Path, data: bytes) -> Path:
    """Write a whole file or nothing, and give its place; raise NotWritable or DiskFull."""
    write_file(path, data)
    return path


def in_words(failure: OSError, place: Path) -> Trouble:
    """Turn what the system said into a sentence with a next step."""
    return files.mend(failure, place)
