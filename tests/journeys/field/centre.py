"""What the centre decides: disagreements, who is the same person, a machine that is lost; and what it takes back."""

from __future__ import annotations

from sheqi_desktop.domain.disputes import Choice
from sheqi_desktop.domain.trouble import NotFound, WrongState
from sheqi_desktop.operations.disputes import disputes
from sheqi_desktop.operations.report_lost import Loss, believe_held, report_lost
from sheqi_desktop.operations.same_person import join, joined_pairs, not_the_same, part, suspected
from sheqi_desktop.operations.settle_conflict import ask_back, settle_conflict, undo_settling
from sheqi_desktop.store import log, records
from sheqi_desktop.store.records import Wanted
from tests.journeys.field.county import Field
from tests.journeys.field.paper import WHY


def step_settle(field: Field) -> None:
    """A disagreement is decided, or sent back to be asked about."""
    with field.at(field.centre) as desk:
        waiting = disputes(desk)
        if not waiting:
            return
        one = field.dice.choice(waiting)
        if field.dice.random() < 0.25:
            ask_back(desk, one.record, WHY)
            field.say(f"centre asks back {one.record[-6:]}")
            return
        choices = {line.path: Choice(field.dice.choice(line.sides).value, "left") for line in one.lines}
        settle_conflict(desk, one.record, choices, WHY)
        field.say(f"centre settles {one.record[-6:]} {sorted(choices)}")


def step_undo(field: Field) -> None:
    """A decision is taken back, unless somebody has written over it since."""
    with field.at(field.centre) as desk:
        with desk.read() as read:
            found = records.list_records(read, Wanted(voided=None, restricted=True))
        decided = sorted(one.id for one in found if one.answers.get("settled_by"))
        if decided:
            record = field.dice.choice(decided)
            try:
                undo_settling(desk, record, WHY)
            except WrongState:
                return
            field.say(f"centre undoes {record[-6:]}")


def step_same(field: Field) -> None:
    """Two files are found to be one person, or not, or after all two."""
    with field.at(field.centre) as desk:
        joined, found = joined_pairs(desk), suspected(desk)
        if joined and field.dice.random() < 0.4:
            part(desk, *field.dice.choice(joined), WHY)
            field.say("centre parts two files")
        elif found:
            one = field.dice.choice(found)
            decide = field.dice.choice((join, not_the_same))
            decide(desk, one.first, one.second, WHY)
            field.say(f"centre decides on two files: {decide.__name__}")


def step_lost(field: Field) -> None:
    """A laptop is lost, once in a schedule: the centre reports it, and what it wrote before waits for a person."""
    there = [one for one in field.working if one.is_station]
    if len(there) < 2 or any(one.lost for one in field.places.values()):
        return
    gone = field.dice.choice(there)
    with field.at(field.centre) as desk:
        latest = max(one.hands.moment for one in field.places.values())
        at = max(int(latest.timestamp() * 1000), *(_last_at(field, one.name) for one in there)) + 1
        report_lost(desk, Loss(gone.device, at, "赶集的时候在车上被偷了"), field.template.root)
    for one in field.places.values():
        if one.device == gone.device:
            one.lost = True
            one.leave()
    field.say(f"{gone.name} is lost")


def _last_at(field: Field, name: str) -> int:
    with field.at(field.places[name]) as desk, desk.read() as read:
        return log.last_at(read)


def believe(field: Field) -> bool:
    """Believe what a lost machine had sealed before, as far as it has come by now; tell whether there was any."""
    devices = {one.device for one in field.places.values() if one.lost}
    found = False
    for device in devices:
        with field.at(field.centre) as desk:
            try:
                count = believe_held(desk, device, WHY, field.template.root)
            except NotFound:
                continue
        field.say(f"centre believes {count} changes of the lost machine")
        found = True
    return found


def step_believe(field: Field) -> None:
    """A person compares what is held of a lost machine with paper, and believes it."""
    believe(field)
