"""Annotations, verdicts and their travel: real workspaces, real files, a supervisor's own computer."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.annotation import How
from sheqi_desktop.domain.thread import State
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.annotate import Selected, annotate, selected
from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.confirm import confirm, reopen
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.reply import reply
from sheqi_desktop.operations.returned_news import returned_news
from sheqi_desktop.operations.review_queue import review_queue
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.station_threads import station_threads
from sheqi_desktop.operations.unlock import unlock
from tests.desks import LIBRARY, PASSWORD
from tests.groups import as_person
from tests.supervising import (
    DECIDED,
    LEAD,
    MORE,
    MUST,
    ONE,
    QUESTION,
    WORKER,
    Around,
    a_case,
    only,
    revise,
)


# ------------------------------------------------------------------------------ the whole way
def test_a_must_goes_to_the_station_is_mended_confirmed_and_signed(around: Around):
    case = a_case(around)
    (waiting,) = review_queue(around.first).lines
    assert (waiting.record, waiting.why, waiting.state, waiting.station) == (case, "sign", "待审第1版", ONE)
    at = selected(around.first, case, "presenting_problem", "饭也不想做")
    made = annotate(around.first, case, MUST, "写清楚是哪几天不想做饭。", at, [1]).annotation
    with pytest.raises(t.ReviewRefused) as told:
        give_verdict(around.first, case, "signed", decided=DECIDED)
    assert told.value.sentence == "还有1条“必改”未确认，不能签批。"
    give_verdict(around.first, case, "returned")
    around.send(around.first, around.centre)
    around.send(around.centre, around.one)

    news = returned_news(around.one)
    assert news.words == "本次回传：新批注1，必改1，退回1份，签批0份"
    assert {line.record for line in news.lines} == {case}
    board = station_threads(around.one)
    assert (board.waiting, board.musts, board.unread, board.returned) == (1, 1, 1, 1)
    assert look_up.get(around.one, case).status == "returned"
    with pytest.raises(t.ReviewRefused) as told:
        reply(around.one, made, "已经改了，请再看。")
    assert told.value.sentence == "“必改”需要先修改文书再提交。"
    around.hands.to("2023-06-15T10:00:00")
    revise(around.one, case)
    card = only(document_threads(around.one, case))
    assert (card.state, card.spot.how, card.for_version) == ("已修改", How.KEPT, "针对第1版")
    as_person(around.one, LEAD)
    sign(around.one, case, decided=DECIDED)
    as_person(around.one, WORKER)
    around.send(around.one, around.centre)
    around.send(around.centre, around.first)

    (waiting,) = review_queue(around.first).lines
    assert (waiting.state, waiting.note, waiting.musts_open) == ("待审第2版", "看过第 1 版，已改", 1)
    confirm(around.first, made)
    give_verdict(around.first, case, "signed", "写清楚了。", decided=DECIDED)
    assert review_queue(around.first).lines == ()
    around.send(around.first, around.centre)
    around.send(around.centre, around.one)
    seen = look_up.get(around.one, case)
    assert (seen.status, seen.answers["approved_by"], seen.answers["decision"]) == ("signed", "s-1", 1)
    told_ = document_threads(around.one, case)
    assert (told_.review.words, told_.signature) == ("通过", "督导签批：周督导 2023-06-15 10:00")
    assert [one.words for one in told_.decisions] == ["退回", "通过"]
    assert returned_news(around.one).words == "本次回传：新批注0，必改0，退回0份，签批1份"
    for desk in (around.one, around.centre, around.first):
        before = state_digest(desk)
        rebuild_all(desk)
        assert state_digest(desk) == before


def test_a_signature_on_the_first_version_never_signs_the_second(around: Around):
    case = a_case(around)
    revise(around.one, case)
    give_verdict(around.first, case, "signed", decided=DECIDED)
    around.round()
    around.round()
    assert len({state_digest(desk) for desk in (around.one, around.first, around.second)}) == 1
    for desk in around.desks:
        told = document_threads(desk, case)
        assert (told.review.words, told.review.note) == ("待审第2版", "督导审阅的是第1版")
        stored = look_up.get(desk, case)
        assert (stored.status, stored.conflicts, stored.correcting) == ("submitted", 0, True)
        assert MORE not in (stored.confirmed or {})["presenting_problem"]
        assert MORE in stored.answers["presenting_problem"]
    first = document_threads(around.second, case).versions[0]
    with pytest.raises(t.OlderVersion) as told_:
        give_verdict(around.second, case, "signed", revision=first, decided=DECIDED)
    assert told_.value.sentence == "您签批的是第1版，该文书已更新到第2版，请重新审阅。"


def surfaces(desk: Desk, case: str) -> tuple[object, ...]:
    """Give all that people are told of a document."""
    told, stored = document_threads(desk, case), look_up.get(desk, case)
    cards = sorted((card.annotation.id, card.thread.state, card.thread.at_odds) for card in told.cards)
    decided = sorted((one.verdict, one.version, one.by) for one in told.decisions)
    counts = str((stored.confirmed or {}).get("presenting_problem"))
    return told.review.words, told.review.note, told.musts_open, tuple(cards), tuple(decided), stored.status, counts


def in_order(around: Around, number: int, files: Sequence[Path], case: str) -> tuple[str, tuple[object, ...]]:
    """Let a centre of the same beginnings read some files in this order; give what it holds then, and what it says.

    Read a second time they change nothing, and what was derived says the same when it is made anew.
    """
    folder = around.folder / f"centre-{number}"
    shutil.copytree(around.centre.folder, folder)
    desk = unlock(folder, "w-centre-1", PASSWORD, around.hands.clock, LIBRARY)
    for path in files:
        around.take(desk, path)
    told = state_digest(desk), surfaces(desk, case)
    for path in reversed(files):
        with pytest.raises(t.AlreadyImported):
            around.take(desk, path)
    rebuild_all(desk)
    assert (state_digest(desk), surfaces(desk, case)) == told
    desk.close()
    return told


def test_two_supervisors_a_revision_meanwhile_and_files_in_every_order_give_one_result(around: Around):
    case = a_case(around)
    asked = annotate(around.first, case, QUESTION, "跟女儿谈过没有？", Selected("presenting_problem")).annotation
    must = annotate(around.second, case, MUST, "问题类别要和主诉对上。", Selected("problem_types")).annotation
    revise(around.one, case)
    files = [around.pack(desk, around.centre) for desk in (around.one, around.first, around.second)]
    told_everywhere = {in_order(around, number, order, case) for number, order in enumerate(permutations(files))}
    assert len(told_everywhere) == 1
    for path in files:
        around.take(around.centre, path)
    for path in files:
        with pytest.raises(t.AlreadyImported):
            around.take(around.centre, path)
    assert (state_digest(around.centre), surfaces(around.centre, case)) in told_everywhere
    around.send(around.centre, around.one)
    around.send(around.centre, around.first, around.second)
    for desk in around.desks:
        told = document_threads(desk, case)
        assert {card.annotation.id for card in told.cards} == {asked, must}
        assert {card.thread.state for card in told.cards} == {State.OPEN}, "the revision did not know the 必改"
        assert told.musts_open == 1
    assert station_threads(around.one).waiting == 2


def test_one_signs_the_first_version_one_hands_it_back_and_a_second_comes_in_every_order(around: Around):
    """Four files of three machines: the second version is nobody's, what was signed goes on counting (14 §5.2, §6)."""
    case = a_case(around)
    give_verdict(around.first, case, "signed", decided=DECIDED)
    early = around.pack(around.first, around.centre)
    annotate(around.first, case, QUESTION, "跟女儿谈过没有？")
    annotate(around.second, case, MUST, "问题类别要和主诉对上。")
    give_verdict(around.second, case, "returned")
    revise(around.one, case)
    files = [early, *(around.pack(desk, around.centre) for desk in (around.one, around.first, around.second))]
    orders = [order for order in permutations(files) if order.index(early) < order.index(files[2])]
    told_everywhere = {in_order(around, number, order, case) for number, order in enumerate(orders)}
    assert (len(orders), len(told_everywhere)) == (12, 1)
    ((_, said),) = told_everywhere
    words, note, musts, _, decided, status, counts = said
    assert (words, note, musts, status) == ("待审第2版", "督导审阅的是第1版", 1, "submitted")
    assert [(verdict, version) for verdict, version, _ in decided] == [("returned", 1), ("signed", 1)]  # type: ignore[attr-defined]
    assert counts != "None"
    assert MORE not in str(counts), "the signature on the first version signs no second"
    for path in files:
        around.take(around.centre, path)
    around.send(around.centre, around.one, around.first, around.second)
    assert {surfaces(desk, case) for desk in around.desks} == {said}
    assert len({state_digest(desk) for desk in around.desks}) == 1


def test_confirmed_here_and_sent_back_there_is_open_and_shows_both(around: Around):
    case = a_case(around)
    made = annotate(around.first, case, QUESTION, "女儿多久来一次？").annotation
    around.round()
    reply(around.one, made, "每周来一次，送菜。")
    around.round()
    confirm(around.first, made)
    reopen(around.second, made, "没有说来了做什么")
    around.round()
    around.round()
    for desk in around.desks:
        card = only(document_threads(desk, case))
        assert (card.thread.state, card.thread.at_odds) == (State.REOPENED, True)
        assert sorted(line.words for line in card.lines if line.stands) == ["再次退回", "确认"]
    reply(around.one, made, "每周日来，送菜、洗衣。")
    around.round()
    confirm(around.second, made)
    around.round()
    assert {only(document_threads(desk, case)).thread.state for desk in around.desks} == {State.CONFIRMED}
