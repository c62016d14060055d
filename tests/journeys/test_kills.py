"""The power may go at any moment: what was acknowledged is there afterwards, and the file is sound."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.journeys.conftest import Office
from tests.journeys.program import rows

KILLS = int(os.environ.get("SHEQI_KILLS", "8"))
LINES = 400


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(office: Office, tmp_path: Path):
    station, chance = office.station, random.Random(11)
    typed = tmp_path / "typed.jsonl"
    typed.write_text(rows([office.visit("2023-04-02") for _ in range(LINES)]), encoding="utf-8")
    kept: list[str] = []
    for _ in range(KILLS):
        kept += killed_while_saving(office, typed, chance)
        assert station.run("check").object["conflicts"] == 0
        found = {one["id"] for one in station.run("list", "visit", "--limit", "100000").objects}
        assert set(kept) <= found
    assert kept, "the program was killed before it saved anything, every time"
    assert len(set(kept)) == len(kept)
    assert station.run("rebuild").object["same"] is True
    assert station.run("audit-verify").object["entries"] > 0
    numbers = [one["doc_no"] for one in station.run("list", "visit", "--limit", "100000").objects]
    assert len(set(numbers)) == len(numbers)


def killed_while_saving(office: Office, typed: Path, chance: random.Random) -> list[str]:
    """Let the program save, take its life in the middle, and give what it had acknowledged by then."""
    command = office.station.command("save", "visit", str(typed))
    out = typed.with_suffix(".out")
    with out.open("wb") as heard:
        child = subprocess.Popen(command, stdout=heard, stderr=subprocess.DEVNULL, env=office.station.surroundings)
        after = chance.randrange(0, 40)
        give_up = time.monotonic() + 60
        while child.poll() is None and time.monotonic() < give_up and out.read_bytes().count(b"\n") < after:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.03)
        child.kill()
        child.wait()
    whole = out.read_bytes().rpartition(b"\n")[0]
    return [json.loads(line)["ack"] for line in whole.splitlines() if line]
