"""督导记录 between a supervisor and a worker, by real files: who writes what, who signs, what is carried on."""

from __future__ import annotations

from typing import Any

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import due_rows
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.operations.sessions import carried_in, finish_action, session_book
from sheqi_desktop.store import records
from tests.builders_supervision import ISSUES, a_supervision_session
from tests.desks import put
from tests.groups import as_person
from tests.supervising import LEAD, ONE, WORKER, Around, around

__all__ = ["around"]
HIM, LEADER = f"w-{ONE}-2", f"w-{ONE}-1"
TALKED = {"what": "重写两份计划的目标", "who": HIM, "due": "2023-06-10"}


def a_session(desk: Desk, *, hand_in: bool = True, **said: Any) -> str:
    given = {"session_on": "2023-06-01", "supervisor_id": "s-1", "workers": [HIM], "actions": [TALKED], **said}
    answers = {name: value for name, value in a_supervision_session(**given).items() if value is not None}
    return put(desk, "supervision_session", answers, hand_in=hand_in).record


def say(desk: Desk, record: str, *, hand_in: bool = False, **said: Any) -> None:
    draft = draft_of(desk, record)
    for name, value in said.items():
        draft.answer(name, value)
    (submit if hand_in else save_record)(desk, draft, record)


def told(desk: Desk, record: str) -> dict[str, Any]:
    with desk.read() as read:
        return dict(desk.stored(read, record).answers)


def there(desk: Desk, record: str) -> bool:
    with desk.read() as read:
        return records.get(read, record) is not None


@pytest.fixture
def both(around: Around) -> Around:
    as_person(around.one, WORKER)
    return around


def test_a_session_is_signed_by_both_and_counts_then(both: Around):
    record = a_session(both.first)
    (line,) = session_book(both.first).lines
    assert (line.signed, line.counts, line.station) == ("等社工确认", False, both.first.unit_name(ONE))
    both.round()
    say(both.one, record, hand_in=True, feedback="讲得明白", rating=4, reservation="第二条做不到")
    both.round()
    for desk in (both.first, both.centre):
        (line,) = session_book(desk).lines
        assert (line.signed, line.counts) == ("已确认，有保留意见", True)
    assert told(both.first, record)["feedback"] == "讲得明白"


def test_the_worker_fills_in_the_own_question_before(both: Around):
    record = a_session(both.first, hand_in=False, worker_issues=None, process=None, advice=None, actions=None)
    both.round()
    with pytest.raises((t.ReviewRefused, t.NotFinished)):
        say(both.one, record, hand_in=True, worker_issues=ISSUES)
    say(both.one, record, worker_issues=ISSUES)
    assert told(both.one, record)["status"] == "draft"
    both.round()
    assert told(both.first, record)["worker_issues"] == ISSUES


def test_a_worker_changes_no_word_of_the_supervisor_and_a_mate_says_nothing(both: Around):
    record = a_session(both.first)
    both.round()
    with pytest.raises(t.NotYours):
        say(both.one, record, process="改成别的讨论过程，写满三十个字以上才好，所以这里再多写一些字凑够数。")
    as_person(both.one, LEAD)
    with pytest.raises(t.NotYours):
        say(both.one, record, hand_in=True, feedback="我替他说")
    with pytest.raises(t.NotYours):
        a_session(both.one)


def test_what_the_supervisor_rewrites_takes_the_workers_word_back(both: Around):
    record = a_session(both.first)
    both.round()
    say(both.one, record, hand_in=True)
    both.round()
    both.hands.to("2023-06-15T09:00:00")
    say(both.first, record, hand_in=True, next_on="2023-07-01")
    assert not told(both.first, record).get("worker_signed_at")
    with pytest.raises(t.NotYours):
        say(both.second, record, hand_in=True, next_on="2023-07-02")
    assert session_book(both.first).lines[0].signed == "等社工确认"


def test_open_actions_are_carried_on_and_told_when_they_are_late(both: Around):
    record = a_session(both.first)
    (line,) = carried_in(both.first, [HIM])
    assert (line.what, line.late, line.on) == (TALKED["what"], 4, "2023-06-01")
    assert session_book(both.first).overdue == 1
    both.round()
    asked = [one for one in due_rows(both.one).rows if one.form == "supervision_session"]
    assert {(one.what, one.group) for one in asked} == {("督导约定的行动", "late"), ("督导记录等你确认", "late")}
    assert {one.worker for one in asked} == {HIM}
    with pytest.raises(t.NotYours):
        finish_action(both.second, line.session, line.row)
    say(both.one, record, hand_in=True)
    both.round()
    finish_action(both.first, line.session, line.row, "两份都改好了")
    assert not carried_in(both.first, [HIM])
    assert session_book(both.first).lines[0].counts, "what became of an action is not signed anew"
    both.round()
    assert not [one for one in due_rows(both.one).rows if one.form == "supervision_session"]
    assert told(both.one, record)["actions"][0]["result"] == "两份都改好了"


def test_a_session_of_several_stations_stays_with_supervisor_and_centre(both: Around):
    record = a_session(both.first, form="central", workers=[HIM, LEADER, "w-elsewhere"], actions=None)
    both.round()
    assert there(both.one, record), "nobody is known to work elsewhere: it is all one station's"
    apart = a_session(both.first, form="group", workers=["w-elsewhere", "w-nowhere"], actions=None)
    both.round()
    assert look_up.get(both.centre, apart).station == both.centre.station
    assert not there(both.one, apart)
