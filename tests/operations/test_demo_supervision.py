"""Supervision of the demo county for real: what three machines hold of every remark, and a signature that came late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheqi_desktop.domain.annotation import How
from sheqi_desktop.domain.thread import State
from sheqi_desktop.domain.trouble import OlderVersion
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.demo.run import PASSWORD, DemoCounty, run_demo, workspace
from sheqi_desktop.operations.demo.script import supervision_script
from sheqi_desktop.operations.demo.supervision import Remark
from sheqi_desktop.operations.demo.supervisors import desk_of
from sheqi_desktop.operations.demo.typist import known_keys
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.remarks import remarks_at
from sheqi_desktop.operations.unlock import unlock
from tests.desks import LIBRARY
from tests.operations.demo_plans import SEED, the_plan

STATIONS = {"411327101": 2, "411327313": 1}
"""Two stations, and the number of the supervisor of each."""


@dataclass
class Made:
    """The finished county with its machines open."""

    told: DemoCounty
    centre: Desk
    stations: dict[str, Desk]
    supervisors: dict[str, Desk]

    def machines(self, code: str) -> tuple[Desk, Desk, Desk]:
        return self.stations[code], self.supervisors[code], self.centre

    def record(self, key: str) -> str:
        return known_keys(self.stations[key.split("-")[1]])[key]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("supervised")
    out = folder / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        told = run_demo(out, SEED, codes=tuple(STATIONS))
        plans = {one.code: one for one in the_plan().stations}
        guides = {number: one.id for number, one in enumerate(the_plan().supervisors, start=1)}
        made = Made(
            told,
            _open(out / "centre", the_plan().centre[0].id),
            {code: _open(workspace(out, code), plans[code].people[0].id) for code in STATIONS},
            {code: _open(desk_of(out, number), guides[number]) for code, number in STATIONS.items()},
        )
        yield made
        for desk in (made.centre, *made.stations.values(), *made.supervisors.values()):
            desk.close()


def _open(folder: Path, worker: str) -> Desk:
    return unlock(folder, worker, PASSWORD, library=LIBRARY)


def planned(code: str) -> list[Remark]:
    return [one for one in supervision_script(SEED).remarks if one.station == code]


def held(desk: Desk, code: str) -> dict[str, tuple[str, str, State]]:
    """Give every remark about a station's papers that a machine holds: its words, its document, where it stands."""
    with desk.read() as read:
        here = remarks_at(read, [code])
        return {one.id: (one.body, one.anchor.document, here.thread(one).state) for one in here.annotations.values()}


@pytest.mark.parametrize("code", STATIONS)
def test_station_centre_and_supervisor_hold_every_remark_in_the_same_state(county: Made, code: str) -> None:
    station, supervisor, centre = (held(desk, code) for desk in county.machines(code))
    assert station == supervisor == centre
    assert len(station) == len(planned(code)) > 20


@pytest.mark.parametrize("code", STATIONS)
def test_nothing_of_the_plan_is_lost_on_the_way(county: Made, code: str) -> None:
    wanted = Counter((one.body, county.record(one.record), one.ends) for one in planned(code))
    assert Counter(held(county.stations[code], code).values()) == wanted


@pytest.mark.parametrize("code", STATIONS)
def test_threads_and_decisions_are_alike_everywhere(county: Made, code: str) -> None:
    def told(desk: Desk) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        with desk.read() as read:
            here = remarks_at(read, [code])
            return (
                {key: sorted(one.id for one in some) for key, some in here.events.items()},
                {key: sorted(one.id for one in some) for key, some in here.verdicts.items() if some},
            )

    station, supervisor, centre = (told(desk) for desk in county.machines(code))
    assert station == supervisor == centre


def test_a_supervisor_holds_nothing_of_the_stations_of_another(county: Made) -> None:
    one, other = STATIONS
    assert held(county.supervisors[one], other) == {}
    assert held(county.supervisors[other], one) == {}


def test_words_that_were_moved_or_mended_are_found_or_said_to_be_changed(county: Made) -> None:
    found: Counter[How] = Counter()
    for code in STATIONS:
        for record in {county.record(one.record) for one in planned(code)}:
            found.update(card.spot.how for card in document_threads(county.stations[code], record).cards)
    assert set(found) == set(How)


def test_12_a_signature_on_the_first_version_does_not_sign_the_second(county: Made) -> None:
    (key,) = supervision_script(SEED).overtaken
    record = county.record(key)
    station, supervisor, _ = county.machines(key.split("-")[1])
    for desk in (station, supervisor):
        told = document_threads(desk, record)
        assert (told.review.words, told.review.note) == ("待审第2版", "督导审阅的是第1版")
        stored = look_up.get(desk, record)
        assert (stored.status, stored.correcting) == ("submitted", True)
        assert stored.confirmed is not None
        assert stored.confirmed["strengths"] != stored.answers["strengths"]
        assert [(one.words, one.version) for one in told.decisions] == [("通过", 1)]
    first = document_threads(supervisor, record).versions[0]
    with pytest.raises(OlderVersion) as refused:
        give_verdict(supervisor, record, "signed", revision=first)
    assert refused.value.sentence == "您签批的是第1版，该文书已更新到第2版，请重新审阅。"


def test_the_demo_says_what_supervision_did(county: Made) -> None:
    remarks = [one for code in STATIONS for one in planned(code)]
    said = "\n".join(county.told.told)
    assert f"督导批注{len(remarks)}条" in said
    assert f"已确认{sum(one.ends == State.CONFIRMED for one in remarks)}" in said
    assert f"待处理{sum(one.ends == State.OPEN for one in remarks)}" in said
