"""The real program in a process of its own, as a script or a person at a terminal runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Said:
    """What a run answered."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The answer, one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines() if line.strip()]

    @property
    def object(self) -> dict[str, Any]:
        """The one JSON object of the answer."""
        assert len(self.objects) == 1, self.out
        return self.objects[0]


@dataclass
class Program:
    """``python -m sheqi_desktop`` with a folder, a clock and the words that are never arguments."""

    data: Path
    config: Path
    worker: str = ""
    clock: str = "2023-04-03T09:00:00"
    password: str = "练习用的口令一二三"
    more: Mapping[str, str] = field(default_factory=dict)
    patience: int = 120
    """Seconds."""

    def command(self, *arguments: str) -> list[str]:
        begin = [sys.executable, "-m", "sheqi_desktop", "--data", str(self.data), "--json"]
        begin += ["--clock", self.clock] if self.clock else []
        begin += ["--as", self.worker] if self.worker else []
        return [*begin, *arguments]

    @property
    def surroundings(self) -> dict[str, str]:
        told = {**os.environ, "SHEQI_CONFIG_DIR": str(self.config), "SHEQI_PASSWORD": self.password}
        return told | {"PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen", **self.more}

    def run(self, *arguments: str, typed: str = "", status: int = 0) -> Said:
        """Run one verb; never may it show a traceback."""
        done = subprocess.run(
            self.command(*arguments),
            input=typed.encode(),
            capture_output=True,
            env=self.surroundings,
            cwd=ROOT,
            check=False,
            timeout=self.patience,
        )
        said = Said(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
        assert "Traceback" not in said.err, said.err
        assert said.status == status, (arguments, said)
        return said

    def refuses(self, *arguments: str, typed: str = "", code: str = "", status: int = 2) -> Said:
        """Run a verb that must say no in one line with its code."""
        said = self.run(*arguments, typed=typed, status=status)
        if code:
            told = [json.loads(line) for line in (said.err or said.out).splitlines() if line.startswith("{")]
            assert [one["refused"] for one in told] == [code], said
            assert told[0]["said"]
        return said


def rows(lines: Sequence[Mapping[str, Any]]) -> str:
    """Write JSON Lines."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
