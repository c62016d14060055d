"""The journal knows who tried to come in, who opened a case file and who searched by an ID number (TRUST §4.7)."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.find_all import find_all
from sheqi_desktop.operations.noted import note_opened
from sheqi_desktop.operations.people import people
from sheqi_desktop.operations.quick_search import quick_search
from sheqi_desktop.operations.record_list import ListAsk, record_list
from sheqi_desktop.operations.refs import find as find_refs
from sheqi_desktop.operations.unlock import switch, unlock
from sheqi_desktop.operations.visits import VisitAsk, visits
from sheqi_desktop.store import journal
from tests.desks import LIBRARY, PASSWORD
from tests.operations.conftest import STATIONS, County

NUMBER = "41132719450312001X"
SEARCHES = {
    "quick": quick_search,
    "palette": find_all,
    "people": people,
    "list": lambda desk, typed: record_list(desk, ListAsk("process_note", text=typed)),
    "visits": lambda desk, typed: visits(desk, VisitAsk(text=typed)),
    "choice": lambda desk, typed: find_refs(desk, "client", typed),
}


def noted(desk: Desk, what: str) -> list[journal.Entry]:
    with desk.read() as read:
        journal.verify(read)
        return [one for one in reversed(journal.entries(read)) if one.what == what]


def test_wrong_passwords_are_noted_at_the_next_login_with_their_own_moment(county: County):
    folder, worker, other = county.folder / f"{STATIONS[0]}-A", f"w-{STATIONS[0]}-1", f"w-{STATIONS[0]}-2"
    for who in (worker, worker, other):
        with pytest.raises(t.WrongPassword):
            unlock(folder, who, "不是这个口令啊啊", county.hands.clock, LIBRARY)
    desk = county.station()
    missed = noted(desk, "unlock_failed")
    assert [one.who for one in missed] == [worker, worker, other]
    assert all(one.at for one in missed)
    assert not [one for one in missed if "口令" in str(one)]
    switch(desk, other, PASSWORD)
    assert len(noted(desk, "unlock_failed")) == 3, "each is noted once"


def test_a_wrong_password_on_an_open_machine_is_noted_too(county: County):
    desk = county.station()
    other = f"w-{STATIONS[0]}-2"
    with pytest.raises(t.WrongPassword):
        switch(desk, other, "不是这个口令啊啊")
    switch(desk, other, PASSWORD)
    assert [one.who for one in noted(desk, "unlock_failed")] == [other]


def test_a_case_file_that_is_opened_is_noted(county: County):
    desk = county.station()
    note_opened(desk, "a case")
    (entry,) = noted(desk, "open_case")
    assert (entry.who, entry.subject) == (desk.me.worker_id, "a case")


@pytest.mark.parametrize("way", SEARCHES)
def test_every_search_by_an_id_number_is_noted_without_the_number(county: County, way: str):
    desk = county.station()
    for typed in ("王秀兰", NUMBER[:17], "13812345678"):
        SEARCHES[way](desk, typed)
    assert noted(desk, "search_id") == []
    SEARCHES[way](desk, NUMBER)
    SEARCHES[way](desk, f" {NUMBER.lower()} ")
    (entry,) = noted(desk, "search_id")
    assert NUMBER not in str(entry)
