"""Checks of a visit about the people in it: client, housemates, who answered, who went along, who was elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.codes import (
    Answerer,
    FileState,
    GuardianRole,
    LivingArrangement,
    Relation,
    VisitMode,
    VisitOutcome,
)
from sheqi_desktop.domain.conditions import REACHED, client_is_minor, main_client, rows, was_seen_at_home
from sheqi_desktop.domain.dates import day, minutes_between
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must
from sheqi_desktop.domain.records.visit import CALL, DOOR, MODE_GROUP
from sheqi_desktop.domain.records.visit_lines import NOTE_AT_LEAST

AT_ONCE_AT_MOST = 8
"""Households one worker can visit at the same time before it is an activity."""
_GROUP_WORDS = {DOOR: "上门", CALL: "通话"}
_INSTITUTIONS = frozenset({LivingArrangement.INSTITUTION, LivingArrangement.BOARDING_SCHOOL})


# ------------------------------------------------------------------------------ the client
def client_has_a_file(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Visits go to people whose file is in force; anybody else needs one first."""
    client = main_client(answers, facts)
    if client and client.get("file_state") in (FileState.CLOSED, FileState.MOVED_OUT):
        yield check("client_id", "该服务对象已不在册，请核对。", "client_has_a_file")


def client_was_alive(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """No service after a death; what happened before may still be entered."""
    served = day(answers.get("service_date"))
    people: list[tuple[str, Value, str | None]] = [("client_id", answers.get("client_id"), None)]
    people += [("co_clients", row.get("client_id"), str(row["id"])) for row in rows(answers, "co_clients")]
    for field, person, row_id in people:
        client = facts.record(person) if isinstance(person, str) and person else None
        died = day(client.get("death_date")) if client else None
        if served and died and served > died:
            said = f"该服务对象已于{died.isoformat()}去世，不能登记此日期的服务。"
            yield must(field, said, "client_was_alive", stage="save", row=row_id)


def same_person_same_day(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The same person, the same day, the same way counts once, however many records."""
    client, served, group = answers.get("client_id"), answers.get("service_date"), _group(answers)
    if not isinstance(client, str) or not served or not group or answers.get("outcome") not in REACHED:
        return
    for record, visit in facts.visits_of(client, 20):
        same = visit.get("service_date") == served and _group(visit) == group and visit.get("outcome") in REACHED
        if same and record != facts.record_id:
            said = f"该对象当天已有一次{_GROUP_WORDS[group]}记录（{visit.get('doc_no') or ''}），本次不重复计人次。"
            yield check("client_id", said, "same_person_same_day")
            return


def _group(answers: Answers) -> str:
    mode = answers.get("mode")
    return MODE_GROUP.get(mode, "") if isinstance(mode, int) else ""


# ------------------------------------------------------------------------------ who answered
def outcome_fits_mode(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody is out on the telephone, and no number is wrong at the door."""
    outcome, group = answers.get("outcome"), _group(answers)
    at_door = {VisitOutcome.NO_ANSWER, VisitOutcome.WRONG_NUMBER}
    if (group == DOOR and outcome in at_door) or (group == CALL and outcome == VisitOutcome.NOT_HOME):
        yield check("outcome", "探访方式与探访结果不相符，请核对。", "outcome_fits_mode")


def answerer_fits_outcome(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Talking only to a neighbour or a cadre reaches nobody, unless that neighbour is the recorded carer."""
    answered, outcome = answers.get("answered_by"), answers.get("outcome")
    if answered is None or outcome not in REACHED:
        return
    if (
        outcome == VisitOutcome.CARER_ANSWERED
        and answered == Answerer.NEIGHBOUR
        and not _has_unrelated_carer(answers, facts)
    ):
        said = "接听人是邻居的，只有邻居是登记的实际照料人才能选“照料人代答”，否则请选“未接通”。"
        yield check("answered_by", said, "answerer_fits_outcome")
    elif outcome == VisitOutcome.SEEN and answered != Answerer.CLIENT:
        said = "只跟邻居或村干部说了话，选“未遇”或“未接通”，不计人次。本人没有接听的，请核对探访结果。"
        yield check("answered_by", said, "answerer_fits_outcome")


def _has_unrelated_carer(answers: Answers, facts: Facts) -> bool:
    client = main_client(answers, facts)
    return client is None or any(
        row.get("guardian_role") in (GuardianRole.CARER, GuardianRole.ENTRUSTED)
        and row.get("relation") in (Relation.NOT_RELATED, Relation.OTHER_RELATIVE)
        for row in rows(client, "guardians")
    )


# ------------------------------------------------------------------------------ housemates
def housemates_have_findings(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A housemate who was met has a line of their own."""
    for row in rows(answers, "co_clients"):
        if row.get("met") is True and len(str(row.get("co_note") or "").strip()) < NOTE_AT_LEAST:
            said = "同访对象须填写其本人的情况，否则不计人次。"
            yield must(
                "co_clients", said, "housemates_have_findings", stage="save", row=str(row["id"]), column="co_note"
            )


def housemates_live_there(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Only people of the same household or institution are visited together, and each only once."""
    seen = {answers.get("client_id")}
    for row in rows(answers, "co_clients"):
        mate, at = row.get("client_id"), str(row["id"])
        if mate in seen:
            yield must("co_clients", "同一对象已经在这次探访里，请删去一行。", "housemates_live_there", row=at)
        elif isinstance(mate, str) and not _together(answers, facts.record(mate), facts):
            said = "同访对象须与主服务对象同户，或在同一机构。"
            yield must("co_clients", said, "housemates_live_there", row=at)
        seen.add(mate)


def _together(answers: Answers, mate: Answers | None, facts: Facts) -> bool:
    main = main_client(answers, facts)
    if main is None or mate is None or answers.get("mode") == VisitMode.INSTITUTION:
        return True
    if main.get("household_id") and main.get("household_id") == mate.get("household_id"):
        return True
    places = [
        set(one) & _INSTITUTIONS if isinstance(one := who.get("living_arrangement"), list) else set()
        for who in (main, mate)
    ]
    return bool(places[0] & places[1]) and main.get("village") == mate.get("village")


# ------------------------------------------------------------------------------ workers
def two_go_together(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A worker alone at somebody's door is better off with a colleague."""
    workers = answers.get("workers")
    if (
        was_seen_at_home(answers, facts)
        and isinstance(workers, list)
        and len(workers) == 1
        and not answers.get("companions")
    ):
        yield hint("workers", "建议两人同行", "two_go_together")


def minor_needs_second_adult(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A worker is not alone with a child whose guardian is away."""
    workers = answers.get("workers")
    alone = isinstance(workers, list) and len(workers) == 1 and not answers.get("companions")
    if alone and was_seen_at_home(answers, facts) and client_is_minor(answers, facts):
        client = main_client(answers, facts) or {}
        if not any(row.get("away") is not True for row in rows(client, "guardians")):
            said = "探访未成年人且监护人不在场时，须有第二名成年人在场，请核对参与人员。"
            yield check("workers", said, "minor_needs_second_adult")


def worker_in_two_places(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V15: nobody is at two places at once; people of one household share one visit."""
    worker, served = _acting(answers, facts), day(answers.get("service_date"))
    start, end = answers.get("start_at"), answers.get("end_at")
    if not worker or not served or not isinstance(start, str) or not isinstance(end, str):
        return
    for record, other in facts.visits_on(worker, served):
        since, until = other.get("start_at"), other.get("end_at")
        if record == facts.record_id or not isinstance(since, str) or not isinstance(until, str):
            continue
        overlap = minutes_between(max(start, since), min(end, until))
        if overlap is not None and overlap > 0:
            who = facts.person_name(worker) or "该社工"
            said = f"{who}在{since}–{until}已有另一条记录（{other.get('doc_no') or ''}），请核对时间。"
            yield check("start_at", said, "worker_in_two_places")
            return


def _acting(answers: Answers, facts: Facts) -> str:
    """Give who acts in a record; a session that does not say is held by the worker of its group."""
    worker, parent = answers.get("worker_id"), answers.get("parent_id")
    if isinstance(worker, str) and worker:
        return worker
    file = facts.document(parent) if isinstance(parent, str) and parent else None
    return file.worker if file else ""


def goods_to_many_is_an_activity(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """More than eight homes at the same time is a distribution at one place."""
    worker, served, start = answers.get("worker_id"), day(answers.get("service_date")), answers.get("start_at")
    if not isinstance(worker, str) or not served or not isinstance(start, str) or _group(answers) != DOOR:
        return
    same_time = [
        other
        for record, other in facts.visits_on(worker, served)
        if record != facts.record_id and other.get("start_at") == start and _group(other) == DOOR
    ]
    if len(same_time) >= AT_ONCE_AT_MOST:
        said = "同一社工同一时间登记超过8户，请改用“社区活动”。"
        yield check("start_at", said, "goods_to_many_is_an_activity")
