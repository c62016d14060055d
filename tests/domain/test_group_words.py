"""What paper and Excel say of a 小组 that nobody typed."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.derived import DERIVED, ROW_DERIVED
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.records.group_measures import measured
from sheqi_desktop.domain.seen import Seen
from tests.builders import World, a_child, a_draft, form, vocabularies
from tests.builders_groups import GROUP, a_group, a_session, a_summary, a_whole_group

WEEKS = ["2023-03-01", "2023-03-02", "2023-03-03", "2023-03-06"]
PAIRS = [("3.6", "2.7")] * 8


def seen(kind: str, record: str = "", **said: Any) -> Seen:
    return Seen(form(kind), World(**said), vocabularies(), record)


def lines(*pairs: tuple[str | None, str | None]) -> list[dict[str, Any]]:
    return [{"name": f"组员{n}", "pre": pre, "post": post} for n, (pre, post) in enumerate(pairs, 1)]


def test_the_ledger_says_how_far_a_group_has_come() -> None:
    papers = a_whole_group(GROUP, WEEKS, marks=(("present", "late", "left_early", "excused"),) * 4)
    world = seen("group", GROUP, documents=papers)
    said = {name: DERIVED[name](papers[0].answers, world) for name in (
        "sessions_held", "member_count", "present_total", "attendance_rate", "group_state", "group_span",
        "group_missing",
    )}  # fmt: skip
    assert list(said.values()) == ["4", "4", "12", "75%", "已完成", "2023-04-11至2023-05-05", ""]


def test_a_session_says_its_place_and_who_came() -> None:
    papers = a_whole_group(GROUP, WEEKS, marks=(("present", "late", "excused", "absent"),) * 4)
    world = seen("group_session", f"{GROUP}-3", documents=papers)
    answers = papers[4].answers
    assert DERIVED["session_place"](answers, world) == "第3节"
    assert DERIVED["attendance_count"](answers, world) == "应到 4 人，实到 2 人"
    assert DERIVED["attendance_boxes"](answers, world) == "☑组员1  ☑组员2（迟）  □组员3（假）  □组员4（缺）"
    assert DERIVED["group_name"](answers, world) == "暖阳相伴老年互助小组"


def test_the_sheet_of_attendance_has_marks_and_sums() -> None:
    papers = a_whole_group(GROUP, WEEKS, marks=(("present", "late", "excused", "absent"),) * 4)
    world, roster = seen("group_roster", documents=papers), papers[1].answers
    row = roster["members"][2]  # type: ignore[index, call-overload]
    assert [ROW_DERIVED[f"row_session_{n}"](row, roster, world) for n in (1, 4, 5)] == ["假", "假", ""]
    assert ROW_DERIVED["row_rate"](row, roster, world) == "0%"
    assert [DERIVED[f"session_{n}_present"](roster, world) for n in (1, 5)] == ["2", ""]


def test_five_pairs_give_a_percentage_and_four_do_not() -> None:
    world = seen("group_summary")
    many = a_summary(scale="孤独感", direction="lower_is_better", measures=lines(*PAIRS))
    assert DERIVED["pre_post_words"](many, world) == "孤独感前测3.6→后测2.7（n=8，越低越好），改善25%"
    few = a_summary(scale="孤独感", direction="lower_is_better", measures=lines(*PAIRS[:4]))
    assert DERIVED["pre_post_words"](few, world) == "孤独感前测3.6→后测2.7（n=4，越低越好）"
    worse = a_summary(direction="higher_is_better", measures=lines(*PAIRS[:5]))
    assert DERIVED["pre_post_words"](worse, world) == "量表前测3.6→后测2.7（n=5，越高越好），变差25%"


def test_only_pairs_enter_the_means() -> None:
    told = measured(a_summary(measures=lines(("3.0", "2.0"), ("9.0", None), (None, "1.0"), ("2.0", "1.5"))))
    assert (told.before, told.after, told.means) == (3, 3, ("2.5", "1.8"))


def test_the_budget_is_summed() -> None:
    answers = a_group(budget=[{"item": "毛线", "amount": "120.50"}, {"item": "茶点", "amount": "80.00"}])
    assert DERIVED["budget_total"](answers, seen("group")) == "200.50元"


def test_a_summary_begins_with_the_last_day_and_the_objectives_of_the_plan() -> None:
    draft = Draft(form("group_summary"), None, World(documents=a_whole_group(GROUP, WEEKS, summed_up=False)))
    draft.answer("parent_id", GROUP)
    assert draft.answers["ended_on"] == "2023-03-06"
    (line,) = draft.answers["objective_results"]  # type: ignore[misc, union-attr]
    assert line["objective"] == "八成组员每周与结对老人见面两次"


def test_children_outings_and_food_ask_for_a_safety_plan() -> None:
    for said in ({"target_groups": ["children"]}, {"hazards": ["outdoor"]}, {"hazards": ["food"]}):
        assert "涉及未成年人或外出的小组须填写安全预案。" in [
            one.message for one in a_draft("group", a_group(**said)).problems()
        ]


def test_a_child_in_the_group_needs_a_guardian_by_the_file_or_by_the_year_of_birth() -> None:
    roster = a_draft("group_roster", None, World(records={"c1": a_child()}))
    roster.answer(
        "members", [{"name": "李小明", "client_id": "c1", "joined_on": "2023-03-01", "agreement_signed": True}]
    )
    asked = {one.column for one in roster.missing}
    assert "guardian_phone" in asked
    assert roster.answers["members"][0]["guardian_name"], "the file of the child knows who that is"


def test_a_distressed_member_is_followed_up() -> None:
    answers = a_session(member_notes=[{"name": "组员1", "behaviour": "distressed"}])
    missing = {one.column for one in a_draft("group_session", answers).missing}
    assert missing == {"note", "follow_up", "due"}


def test_a_session_that_was_put_off_needs_only_a_reason() -> None:
    lean = {name: a_session()[name] for name in ("parent_id", "service_date", "topic")}
    draft = a_draft("group_session", {**lean, "happening": 2})
    assert [one.message for one in draft.problems()] == ["请填写“延期或取消原因”。"]
