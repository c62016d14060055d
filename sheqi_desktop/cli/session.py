"""What every verb of the command line shares: the workspace, the clock, the 口令, and how it speaks."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sheqi_desktop.domain.system_error import why
from sheqi_desktop.domain.trouble import NotReadable

if TYPE_CHECKING:
    from sheqi_desktop.domain.clock import Clock
    from sheqi_desktop.operations.desk import Desk
    from sheqi_desktop.operations.second_person import Second

PASSWORD_VARIABLE = "SHEQI_PASSWORD"
SECOND_PASSWORD = "SHEQI_PASSWORD_2"


@dataclass(slots=True)
class Session:
    """One run of the command line."""

    named: Path | None
    """The folder given with --data."""
    clock: Clock | None = None
    as_json: bool = False
    password_file: Path | None = None
    worker: str = ""

    @property
    def data(self) -> Path:
        """The workspace of this run."""
        return self.named or Path("workspace")

    def password(self, prompt: str = "口令：", variable: str = PASSWORD_VARIABLE) -> str:
        """Take the 口令 from the environment, the file, or ask for it; it is never an argument."""
        if variable in os.environ:
            return os.environ[variable]
        if self.password_file is not None and variable == PASSWORD_VARIABLE:
            try:
                return self.password_file.read_text(encoding="utf-8").strip()
            except OSError as failure:
                raise NotReadable(place=str(self.password_file), why=why(failure)) from failure
        return getpass(prompt)

    def second(self, worker: str) -> Second | None:
        """Take the word of another person, where one was named: who, and their 口令."""
        from sheqi_desktop.operations.second_person import Second

        return Second(worker, self.password("批准人的口令：", SECOND_PASSWORD)) if worker else None

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the workspace for one verb and close it again."""
        from sheqi_desktop.operations.unlock import unlock

        desk = unlock(self.data, self.worker, self.password(), self.clock)
        try:
            yield desk
        finally:
            desk.close()

    def now(self) -> Clock:
        """Give the clock of this run."""
        from sheqi_desktop.domain.clock import Clock

        return self.clock or Clock()

    def say(self, text: str, **facts: Any) -> None:
        """Answer: a line in words, or one JSON object with the facts."""
        self.put(json.dumps(facts or {"said": text}, ensure_ascii=False, default=str) if self.as_json else text)

    def put(self, line: str) -> None:
        """Write one line at once, so that a reader on the other side of a pipe sees it."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
