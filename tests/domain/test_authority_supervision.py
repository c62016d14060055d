"""Who may write what of supervision, as a table; and that nobody touches another's words."""

from __future__ import annotations

from typing import Any

import pytest

from sheqi_desktop.domain.authority import Writer, why_not
from sheqi_desktop.domain.change import Change, ChangeRef

ONE, TWO, CENTRE = "411327101", "411327103", "411327000"
CHAIN, OTHER = "a" * 32, "b" * 32


def guide(kind: str = "supervisor", unit: str = CENTRE, *stations: str) -> Writer:
    return Writer("s-1", frozenset({"supervisor"}), unit, kind, stations=frozenset(stations or (ONE,)))


WORKER = Writer("w-1", frozenset({"social_worker"}), ONE, "station")
LEAD = Writer("w-0", frozenset({"station_lead"}), ONE, "station")
DIRECTOR = Writer("c-1", frozenset({"center_director"}), CENTRE, "center")
STAFF = Writer("c-2", frozenset({"center_staff"}), CENTRE, "center")
VISITING = guide("station", ONE)
AT_CENTRE = guide("center", CENTRE)
AWAY = guide("supervisor", CENTRE, TWO)
PEOPLE = {
    "worker": WORKER, "lead": LEAD, "guide": guide(), "visiting": VISITING, "at centre": AT_CENTRE, "away": AWAY,
    "director": DIRECTOR, "staff": STAFF,
}  # fmt: skip
SUPERVISORS = {"guide", "visiting", "at centre"}


def new(kind: str, writer: Writer, **said: Any) -> Change:
    hand = "supervisor_id" if kind in ("annotation", "quality_score", "ce_credit") else "by"
    answers = {"station_code": ONE, "status": "submitted", hand: writer.worker, **said}
    return Change(ChangeRef(CHAIN, 5), kind, "r", (), answers, writer.worker, 0)


def patch(what: str, writer: Writer, parent: str = CHAIN, /, **said: Any) -> Change:
    return Change(ChangeRef(CHAIN, 5), what, "r", (ChangeRef(parent, 4),), said, writer.worker, 0)


@pytest.mark.parametrize(
    ("kind", "said", "who"),
    [
        ("annotation", {}, SUPERVISORS | {"director"}),
        ("verdict", {"verdict": "signed"}, SUPERVISORS | {"director"}),
        ("quality_score", {}, SUPERVISORS),
        ("ce_credit", {}, SUPERVISORS),
        ("annotation_reply", {"act": "reply"}, SUPERVISORS | {"worker", "lead", "director"}),
        ("annotation_reply", {"act": "revise"}, {"worker", "lead"}),
        ("annotation_reply", {"act": "appeal"}, {"worker", "lead"}),
        ("annotation_reply", {"act": "read"}, {"worker", "lead"}),
        ("annotation_reply", {"act": "confirm"}, SUPERVISORS | {"director"}),
        ("annotation_reply", {"act": "reopen"}, SUPERVISORS | {"director"}),
        ("annotation_reply", {"act": "appeal_granted"}, SUPERVISORS | {"director"}),
    ],
)
def test_who_writes_which_row(kind: str, said: dict[str, Any], who: set[str]) -> None:
    found = {name for name, writer in PEOPLE.items() if why_not(new(kind, writer, **said), None, writer) is None}
    assert found == who


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("kind", ["annotation", "annotation_reply", "verdict"])
def test_nobody_writes_in_anothers_name_or_rewrites_a_row(name: str, kind: str) -> None:
    writer, before = PEOPLE[name], {"station_code": ONE}
    assert why_not(new(kind, writer, supervisor_id="s-9", by="s-9"), None, writer) is not None
    for said in ({"text": "改"}, {"_deleted": True}, {"file_id": "x"}, {"verdict": "signed"}, {"act": "confirm"}):
        assert why_not(patch(kind, writer, **said), before, writer) is not None
    assert why_not(patch(kind, writer, OTHER, body="改成别的话"), before, writer) is not None


def test_the_own_words_of_an_annotation_are_mended_on_the_own_machine() -> None:
    writer = PEOPLE["guide"]
    assert why_not(patch("annotation", writer, body="换一种说法", kind=2), {"station_code": ONE}, writer) is None
    assert why_not(patch("annotation", WORKER, body="换一种说法"), {"station_code": ONE}, WORKER) is not None


@pytest.mark.parametrize("name", sorted(SUPERVISORS))
def test_a_supervisor_signs_and_hands_back_and_touches_no_word(name: str) -> None:
    writer, before = PEOPLE[name], {"station_code": ONE}

    def says(**said: Any) -> bool:
        return why_not(patch("case", writer, **said), before, writer, ("decision",)) is None

    stamps = {"approved_by": "s-1", "approved_at": "2023-06-14T09:00:00+00:00", "approval_note": "好"}
    assert says(status="signed", decision=1, **stamps)
    assert says(status="returned", return_note="请看批注")
    assert not says(status="signed", presenting_problem="改掉", **stamps)
    assert not says(status="submitted")
    assert not says(status="signed", approved_by="s-2")
    assert not says(signed_by="s-1")
    assert not says(station_code=TWO)
    assert not says(_deleted=True)
    assert why_not(patch("case", writer, **{"status/x/y": "signed"}), before, writer) is not None
    assert why_not(new("visit", writer), None, writer) is not None


def test_a_supervisor_of_other_stations_signs_nothing_here() -> None:
    told = why_not(patch("case", AWAY, status="signed", approved_by="s-1"), {"station_code": ONE}, AWAY)
    assert told == "这个站不由这名督导负责"


def test_a_worker_says_only_their_own_part_of_a_session() -> None:
    before = {"station_code": ONE}
    assert (
        why_not(patch("supervision_session", WORKER, feedback="有帮助", worker_signed_at="x"), before, WORKER) is None
    )
    assert why_not(patch("supervision_session", WORKER, process="改掉讨论过程"), before, WORKER) is not None
