"""遮住的号码: no number of a paper or a telephone stands whole on any surface of who reads them masked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain.codes import VisitMode
from sheqi_desktop.domain.form import Field
from sheqi_desktop.domain.privacy import mask_id, mask_phone
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.operations import (
    compare,
    disputes,
    find_all,
    form_state,
    inspect_bundle,
    look_up,
    open_form,
    people,
    person_card,
    print_record,
    quick_search,
    reading,
    record_list,
    same_person,
    unsent,
    visit_side,
    visits,
    void_bin,
    why,
)
from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import KINDS
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from tests.builders import a_household
from tests.builders_events import a_complaint
from tests.builders_groups import a_group, a_roster
from tests.desks import LIBRARY, put
from tests.operations.conftest import County
from tests.operations.test_restricted import as_
from tests.operations.test_restricted_surfaces import said
from tests.typed import a_seen, client_answers, number_for, tidy, village_of
from tests.volunteers import a_volunteer

OLD = "15400001111"
PHONES = [f"1540000{last}" for last in range(2221, 2230)]
IDS = [number_for(41), number_for(42), number_for(43)]
NUMBERS = (OLD, *PHONES, *IDS)
"""Stand in every question that is masked."""
NAME = "李遮号"


class Town:
    """A station with a number in every masked question, as the county centre knows it."""

    def __init__(self, county: County) -> None:
        self.station = county.station()
        self.ids: dict[str, str] = {}
        self._write(self.station)
        self.centre = county.centre()
        self.bundle = seal_bundle(self.station, self.centre.station, county.folder).path
        for path in (county.first[0], county.second[0], self.bundle):
            assert isinstance(accept_bundle(self.centre, path), Accepted)

    def _write(self, desk: Desk) -> None:
        members = [{"name": "李二", "relation": "self", "phone": PHONES[0]}]
        household = self._keep("household", tidy(a_household(village=village_of(desk), members=members)))
        guardian = {"relation": 3, "guardian_role": 1, "name": "李大", "phone": PHONES[1], "id_no": IDS[1]}
        numbers = {"id_no": IDS[0], "phone": OLD, "contact2_phone": PHONES[2], "guardians": [guardian]}
        told = client_answers(desk, household, 41, name=NAME, **numbers)
        client = self._keep("client", told, hand_in=True)
        draft = draft_of(desk, client)
        draft.answer("phone", PHONES[3])
        submit(desk, draft, client, [one for one in draft.problems() if one.confirmable])
        self.ids["visit"] = a_seen(desk, client, "2023-04-02", call=True, phone_called=PHONES[4]).record
        self._keep("complaint", tidy(a_complaint(complainant_phone=PHONES[5])))
        self._keep("volunteer", tidy(a_volunteer(id_no=IDS[2], phone=PHONES[6])))
        group = self._keep("group", tidy(a_group(leader_id=desk.me.worker_id)))
        rows = [{"name": "李三", "phone": PHONES[7], "guardian_phone": PHONES[8]}]
        self._keep("group_roster", tidy(a_roster(parent_id=group, members=rows)))

    def _keep(self, kind: str, answers: dict[str, Any], *, hand_in: bool = False) -> str:
        self.ids[kind] = put(self.station, kind, answers, hand_in=hand_in).record
        return self.ids[kind]


@pytest.fixture(scope="module")
def town(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Make the county once: every test only looks."""
    folder = tmp_path_factory.mktemp("town") / "county"
    shutil.copytree(founded, folder)
    county = County(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        yield Town(county)
    county.close()


Look = Callable[[Desk, Town], Any]


def each(look: Callable[[Desk, str, str], Any]) -> Look:
    """Look at every record in turn; a refusal shows no number either, and is looked at as well."""

    def looks(desk: Desk, town: Town) -> list[Any]:
        found = []
        for kind, record in town.ids.items():
            try:
                found.append(look(desk, kind, record))
            except Trouble as refused:
                found.append(str(refused))
        return found

    return looks


def opened(desk: Desk, kind: str, record: str) -> list[Any]:
    form = open_form.open_form(desk, kind, record)
    return [form.draft.answers, [one.message for one in form.draft.problems()], form.read_only]


def steps(desk: Desk, kind: str, record: str) -> list[Any]:
    return [[one.words, dict(one.change.answers)] for one in look_up.history(desk, record)]


def compared(desk: Desk, kind: str, record: str) -> list[Any]:
    every = compare.versions(desk, record)
    pairs = [({}, every[0].answers), *((one.answers, two.answers) for one, two in pairwise(every))]
    return [compare.differences(desk, kind, one, two) for one, two in pairs]


def lists(desk: Desk, town: Town) -> list[Any]:
    return [record_list.list_lines(desk, kind, [record]) for kind, record in town.ids.items() if kind != "visit"]


def listed(desk: Desk, town: Town) -> list[Any]:
    return [look_up.list_records(desk, look_up.Wanted(kind)) for kind in KINDS]


def searched(find: Callable[[Desk, str], Any]) -> Look:
    return lambda desk, town: [find(desk, one) for one in (NAME, "lzh", *(number[-4:] for number in NUMBERS))]


def begun(desk: Desk, town: Town) -> list[Any]:
    form = open_form.open_form(desk, "visit", "", {"client_id": town.ids["client"], "mode": int(VisitMode.PHONE)})
    return [form.draft.answers, [one.message for one in form.draft.problems()]]


def sealed(desk: Desk, town: Town) -> list[Any]:
    return [list(inspect_bundle.inspect_bundle(desk, town.bundle)), unsent.way_lines(desk, "411327000")]


SURFACES: dict[str, Look] = {
    "getting": each(lambda desk, kind, one: look_up.get(desk, one)),
    "what of it counts": each(lambda desk, kind, one: look_up.get(desk, one).confirmed),
    "listing": listed,
    "history": each(steps),
    "versions": each(compared),
    "forms": each(opened),
    "states of forms": each(lambda desk, kind, one: form_state.form_state(desk, one)),
    "reading": each(lambda desk, kind, one: reading.read_record(desk, one)),
    "papers": each(lambda desk, kind, one: print_record.print_record(desk, kind, one).data),
    "the card": lambda desk, town: person_card.person_card(desk, town.ids["client"]),
    "beside a visit": lambda desk, town: visit_side.visit_side(desk, town.ids["client"]),
    "what a visit proposes": lambda desk, town: open_form.propose(desk, {"client_id": town.ids["client"]}),
    "people": lambda desk, town: people.people(desk).rows,
    "visits": lambda desk, town: visits.visit_rows(desk, [town.ids["visit"]]),
    "lists": lists,
    "quick search": searched(quick_search.quick_search),
    "the search palette": searched(find_all.find_all),
    "pairs": lambda desk, town: same_person.suspected(desk),
    "at odds": lambda desk, town: disputes.disputes(desk),
    "the void bin": lambda desk, town: void_bin.void_bin(desk),
    "why": lambda desk, town: why.why_rows(desk, "1", town.station.station),
    "bundles": sealed,
    "a visit begun": begun,
}
SPEAKING = ("getting", "what of it counts", "listing", "history", "forms", "reading")
"""Show the numbers to the station's 站长, so that finding none of them elsewhere says something."""
ROLES = ("center_staff", "center_director", "evaluator", "supervisor", "nobody")


MASKED = {*map(mask_phone, PHONES), *map(mask_id, IDS)}


def leaks(told: Any) -> list[str]:
    return [one for one in said(told) if any(number in one for number in NUMBERS)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("surface", SURFACES)
def test_no_number_stands_whole_at_a_desk_that_reads_them_masked(town: Town, surface: str, role: str) -> None:
    desk = as_(town.centre, "w-x", (role, town.centre.station))
    try:
        told = SURFACES[surface](desk, town)
    except Trouble as refused:
        told = str(refused)
    assert leaks(told) == []
    short = [one for one in said(told) if any(mask in one for mask in MASKED)]
    assert short or surface not in SPEAKING, "where nothing is masked nothing was looked at"


@pytest.mark.parametrize("surface", SPEAKING)
def test_an_evaluator_at_a_station_sees_no_more(town: Town, surface: str) -> None:
    desk = as_(town.station, "w-x", ("evaluator", town.station.station))
    assert leaks(SURFACES[surface](desk, town)) == []


@pytest.mark.parametrize("role", ["station_lead", "supervisor"])
@pytest.mark.parametrize("surface", SPEAKING)
def test_the_surfaces_do_speak_to_who_may_read_them(town: Town, surface: str, role: str) -> None:
    desk = as_(town.station, "w-x", (role, town.station.station))
    told = "".join(leaks(SURFACES[surface](desk, town)))
    wanted = NUMBERS if surface == "history" else (*PHONES, *IDS)
    if surface != "what of it counts":
        assert [one for one in wanted if one not in told] == []
    assert told


def test_a_colleague_reads_a_clients_numbers_masked_and_types_what_is_not_handed_in(town: Town) -> None:
    desk = as_(town.station, "w-x", ("social_worker", town.station.station))
    for look in (opened, steps, lambda *asked: look_up.get(desk, asked[2])):
        assert leaks([look(desk, kind, town.ids[kind]) for kind in ("client", "visit")]) == []
    form = open_form.open_form(desk, "household", town.ids["household"])
    assert (form.hidden, form.read_only, bool(leaks(form.draft.answers))) == (False, "", True)


NOT_TRIED = {
    ("activity", "attendance"),
    ("client", "disability_cert_no"),
    ("service_certificate", "id_no"),
    ("volunteer", "guardian_phone"),
}
"""Masked by the same answers-wide rule; a whole activity or certificate would say no more."""


def test_every_masked_question_is_tried_and_none_stands_in_a_list(town: Town) -> None:
    """A form that gets another masked question has to be looked at here as well."""
    forms = [LIBRARY.form(kind) for kind in LIBRARY.kinds()]
    asked = {(form.id, field.id) for form in forms for field in form if _masked(field)}
    told = {kind: look_up.get(town.station, record).answers for kind, record in town.ids.items()}
    assert {(kind, field) for kind, field in asked if not told.get(kind, {}).get(field)} == NOT_TRIED
    assert {(form.id, name) for form in forms for name in form.listed} & asked == set()


def _masked(field: Field) -> bool:
    return any(one.mask in ("phone", "id_no") for one in (field, *field.columns))
