"""Checks of a 小组单节记录: the plan is approved, one session a day, everybody marked, three present, two steps."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, is_empty, is_shorter
from sheqi_desktop.domain.checks_common import FUTURE
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.dates import day, minutes_between
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, must
from sheqi_desktop.domain.records.group_file import LEAST_PRESENT, GroupFile, file_of, marks_of, present_in, was_held

NOT_APPROVED = "小组计划书尚未签批，不能登记活动记录。"
ON_PAPER = "小组计划书的签批还没有回到本机；督导已在纸上签了的，请点“没有错，就是这样”。"
ATTENDANCE_ASKED = "请登记组员出席情况。"
TOO_FEW = "出席不足3人，该节不计入节数，请改为延期或个案。"
EVIDENCE = "请至少上传1张照片或签到表。"
USUAL_MINUTES = range(30, 181)
DYNAMICS_AT_LEAST = 30
STEPS_AT_LEAST = 2


def _file(answers: Answers, facts: Facts) -> GroupFile | None:
    return file_of(facts, answers.get("parent_id"))


def plan_is_approved(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """No session before the supervisor signed the plan; where plans are signed on paper first, worth a second look."""
    file = _file(answers, facts)
    if file is None or file.group.signed:
        return
    if facts.plans_on_paper:
        yield check("service_date", ON_PAPER, "plan_is_approved")
    else:
        yield must("service_date", NOT_APPROVED, "plan_is_approved", stage="save")


def held_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nothing is registered before it happened; a postponement may be written down ahead."""
    held = day(answers.get("service_date"))
    if was_held(answers) and held and facts.today and held > facts.today:
        yield must("service_date", FUTURE, "held_is_past", stage="save")


def session_after_approval(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A session earlier than the signature on the plan is worth a second look."""
    file, held = _file(answers, facts), day(answers.get("service_date"))
    if file and held and file.approved_on and held < file.approved_on:
        said = f"活动日期早于计划书签批日期（{file.approved_on.isoformat()}），请核对。"
        yield check("service_date", said, "session_after_approval")


def one_session_a_day(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Two sessions on one day need a reason; it is written into the note."""
    file, held = _file(answers, facts), answers.get("service_date")
    if file is None or not held or not was_held(answers):
        return
    for other in file.sessions:
        if other.id != facts.record_id and was_held(other.answers) and other.answers.get("service_date") == held:
            said = f"同一天已有第{file.place_of(other.id)}节，请确认确实分两节进行。"
            yield check("service_date", said, "one_session_a_day")
            if is_empty(answers.get("note")):
                yield must("note", "同一天两节的，请在备注写明原因。", "two_sessions_have_a_reason")
            return


def session_length_is_usual(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Half an hour to three hours."""
    minutes = minutes_between(answers.get("start_at"), answers.get("end_at"))
    if minutes is not None and minutes >= 0 and minutes not in USUAL_MINUTES:
        yield check("end_at", f"本节时长{minutes}分钟，请确认。", "session_length_is_usual")


def somebody_is_marked(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Everybody who belongs to the group that day is marked."""
    lines = rows(answers, "attendance")
    if not lines or not was_held(answers):
        return
    file, marked = _file(answers, facts), marks_of(answers)
    waiting = {one.id for one in file.active(day(answers.get("service_date")))} if file else set()
    if waiting - {str(row["id"]) for row in lines} or not marked:
        yield must("attendance", ATTENDANCE_ASKED, "somebody_is_marked")


def three_are_present(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Fewer than three are no group: the record stands, but does not count."""
    if was_held(answers) and marks_of(answers) and present_in(answers) < LEAST_PRESENT:
        yield check("attendance", TOO_FEW, "three_are_present")


def two_steps_at_least(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A session has a course."""
    lines = rows(answers, "steps")
    if lines and len(lines) < STEPS_AT_LEAST and was_held(answers):
        yield must("steps", "环节过程至少写2个环节。", "two_steps_at_least")


def dynamics_are_written_out(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """How members dealt with each other, in thirty characters at least."""
    if is_shorter(answers.get("dynamics"), DYNAMICS_AT_LEAST):
        words = "小组动力至少30个字，请写组员之间怎样互动，不只写活动流程。"
        yield must("dynamics", words, "dynamics_are_written_out")


def session_has_evidence(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A photo or the list they signed."""
    if was_held(answers) and is_empty(answers.get("photos")) and is_empty(answers.get("signin_scan")):
        yield check("photos", EVIDENCE, "session_has_evidence")


CHECKS = (
    plan_is_approved,
    held_is_past,
    session_after_approval,
    one_session_a_day,
    session_length_is_usual,
    somebody_is_marked,
    three_are_present,
    two_steps_at_least,
    dynamics_are_written_out,
    session_has_evidence,
)
