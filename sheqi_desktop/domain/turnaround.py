"""批注周转: days between two moments of an annotation's way, their median and the day by which nine of ten were done.

Days are tenths, so that nothing is a float; a clock that ran backwards makes a turnaround 不可计算 (domain 14 §8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.supervision_facts import Awaited, Decided, Quarter, Remarked
from sheqi_desktop.domain.thread import State

DAY = 86_400_000
ANSWER_WITHIN = 7
BACKWARDS = "电脑时间倒退，不可计算"
NOT_ANSWERED = "还没有回复"
NOT_DECIDED = "回复了，督导还没有确认"
NO_VERDICT = "已提交，还没有结论"
NOT_CONFIRMED = "还没有确认"
UNKNOWN = "不知道什么时候送到，不可计算"
WITHDRAWN = "已撤回"
OVERRULED = "复议不改"
LEFT = "结案时未处理"
_ENDED = {State.WITHDRAWN: WITHDRAWN, State.OVERRULED: OVERRULED, State.LEFT: LEFT}
"""Why an annotation that nobody answered is not waited for any more."""
NOT_DUE = "还没满7天"
LATE = "超过7天才改"
STILL_OPEN = "过了7天还没改"


@dataclass(frozen=True, slots=True)
class Behind:
    """One record behind a figure: does it count, with what, and why not.

    ``value`` is in tenths of a day, or 1 and 0 for what reached the aim and what did not.  ``apart`` are the tenths of
    a day on the way.  ``clock``: a clock ran backwards, which is flagged.
    """

    record: str
    target: str
    on: int
    counted: bool
    value: int = 0
    why: str = ""
    apart: int = 0
    clock: bool = False


def days(since: int, until: int) -> int:
    """Give the tenths of days from one moment to another, half up."""
    return (20 * (until - since) + DAY) // (2 * DAY)


def median(values: Sequence[int]) -> int:
    """Give the middle one; of an even number the mean of the two in the middle, half up."""
    told = sorted(values)
    middle = len(told) // 2
    return told[middle] if len(told) % 2 else (told[middle - 1] + told[middle] + 1) // 2


def ninety(values: Sequence[int]) -> int:
    """Give the smallest value that nine of ten do not exceed (nearest rank)."""
    told = sorted(values)
    return told[(9 * len(told) + 9) // 10 - 1]


def by_worker(remarked: Iterable[Remarked], quarter: Quarter) -> Iterator[Behind]:
    """Give the days from the arrival at the station to the answer, of types 2–6 answered in the quarter."""
    for one in remarked:
        if one.kind == AnnotationKind.PRAISE or county_day(one.at) > quarter.until:
            continue
        done = one.answered
        if done is not None and county_day(done.at) < quarter.since:
            continue
        if done is None and one.state in _ENDED:
            yield Behind(one.id, one.about.record, one.at, False, why=_ENDED[State(one.state)])
        elif done is None or county_day(done.at) > quarter.until:
            yield Behind(one.id, one.about.record, one.at, False, why=NOT_ANSWERED)
        else:
            yield _between(one.id, one.about.record, done.at, (one.at, one.came, done.at), one.came)


def by_supervisor(
    remarked: Iterable[Remarked], decided: Iterable[Decided], quarter: Quarter, awaited: Iterable[Awaited] = ()
) -> Iterator[Behind]:
    """Give the days from the arrival of an answer, or of a document handed in, to the confirmation or the verdict.

    What waited for either when the quarter was over goes along, not counted.
    """
    for one in remarked:
        if one.answered is None or county_day(one.answered.at) > quarter.until:
            continue
        step = one.decided
        if step is None or county_day(step.at) > quarter.until:
            yield Behind(one.id, one.about.record, one.answered.at, False, why=NOT_DECIDED)
        elif quarter.holds(county_day(step.at)):
            yield _between(one.id, one.about.record, step.at, (one.answered.at, step.came, step.at), step.came)
    for each in decided:
        if quarter.holds(county_day(each.at)):
            yield _between(each.id, each.about.record, each.at, (each.came, each.at), each.came)
        elif each.came is not None and county_day(each.came) <= quarter.until < county_day(each.at):
            yield Behind(each.id, each.about.record, each.came, False, why=NO_VERDICT)
    for waits in awaited:
        if county_day(waits.at) <= quarter.until:
            yield Behind(waits.about.record, waits.about.record, waits.at, False, why=NO_VERDICT)


def whole_way(remarked: Iterable[Remarked], quarter: Quarter) -> Iterator[Behind]:
    """Give the days from the writing to 已确认, and of those the ones the files were on the way, shown apart.

    On the way is from the packing at one end to the import at the other: what lay unpacked lay with its writer.
    """
    for one in remarked:
        if one.kind == AnnotationKind.PRAISE or county_day(one.at) > quarter.until:
            continue
        if one.confirmed is not None and county_day(one.confirmed) < quarter.since:
            continue
        if one.confirmed is None or county_day(one.confirmed) > quarter.until:
            why = _ENDED.get(State(one.state), NOT_CONFIRMED)
            yield Behind(one.id, one.about.record, one.at, False, why=why)
            continue
        answer, step = one.answered, one.decided
        back = (answer.at, answer.sent, step.came if step else None) if answer else ()
        backwards = _backwards((one.at, one.sent, one.came, *back, one.confirmed))
        apart = 0
        if answer is not None and one.came is not None:
            apart += days(one.at if one.sent is None else one.sent, one.came)
        if answer is not None and step is not None and step.came is not None:
            apart += days(answer.at if answer.sent is None else answer.sent, step.came)
        if backwards:
            yield Behind(one.id, one.about.record, one.confirmed, False, why=BACKWARDS, clock=True)
        else:
            yield Behind(one.id, one.about.record, one.confirmed, True, days(one.at, one.confirmed), apart=apart)


def musts_in_time(remarked: Iterable[Remarked], quarter: Quarter, today: date = date.max) -> Iterator[Behind]:
    """Give the 必改 whose seventh day after arrival lies in the quarter: 1 for answered by then, 0 for not.

    On ``today`` a 必改 that is not answered still has that day.
    """
    for one in remarked:
        if one.kind != AnnotationKind.MUST or county_day(one.at) > quarter.until:
            continue
        if one.came is None:
            if one.answered is None or quarter.holds(county_day(one.answered.at)):
                yield Behind(one.id, one.about.record, one.at, False, why=UNKNOWN)
            continue
        due = county_day(one.came) + timedelta(days=ANSWER_WITHIN)
        if due < quarter.since:
            continue
        done = one.answered
        if one.state in _ENDED and done is None:
            yield Behind(one.id, one.about.record, one.at, False, why=_ENDED[State(one.state)])
        elif due > quarter.until or (done is None and due >= today):
            yield Behind(one.id, one.about.record, one.at, False, why=NOT_DUE)
        elif _backwards((one.at, one.came, done.at if done else None)):
            yield Behind(one.id, one.about.record, one.at, False, why=BACKWARDS, clock=True)
        else:
            reached = done is not None and county_day(done.at) <= due
            why = "" if reached else LATE if done is not None else STILL_OPEN
            yield Behind(one.id, one.about.record, one.at, True, int(reached), why)


def _between(record: str, target: str, on: int, order: Sequence[int | None], since: int | None) -> Behind:
    if since is None:
        return Behind(record, target, on, False, why=UNKNOWN)
    if _backwards(order):
        return Behind(record, target, on, False, why=BACKWARDS, clock=True)
    return Behind(record, target, on, True, days(since, on))


def _backwards(told: Iterable[int | None]) -> bool:
    known = [one for one in told if one is not None]
    return any(later < earlier for earlier, later in pairwise(known))
