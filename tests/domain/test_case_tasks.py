"""What cases ask for by a day, and what a supervisor should look at."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.case_tasks import cases, typed_together
from tests.builders_case import accepted, at_work, ended, notes, paper, step


def asked(papers: list[Document], today: date) -> list[tuple[str, date]]:
    return [(one.what, one.due) for one in cases(Documents(papers), today)]


def test_an_accepted_case_asks_for_its_assessment_within_fourteen_days() -> None:
    assert asked([accepted(), paper("case_consent")], date(2023, 1, 12)) == [("写预估", date(2023, 1, 23))]


def test_an_assessed_case_asks_for_its_plan_within_seven_days() -> None:
    assert asked(at_work()[:3], date(2023, 1, 17)) == [("写服务计划", date(2023, 1, 23))]


def test_a_review_is_asked_for_when_it_is_near() -> None:
    assert asked(at_work(3), date(2023, 3, 10)) == []
    assert asked(at_work(3), date(2023, 4, 1)) == [("阶段评估", date(2023, 4, 20))]


def test_a_closed_case_asks_for_its_returns() -> None:
    assert asked(ended(), date(2023, 3, 20)) == [("结案回访", date(2023, 4, 6))]
    assert asked([*ended(), paper("case_follow_up")], date(2023, 5, 20)) == [("结案回访", date(2023, 6, 5))]


def test_a_consent_that_runs_out_or_lacks_its_scan_is_asked_for() -> None:
    short = paper("case_consent", valid_until="2023-03-20", scan=None)
    told = asked([accepted(), short, *at_work()[2:]], date(2023, 3, 10))
    assert ("续签同意书", date(2023, 3, 20)) in told
    assert ("补扫描件", date(2023, 1, 17)) in told


def test_a_pause_asks_for_its_end() -> None:
    file = accepted(moves=[step("suspend", "2023-02-10T09:00:00", resume_on="2023-04-01")])
    assert ("恢复个案", date(2023, 4, 1)) in asked([file, *at_work()[1:]], date(2023, 3, 10))


def test_three_notes_of_a_case_typed_on_one_day_are_named() -> None:
    late = notes(3, entered_at="2023-02-20T17:00:00+08:00")
    ((file, day, found),) = typed_together(Documents([*at_work(), *late]))
    assert (file.kind, day, len(found)) == ("case", "2023-02-20", 3)
    assert list(typed_together(Documents(at_work(5)))) == []
