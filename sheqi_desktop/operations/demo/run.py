"""The whole loop on an invented county: enrol by files, type a year, bundle, merge, close months, receipts, count.

Everything goes through the verbs people use.  Stations are filled side by side in processes of their own, as sixteen
laptops would be; the same seed gives the same table.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.trouble import FolderNotEmpty, NothingToSend
from sheqi_desktop.operations.accept_bundle import Refused, accept_bundles, is_repeat
from sheqi_desktop.operations.catch_up import index_all
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.count_contract import Counted, count_contract
from sheqi_desktop.operations.demo import mates
from sheqi_desktop.operations.demo.county_plan import CountyPlan, StationPlan
from sheqi_desktop.operations.demo.script import county_script
from sheqi_desktop.operations.demo.typist import known_keys, type_entries
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Joining, Pack, approve, invite_many
from sheqi_desktop.operations.enrol_station import accept_approval, add_colleague, set_up_station, write_request
from sheqi_desktop.operations.merge_run import finish_open
from sheqi_desktop.operations.on_its_way import ways
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.set_up import Newcomer, set_up_centre
from sheqi_desktop.operations.unlock import switch, unlock
from sheqi_desktop.store.outbox import RECEIVED
from sheqi_desktop.store.records import Wanted, list_ids
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
    told: tuple[str, ...] = ()
    """What happened on the way that is worth a look, sentence by sentence."""


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
        told, old = _on_two(centre, out, chosen, sent, progress)
        _merge(centre, sent, FIRST_MERGE, progress, 4)
        told += _once_more(centre, sent, old)
        _close_months(centre, plan, {one.code for one in chosen})
        standing = _answer(centre, out, chosen)
        late = _fill(out, seed, chosen, 2, progress)
        _merge(centre, late, SECOND_MERGE, progress, 6)
        standing |= _answer(centre, out, chosen)
        progress.tell(7, STEPS, "按合同计数")
        counted = count_contract(centre)
    finally:
        centre.close()
    told.append(_all_signed_for(standing))
    return DemoCounty(out, counted, PASSWORD, len(sent) + len(late) + len(old), tuple(told))


def workspace(out: Path, station: str, slot: str = SLOT) -> Path:
    """Give the folder of a station's machine, its first unless another is named."""
    return out / f"{station}-{slot}"


def slots(station: str) -> str:
    """Give the letters of a station's machines."""
    return mates.FIRST + mates.SECOND if station == mates.STATION else SLOT


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
    second = centre.colleagues()[1].worker_id
    machines = [(one, slot) for one in chosen for slot in slots(one.code)]
    packs: dict[tuple[str, str], Pack] = {}
    for slot in sorted({slot for _, slot in machines}):
        people = {one.code: wanted[one.code] for one, letter in machines if letter == slot}
        packs |= {(code, slot): pack for code, pack in invite_many(centre, people, slot, out / "bundles", root).items()}
    for number, (station, slot) in enumerate(machines, start=1):
        progress.tell(2, STEPS, f"登记 {station.name}", number, len(machines))
        pack = packs[station.code, slot]
        lead, *others = station.people
        made = set_up_station(
            workspace(out, station.code, slot),
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
    if phase == 1 and len(slots(code)) > 1:
        entries = mates.before(entries)
    desk = unlock(workspace(out, code), plan.people[0].id, PASSWORD, _stand(entries[0].at))
    try:
        type_entries(desk, plan, entries, PASSWORD)
        switch(desk, plan.people[0].id, PASSWORD)
        return seal_bundle(desk, desk.library.centre_unit, out / "bundles").path
    finally:
        desk.close()


def _on_two(
    centre: Desk, out: Path, stations: Iterable[StationPlan], sent: list[Path], progress: Progress
) -> tuple[list[str], list[Path]]:
    """Let a station go on at two machines; its bundles join those sent.  Give what to tell, and the one that is late.

    The second laptop gets what there is from the centre; from then on sticks go between the two, without the centre.
    """
    told: list[str] = []
    old: list[Path] = []
    for plan in stations:
        if len(slots(plan.code)) == 1:
            continue
        (first,) = [path for path in sent if f"-{plan.code}-" in path.name]
        entries = mates.since([entry for entry in plan.entries if entry.phase == 1])
        _merge(centre, [first], datetime.combine(mates.SINCE, BEGIN.timetz()), progress, 3)
        _answer(centre, out, [plan])
        progress.tell(3, STEPS, f"{plan.name}两台电脑一起录入")
        (out / "sticks").mkdir()
        desks = {
            slot: unlock(workspace(out, plan.code, slot), plan.people[0].id, PASSWORD, centre.clock)
            for slot in slots(plan.code)
        }
        try:
            pair = mates.Mates(plan, desks, known_keys(desks[SLOT]), PASSWORD, out / "sticks")
            for number, entry in enumerate(entries):
                if number == len(entries) - mates.LAST_STICK:
                    old.append(_export(desks[SLOT], plan, out))
                pair.type(entry)
            pair.carry(mates.SECOND, mates.FIRST, entries[-1].at)
            pair.remember()
            sent[:] = [one for one in sent if one != first]
            sent += [_export(desk, plan, out) for desk in desks.values()]
        finally:
            for desk in desks.values():
                desk.close()
        told.append(
            f"{plan.name}从 {mates.SINCE:%Y-%m-%d} 起用两台电脑：{len(entries)} 份表分在 A 机和 B 机录入，"
            f"U 盘在两台之间走了 {pair.carried} 趟，县中心另给两台各回传一次。"
        )
    return told, old


def _export(desk: Desk, plan: StationPlan, out: Path) -> Path:
    switch(desk, plan.people[0].id, PASSWORD)
    return seal_bundle(desk, desk.library.centre_unit, out / "bundles").path


def _once_more(centre: Desk, sent: Sequence[Path], old: Sequence[Path]) -> list[str]:
    """Bring an older bundle in after a newer, and all of them a second time: nothing may change."""
    before = count_contract(centre).csv
    repeated = [is_repeat(one) for one in accept_bundles(centre, [*old, *sent])]
    words = "合计没有变" if count_contract(centre).csv == before else "合计变了，这不应该"
    late = f"{len(old)} 个旧包在新包之后才到，" if old else ""
    return [f"{late}{sum(repeated)} 个包又导入了一次：{words}。"]


def _all_signed_for(standing: Mapping[str, tuple[int, int]]) -> str:
    """Say whether every machine shows all its records as 已收 after its last return bundle."""
    waiting = [name for name, (green, all_) in standing.items() if green != all_]
    records = sum(all_ for _, all_ in standing.values())
    if waiting:
        return f"还有记录没有显示“已收”：{'、'.join(waiting)}。"
    return f"{len(standing)} 台电脑都导入了回传包，{records} 条记录都显示“已收”。"


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


def _answer(centre: Desk, out: Path, stations: Iterable[StationPlan]) -> dict[str, tuple[int, int]]:
    """Give every station its return bundle: receipts, closed months, the newest roster.

    Gives for each machine that read one how many of its records show 已收, and how many there are.
    """
    standing = {}
    for station in stations:
        try:
            made = seal_bundle(centre, station.code, out / "bundles")
        except NothingToSend:
            continue  # Nothing came from there since the last answer.
        for slot in slots(station.code):
            folder = workspace(out, station.code, slot)
            desk = unlock(folder, station.people[0].id, PASSWORD, centre.clock)
            try:
                for result in accept_bundles(desk, [made.path]):
                    if isinstance(result, Refused):
                        raise result.trouble
                index_all(desk)
                standing[folder.name] = _signed_for(desk)
            finally:
                desk.close()
    return standing


def _signed_for(desk: Desk) -> tuple[int, int]:
    with desk.read() as read:
        mine = list_ids(read, Wanted(stations=[desk.station], voided=None, restricted=True), "", None)
        found = list(ways(desk, read, mine).values())
    return found.count(RECEIVED), len(found)
