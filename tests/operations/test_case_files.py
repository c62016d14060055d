"""The cases of 赊店镇 and 苗店镇, typed and signed through the verbs people use, then looked at and printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.domain.trouble import Cancelled, NotFinished, WrongFileState
from sheqi_desktop.operations.case_file import CaseFile, case_file
from sheqi_desktop.operations.demo import run
from sheqi_desktop.operations.demo.script import county_script
from sheqi_desktop.operations.demo.typist import KEYS, type_entries
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.move import move
from sheqi_desktop.operations.print_case import print_case
from sheqi_desktop.operations.print_choices import PrintChoices
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.progress import Progress, Step, quiet
from sheqi_desktop.operations.save_record import new_draft, submit
from sheqi_desktop.operations.unlock import switch, unlock
from sheqi_desktop.store import meta
from tests.operations.demo_plans import SEED

STATION, OTHER = "411327100", "411327107"
AFTER = datetime(2023, 10, 6, 9, 0, tzinfo=COUNTY)


@dataclass
class Typed:
    """A station whose cases are typed, and the ids of what the plan names."""

    desk: Desk
    ids: dict[str, str]

    def of(self, key: str) -> CaseFile:
        return case_file(self.desk, self.ids[key])

    def cases(self) -> list[str]:
        return [key for key in self.ids if key.startswith("g-") and len(key) == len("g-411327100-01")]

    def closed(self) -> str:
        return next(key for key in self.cases() if self.of(key).head.state == "archived")


def _type(code: str, folder: Path) -> Desk:
    plan = county_script(SEED)
    station = next(one for one in plan.stations if one.code == code)
    for part in ("bundles", "keys"):
        (folder / part).mkdir(parents=True)
    centre = run._found(folder, plan, run.BEGIN)
    try:
        run._enrol(centre, folder, [station], quiet())
    finally:
        centre.close()
    entries = [one for one in station.entries if one.kind.startswith(("client", "household", "case", "process_note"))]
    lead = station.people[0].id
    desk = unlock(run.workspace(folder, code), lead, run.PASSWORD, Clock(lambda: entries[0].at))
    type_entries(desk, station, entries, run.PASSWORD)
    switch(desk, lead, run.PASSWORD)
    desk.clock = Clock(lambda: AFTER)
    return desk


def _typed(code: str, folder: Path) -> Typed:
    desk = _type(code, folder)
    with desk.read() as read:
        return Typed(desk, meta.get(read, KEYS, {}))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typed]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cases")
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        made = _typed(STATION, folder / "county")
        yield made
        made.desk.close()


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typed]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("left")
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        made = _typed(OTHER, folder / "county")
        yield made
        made.desk.close()


# ------------------------------------------------------------------------------ looked at
def test_the_head_says_who_and_how_far(town: Typed) -> None:
    head = town.of(town.closed()).head
    assert head.number.startswith(f"{STATION}-GA-")
    assert head.client_name
    assert head.worker
    assert head.supervisor.endswith("督导")
    assert head.contacts >= 3
    assert head.days > 30
    assert float(head.attainment) >= 50


def test_the_six_stages_of_a_closed_case_are_done(town: Typed) -> None:
    told = town.of(town.closed()).stages
    assert [one.title for one in told] == ["接案", "预估", "计划", "介入", "评估", "结案"]
    assert {one.progress for one in told} == {"done"}
    assert told[0].words.endswith("签批")


def test_papers_are_listed_in_printed_order_with_their_state(town: Typed) -> None:
    papers = town.of(town.closed()).papers
    kinds = list(dict.fromkeys(one.kind for one in papers))
    assert kinds == ["case", "case_consent", "case_assessment", "case_plan", "process_note", "case_review",
                     "case_evaluation", "case_closure", "case_follow_up"]  # fmt: skip
    states = {one.kind: one.state for one in papers}
    assert (states["case"], states["case_plan"], states["process_note"]) == ("已签批", "已签批", "已提交")
    assert [one.suffix for one in papers][:4] == ["JA", "TY", "YG", "JH1"]


def test_the_timeline_tells_who_did_what_latest_first(town: Typed) -> None:
    timeline = town.of(town.closed()).timeline
    assert [one.at for one in timeline] == sorted((one.at for one in timeline), reverse=True)
    assert timeline[0].what == "个案归档"
    assert {"接案登记表提交", "接案登记表签批", "结案表签批"} <= {one.what for one in timeline}
    signed = next(one for one in timeline if one.what == "接案登记表签批")
    assert signed.who.endswith("督导")


def test_nothing_stands_in_the_way_of_an_archived_case_and_nobody_may_go_on(town: Typed) -> None:
    told = town.of(town.closed())
    assert told.in_the_way == ()
    assert told.steps == ()
    assert {step.target for step in told.others} == {"hand_over"}


# ------------------------------------------------------------------------------ refused
def test_an_archived_case_takes_no_further_note(town: Typed) -> None:
    draft = new_draft(town.desk, "process_note", {"parent_id": town.ids[town.closed()], "service_date": "2023-09-01"})
    assert "个案当前为“已归档”，不能提交过程记录。" in [one.message for one in draft.problems()]
    with pytest.raises(NotFinished):
        submit(town.desk, draft)


def test_an_illegal_step_is_refused_in_the_exact_words(town: Typed) -> None:
    with pytest.raises(WrongFileState) as caught:
        move(town.desk, town.ids[town.closed()], "suspend", "临时外出务工", resume_on="2023-11-01")
    assert "个案当前为“已归档”，不能暂停。" in caught.value.sentence


# ------------------------------------------------------------------------------ proposed
def test_what_follows_from_the_plan_is_filled_in(town: Typed) -> None:
    case = town.ids[town.closed()]
    review = new_draft(town.desk, "case_review", {"parent_id": case})
    assert len(review.answers["results"]) == 2  # type: ignore[arg-type]
    assert review.answers["contacts_done"] < town.of(town.closed()).head.contacts
    ending = new_draft(town.desk, "case_evaluation", {"parent_id": case})
    assert ending.answers["period_from"] < review.answers["period_from"]
    assert ending.answers["contacts_done"] == town.of(town.closed()).head.contacts
    assert ending.answers["minutes_done"] > review.answers["minutes_done"]
    assert ending.answers["client_self_rating_before"]


def test_who_signs_for_a_child_is_proposed_from_the_file(town: Typed) -> None:
    for key in town.cases():
        paper = next((one for one in town.of(key).papers if one.kind == "case_consent" and one.record), None)
        if paper is not None:
            with town.desk.read() as read:
                answers = town.desk.stored(read, paper.record).answers
                client = town.desk.stored(read, str(answers["client_id"])).answers
            born = str(client["birth_date"])
            minor = born > "2005-10"
            assert (answers["signer_kind"] != 1) is (minor or client.get("limited_capacity") is True)
            assert bool(answers.get("guardian_name")) is (answers["signer_kind"] != 1)


# ------------------------------------------------------------------------------ printed
def _pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return ["".join(document[at].get_textpage().get_text_range().split()) for at in range(len(document))]
    finally:
        document.close()


def test_the_whole_file_is_one_document_with_cover_and_contents(town: Typed) -> None:
    key = town.closed()
    head = town.of(key).head
    pages = _pages(print_case(town.desk, town.ids[key]).data)
    assert "个案卷宗" in pages[0]
    assert head.client_name in pages[0]
    assert f"页数{len(pages)}页" in pages[0]
    assert "保管期限10年" in pages[0]
    assert "卷内目录" in pages[1]
    assert all(f"第{at}页/共{len(pages)}页" in page for at, page in enumerate(pages, 1))


def test_the_contents_name_the_page_on_which_each_paper_begins(town: Typed) -> None:
    key = town.closed()
    pages = _pages(print_case(town.desk, town.ids[key]).data)
    number = town.of(key).head.number
    closure = next(at for at, page in enumerate(pages, 1) if "个案结案表" in page and at > 2)
    plan = next(at for at, page in enumerate(pages, 1) if "个案服务计划书" in page and at > 2)
    assert f"{number}-JE" in pages[closure - 1]
    for title, suffix, at in (("结案表", "JE", closure), ("服务计划书", "JH1", plan)):
        line = pages[1].split(f"{title}{number}-{suffix}")[1]
        assert line[10:].startswith(str(at))


def test_without_names_the_cover_carries_the_number_of_the_file(town: Typed) -> None:
    key = town.closed()
    pages = _pages(print_case(town.desk, town.ids[key], PrintChoices(names=False)).data)
    assert town.of(key).head.client_name not in pages[0]
    assert "-DA-" in pages[0]


def test_what_is_missing_stands_in_the_contents_as_lacking(left: Typed) -> None:
    keys = [key for key in left.cases() if left.of(key).lacking]
    assert keys
    for key in keys:
        contents = _pages(print_case(left.desk, left.ids[key]).data)[1]
        assert "缺" in contents


def test_all_who_signed_stand_on_the_closure(town: Typed) -> None:
    paper = next(one for one in town.of(town.closed()).papers if one.kind == "case_closure")
    (page,) = _pages(print_record(town.desk, "case_closure", paper.record).data)
    assert page.count("电子确认：") >= 2
    assert "平均" in page
    assert "目标达成" in page


def test_the_copy_for_the_client_says_nothing_of_the_reflection(town: Typed) -> None:
    paper = next(one for one in town.of(town.closed()).papers if one.kind == "process_note")
    with town.desk.read() as read:
        reflection = str(town.desk.stored(read, paper.record).answers["reflection"])
    own = "".join(_pages(print_record(town.desk, "process_note", paper.record).data))
    copy = "".join(_pages(print_record(town.desk, "process_note", paper.record, PrintChoices("client_copy")).data))
    assert reflection in own
    assert reflection not in copy
    assert "反思" not in copy


def test_the_ledger_has_a_line_for_every_case(town: Typed) -> None:
    data = export_ledger(town.desk, "case", reason="交县中心核对台账")
    assert len(data) > 5000


def test_a_case_that_is_opened_is_noted_once_and_reading_it_again_is_not(town: Typed, qapp):
    from sheqi_desktop.gui.job import Jobs
    from sheqi_desktop.gui.pages.case import CasePage
    from sheqi_desktop.store import journal

    key = town.closed()
    jobs = Jobs()
    page = CasePage(town.desk, jobs)
    page.open(town.ids[key])
    page.recompute()
    jobs.finish()
    with town.desk.read() as read:
        noted = [one for one in journal.entries(read) if one.what == "open_case"]
    assert [(one.who, one.subject) for one in noted] == [(town.desk.me.worker_id, town.ids[key])]


def test_binding_a_whole_file_says_how_far_it_is_and_can_be_stopped(town: Typed) -> None:
    told: list[Step] = []
    record = town.ids[town.closed()]
    print_case(town.desk, record, progress=Progress(told.append))
    assert [one.done for one in told] == list(range(told[-1].total))
    assert told[0].text == "正在排版 接案登记表"
    stopped = Progress()
    stopped.stop.set()
    with pytest.raises(Cancelled):
        print_case(town.desk, record, progress=stopped)
