"""What people write at a station: visits, files of people, corrections, voids, and what comes back from them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sheqi_desktop.domain.trouble import NotFinished, RecordLocked, RecordVoided, WrongState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.operations.void import unvoid, void
from sheqi_desktop.store import records
from sheqi_desktop.store.records import StoredRecord, Wanted
from tests.journeys.field.county import Field, Place
from tests.signing import PAPERS
from tests.typed import a_seen

WHY = "在试验里这样定的"
WORDS = (
    "上午到家，老人在院里晒太阳，精神好，药还剩三天的，说好月底再来。",
    "去的时候老人赶集去了没有见到，邻居说这几天吃饭走路都好，改天再去。",
    "村医正好来送药，看着老人吃了一次，又把剩下的按天分好放在桌上。",
    "下午又去了一趟，老人说腿疼减轻了，能到门口走走，血压还是有点高。",
)
SECRET = 0.15
"""So often a file is 限阅."""
NEWER = {"asked_by_newer": "下一版才有的问题"}
"""A question that today's forms do not ask."""


def step_visit(field: Field) -> None:
    """Somebody is visited, and it is typed, complete or not yet handed in."""
    visit(field, field.some_station())


def visit(field: Field, place: Place) -> None:
    """Type a visit at a place."""
    with field.at(place) as desk:
        clients = of_this_station(desk, "client", known=True)
        day = desk.clock.today() - timedelta(days=field.dice.randrange(0, 3))
        hand_in = field.dice.random() < 0.8
        client, summary = field.dice.choice(clients).id, field.dice.choice(WORDS)
        try:
            saved = a_seen(desk, client, day.isoformat(), hand_in=hand_in, summary=summary)
        except NotFinished:  # the person's file says that nobody lives there on such a day
            saved = a_seen(desk, client, day.isoformat(), hand_in=False, summary=summary)
            hand_in = False
        field.say(f"{place.name} visit {saved.record[-6:]} {day} {'handed in' if hand_in else 'draft'}")


def step_person(field: Field) -> None:
    """A file is begun, straight into the log; the same person may have one already."""
    begin_file(field, field.some_station())


def begin_file(field: Field, place: Place, **more: Any) -> str:
    """Begin a file at a place; give its id."""
    with field.at(place) as desk:
        record = uuid7(desk.clock.ms())
        said: dict[str, Any] = {name: field.dice.choice(WORDS) for name in ("note", "health_note")}
        said |= {"name": "王秀兰", "station_code": place.unit, "status": field.dice.choice(("draft", "submitted"))}
        said |= {"id_no": field.dice.choice(("411399194103120022", "411399194103120049"))}
        if place.library is PAPERS:
            said |= NEWER
        if field.dice.random() < SECRET:
            said["restricted"] = True
        append(desk, "client", record, (), said | more)
        field.say(f"{place.name} file {record[-6:]}")
    return record


def step_paper(field: Field) -> None:
    """A machine with a later program writes a kind of paper that the others have never heard of."""
    place = field.some_station()
    with field.at(place) as desk:
        if place.library is PAPERS:
            record = uuid7(desk.clock.ms())
            said = {"station_code": place.unit, "status": "draft", "goal": field.dice.choice(WORDS)}
            append(desk, "agreement", record, (), said)
            field.say(f"{place.name} paper of a new kind {record[-6:]}")


def step_edit(field: Field) -> None:
    """Something is corrected: through the form where it is a visit, a plain answer elsewhere."""
    place = field.some_station()
    with field.at(place) as desk:
        found = of_this_station(desk, "visit") + of_this_station(desk, "client") + of_this_station(desk, "agreement")
        if not found:
            return
        # As often as not one of the files everybody has: people disagree about what they share.
        shared = [one for one in found if _of_the_county(field, one)]
        record = field.dice.choice(shared if shared and field.dice.random() < 0.5 else found)
        try:
            (_correct_visit if record.kind == "visit" else _edit_plain)(field, desk, record)
        except (RecordVoided, NotFinished):
            return
        field.say(f"{place.name} edits {record.kind} {record.id[-6:]}")


def _correct_visit(field: Field, desk: Desk, record: StoredRecord) -> None:
    draft = draft_of(desk, record.id)
    draft.answer("summary", field.dice.choice(WORDS) + str(field.dice.randrange(3)))
    if field.dice.random() < 0.4:
        draft.answer("service_date", (desk.clock.today() - timedelta(days=field.dice.randrange(5))).isoformat())
    draft.answer("correction_reason", "核对纸质表后更正")
    if record.status == "draft" and field.dice.random() < 0.4:
        save_record(desk, draft, record.id)
    else:
        submit(desk, draft, record.id, [one for one in draft.problems() if one.confirmable])


def _edit_plain(field: Field, desk: Desk, record: StoredRecord) -> None:
    name = "goal" if record.kind == "agreement" else field.dice.choice(("note", "health_note", "phone"))
    said: dict[str, Any] = {name: field.dice.choice((*WORDS, None))}
    if field.dice.random() < 0.5:
        said["status"] = "submitted"
    append(desk, record.kind, record.id, record.heads, said)


def step_void(field: Field) -> None:
    """A record is voided, or a void is taken back."""
    place = field.some_station()
    with field.at(place) as desk:
        found = [
            one for kind in ("visit", "client") for one in of_this_station(desk, kind) if not _of_the_county(field, one)
        ]
        if not found:
            return
        record = field.dice.choice(found)
        try:
            (unvoid if record.voided else void)(desk, record.id, WHY)
        except RecordLocked:  # the centre has closed the month
            field.count("void refused after the close")
            return
        except WrongState:
            return
        field.say(f"{place.name} {'restores' if record.voided else 'voids'} {record.kind} {record.id[-6:]}")


def append(desk: Desk, kind: str, record: str, parents: Any, said: dict[str, Any]) -> None:
    """Write a change straight into the log."""
    with desk.write() as write:
        desk.append(write, kind, record, parents, said, WHY)
    desk.step_witness()


def of_this_station(desk: Desk, kind: str, known: bool = False) -> list[StoredRecord]:
    """List the records of a kind of this station; ``known``: people everybody knows since the county was enrolled."""
    with desk.read() as read:
        own = records.list_records(read, Wanted(kind, stations=[desk.station], voided=None, restricted=True))
    return sorted((one for one in own if not known or one.answers.get("household_id")), key=lambda one: one.id)


def _of_the_county(field: Field, one: StoredRecord) -> bool:
    """Tell the people the visits are about: their files stay, so that a visit's own fate decides what counts."""
    return one.kind == "client" and bool(one.answers.get("household_id"))
