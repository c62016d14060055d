"""A judgement belongs to the rules it was made by: another program judges everything anew, and says so (11 §3)."""

from __future__ import annotations

from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.judge_complete import JUDGED_BY, NOTED, judge_complete
from sheqi_desktop.operations.library import Library
from sheqi_desktop.store import journal, meta, source_rows
from tests.operations.conftest import County


def noted(desk: Desk) -> list[dict[str, object]]:
    with desk.read() as read:
        return [dict(one.detail) for one in journal.entries(read) if one.what == NOTED]


def as_an_older_program_left_it(desk: Desk) -> int:
    """Turn every judgement round, under the name of other rules."""
    with desk.write() as write:
        before = source_rows.judged(write)
        source_rows.keep_judgement(write, [(number, not fine) for number, _, fine in before])
        meta.put(write, JUDGED_BY, "0123456789abcdef")
    return len(before)


def test_another_program_judges_every_visit_anew_and_writes_down_what_came_out_otherwise(county: County):
    desk = county.station()
    right = count_contract(desk)
    digest = state_digest(desk)
    assert noted(desk) == []
    visits = as_an_older_program_left_it(desk)
    assert visits > 2
    assert count_contract(desk) == right
    assert noted(desk) == [{"visits": visits, "otherwise": visits}]
    assert judge_complete(desk) == 0
    assert state_digest(desk) == digest


def test_what_is_rebuilt_is_judged_by_the_same_rules(county: County):
    desk = county.station()
    right = count_contract(desk)
    assert rebuild_all(desk)[0]
    assert count_contract(desk) == right
    assert noted(desk) == []


def test_the_rules_are_the_form_in_all_versions_and_the_checks_of_this_program():
    library = Library()
    assert library.rules_of("visit") == Library().rules_of("visit")
    assert len({library.rules_of(kind) for kind in ("visit", "client", "household")}) == 3
