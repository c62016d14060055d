"""What no honest program sends of supervision is refused whole, and nothing changes; a closed case stays closed."""

from __future__ import annotations

from typing import Any

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.circles import ALL, station_circle
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.annotate import annotate
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.open_form import open_form
from sheqi_desktop.operations.save_record import draft_of, save_record, submit
from sheqi_desktop.operations.sign_off import return_, sign
from sheqi_desktop.operations.void import void
from tests.cases import LEAD, WORKER, at_work, objectives, signed, taken_in, typed
from tests.desks import Hands, a_centre, a_station
from tests.groups import as_person
from tests.operations.refusing import nothing_changes, refused
from tests.operations.test_circles import ONE, Around, around
from tests.operations.test_circles_kept import a_segment, packed
from tests.typed import a_home, a_person

__all__ = ["around"]


def test_a_supervisors_file_that_touches_a_workers_word_is_refused_whole(around: Around) -> None:
    record = around.visit(around.one)
    around.send(around.one, around.centre)
    around.send(around.one, around.watcher)
    heads = look_up.get(around.watcher, record).heads
    for said in ({"status": "signed", "approved_by": "s-1", "summary": "改掉"}, {"status": "submitted"}):
        sealed = a_segment(around.watcher, station_circle(ONE), said, "visit", record=record, parents=heads)
        for desk in (around.centre, around.one):
            with nothing_changes(desk):
                refused(desk, packed(around, around.watcher, desk, sealed), t.ChangeNotAllowed)


def test_a_workers_file_that_confirms_or_signs_is_refused_whole(around: Around) -> None:
    record = around.visit(around.one)
    made = annotate(around.watcher, _here(around, record), AnnotationKind.QUESTION, "血压量了没有？").annotation
    around.send(around.watcher, around.centre)
    me = around.one.me.worker_id
    base: dict[str, Any] = {"station_code": ONE, "entered_by": me, "_form": 1, "target_id": record, "file_id": record}
    for kind, said in (
        ("annotation_reply", {"act": "confirm", "by": me, "annotation_id": made}),
        ("annotation_reply", {"act": "reply", "by": "s-1", "annotation_id": made}),
        ("verdict", {"verdict": "noted", "by": me}),
    ):
        sealed = a_segment(around.one, ALL, base | said, kind)
        with nothing_changes(around.centre):
            refused(around.centre, packed(around, around.one, around.centre, sealed), t.ChangeNotAllowed)


def _here(around: Around, record: str) -> str:
    around.send(around.one, around.watcher)
    return record


# ------------------------------------------------------------------------------ a supervisor at the station's desk
@pytest.fixture
def desk(tmp_path, config_dir):
    assert config_dir
    hands = Hands("2023-03-10T09:00:00")
    centre = a_centre(tmp_path, hands)
    made = a_station(tmp_path, centre, hands, ONE, supervised=True)
    yield made
    made.close()
    centre.close()


def test_what_a_supervisor_hands_back_at_the_stations_desk_is_a_must_and_a_verdict(desk) -> None:
    case = taken_in(desk, a_person(desk, a_home(desk)))
    typed(desk, "case_consent", case)
    paper = typed(desk, "case_assessment", case)
    as_person(desk, 3)
    return_(desk, paper, "家庭系统写得太少，补上女儿。")
    told = document_threads(desk, paper)
    (card,) = told.cards
    assert (card.kind, card.annotation.body, card.label) == ("必改", "家庭系统写得太少，补上女儿。", "整份文书")
    assert (told.review.words, [one.words for one in told.decisions]) == ("退回", ["退回"])
    as_person(desk, WORKER)
    draft = draft_of(desk, paper)
    draft.answer("sys_family", f"{draft.answers['sys_family']}女儿每周来一次，帮着洗衣做饭。")
    submit(desk, draft, paper)
    as_person(desk, 3)
    with pytest.raises(t.ReviewRefused) as refused_:
        sign(desk, paper)
    assert refused_.value.sentence == "还有1条“必改”未确认，不能签批。"


def test_a_correction_of_an_earlier_signed_paper_does_not_hold_up_the_next(desk) -> None:
    case = taken_in(desk, a_person(desk, a_home(desk)))
    typed(desk, "case_consent", case)
    signed(desk, typed(desk, "case_assessment", case))
    plan = typed(desk, "case_plan", case)
    draft = draft_of(desk, case)
    draft.answer("initial_judgement", "情绪低落，睡眠和饮食受影响，需要持续关注。")
    draft.answer("correction_reason", "补写初步判断")
    submit(desk, draft, case)
    as_person(desk, 3)
    assert document_threads(desk, plan).why_not_sign == ""
    sign(desk, plan)


def test_a_closed_case_is_corrected_and_not_changed(desk) -> None:
    case = at_work(desk, a_person(desk, a_home(desk)))
    aim = objectives(desk, case)[0]
    told = [{"objective_ref": aim, "level": 2, "value": "4晚"}]
    notes = [
        typed(desk, "process_note", case, service_date=f"2023-02-{on:02}", objective_refs=[aim], progress=told,
              next_on="2023-03-20", late_reason="paper")
        for on in (2, 9, 16)
    ]  # fmt: skip
    as_person(desk, 3)
    left = annotate(desk, notes[0], AnnotationKind.ADVICE, "可以多写一点环境。").annotation
    as_person(desk, WORKER)
    signed(desk, typed(desk, "case_evaluation", case))
    signed(desk, typed(desk, "case_closure", case), LEAD, 3)
    (card,) = document_threads(desk, notes[0]).cards
    assert (card.annotation.id, card.state) == (left, "结案时未处理")
    assert "个案已结案" in open_form(desk, "process_note", notes[0]).read_only
    draft = draft_of(desk, notes[0])
    draft.answer("observation", "说到能睡整觉的那天笑了，声音比上次大。")
    with pytest.raises(t.NotFinished):
        submit(desk, draft, notes[0])
    with pytest.raises(t.ReasonTooShort):
        save_record(desk, draft, notes[0])
    as_person(desk, LEAD)
    with pytest.raises(t.FileClosed):
        void(desk, notes[0], "写重了一份，作废")
    as_person(desk, WORKER)
    draft = draft_of(desk, notes[0])
    draft.answer("observation", "说到能睡整觉的那天笑了，声音比上次大。")
    draft.answer("correction_reason", "漏写了声音的变化")
    submit(desk, draft, notes[0], [one for one in draft.problems() if one.confirmable])
    assert document_threads(desk, notes[0]).review.words == "待审第2版"
