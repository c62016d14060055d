"""Two machines write the same answer differently: people decide, nothing is lost, everything can be taken back."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from sheqi_desktop.domain.change import VOIDED
from sheqi_desktop.domain.disputes import Choice
from sheqi_desktop.domain.privacy import mask_phone
from sheqi_desktop.domain.trouble import ChangeNotAllowed, DisputeMoved, NotDecided, NotYours, WrongState
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.disputes import dispute_of, disputes, settled_lately
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.settle_conflict import LEFT, RIGHT, TYPED, ask_back, both, settle_conflict, undo_settling
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import log
from tests.at_odds import WHY, Two, two
from tests.signing import LEAD, Office, an_agreement, somebody

__all__ = ["two"]


# ------------------------------------------------------------------------------ what is shown
def test_only_what_differs_is_at_odds_with_who_when_and_on_which_machine(two: Two):
    found = two.at_odds()
    (line,) = found.lines
    assert line.label == two.centre.library.form("client").field("health_note").label
    assert {side.words for side in line.sides} == {"血压偏高", "血压正常"}
    assert sorted(side.machine.split()[-2] for side in line.sides) == ["A", "B"]
    assert {side.by for side in line.sides} == {"张敏"}
    assert all(side.confirmed for side in line.sides)
    assert (line.written, line.suggested) == (True, None)
    assert found.agreed.endswith("日")
    assert [one.record for one in disputes(two.centre)] == [two.client]


def test_until_settled_the_last_agreed_value_counts_and_other_fields_went_together(two: Two):
    told = look_up.get(two.centre, two.client)
    assert told.answers.get("health_note") not in ("血压偏高", "血压正常")
    assert (told.answers["note"], told.answers["phone"]) == ("住在村东头", mask_phone("15403771111"))


def test_confirmed_beats_draft_is_only_suggested(office: Office):
    a = office.sit(LEAD)
    client = somebody(a)
    record = an_agreement(a, client, hand_in=False).record
    centre = office.centre()
    office.send(a, centre)
    b = office.sit(LEAD, "B")
    office.send(centre, b)
    for desk, words, hand_in in ((a, "三个月里每周到家一次看望", True), (b, "半年里每月到家一次看望", False)):
        draft = draft_of(desk, record)
        draft.answer("goal", words)
        (submit if hand_in else save_record)(desk, draft, record)
        office.send(desk, centre)
    found = dispute_of(centre, record)
    assert found is not None
    (line,) = [one for one in found.lines if one.path == "goal"]
    assert line.suggested is not None
    assert line.sides[line.suggested].words == "三个月里每周到家一次看望"


# ------------------------------------------------------------------------------ deciding
@pytest.mark.parametrize("how", [LEFT, RIGHT])
def test_a_decision_stands_on_all_three_machines(two: Two, how: str):
    wanted = two.at_odds().lines[0].sides[how == RIGHT].value
    two.decide(how)
    assert dispute_of(two.centre, two.client) is None
    two.back()
    for desk in (two.a, two.b, two.centre):
        told = look_up.get(desk, two.client)
        assert told.answers["health_note"] == wanted
        assert (told.answers["settled_why"], told.conflicts, len(told.heads)) == (WHY, 0, 1)
        assert told.status == "submitted"
        assert not told.correcting
    assert len({state_digest(desk) for desk in (two.a, two.b, two.centre)}) == 1


def test_both_and_typed_words(two: Two):
    (line,) = two.at_odds().lines
    together = both(line)
    assert "血压偏高" in together
    assert "血压正常" in together
    two.decide(TYPED, health_note=together)
    assert two.answers(two.centre)["health_note"] == together


def test_what_was_not_taken_stays_in_the_history(two: Two):
    two.decide(LEFT)
    with two.centre.read() as read:
        said = [one.answers.get("health_note") for one in log.history(read, two.client)]
    assert {"血压偏高", "血压正常"} <= set(said)


def test_a_decision_needs_everything_and_a_reason(two: Two):
    (line,) = two.at_odds().lines
    choice = Choice(line.sides[0].value, LEFT)
    with pytest.raises(NotDecided) as told:
        settle_conflict(two.centre, two.client, {line.path: choice}, "对")
    assert told.value.sentence == "请选择处理方式并说明理由。"
    with pytest.raises(NotDecided):
        settle_conflict(two.centre, two.client, {}, WHY)
    with pytest.raises(DisputeMoved):
        settle_conflict(two.centre, two.client, {"note": choice}, WHY)
    with pytest.raises(NotYours):
        settle_conflict(two.a, two.client, {line.path: choice}, WHY)


def test_undone_it_is_at_odds_again_exactly_as_before_everywhere(two: Two):
    before = two.at_odds().lines
    two.decide(LEFT)
    assert [one.record for one in settled_lately(two.centre)] == [two.client]
    two.back()
    undo_settling(two.centre, two.client, "看错了一行")
    assert two.at_odds().lines == before
    assert not settled_lately(two.centre)
    two.back()
    assert len({state_digest(desk) for desk in (two.a, two.b, two.centre)}) == 1
    with pytest.raises(WrongState):
        undo_settling(two.centre, two.client, "再来一次")
    digest = state_digest(two.centre)
    rebuild_all(two.centre)
    assert state_digest(two.centre) == digest
    two.decide(RIGHT)
    assert two.answers(two.centre)["health_note"] == before[0].sides[1].value


def test_what_the_station_wrote_over_a_decision_is_not_undone(two: Two):
    two.decide(LEFT)
    two.back()
    two.edit(two.a, health_note="血压又高了")
    two.office.send(two.a, two.centre)
    with pytest.raises(WrongState):
        undo_settling(two.centre, two.client, "看错了一行")
    assert two.answers(two.centre)["health_note"] == "血压又高了"


def test_asked_back_the_station_answers_and_the_conflict_is_gone(two: Two):
    ask_back(two.centre, two.client, "请问本人")
    assert "退回站点核实：请问本人" in two.at_odds().asked_back
    two.back()
    assert [one.record for one in disputes(two.a)] == [two.client]
    two.edit(two.a, health_note="血压正常，药停了")
    two.office.send(two.a, two.centre)
    assert dispute_of(two.centre, two.client) is None
    assert two.answers(two.centre)["health_note"] == "血压正常，药停了"


def test_void_against_edit_is_asked_and_either_answer_holds(two: Two):
    two.decide(LEFT)
    two.back()
    void(two.a, two.client, "重复建的档案")
    two.edit(two.b, note="搬到村西头")
    two.meet()
    assert not look_up.get(two.centre, two.client).voided
    (line,) = two.at_odds().lines
    assert (line.path, line.suggested) == (VOIDED, None)
    keep = next(side for side in line.sides if side.value is not True)
    settle_conflict(two.centre, two.client, {VOIDED: Choice(keep.value, RIGHT)}, WHY)
    assert not look_up.get(two.centre, two.client).voided
    undo_settling(two.centre, two.client, "看错了一行")
    settle_conflict(two.centre, two.client, {VOIDED: Choice(True, LEFT)}, WHY)
    assert look_up.get(two.centre, two.client).voided
    two.back()
    assert all(look_up.get(desk, two.client).voided for desk in (two.a, two.b))


def test_a_mark_that_came_later_does_not_stand_in_the_way_of_undoing(two: Two):
    two.decide(LEFT)
    two.back()
    two.edit(two.a, note="搬到村西头")
    two.edit(two.b, note="搬到村南头")
    two.meet()
    ask_back(two.centre, two.client, "请问本人住哪里")
    undo_settling(two.centre, two.client, "看错了一行")
    assert {line.path for line in two.at_odds().lines} == {"health_note", "note"}


# ------------------------------------------------------------------------------ who may
def test_the_centre_may_not_write_what_nobody_disagreed_about(two: Two):
    stored = look_up.get(two.centre, two.client)
    said = {"note": "中心改的", "settled_by": two.centre.me.worker_id, "settled_why": WHY, "settled_on": "2023-06-15"}
    with two.centre.write() as write:
        two.centre.append(write, "client", two.client, stored.heads, said, WHY)
    path = seal_bundle(two.centre, two.a.station, two.office.folder).path
    before = state_digest(two.a)
    with pytest.raises(ChangeNotAllowed):
        accept_bundle(two.a, path)
    assert state_digest(two.a) == before


def test_a_station_may_not_decide_in_the_centres_place(two: Two):
    stored = look_up.get(two.a, two.client)
    said = {"health_note": "甲", "settled_by": two.a.me.worker_id, "settled_why": WHY}
    with two.a.write() as write:
        two.a.append(write, "client", two.client, stored.heads, said, WHY)
    path = seal_bundle(two.a, two.centre.station, two.office.folder).path
    with pytest.raises(ChangeNotAllowed):
        accept_bundle(two.centre, path)


def in_pieces(two: Two, back_first: bool) -> Any:
    """Carry the centre's bundle to the first machine piece by piece, in one order or the other."""
    for path in sorted(seal_bundle(two.centre, two.a.station, two.office.folder, limit=1).paths, reverse=back_first):
        with suppress(ChangeNotAllowed):
            accept_bundle(two.a, path)
    return look_up.get(two.a, two.client)


@pytest.mark.parametrize("back_first", [False, True])
def test_a_decision_that_comes_before_its_ground_waits_for_it(two: Two, back_first: bool):
    two.decide(LEFT)
    in_pieces(two, back_first)
    assert state_digest(two.a) == state_digest(two.centre)


@pytest.mark.parametrize("back_first", [False, True])
def test_a_decision_about_what_nobody_disagreed_about_says_nothing_whatever_came_first(two: Two, back_first: bool):
    stored = look_up.get(two.centre, two.client)
    said = {"note": "中心改的", "settled_by": two.centre.me.worker_id, "settled_why": WHY, "settled_on": "2023-06-15"}
    with two.centre.write() as write:
        two.centre.append(write, "client", two.client, stored.heads, said, WHY)
    told = in_pieces(two, back_first)
    assert told.answers["note"] == "住在村东头"
    assert "settled_by" not in told.answers
    assert told.conflicts == 1
    rebuild_all(two.a)
    assert look_up.get(two.a, two.client).answers == told.answers
