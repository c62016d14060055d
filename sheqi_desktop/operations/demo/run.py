"""The whole loop on an invented county: enrol by files, type a year, bundle, merge, close months, receipts, count.

Everything goes through the verbs people use.  Stations are filled side by side in processes of their own, as sixteen
laptops would be; the same seed gives the same table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sheqi_desktop.domain.trouble import FolderNotEmpty, NothingToSend
from sheqi_desktop.operations.accept_bundle import Refused, accept_bundles, is_repeat
from sheqi_desktop.operations.catch_up import index_all
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.count_contract import Counted, count_contract
from sheqi_desktop.operations.demo import mates
from sheqi_desktop.operations.demo.county_plan import CountyPlan, StationPlan
from sheqi_desktop.operations.demo.crew import Crew
from sheqi_desktop.operations.demo.filling import (
    PASSWORD,
    SLOT,
    Filling,
    fill_station,
    slots,
    stand,
    steps_of,
    workspace,
)
from sheqi_desktop.operations.demo.remark_threads import DESKS, LAST
from sheqi_desktop.operations.demo.script import county_script
from sheqi_desktop.operations.demo.supervision import ROUNDS
from sheqi_desktop.operations.demo.supervisors import Supervisors, tell_supervision
from sheqi_desktop.operations.demo.typist import known_keys
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

__all__ = ["PASSWORD", "DemoCounty", "run_demo", "workspace"]
BEGIN = datetime.fromisoformat("2022-07-25T09:00:00+08:00")
FIRST_MERGE = datetime.fromisoformat("2023-10-07T09:00:00+08:00")
SENT_HOME = datetime.fromisoformat("2023-10-09T09:00:00+08:00")
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


def run_demo(
    out: Path, seed: int, stations: int = 16, progress: Progress | None = None, codes: Sequence[str] = ()
) -> DemoCounty:
    """Make the county in a new folder and count it; raise FolderNotEmpty when something is there already.

    ``codes`` names the stations to make, in place of the first so many.
    """
    progress = progress or quiet()
    if out.exists() and any(out.iterdir()):
        raise FolderNotEmpty(place=out.name)
    for part in ("bundles", "keys"):
        (out / part).mkdir(parents=True, exist_ok=True)
    progress.tell(1, STEPS, "编写一年的记录")
    plan = county_script(seed)
    chosen = [one for one in plan.stations if one.code in codes] if codes else list(plan.stations[:stations])
    centre = _found(out, plan, BEGIN)
    with Crew(len(chosen)) as crew:
        try:
            _enrol(centre, out, chosen, progress)
            guides = Supervisors(centre, out, plan, chosen, crew)
            guides.enrol(LAST_DAY, PASSWORD)
            return _year(centre, out, plan, chosen, guides, crew, progress)
        finally:
            centre.close()


def _year(
    centre: Desk, out: Path, plan: CountyPlan, chosen: Sequence[StationPlan], guides: Supervisors, crew: Crew,
    progress: Progress,
) -> DemoCounty:  # fmt: skip
    """Let the year pass: four rounds of typing, bundles and supervision, then what came late."""
    fill = partial(_fill, out, plan.seed, chosen, guides, crew, progress)
    for place in range(LAST):
        _accept(centre, fill(place), DESKS[place] - timedelta(hours=1))
        progress.tell(3, STEPS, f"督导批注第{place + 1}轮")
        guides.meet(place)
        guides.send_home()
    sent = fill(LAST)
    told, old = _on_two(centre, out, chosen, sent, guides, progress)
    _merge(centre, sent, FIRST_MERGE, progress, 4)
    told += _once_more(centre, sent, old)
    _close_months(centre, plan, {one.code for one in chosen})
    progress.tell(5, STEPS, f"督导批注第{ROUNDS}轮")
    guides.meet(LAST)
    centre.clock = stand(SENT_HOME)
    standing = _answer(centre, out, chosen)
    late = fill(ROUNDS)
    _merge(centre, late, SECOND_MERGE, progress, 6)
    guides.meet(ROUNDS)
    standing |= _answer(centre, out, chosen)
    progress.tell(7, STEPS, "按合同计数")
    counted = count_contract(centre)
    told += [_all_signed_for(standing), *tell_supervision(centre)]
    files = sum(1 for one in (out / "bundles").glob("*.sqb"))
    return DemoCounty(out, counted, PASSWORD, files, tuple(told))


def _found(out: Path, plan: CountyPlan, moment: datetime) -> Desk:
    roles = ["center_director", "center_staff", "center_staff"]
    people = [Newcomer(one.id, one.name, role, PASSWORD) for one, role in zip(plan.centre, roles, strict=False)]
    roots = [(out / "keys" / f"root-{number}.key", PASSWORD) for number in (1, 2)]
    made = set_up_centre(out / "centre", people, roots, clock=stand(moment), cost=QUICK, demo_day=LAST_DAY)
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


def _fill(
    out: Path,
    seed: int,
    stations: Iterable[StationPlan],
    guides: Supervisors,
    crew: Crew,
    progress: Progress,
    place: int,
) -> list[Path]:
    """Let every station type its forms of a round and export; two laptops at a time on two cores."""
    tasks = [
        Filling(out, seed, one.code, place, guides.back.pop(one.code, None), guides.known_at(one.code))
        for one in stations
        if steps_of(seed, one.code, place)
    ]
    paths: list[Path] = []
    for number, filled in enumerate(crew.run(fill_station, tasks), start=1):
        progress.tell(5 if place == ROUNDS else 3, STEPS, f"站点录入并导出 {filled.path.name}", number, len(tasks))
        paths.append(filled.path)
        guides.learn(filled.known)
    return sorted(paths)


def _on_two(
    centre: Desk,
    out: Path,
    stations: Iterable[StationPlan],
    sent: list[Path],
    guides: Supervisors,
    progress: Progress,
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
        entries = mates.since(entry for entry in plan.entries if entry.phase == 1)
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
            guides.learn(known_keys(desks[SLOT]))
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
    progress.tell(step, STEPS, f"县中心合并 {len(paths)} 个数据包", 0, len(paths))
    _accept(centre, paths, moment)
    index_all(centre)
    finish_open(centre)


def _accept(centre: Desk, paths: list[Path], moment: datetime) -> None:
    centre.clock = stand(moment)
    for result in accept_bundles(centre, paths):
        if isinstance(result, Refused) and result.trouble.code != "E-BND-06":
            raise result.trouble


def _close_months(centre: Desk, plan: CountyPlan, stations: set[str]) -> None:
    for close in plan.month_closes:
        if close.station in stations:
            centre.clock = stand(close.at)
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
