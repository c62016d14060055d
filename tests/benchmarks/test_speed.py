"""How long people wait: for the first window, a usable one, a save, a letter typed into the search, a count.

Nothing here is asserted against the clock; README.md beside this file keeps the figures as measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.demo.run import PASSWORD
from sheqi_desktop.operations.demo.script import county_script
from sheqi_desktop.operations.people import people
from sheqi_desktop.operations.save_record import new_draft, submit
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import log, records, search
from sheqi_desktop.sync import segment
from tests.store.conftest import STATION, a_client, an_id, workspace

__all__ = ["workspace"]

START = """
import os, sys, time
began = float(os.environ["BEGAN"])
from pathlib import Path
from PySide6.QtWidgets import QApplication
from sheqi_desktop.gui.app import Program, prepare
program = QApplication([])
prepare(program)
running = Program(Path(sys.argv[1]), None)
running.start()
program.processEvents()
print("first window", round(time.time() - began, 3))
opened = running._try("", os.environ["PASSWORD"])
running.enter(opened)
while running.jobs.busy:
    program.processEvents()
print("usable after 口令", round(time.time() - began, 3))
running.keeping.hurry()
running.shell.close()
"""
PEOPLE = 50_000
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "兰英芳国安山声霞强卫东涵诺宇怡晨"


def run_window(folder: Path) -> str:
    more = {"BEGAN": repr(time.time()), "PASSWORD": PASSWORD, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder)], env=os.environ | more, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_window_opens(benchmark, county: Path):
    said = benchmark.pedantic(run_window, args=(county / "centre",), rounds=5, warmup_rounds=1)
    benchmark.extra_info["said"] = said
    sys.stdout.write("\n" + said)


def test_a_visit_is_handed_in(benchmark, county: Path):
    station = county_script(20220901).stations[0]
    desk = unlock(county / f"{station.code}-A", station.people[0].id, PASSWORD)
    person = people(desk).rows[0].record
    visit = next(one for one in station.entries if one.kind == "visit" and one.answers.get("mode") == 2)
    said = {**visit.answers, "client_id": person, "service_date": "2023-10-13", "next_due": "2023-10-20"}

    def hand_in() -> None:
        draft = new_draft(desk, "visit")
        for name, value in said.items():
            draft.answer(name, value)
        submit(desk, draft, confirming=[one for one in draft.problems() if one.confirmable])

    benchmark.pedantic(hand_in, rounds=30, warmup_rounds=2)
    desk.close()


def test_the_county_is_counted(benchmark, county: Path):
    desk = unlock(county / "centre", "", PASSWORD)
    benchmark.pedantic(count_contract, args=(desk,), rounds=10, warmup_rounds=1)
    desk.close()


def test_a_letter_is_typed_into_the_search_over_fifty_thousand_people(benchmark, workspace):
    sender, centre = workspace("sender"), workspace("centre")
    with sender.database.read() as read:
        head = log.own_chain(read)
    for start in range(0, PEOPLE, 10_000):
        changes = [_person(head.chain, n, sender.machine.device) for n in range(start + 1, start + 10_001)]
        sealed = segment.seal(
            changes, head, county="c0" * 16, roster_version=1, signer=sender.machine, now_ms=sender.now
        )
        centre.take(sealed)
        head = replace(head, seq=sealed.last, hash=sealed.hash)
    with centre.database.read() as read:
        assert records.total(read) == PEOPLE
        typed = iter(["w", "wx", "wang", "4567", "前李", "王秀", "lgy", "zhao"] * 1000)
        benchmark.pedantic(lambda: search.search_people(read, next(typed), 20), rounds=80, warmup_rounds=8)


def _person(chain: str, n: int, device: str) -> Change:
    name = SURNAMES[n % 10] + GIVEN[n // 10 % 16] + GIVEN[n // 160 % 16]
    answers = a_client(n, name=name, doc_no=f"{STATION}-DA-2023-A{n:05d}")
    return Change(
        ChangeRef(chain, n), "client", an_id(n), (), answers, "worker-1", 1_678_233_600_000 + n, device=device
    )
