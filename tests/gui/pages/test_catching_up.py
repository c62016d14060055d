"""What a merge left out of the search is found a while later, without anybody asking for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sheqi_desktop.gui import catching_up
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.catch_up import words_waiting
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.find_all import find_all
from sheqi_desktop.store import search_index


def left_out(desk: Desk) -> str:
    """Take every visit out of the search as a merge leaves it, and give the words of one."""
    with desk.write() as write:
        rows = [no for (no,) in write.rows("SELECT no FROM record WHERE kind = 'visit'")]
        write.many("DELETE FROM words WHERE rowid = ?", [(no,) for no in rows])
        search_index.put_off(write, rows)
    visit = look_up.list_records(desk, look_up.Wanted("visit", limit=1))[0]
    return str(visit.answers["summary"])[:6]


def found(desk: Desk, typed: str) -> list[str]:
    return [one.record for one in find_all(desk, typed) if one.kind == "visit"]


def test_it_goes_on_by_itself_until_nothing_is_left(
    qtbot, desk: Desk, make_window: Callable, monkeypatch: pytest.MonkeyPatch
):
    for name in ("SOON_MS", "NEXT_MS"):
        monkeypatch.setattr(catching_up, name, 10)
    typed = left_out(desk)
    assert words_waiting(desk)
    assert found(desk, typed) != [], "what waits is looked through meanwhile"
    rooms = make_window(desk)
    qtbot.waitUntil(lambda: not words_waiting(desk))
    rooms.wait()
    assert found(desk, typed) != []
