"""The whole loop on an invented county: enrol by files, type a year, bundle, merge, close months, receipts, count.

Everything goes through the verbs people use.  Stations are filled side by side in processes of their own, as sixteen
laptops would be; the same seed gives the same table.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.trouble import FolderNotEmpty, NothingToSend
from sheqi_desktop.operations.accept_bundle import Refused, accept_bundles
from sheqi_desktop.operations.catch_up import index_all
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.count_contract import Counted, count_contract
from sheqi_desktop.operations.demo.county_plan import CountyPlan, StationPlan
from sheqi_desktop.operations.demo.script import county_script
from sheqi_desktop.operations.demo.typist import type_entries
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Joining, approve, invite_many
from sheqi_desktop.operations.enrol_station import accept_approval, add_colleague, set_up_station, write_request
from sheqi_desktop.operations.merge_run import finish_open
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.set_up import Newcomer, set_up_centre
from sheqi_desktop.operations.unlock import switch, unlock
from sheqi_desktop.store.vault import QUICK

PASSWORD = "sheqi-demo-2023"
SLOT = "A"
BEGIN = datetime.fromisoformat("2022-07-25T09:00:00+08:00")
FIRST_MERGE = datetime.fromisoformat("2023-10-07T09:00:00+08:00")
SECOND_MERGE = datetime.fromisoformat("2023-10-13T09:00:00+08:00")
LAST_DAY = "2023-10-13T16:05:00+08:00"
STEPS = 7


@dataclass(frozen=True, slots=True)
class DemoCounty:
    """A finished demo county."""

    out: Path
    counted: Counted
    password: str
    files: int


def run_demo(out: Path, seed: int, stations: int = 16, progress: Progress | None = None) -> DemoCounty:
    """Make the county in a new folder and count it; raise FolderNotEmpty when something is there already."""
    progress = progress or quiet()
    if out.exists() and any(out.iterdir()):
        raise FolderNotEmpty(place=out.name)
    for part in ("bundles", "keys"):
        (out / part).mkdir(parents=True, exist_ok=True)
    progress.tell(1, STEPS, "编写一年的记录")
    plan = county_script(seed)
    chosen = plan.stations[:stations]
    centre = _found(out, plan, BEGIN)
    try:
        _enrol(centre, out, chosen, progress)
        sent = _fill(out, seed, chosen, 1, progress)
        _merge(centre, sent, FIRST_MERGE, progress, 4)
        _close_months(centre, plan, {one.code for one in chosen})
        _answer(centre, out, chosen)
        late = _fill(out, seed, chosen, 2, progress)
        _merge(centre, late, SECOND_MERGE, progress, 6)
        _answer(centre, out, chosen)
        progress.tell(7, STEPS, "按合同计数")
        counted = count_contract(centre)
    finally:
        centre.close()
    return DemoCounty(out, counted, PASSWORD, len(sent) + len(late))


def workspace(out: Path, station: str) -> Path:
    """Give the folder of a station's first machine."""
    return out / f"{station}-{SLOT}"


def _stand(moment: datetime) -> Clock:
    return Clock(lambda: moment)


def _found(out: Path, plan: CountyPlan, moment: datetime) -> Desk:
    roles = ["center_director", "center_staff", "center_staff"]
    people = [Newcomer(one.id, one.name, role, PASSWORD) for one, role in zip(plan.centre, roles, strict=False)]
    roots = [(out / "keys" / f"root-{number}.key", PASSWORD) for number in (1, 2)]
    made = set_up_centre(out / "centre", people, roots, clock=_stand(moment), cost=QUICK, demo_day=LAST_DAY)
    return made.desk


def _enrol(centre: Desk, out: Path, stations: Iterable[StationPlan], progress: Progress) -> None:
    """Enrol every station by files, as in one room: pack, request, fingerprint, approval."""
    root = open_root_key(out / "keys" / "root-1.key", PASSWORD)
    chosen = list(stations)
    wanted = {
        station.code: [Joining(person.id, person.name, person.role) for person in station.people] for station in chosen
    }
    packs = invite_many(centre, wanted, SLOT, out / "bundles", root)
    second = centre.colleagues()[1].worker_id
    for number, station in enumerate(chosen, start=1):
        progress.tell(2, STEPS, f"登记 {station.name}", number, len(chosen))
        pack = packs[station.code]
        lead, *others = station.people
        made = set_up_station(
            workspace(out, station.code),
            pack.path,
            lead.id,
            pack.codes[lead.id],
            PASSWORD,
            fingerprint_read=pack.fingerprint,
            clock=centre.clock,
            library=centre.library,
            cost=QUICK,
            demo_day=LAST_DAY,
            opened_on=station.opened_on.isoformat(),
        )
        try:
            for one in others:
                add_colleague(made.desk, pack.path, one.id, pack.codes[one.id], PASSWORD)
            request = write_request(made.desk, out / "bundles")
            spoken = made.desk.machine.fingerprint
            approval = approve(centre, request, spoken, second, PASSWORD, out / "bundles", root)
            accept_approval(made.desk, approval)
        finally:
            made.desk.close()


def _fill(out: Path, seed: int, stations: Iterable[StationPlan], phase: int, progress: Progress) -> list[Path]:
    """Let every station type its entries and export; two laptops at a time on two cores."""
    chosen = [one for one in stations if phase == 1 or any(entry.phase == phase for entry in one.entries)]
    step = 3 if phase == 1 else 5
    paths: list[Path] = []
    tasks = [(str(out), seed, station.code, phase) for station in chosen]
    for number, path in enumerate(_side_by_side(fill_station, tasks), start=1):
        progress.tell(step, STEPS, f"站点录入并导出 {path.name}", number, len(chosen))
        paths.append(path)
    return sorted(paths)


def _side_by_side(
    work: Callable[[tuple[str, int, str, int]], Path], tasks: list[tuple[str, int, str, int]]
) -> Iterable[Path]:
    workers = min(len(tasks), os.cpu_count() or 1)
    if workers < 2:
        yield from map(work, tasks)
        return
    # "spawn" on every platform: a forked child would share the parent's open database.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(work, task) for task in tasks]):
            yield done.result()


def fill_station(task: tuple[str, int, str, int]) -> Path:
    """Type one station's entries of one phase and export its bundle; runs in a process of its own."""
    folder, seed, code, phase = task
    out = Path(folder)
    plan = next(one for one in county_script(seed).stations if one.code == code)
    entries = [entry for entry in plan.entries if entry.phase == phase]
    desk = unlock(workspace(out, code), plan.people[0].id, PASSWORD, _stand(entries[0].at))
    try:
        type_entries(desk, plan, entries, PASSWORD)
        switch(desk, plan.people[0].id, PASSWORD)
        return seal_bundle(desk, desk.library.centre_unit, out / "bundles").path
    finally:
        desk.close()


def _merge(centre: Desk, paths: list[Path], moment: datetime, progress: Progress, step: int) -> None:
    centre.clock = _stand(moment)
    progress.tell(step, STEPS, f"县中心合并 {len(paths)} 个数据包", 0, len(paths))
    for result in accept_bundles(centre, paths):
        if isinstance(result, Refused) and result.trouble.code != "E-BND-06":
            raise result.trouble
    index_all(centre)
    finish_open(centre)


def _close_months(centre: Desk, plan: CountyPlan, stations: set[str]) -> None:
    for close in plan.month_closes:
        if close.station in stations:
            centre.clock = _stand(close.at)
            close_month(centre, close.station, close.year, close.month)


def _answer(centre: Desk, out: Path, stations: Iterable[StationPlan]) -> None:
    """Give every station its return bundle: receipts, closed months, the newest roster."""
    for station in stations:
        try:
            made = seal_bundle(centre, station.code, out / "bundles")
        except NothingToSend:
            continue  # Nothing came from there since the last answer.
        desk = unlock(workspace(out, station.code), station.people[0].id, PASSWORD, centre.clock)
        try:
            for result in accept_bundles(desk, [made.path]):
                if isinstance(result, Refused):
                    raise result.trouble
            index_all(desk)
        finally:
            desk.close()
