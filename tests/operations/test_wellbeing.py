"""情绪与压力: for a supervisor and one worker, in no file but theirs, and nowhere anybody else looks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.circles import PRIVATE
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.find_all import find_all
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.print_sessions import print_sessions
from sheqi_desktop.operations.record_list import ListAsk, record_list
from sheqi_desktop.operations.wellbeing import Wellbeing, keep_wellbeing, wellbeing_of
from sheqi_desktop.store import log
from tests.groups import as_person
from tests.operations.test_supervision_sessions import HIM, a_session, there
from tests.reports.papers import page_texts, squeezed
from tests.supervising import LEAD, WORKER, Around, around

__all__ = ["around"]
JUNE = date(2023, 6, 1), date(2023, 6, 30)
TOLD = "晚上睡不好，怕月底验收"


@pytest.fixture
def noted(around: Around) -> tuple[Around, str]:
    as_person(around.one, WORKER)
    session = a_session(around.first)
    keep_wellbeing(around.first, session, HIM, 2, TOLD)
    around.round()
    # The centre forwards nothing private: the 督导 hands the file to the station.
    around.send(around.first, around.one)
    return around, session


def note_of(desk: Desk, session: str) -> str:
    (one,) = wellbeing_of(desk, session)
    return one.record


def test_the_two_of_them_read_it_and_both_may_change_it(noted: tuple[Around, str]):
    around, session = noted
    note = note_of(around.first, session)
    assert wellbeing_of(around.one, session) == [Wellbeing(note, HIM, 2, TOLD)]
    keep_wellbeing(around.one, session, HIM, 3, "这周好些")
    around.send(around.one, around.first)
    assert wellbeing_of(around.first, session) == [Wellbeing(note, HIM, 3, "这周好些")]


def test_it_is_in_no_file_but_theirs(noted: tuple[Around, str]):
    around, session = noted
    note = note_of(around.first, session)
    keep_wellbeing(around.one, session, HIM, 1, "更糟了")
    around.round()
    for desk in (around.centre, around.second):
        assert there(desk, session)
        assert not there(desk, note)
        with desk.read() as read:
            assert not [name for _, name in log.chain_circles(read).values() if name.startswith(PRIVATE)]
    for path in Path(around.folder).rglob("*"):
        if path.is_file() and path.parent.name in ("centre", "supervisor-C"):
            assert TOLD.encode() not in path.read_bytes()


def test_the_lead_finds_it_nowhere(noted: tuple[Around, str]):
    around, session = noted
    note = note_of(around.one, session)
    as_person(around.one, LEAD)
    desk = around.one
    assert wellbeing_of(desk, session) == []
    assert record_list(desk, ListAsk("wellbeing_note")).ids == ()
    assert record_list(desk, ListAsk("wellbeing_note")).counts["all"] == 0
    assert look_up.list_records(desk, look_up.Wanted("wellbeing_note", restricted=True)) == []
    assert not [one for one in find_all(desk, "睡不好") if one.record]
    with pytest.raises(t.Restricted):
        look_up.get(desk, note)
    with pytest.raises(t.Trouble):
        print_record(desk, "wellbeing_note", note)
    with pytest.raises(t.NotFound):
        export_ledger(desk, "wellbeing_note", reason="看看有没有")
    with pytest.raises(t.NotYours):
        keep_wellbeing(desk, session, HIM, 5)


def test_nobody_prints_or_finds_it_not_even_the_two(noted: tuple[Around, str]):
    around, session = noted
    as_person(around.one, WORKER)
    with pytest.raises(t.Trouble):
        print_record(around.one, "wellbeing_note", note_of(around.one, session))
    for desk in (around.one, around.first):
        assert not [one for one in find_all(desk, "睡不好") if one.record]
    for desk in (around.one, around.first):
        for made in (print_record(desk, "supervision_session", session), print_sessions(desk, *JUNE)):
            (words,) = page_texts(made.data)
            assert "督导记录" in squeezed(words)
            assert "睡不好" not in squeezed(words)


def test_what_is_wrong_is_said_in_words(noted: tuple[Around, str]):
    around, session = noted
    for worker, level, note in ((HIM, None, ""), (HIM, 9, ""), (HIM, 3, "长" * 301), ("w-elsewhere", 3, "")):
        with pytest.raises(t.ReviewRefused):
            keep_wellbeing(around.first, session, worker, level, note)
    with pytest.raises(t.NotYours):
        keep_wellbeing(around.second, session, HIM, 3)
