"""限阅: not a word of it, and not the name of whom it is about, on any surface of somebody who is not named."""

from __future__ import annotations

import copy
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from sheqi_desktop.domain.trouble import Restricted, Trouble
from sheqi_desktop.operations import (
    accept_adjustment,
    activity_card,
    case_file,
    compare,
    crises,
    drafts,
    export_ledger,
    find_all,
    form_state,
    group_file,
    group_list,
    home,
    inspect_bundle,
    look_up,
    media_ready,
    open_form,
    people,
    person_card,
    print_case,
    print_record,
    quick_search,
    reading,
    record_list,
    refs,
    to_sign,
    unsent,
    visit_side,
    visits,
    void_bin,
    why,
)
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import KINDS
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.void import void
from sheqi_desktop.store.records import StoredRecord
from tests.builders_activity import an_activity
from tests.builders_case import a_case
from tests.builders_events import a_complaint, a_crisis, a_referral
from tests.builders_groups import a_group
from tests.desks import put
from tests.operations.conftest import County
from tests.operations.test_restricted import as_, sit
from tests.typed import a_home, a_person, a_seen, tidy

WORDS = "青紫甲乙丙"
"""Stands in every answer of a restricted record."""
NAME = "万隐娘"
"""The person whose whole file is restricted."""
TELEPHONE = "15400007777"
OPEN = "李开放"
LONG = f"上午到家，看到{WORDS}，问了没有回答，约好明天再来看一次。"


class Town:
    """One station with a little of everything that is restricted, seen by a colleague who is not named."""

    def __init__(self, county: County) -> None:
        self.county = county
        station, centre = county.station(), county.centre()
        self.author = sit(station, f"w-{station.station}-2")
        self.ids: dict[str, str] = {}
        self._write(self.author)
        accept_bundle(centre, seal_bundle(sit(station, f"w-{station.station}-1"), centre.station, county.folder).path)
        close_month(centre, station.station, 2023, 3)
        self.bundle = seal_bundle(centre, station.station, county.folder).path
        accept_bundle(station, self.bundle)
        self._correct_late(sit(station, f"w-{station.station}-2"))
        self.centre = as_(centre, "w-y", ("center_staff", centre.station))
        self.desk = as_(station, "w-x", ("social_worker", station.station))

    def _write(self, desk: Desk) -> None:
        household = a_home(desk)
        self._keep("open", a_person(desk, household, 21, name=OPEN))
        about = {"note": WORDS, "phone": TELEPHONE, "restricted": True}
        self._keep("person", a_person(desk, household, 22, name=NAME, **about))
        seen, person, own = self.ids["open"], self.ids["person"], {"worker_id": desk.me.worker_id, "restricted": True}
        self._keep("their visit", a_seen(desk, person, "2023-04-01").record)
        matter = [{"matter": WORDS, "worker": "李强", "due": "2023-04-02", "result": 1}]
        late = {"late_reason": "no_device", **own}
        self._keep("late", a_seen(desk, seen, "2023-03-20", summary=LONG, **late).record)
        self._keep("visit", a_seen(desk, seen, "2023-04-02", summary=LONG, follow_ups=matter, **own).record)
        self._put("crisis", a_crisis(client_id=seen, facts=LONG, worker_id=desk.me.worker_id), hand_in=False)
        self._put("case", a_case(client_id=seen, title=WORDS, presenting_problem=LONG, **own))
        self._put("activity", an_activity(name=WORDS, moves=None, **own), hand_in=False)
        self._put("group", a_group(name=WORDS, **own), hand_in=False)
        told = a_referral(client_id=seen, from_ref=self.ids["crisis"], consent_id=None, reason=LONG,
                          no_consent_reason="mandatory_report", worker_id=desk.me.worker_id)  # fmt: skip
        self._put("referral", told)
        self._put("complaint", a_complaint(content=LONG, handled_by=desk.me.worker_id, **own), hand_in=False)
        void(desk, self.ids["complaint"], f"{WORDS}，登记错了")

    def _put(self, kind: str, answers: dict[str, Any], *, hand_in: bool = True) -> None:
        self._keep(kind, put(self.author, kind, tidy(answers), hand_in=hand_in).record)

    def _keep(self, name: str, record: str) -> None:
        self.ids[name] = record

    def _correct_late(self, desk: Desk) -> None:
        draft = draft_of(desk, self.ids["late"])
        draft.answer("correction_reason", f"{WORDS}，看错了日期")
        draft.answer("summary", LONG.replace("明天", "后天"))
        submit(desk, draft, self.ids["late"], [one for one in draft.problems() if one.confirmable])

    @property
    def secret(self) -> list[str]:
        """Give every record that is restricted."""
        return [record for name, record in self.ids.items() if name not in ("open", "their visit")]


@pytest.fixture(scope="module")
def town(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Make the station once: every test only looks."""
    folder = tmp_path_factory.mktemp("town") / "county"
    shutil.copytree(founded, folder)
    county = County(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        yield Town(county)
    county.close()


def said(value: Any) -> Iterator[str]:
    """Give every text inside whatever an operation answers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, StoredRecord):
        yield from said([value.name, value.answers, value.void_reason])
    elif isinstance(value, dict):
        yield from said([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from said(one)
    elif isinstance(value, bytes):
        yield from _of_file(value)
    elif is_dataclass(value):
        for one in fields(value):
            yield from said(getattr(value, one.name))


def _of_file(data: bytes) -> Iterator[str]:
    if data.startswith(b"PK"):
        book = openpyxl.load_workbook(io.BytesIO(data))
        yield from (str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    elif data.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(data)
        yield "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "")


def each(look: Callable[[Desk, str], Any]) -> Callable[[Town], list[Any]]:
    """Look at every restricted record in turn; to be refused is as good as to see nothing."""

    def looks(town: Town) -> list[Any]:
        found = []
        for record in town.secret:
            try:
                found.append(look(town.desk, record))
            except Trouble as refused:
                found.append(str(refused))
        return found

    return looks


def searched(find: Callable[[Desk, str], Any]) -> Callable[[Town], list[Any]]:
    typed = (WORDS, NAME, "wyn", "wanyin", TELEPHONE[-4:], OPEN)
    return lambda town: [find(town.desk, one) for one in typed]


def found_lines(desk: Desk, typed: str) -> list[Any]:
    """Give what the palette finds; its offer to begin a new file repeats what was typed."""
    return [one for one in find_all.find_all(desk, typed) if one.act != "new_client"]


def lists(town: Town) -> list[Any]:
    forms = [kind for kind in KINDS if kind in town.desk.library.kinds() and kind != "visit"]
    asked = {kind: record_list.record_list(town.desk, record_list.ListAsk(kind)) for kind in forms}
    return [record_list.list_lines(town.desk, kind, [*found.ids, *town.secret]) for kind, found in asked.items()]


def ledgers(town: Town) -> list[bytes]:
    """Take every ledger out, as somebody who may: a restricted record is a number in it all the same."""
    lead = as_(town.desk, "w-z", ("station_lead", town.desk.station))
    kinds = [kind for kind in town.desk.library.kinds() if town.desk.library.form(kind).ledger]
    return [export_ledger.export_ledger(lead, kind, reason="季度归档检查") for kind in kinds]


def whys(town: Town) -> list[Any]:
    found = why.count_contract(town.desk).outcome.results
    measures = [one.measure.code for one in found if one.measure.scope == "station"]
    desks = (town.desk, town.centre)
    return [why.why_rows(desk, one, town.author.station) for desk in desks for one in measures]


def pointed(town: Town) -> list[Any]:
    kinds = ("client", "household", "record", "visit", "case", "crisis", "referral")
    found = [refs.find(town.desk, kind, typed) for kind in kinds for typed in ("", WORDS, NAME)]
    return [*found, *(refs.name_of(town.desk, "record", one) for one in town.secret),
            refs.name_of(town.desk, "client", town.ids["person"])]  # fmt: skip


def begun(town: Town) -> list[Any]:
    """Begin a visit to somebody who was seen before: what is proposed and what is checked."""
    found = []
    for person in (town.ids["open"], town.ids["person"]):
        form = open_form.open_form(town.desk, "visit", "", {"client_id": person})
        found += [form.draft.answers, [one.message for one in form.draft.problems()]]
        found.append(open_form.propose(town.desk, {"client_id": person, "service_date": "2023-04-03"}))
    return found


def with_the_open_paper(town: Town) -> bytes:
    """Print the visit that is open to all, of the person whose file is not."""
    return print_record.print_record(town.desk, "visit", town.ids["their visit"]).data


def sealed(town: Town) -> list[Any]:
    return [list(inspect_bundle.inspect_bundle(town.desk, town.bundle)), unsent.way_lines(town.desk, "411327000")]


SURFACES: dict[str, Callable[[Town], Any]] = {
    "quick search": searched(quick_search.quick_search),
    "the search palette": searched(found_lines),
    "links": pointed,
    "home": lambda town: home.home(town.desk),
    "people": lambda town: [people.people(town.desk).rows, people.people(town.desk, NAME).rows],
    "the card of somebody": lambda town: person_card.person_card(town.desk, town.ids["open"]),
    "cards": each(person_card.person_card),
    "beside a visit": lambda town: visit_side.visit_side(town.desk, town.ids["open"]),
    "beside a visit to them": each(visit_side.visit_side),
    "visits": lambda town: visits.visit_rows(town.desk, [*visits.visits(town.desk).ids, *town.secret]),
    "lists": lists,
    "reading": each(reading.read_record),
    "the visit of a restricted person": lambda town: reading.read_record(town.desk, town.ids["their visit"]),
    "versions": each(compare.versions),
    "history": each(look_up.history),
    "getting": each(look_up.get),
    "changing": each(draft_of),
    "forms": each(lambda desk, one: open_form.open_form(desk, look_up_kind(desk, one), one)),
    "states of forms": each(form_state.form_state),
    "papers": each(lambda desk, one: print_record.print_record(desk, look_up_kind(desk, one), one).data),
    "an open paper": with_the_open_paper,
    "cases": each(case_file.case_file),
    "bound cases": each(print_case.print_case),
    "activities": each(activity_card.activity_card),
    "photos for the media": each(media_ready.media_photos),
    "groups": each(group_file.group_card),
    "the list of groups": lambda town: group_list.group_list(town.desk),
    "to sign": lambda town: to_sign.to_sign(town.desk),
    "why": whys,
    "adjustments": lambda town: accept_adjustment.list_adjustments(town.desk, decided=True),
    "adjustments of one": each(accept_adjustment.adjustments_of),
    "adjustments at the centre": lambda town: accept_adjustment.list_adjustments(town.centre, decided=True),
    "the void bin": lambda town: [void_bin.void_bin(town.desk), void_bin.void_bin(town.centre)],
    "ledgers": ledgers,
    "bundles": sealed,
    "alarms": lambda town: crises.alarms(town.desk),
    "half-typed forms": lambda town: drafts.all_drafts(town.desk),
    "a visit begun": begun,
}


MAY_BE_EMPTY = frozenset(
    {
        "beside a visit to them",
        "the list of groups",
        "to sign",
        "half-typed forms",
        "alarms",
        "adjustments at the centre",
    }
)


def look_up_kind(desk: Desk, record: str) -> str:
    with desk.read() as read:
        return desk.stored(read, record).kind


@pytest.mark.parametrize("surface", SURFACES)
def test_nothing_of_a_restricted_record_is_said_to_who_is_not_named(town: Town, surface: str) -> None:
    told = list(said(SURFACES[surface](town)))
    assert told or surface in MAY_BE_EMPTY, "a surface that says nothing at all proves nothing"
    leaks = [one for one in told if any(word in one for word in (WORDS, NAME, TELEPHONE))]
    assert leaks == []


def test_the_surfaces_do_speak_to_who_is_named(town: Town) -> None:
    """The same looks find the words for the 站长: what is not found above is hidden, not merely absent."""
    named = copy.copy(town)
    named.desk = as_(town.desk, "w-z", ("station_lead", town.desk.station))
    for surface in ("cards", "reading", "versions", "getting", "papers", "the list of groups", "adjustments"):
        told = list(said(SURFACES[surface](named)))
        assert any(WORDS in one for one in told), surface


def test_a_refusal_is_the_one_for_restricted_records(town: Town) -> None:
    for look in (reading.read_record, compare.versions, person_card.person_card):
        with pytest.raises(Restricted):
            look(town.desk, town.ids["person"])
