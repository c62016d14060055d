"""The edge of a supervisor's window: what was written and has not travelled is counted, whatever it is."""

from __future__ import annotations

from sheqi_desktop.operations.supervisor_state import supervisor_state
from tests.operations.test_supervision_sessions import a_session
from tests.supervising import Around, around

__all__ = ["around"]


def test_a_session_that_was_not_packed_is_counted_and_named(around: Around):
    before = supervisor_state(around.first)
    a_session(around.first)
    after = supervisor_state(around.first)
    assert after.unsent == before.unsent + 1
    assert "1 份督导记录未发回" in after.returning
    around.round()
    assert "督导记录" not in supervisor_state(around.first).returning
