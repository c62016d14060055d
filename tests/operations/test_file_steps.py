"""Steps with a whole file: only from where they may start, by whom they belong to, with the words they need."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain import records as kinds
from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.authority import Writer, why_not
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.records.files import FileKind, Move, taken
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.move import move, state_of
from tests.signing import LEAD, WORKER, Office, somebody

OPEN, PAUSED, CLOSED = "open", "paused", "closed"
STATES = {OPEN: "服务中", PAUSED: "暂停", CLOSED: "已归档"}
STEPS = (
    Move("pause", "暂停", frozenset({OPEN}), comment_needed=True),
    Move("resume", "恢复", frozenset({PAUSED})),
    Move("archive", "归档", frozenset({OPEN, PAUSED}), roles=frozenset({"station_lead"})),
)
AFTER = {"pause": PAUSED, "resume": OPEN, "archive": CLOSED}
FILE = FileKind(
    "client",
    "档案",
    STATES,
    lambda file, papers, on: next((AFTER[str(row["move"])] for row in reversed(taken(file, *AFTER))), OPEN),
    {one.name: one for one in STEPS},
)


@pytest.fixture(autouse=True)
def _a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a person's file be a file with steps, as 个案 and 小组 are."""
    monkeypatch.setitem(kinds.FILES, "client", FILE)


def now(office: Office, record: str, worker: str = WORKER) -> str:
    desk = office.sit(worker)
    with desk.read() as read:
        return state_of(desk, read, desk.stored(read, record))


def test_a_state_follows_from_the_steps_and_a_wrong_one_is_refused_in_the_exact_words(office: Office):
    desk = office.sit()
    record = somebody(desk)
    with pytest.raises(t.WrongFileState, match="档案当前为“服务中”，不能恢复。"):
        move(desk, record, "resume")
    move(desk, record, "pause", "去儿子家住两个月")
    with pytest.raises(t.WrongFileState, match="档案当前为“暂停”，不能暂停。"):
        move(desk, record, "pause", "去儿子家住两个月")
    office.hands.to("2023-05-06T09:00:00")
    move(desk, record, "resume")
    assert now(office, record) == OPEN
    steps = document(look_up.get(office.sit(), record)).moves
    assert [(row["move"], row["by"]) for row in steps] == [("pause", WORKER), ("resume", WORKER)]


def test_a_step_may_need_a_reason_and_may_belong_to_the_lead(office: Office):
    desk = office.sit()
    record = somebody(desk)
    with pytest.raises(t.ReasonTooShort):
        move(desk, record, "pause", "外出")
    with pytest.raises(t.NotYours):
        move(desk, record, "archive")
    with pytest.raises(t.NotFound):
        move(desk, record, "fly")
    move(office.sit(LEAD), record, "archive")
    assert now(office, record) == CLOSED


def test_what_the_verb_refuses_the_merge_refuses_too():
    """A bundle is judged change by change: the step of a role is not taken by another."""
    step = {"id": "s", "move": "archive", "by": "w"}
    asked = Change(ChangeRef("c", 2), "client", "r", (ChangeRef("c", 1),), {"moves/s": step}, "w", 2)
    before = {"station_code": "411327103"}

    def said(*roles: str) -> str | None:
        return why_not(asked, before, Writer("w", frozenset(roles), "411327103", "station"))

    assert said("social_worker") == "“归档”不是这个角色能办的"
    assert said("social_worker", "station_lead") is None
