"""A paper of a closed case is corrected: until the 督导 has signed it, the version before it is the one that counts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import permutations
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.records.case import COUNTED, process_note_rows
from sheqi_desktop.operations.annotate import annotate
from sheqi_desktop.operations.case_file import case_file
from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.form_state import form_state
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.open_form import open_form
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.review_queue import SIGN, review_queue
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.sign_off import return_, sign
from sheqi_desktop.operations.to_sign import to_sign
from sheqi_desktop.operations.unlock import unlock
from tests.cases import at_work, objectives, signed, typed
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station, a_supervisor
from tests.groups import as_person
from tests.reports.papers import squeezed, text_of
from tests.supervising import LEAD, ONE, WORKER, Around
from tests.typed import a_home, a_person

OLD, NEW = "2023-02-16", "2023-02-17"
GUIDE = 3
WAITS = "更正待签批"
THIRD = "又想起来：她还给女儿打了电话。"


class Closed(Around):
    """As ``Around``, with a 督导 at the station too and a case that was closed there."""

    case: str
    note: str


@pytest.fixture
def around(tmp_path: Path, config_dir: Path) -> Iterator[Closed]:
    assert config_dir
    hands = Hands("2023-03-10T09:00:00")
    centre = a_centre(tmp_path, hands)
    one = a_station(tmp_path, centre, hands, ONE, supervised=True)
    first = a_supervisor(tmp_path, centre, hands, [ONE], "B", "s-1")
    second = a_supervisor(tmp_path, centre, hands, [ONE], "C", "s-2")
    made = Closed(tmp_path, hands, centre, one, first, second)
    for desk in (one, first, second):
        with desk.write() as write:
            desk.adopt(write, desk.book.adopt(centre.book.since(0)))
    made.case, made.note = a_closed_case(one)
    made.round()
    yield made
    for desk in made.desks:
        desk.close()


def a_closed_case(desk: Desk) -> tuple[str, str]:
    """A case with three notes whose 结案 is signed; and the last of its notes."""
    case = at_work(desk, a_person(desk, a_home(desk)))
    aim = objectives(desk, case)[0]
    told = [{"objective_ref": aim, "level": 2, "value": "4晚"}]
    notes = [
        typed(desk, "process_note", case, service_date=on, objective_refs=[aim], progress=told, next_on="2023-03-20",
              late_reason="paper")
        for on in ("2023-02-02", "2023-02-09", OLD)
    ]  # fmt: skip
    signed(desk, typed(desk, "case_evaluation", case))
    signed(desk, typed(desk, "case_closure", case), LEAD, GUIDE)
    return case, notes[-1]


def correct(desk: Desk, note: str, on: str = NEW, more: str = "说到能睡整觉的那天，声音比上次大。") -> None:
    as_person(desk, WORKER)
    draft = draft_of(desk, note)
    draft.answer("service_date", on)
    draft.answer("observation", f"{draft.answers['observation']}{more}")
    draft.answer("correction_reason", "日期记错了一天")
    submit(desk, draft, note, [one for one in draft.problems() if one.confirmable])


def days_that_count(desk: Desk) -> list[str]:
    with desk.read() as read:
        rows = process_note_rows(documents(read, COUNTED))
    return sorted(str(row.service_date) for row in rows if row.confirmed and not row.void)


def last_contact(desk: Desk) -> str:
    book = load_workbook(BytesIO(export_ledger(desk, "case", reason="核对个案台账")))
    head, line = ([str(cell.value) for cell in row] for row in book.active.iter_rows(min_row=3, max_row=4))
    return line[head.index("最近介入")]


def line_of(desk: Desk, around: Closed) -> tuple[str, str]:
    paper = next(one for one in case_file(desk, around.case).papers if one.record == around.note)
    return paper.on, paper.detail


def everywhere(around: Closed, on: str, detail: str) -> None:
    """Every machine says the same of the note, also after what is derived was made anew."""
    for desk in around.desks:
        for _ in range(2):
            assert on in days_that_count(desk)
            assert line_of(desk, around) == (on, detail)
            paper = squeezed(text_of(print_record(desk, "process_note", around.note).data))
            shown = {OLD: "2023年2月16日", NEW: "2023年2月17日"}
            assert (shown[OLD] in paper or OLD in paper, shown[NEW] in paper or NEW in paper) == (on == OLD, on == NEW)
            assert rebuild_all(desk)[0]
    assert len({state_digest(desk) for desk in around.desks}) == 1


def test_a_correction_counts_once_the_supervisor_has_signed_it(around: Closed) -> None:
    assert "改好由督导签批" in open_form(around.one, "process_note", around.note).read_only
    correct(around.one, around.note)
    assert open_form(around.one, "process_note", around.note).read_only == "", "it goes on being written"
    around.round()
    everywhere(around, OLD, WAITS)
    (waiting,) = [one for one in review_queue(around.first).lines if one.record == around.note]
    assert (waiting.why, waiting.correction, waiting.version, waiting.state) == (SIGN, True, 2, "待审第2版")
    state = form_state(around.one, around.note)
    assert state is not None
    assert WAITS in state.lines[0].note
    assert state.lines[0].words == "等督导签批"
    shown = document_threads(around.first, around.note)
    assert (shown.review.words, shown.why_not_sign) == ("待审第2版", "")
    give_verdict(around.first, around.note, "signed", "同意更正。", shown.revision)
    around.round()
    everywhere(around, NEW, "")
    assert not [one for one in review_queue(around.second).lines if one.record == around.note]
    state = form_state(around.one, around.note)
    assert state is not None
    assert state.lines[0].words.startswith("已签批")
    correct(around.one, around.note, OLD)
    around.round()
    assert NEW in days_that_count(around.centre)
    assert line_of(around.centre, around) == (NEW, WAITS)
    assert [one.record for one in review_queue(around.second).lines if one.why == SIGN] == [around.note]


def test_handed_back_the_old_one_goes_on_counting(around: Closed) -> None:
    correct(around.one, around.note)
    around.round()
    annotate(around.first, around.note, AnnotationKind.MUST, "请附上手写记录的照片。")
    give_verdict(around.first, around.note, "returned")
    around.round()
    paper = next(one for one in case_file(around.one, around.case).papers if one.record == around.note)
    assert (paper.on, paper.state, paper.correcting) == (OLD, "已退回", True)
    assert all(OLD in days_that_count(desk) for desk in around.desks)
    assert len({state_digest(desk) for desk in around.desks}) == 1


def test_at_the_stations_desk_too_the_supervisor_and_nobody_else_signs_it(around: Closed) -> None:
    desk = around.one
    correct(desk, around.note)
    as_person(desk, LEAD)
    assert to_sign(desk) == []
    with pytest.raises(t.NotYours):
        sign(desk, around.note)
    as_person(desk, GUIDE)
    (waiting,) = to_sign(desk)
    assert (waiting.record, waiting.correction) == (around.note, True)
    sign(desk, around.note)
    assert NEW in days_that_count(desk)


def test_the_list_of_cases_tells_the_last_contact_that_counts(around: Closed) -> None:
    as_person(around.one, LEAD)
    assert last_contact(around.one) == OLD
    correct(around.one, around.note)
    as_person(around.one, LEAD)
    assert last_contact(around.one) == OLD
    as_person(around.one, GUIDE)
    sign(around.one, around.note)
    as_person(around.one, LEAD)
    assert last_contact(around.one) == NEW


def test_a_note_handed_in_with_a_return_keeps_its_reason_and_waits_again(around: Closed) -> None:
    desk = around.one
    correct(desk, around.note)
    as_person(desk, GUIDE)
    return_(desk, around.note, "请写清楚是哪一天改的。")
    as_person(desk, WORKER)
    draft = draft_of(desk, around.note)
    assert draft.answers["correction_reason"] == "日期记错了一天"
    draft.answer("observation", f"{draft.answers['observation']}{THIRD}")
    submit(desk, draft, around.note, [one for one in draft.problems() if one.confirmable])
    assert OLD in days_that_count(desk)
    assert line_of(desk, around) == (OLD, WAITS)


def in_order(around: Closed, number: int, files: Sequence[Path]) -> tuple[str, tuple[str, ...]]:
    """Let a copy of the centre take files in one order."""
    folder = around.folder / f"centre-{number}"
    shutil.copytree(around.centre.folder, folder)
    desk = unlock(folder, "w-centre-1", PASSWORD, around.hands.clock, LIBRARY)
    for path in files:
        around.take(desk, path)
    told = state_digest(desk), tuple(days_that_count(desk))
    assert rebuild_all(desk)[0]
    assert (state_digest(desk), tuple(days_that_count(desk))) == told
    desk.close()
    return told


def test_two_supervisors_and_a_third_version_meanwhile_in_every_order_give_one_result(around: Closed) -> None:
    correct(around.one, around.note)
    around.send(around.one, around.centre)
    around.send(around.centre, around.first, around.second)
    give_verdict(around.first, around.note, "signed")
    annotate(around.second, around.note, AnnotationKind.MUST, "日期要和签到对上。")
    give_verdict(around.second, around.note, "returned")
    correct(around.one, around.note, "2023-02-18", THIRD)
    files = [around.pack(desk, around.centre) for desk in (around.one, around.first, around.second)]
    told = {in_order(around, number, order) for number, order in enumerate(permutations(files))}
    assert len(told) == 1
    ((_, days),) = told
    assert NEW in days, "the second version was signed; the third never was"
    for path in files:
        around.take(around.centre, path)
    around.send(around.centre, around.one, around.first, around.second)
    assert len({state_digest(desk) for desk in around.desks}) == 1
    for desk in around.desks:
        review = document_threads(desk, around.note).review
        assert (review.words, review.note) == ("待审第3版", "督导审阅的是第2版")
        assert line_of(desk, around) == (NEW, f"{WAITS}・必改 1")
