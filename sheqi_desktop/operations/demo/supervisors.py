"""The three supervisors at computers of their own: enrolled by files, met four times in the year through the centre.

station bundle → centre → 督导包 → supervisor → 批注包 → centre → 回传包 → station, and the answers with the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sheqi_desktop.domain.codes_annotation import AnnotationKind, VerdictCode
from sheqi_desktop.domain.thread import STATE_WORDS, State
from sheqi_desktop.domain.trouble import NothingToSend
from sheqi_desktop.operations.accept_bundle import Refused, accept_bundle, accept_bundles
from sheqi_desktop.operations.catch_up import index_all
from sheqi_desktop.operations.demo.county_plan import CountyPlan, Person, StationPlan
from sheqi_desktop.operations.demo.crew import Crew, library
from sheqi_desktop.operations.demo.filling import stand
from sheqi_desktop.operations.demo.remark_acts import do
from sheqi_desktop.operations.demo.remark_threads import DESKS
from sheqi_desktop.operations.demo.script import supervision_script
from sheqi_desktop.operations.demo.supervision import ROUNDS, Act
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Joining, approve, invite
from sheqi_desktop.operations.enrol_station import accept_approval, set_up_station, write_request
from sheqi_desktop.operations.remarks import remarks_at
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store.vault import QUICK

LETTERS = "BCD"
"""The supervisors' machines stand beside the centre's own, A."""
_BACK_AT_THE_CENTRE = timedelta(hours=3)
_OPENED_ON = "2022-08-01"


def desk_of(out: Path, number: int) -> Path:
    """Give the folder of a supervisor's machine."""
    return out / f"supervisor-{number}"


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one supervisor's process is told: the 督导包, what to do, and which record is which."""

    folder: Path
    worker: str
    password: str
    bundle: Path | None
    place: int
    acts: Sequence[Act]
    known: Mapping[str, str]
    bundles: Path


@dataclass(frozen=True, slots=True)
class Sat:
    """The 批注包, and the remarks that were written by their plan keys."""

    path: Path | None
    known: Mapping[str, str]


class Supervisors:
    """Those responsible for the stations that were made, and what travels between them and the stations."""

    def __init__(self, centre: Desk, out: Path, plan: CountyPlan, stations: Sequence[StationPlan], crew: Crew) -> None:
        """Begin with nothing known and nothing sent."""
        self._centre, self._out, self._crew = centre, out, crew
        self._plan = supervision_script(plan.seed)
        self._codes = [one.code for one in stations]
        self._people = {
            number: one for number, one in enumerate(plan.supervisors, start=1) if set(one.stations) & set(self._codes)
        }
        self._password = ""
        self.known: dict[str, str] = {}
        """Which record is which of the plan's: the documents they speak of and what they wrote."""
        self.back: dict[str, Path] = {}
        """The return bundle on its way to each station."""

    def known_at(self, code: str) -> dict[str, str]:
        """Give the remarks of one station by their plan keys."""
        return {key: found for key, found in self.known.items() if key.startswith(f"pz-{code}-")}

    def learn(self, known: Mapping[str, str]) -> None:
        """Take note which records are the documents that will be spoken of."""
        wanted = self._plan.documents | set(self._plan.overtaken)
        self.known |= {key: found for key, found in known.items() if key in wanted}

    def enrol(self, demo_day: str, password: str) -> None:
        """Give each a machine of their own: pack, request, fingerprint, approval."""
        self._password = password
        for number, one in self._people.items():
            self._enrol(number, one, demo_day)

    def _enrol(self, number: int, one: Person, demo_day: str) -> None:
        centre, bundles = self._centre, self._out / "bundles"
        root = open_root_key(self._out / "keys" / "root-1.key", self._password)
        stations = tuple(code for code in one.stations if code in self._codes)
        joining = [Joining(one.id, one.name, one.role, stations=stations)]
        pack = invite(centre, centre.library.centre_unit, LETTERS[number - 1], joining, bundles, root)
        desk = set_up_station(
            desk_of(self._out, number),
            pack.path,
            one.id,
            pack.codes[one.id],
            self._password,
            fingerprint_read=pack.fingerprint,
            clock=centre.clock,
            library=centre.library,
            cost=QUICK,
            demo_day=demo_day,
            opened_on=_OPENED_ON,
        ).desk
        try:
            request = write_request(desk, bundles)
            second = centre.colleagues()[1].worker_id
            spoken = desk.machine.fingerprint
            accept_approval(desk, approve(centre, request, spoken, second, self._password, bundles, root))
        finally:
            desk.close()

    def meet(self, place: int) -> None:
        """Let the centre decide what was disputed, and each supervisor see, remark and send; bring it in."""
        centre, done = self._centre, self._plan.rounds[place]
        for act in self._here(done.centre):
            do(centre, act, self.known)
        centre.clock = stand(DESKS[place] - timedelta(minutes=5))
        tasks = [
            Sitting(
                desk_of(self._out, number), one.id, self._password, self._export(f"{centre.station}-{letter}"), place,
                self._here(done.desks.get(one.id, ())), self.known, self._out / "bundles",
            )
            for (number, one), letter in ((item, LETTERS[item[0] - 1]) for item in self._people.items())
        ]  # fmt: skip
        written = list(self._crew.run(sit_down, tasks))
        for one in written:
            self.known.update(one.known)
        centre.clock = stand(DESKS[place] + _BACK_AT_THE_CENTRE)
        for result in accept_bundles(centre, sorted(one.path for one in written if one.path)):
            if isinstance(result, Refused):
                raise result.trouble

    def send_home(self) -> None:
        """Put the return bundles of all stations on sticks."""
        found = {code: self._export(code) for code in self._codes}
        self.back = {code: path for code, path in found.items() if path}

    def _export(self, to: str) -> Path | None:
        try:
            return seal_bundle(self._centre, to, self._out / "bundles").path
        except NothingToSend:
            return None

    def _here(self, acts: Sequence[Act]) -> list[Act]:
        return [one for one in acts if one.record.split("-")[1] in self._codes]


def sit_down(task: Sitting) -> Sat:
    """Let one supervisor take in a bundle, do what they do, and export; runs in a process of its own."""
    desk = unlock(task.folder, task.worker, task.password, stand(DESKS[task.place] - timedelta(minutes=2)), library())
    try:
        if task.bundle:
            accept_bundle(desk, task.bundle, copy_first=False)
        ids = dict(task.known)
        for act in task.acts:
            do(desk, act, ids)
        if task.place == ROUNDS:
            index_all(desk)
        made = {key: found for key, found in ids.items() if key not in task.known}
        try:
            return Sat(seal_bundle(desk, desk.library.centre_unit, task.bundles).path, made)
        except NothingToSend:
            return Sat(None, made)
    finally:
        desk.close()


# ------------------------------------------------------------------------------ what is told at the end
def tell_supervision(centre: Desk) -> list[str]:
    """Say what supervision did, as the centre holds it: remarks by type, how far they have come, what was returned."""
    with centre.read() as read:
        here = remarks_at(read, None)
        kinds = Counter(one.kind for one in here.annotations.values())
        states = Counter(here.thread(one).state for one in here.annotations.values())
        documents = {one.anchor.document for one in here.annotations.values()}
        decided = [each.verdict for some in here.verdicts.values() for each in some]
        back = {key for key, some in here.verdicts.items() if VerdictCode.RETURNED in {one.verdict for one in some}}
    if not kinds:
        return []
    names = centre.library.vocabularies["annotation_kind"]
    by_kind = "、".join(f"{names.label(int(kind))}{kinds[kind]}" for kind in AnnotationKind if kinds[kind])
    by_state = "、".join(f"{STATE_WORDS[one]}{states[one]}" for one in State if states[one])
    return [
        f"督导批注{kinds.total()}条，在{len(documents)}份文书上：{by_kind}。",
        f"批注现在的状态：{by_state}；退回文书{len(back)}份，签批{decided.count(VerdictCode.SIGNED)}份。",
    ]
