"""The figures of supervision, each counted by hand from a handful of annotations, decisions, sessions and scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.codes_annotation import Act, AnnotationKind
from sheqi_desktop.domain.supervision_facts import (
    About,
    Awaited,
    Decided,
    Facts,
    Met,
    Quarter,
    Remarked,
    Scope,
    Scored,
    Step,
    Worker,
    milestones,
)
from sheqi_desktop.domain.supervision_figures import figures, issues, repeated, share, tenths
from sheqi_desktop.domain.thread import Event, Note, State
from sheqi_desktop.domain.turnaround import BACKWARDS, NO_VERDICT, UNKNOWN, median, ninety

Q2 = Quarter(2023, 2)
VISIT, CASE = About("v1", "visit", "S1", "li"), About("c1", "case", "S2", "wang")


def ms(day: str, hour: int = 9) -> int:
    """Give a moment of a day of 2023: 04-10."""
    return int(datetime.fromisoformat(f"2023-{day}T{hour:02}:00").replace(tzinfo=COUNTY).timestamp() * 1000)


def remarked(at: str, came: str = "", answered: str = "", back: str = "", decided: str = "", **said) -> Remarked:
    """Give a 必改 of zhou on a visit: written, at the station, answered, back at the supervisor's, confirmed."""
    base = {"id": f"a{at}", "about": VISIT, "by": "zhou", "kind": int(AnnotationKind.MUST), "state": State.OPEN}
    base["came"] = ms(came) if came else None
    if answered:
        base |= {"answered": Step(ms(answered), base["came"]), "state": State.ANSWERED}
    if decided:
        base |= {"decided": Step(ms(decided), ms(back) if back else None), "confirmed": ms(decided)}
        base["state"] = State.CONFIRMED
    return Remarked(at=ms(at), **{**base, **said})


def of(facts: Facts, id_: str, scope: Scope = Scope(), quarter: Quarter = Q2):  # noqa: B008 - frozen
    return next(one for one in figures(facts, quarter, scope) if one.id == id_)


def test_a_quarter_is_read_and_knows_its_days():
    assert Quarter.read("2023q2") == Q2
    assert [Quarter.read(one) for one in ("2023Q5", "23Q1", "", "0000Q1")] == [None] * 4
    assert (Q2.since, Q2.until, Q2.before.before, str(Q2.after)) == (
        date(2023, 4, 1), date(2023, 6, 30), Quarter(2022, 4), "2023Q3",
    )  # fmt: skip
    assert Quarter.of(date(2023, 12, 31)).after == Quarter(2024, 1)
    assert Q2.months == ("2023-04", "2023-05", "2023-06")


def test_median_and_nine_of_ten():
    assert [median(one) for one in ([3], [1, 2, 10], [10, 21])] == [3, 2, 16]
    assert [ninety(one) for one in ([7], list(range(1, 11)), list(range(1, 12)))] == [7, 9, 10]
    assert (tenths(25), share(2, 3), share(0, 0)) == ("2.5", "2/3（66.7%）", "—")


def test_the_days_of_the_worker_begin_with_the_arrival_not_with_the_writing():
    facts = Facts(
        remarked=(
            remarked("04-01", "04-11", "04-13"),
            remarked("04-02", "04-11", "04-15"),
            remarked("04-03", "04-11", "04-20"),
            remarked("04-04", "04-11"),
            remarked("04-05", "", "04-20"),
            remarked("04-06", "04-11", state=State.WITHDRAWN),
            remarked("04-07", "04-11", "04-12", kind=int(AnnotationKind.PRAISE)),
            remarked("01-07", "01-11", "01-12"),
        )
    )
    told = of(facts, "worker_days")
    assert told.words == "中位 4.0 天，90% 在 9.0 天内（3 条）"
    assert [one.why for one in told.behind if not one.counted] == ["还没有回复", UNKNOWN, "已撤回"]
    assert of(facts, "worker_days", quarter=Q2.after).left_out == 2, "what waits goes on waiting"


def test_a_clock_that_runs_backwards_makes_a_turnaround_incalculable_and_is_flagged():
    before = remarked("04-20", "04-10", "04-22", "04-23", "04-24")
    told = of(Facts(remarked=(before,)), "worker_days")
    assert (told.words, told.clocks, told.behind[0].why) == ("—", 1, BACKWARDS)
    assert of(Facts(remarked=(before,)), "whole_days").clocks == 1
    late = remarked("04-01", "04-10", "04-09")
    assert [of(Facts(remarked=(late,)), one).clocks for one in ("worker_days", "musts")] == [1, 1]


def test_the_whole_way_shows_the_days_on_the_road_apart():
    facts = Facts(remarked=(remarked("04-01", "04-11", "04-13", "04-18", "04-19"),))
    told = of(facts, "whole_days")
    assert (told.words, told.note) == (
        "中位 18.0 天，90% 在 18.0 天内（1 条）", "其中路上（导出到导入）中位 15.0 天",
    )  # fmt: skip
    assert of(facts, "supervisor_days").words == "中位 1.0 天，90% 在 1.0 天内（1 条）"


def test_what_lay_unpacked_lay_with_its_writer_and_was_not_on_the_road():
    one = remarked("04-01", "04-11", "04-13", "04-18", "04-19")
    assert one.answered is not None
    packed = replace(one, sent=ms("04-05"), answered=replace(one.answered, sent=ms("04-16")))
    told = of(Facts(remarked=(packed,)), "whole_days")
    assert (told.words, told.note) == (
        "中位 18.0 天，90% 在 18.0 天内（1 条）", "其中路上（导出到导入）中位 8.0 天",
    )  # fmt: skip
    wrong = of(Facts(remarked=(replace(one, sent=ms("04-12")),)), "whole_days")
    assert (wrong.words, wrong.clocks) == ("—", 1), "packed after it had come: a clock ran backwards"


def test_what_a_closure_left_unanswered_is_told_as_such():
    left = remarked("04-04", "04-11", state=State.LEFT, kind=int(AnnotationKind.ADVICE))
    for figure in ("worker_days", "whole_days"):
        assert [one.why for one in of(Facts(remarked=(left,)), figure).behind] == ["结案时未处理"]


def test_a_verdict_counts_from_the_arrival_of_its_version():
    made = (Decided("d1", CASE, "zhou", "signed", ms("04-12"), ms("04-10")), Decided("d2", CASE, "zhou", "signed", 5))
    told = of(Facts(decided=made), "supervisor_days")
    assert told.words == "中位 2.0 天，90% 在 2.0 天内（1 条）"


def test_what_has_no_verdict_yet_is_told_with_the_reason():
    late = Decided("d1", CASE, "zhou", "signed", ms("07-02"), ms("06-28"))
    waits = Awaited(VISIT, ms("06-20"), frozenset({"zhou"}))
    facts = Facts(decided=(late,), awaited=(waits, Awaited(CASE, ms("07-05"), frozenset({"hu"}))))
    told = of(facts, "supervisor_days")
    assert told.words == "—"
    assert [(one.target, one.counted, one.why) for one in told.behind] == [
        ("c1", False, NO_VERDICT), ("v1", False, NO_VERDICT),
    ]  # fmt: skip
    after = of(facts, "supervisor_days", quarter=Q2.after)
    assert [(one.target, one.counted) for one in after.behind] == [("c1", True), ("v1", False), ("c1", False)]
    assert of(facts, "supervisor_days", Scope(supervisor="hu"), Q2.after).left_out == 1
    assert of(facts, "supervisor_days", Scope(station="S1")).left_out == 1
    assert of(facts, "supervisor_days", Scope(kind="group")).behind == ()


def test_a_must_is_due_seven_days_after_its_arrival():
    facts = Facts(
        remarked=(
            remarked("04-01", "04-02", "04-09"),
            remarked("04-02", "04-03", "04-11"),
            remarked("04-03", "04-04"),
            remarked("06-20", "06-25"),
            remarked("04-05"),
            remarked("04-06", "04-07", "04-08", kind=int(AnnotationKind.ADVICE)),
        )
    )
    told = of(facts, "musts")
    assert told.words == "1/3（33.3%）"
    assert [one.why for one in told.behind] == ["", "超过7天才改", "过了7天还没改", "还没满7天", UNKNOWN]


def test_a_must_has_its_seventh_day():
    for today, words in ((date(2023, 4, 11), "—"), (date(2023, 4, 12), "0/1（0.0%）")):
        assert of(Facts(remarked=(remarked("04-03", "04-04"),), today=today), "musts").words == words


def test_papers_handed_back_and_papers_signed_at_once():
    other = About("v2", "visit", "S1", "li")
    made = (
        Decided("d1", VISIT, "zhou", "returned", ms("04-05"), first=True),
        Decided("d2", VISIT, "zhou", "signed", ms("04-09")),
        Decided("d3", CASE, "zhou", "signed", ms("04-09"), first=True),
        Decided("d4", other, "zhou", "noted", ms("04-09")),
    )
    facts = Facts(decided=made)
    assert (of(facts, "returned").words, of(facts, "first_pass").words) == ("1/2（50.0%）", "1/2（50.0%）")
    assert of(facts, "returned", Scope(kind="case")).words == "0/1（0.0%）"
    assert [one.why for one in of(facts, "first_pass").behind if not one.counted] == ["已阅，不是签批也不是退回"]
    assert of(facts, "covered").words == "—"
    assert "covered" not in [one.id for one in figures(facts, Q2, Scope(kind="case"))]


def test_a_worker_is_covered_by_a_session_that_counts_whoever_held_it():
    met = (
        Met("m1", "zhou", date(2023, 4, 9), "individual", ("li",), 90, True),
        Met("m2", "zhou", date(2023, 4, 9), "individual", ("wang",), 30, False),
        Met("m3", "qian", date(2023, 5, 9), "group", ("li", "sun"), 60, True),
        Met("m4", "zhou", date(2023, 7, 9), "individual", ("zhao",), 60, True),
    )
    workers = tuple(Worker(who, "S1", frozenset({"zhou"})) for who in ("li", "wang", "sun", "zhao"))
    facts = Facts(met=met, workers=workers)
    told = of(facts, "covered")
    assert told.words == "2/4（50.0%）"
    assert [one.why for one in told.behind] == ["", "有督导记录，还没有按规定确认", "", "这个季度没有督导"]
    assert of(facts, "covered", Scope(supervisor="zhou")).words == "2/4（50.0%）"
    assert of(facts, "sessions").words == "2 次，2.5 小时"
    assert of(facts, "sessions", Scope(supervisor="zhou")).words == "1 次，1.5 小时"


def test_what_was_read_and_written_and_how_much_of_it_from_the_bank():
    facts = Facts(
        remarked=(
            remarked("04-01", phrase=True),
            remarked("04-02"),
            remarked("04-03", state=State.WITHDRAWN, phrase=True),
            remarked("05-03", about=CASE),
        ),
        decided=(Decided("d", About("v9", "visit", "S1"), "zhou", "noted", ms("04-09")),),
    )
    assert [of(facts, one).words for one in ("read", "written", "phrases")] == ["3 份", "3 条", "1/3（33.3%）"]


def test_problems_by_month_and_what_recurs_with_a_worker():
    told = (
        remarked("04-01", tags=(1, 2)),
        remarked("05-01", tags=(1, 1), about=About("v2", "visit", "S1", "li")),
        remarked("05-02", tags=(2,), about=CASE),
        remarked("05-03", tags=(1,), state=State.WITHDRAWN, about=CASE),
        remarked("07-01", tags=(2,)),
    )
    assert {tag: dict(months) for tag, months in issues(told, Q2).items()} == {
        1: {"2023-04": 1, "2023-05": 1}, 2: {"2023-04": 1, "2023-05": 1},
    }  # fmt: skip
    assert repeated(told) == {"li": {1: 2}}


@pytest.mark.parametrize(("other", "words"), [(850, "5.0 分（1 份）"), (600, "20.0 分（1 份），讨论")])
def test_two_supervisors_who_differ_by_more_than_ten_points_talk(other, words):
    scored = (
        Scored("q1", VISIT, "zhou", "visit", 800, date(2023, 4, 9)),
        Scored("q2", VISIT, "qian", "visit", other, date(2023, 4, 10), second=True),
        Scored("q3", CASE, "zhou", "case", 905, date(2023, 4, 10)),
    )
    facts = Facts(scored=scored)
    assert of(facts, "calibrated").words == words
    assert of(facts, "scores").words == "85.3 分（2 份）"
    assert of(facts, "scores", Scope(station="S2")).words == "90.5 分（1 份）"


def test_a_step_counts_where_the_state_changes_by_it():
    note = Note("a", int(AnnotationKind.MUST), "zhou", "r1")
    events = [
        Event("e1", Act.REPLY, "li", text="会改的"),
        Event("e2", Act.REVISE, "li", based_on=frozenset({"e1"}), revision="r2"),
        Event("e3", Act.REOPEN, "zhou", based_on=frozenset({"e2"})),
        Event("e4", Act.REVISE, "li", based_on=frozenset({"e3"}), revision="r3"),
        Event("e5", Act.CONFIRM, "zhou", based_on=frozenset({"e4"})),
    ]
    told = milestones(note, events, lambda old, new: old < new)
    assert (told.answered, told.decided, told.confirmed) == ("e2", "e3", "e5")
    assert milestones(note, events[:1], lambda old, new: old < new).answered == ""
