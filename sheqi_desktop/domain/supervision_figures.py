"""The figures of supervision of a quarter, each with the records behind it (domain 14 §8).

They are feedback to people and a list of topics for training; nobody is ranked by them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.codes_annotation import VerdictCode
from sheqi_desktop.domain.rubric import CALIBRATION, mean_difference
from sheqi_desktop.domain.supervision_facts import Decided, Facts, Met, Quarter, Remarked, Scope, Scored, Worker
from sheqi_desktop.domain.thread import State
from sheqi_desktop.domain.turnaround import (
    Behind,
    by_supervisor,
    by_worker,
    median,
    musts_in_time,
    ninety,
    whole_way,
)

WORKER_DAYS, SUPERVISOR_DAYS, WHOLE_DAYS, MUSTS = "worker_days", "supervisor_days", "whole_days", "musts"
COVERED, RETURNED, FIRST_PASS = "covered", "returned", "first_pass"
SESSIONS, READ, WRITTEN, PHRASES = "sessions", "read", "written", "phrases"
SCORES, CALIBRATED = "scores", "calibrated"
TITLES: Mapping[str, str] = {
    WORKER_DAYS: "批注周转（社工）", SUPERVISOR_DAYS: "批注周转（督导）", WHOLE_DAYS: "全程周转", MUSTS: "必改按期率",
    COVERED: "督导覆盖", RETURNED: "退回率", FIRST_PASS: "一次通过率", SESSIONS: "督导次数和时长", READ: "审阅文书",
    WRITTEN: "批注", PHRASES: "模板批注占比", SCORES: "文书评分平均", CALIBRATED: "两名督导评分差",
}  # fmt: skip
NOTHING = "—"
NOTED_ONLY = "已阅，不是签批也不是退回"
NOT_FIRST = "以前已经给过结论"
NOT_SIGNED = "还没有按规定确认，不计"
NOT_SUPERVISED = "这个季度没有督导"
SECOND = "第二名督导的评分，只用来比对"
ONE_ONLY = "只有一名督导评分"
DISCUSS = "差距超过10分，请一起讨论"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its words, and every record that was looked at for it."""

    id: str
    words: str
    behind: tuple[Behind, ...] = ()
    note: str = ""

    @property
    def title(self) -> str:
        """What people call it."""
        return TITLES[self.id]

    @property
    def left_out(self) -> int:
        """How many records were not counted."""
        return sum(not one.counted for one in self.behind)

    @property
    def clocks(self) -> int:
        """How many of them could not be counted because a clock ran backwards."""
        return sum(one.clock for one in self.behind)


def figures(facts: Facts, quarter: Quarter, scope: Scope = Scope()) -> list[Figure]:  # noqa: B008 - frozen
    """Give every figure of a quarter for one supervisor, station or kind of document, or for the county.

    What is asked of people, not of papers, is left out where the scope is a kind of document.
    """
    own = scope.narrow(facts)
    found = [
        _days(WORKER_DAYS, by_worker(own.remarked, quarter)),
        _days(SUPERVISOR_DAYS, by_supervisor(own.remarked, own.decided, quarter, own.awaited)),
        _days(WHOLE_DAYS, whole_way(own.remarked, quarter)),
        _share(MUSTS, musts_in_time(own.remarked, quarter, facts.today)),
        _share(RETURNED, returned(own.decided, quarter)),
        _share(FIRST_PASS, first_pass(own.decided, quarter)),
    ]
    if not scope.kind:
        found.append(_share(COVERED, covered(own.workers, facts.met, quarter)))
        found.append(_sessions(own.met, quarter))
    written = [one for one in own.remarked if quarter.holds(county_day(one.at))]
    found += [_read(written, own.decided, quarter), _written(written), _phrases(written)]
    found += [_scores(own.scored, quarter), _calibrated(own.scored, quarter)]
    return found


# ------------------------------------------------------------------------------ the kinds of figures
def _days(id_: str, told: Iterable[Behind]) -> Figure:
    behind = tuple(told)
    values = [one.value for one in behind if one.counted]
    if not values:
        return Figure(id_, NOTHING, behind)
    words = f"中位 {tenths(median(values))} 天，90% 在 {tenths(ninety(values))} 天内（{len(values)} 条）"
    note = ""
    if id_ == WHOLE_DAYS:
        apart = median([one.apart for one in behind if one.counted])
        note = f"其中路上（导出到导入）中位 {tenths(apart)} 天"
    return Figure(id_, words, behind, note)


def _share(id_: str, told: Iterable[Behind]) -> Figure:
    behind = tuple(told)
    values = [one.value for one in behind if one.counted]
    return Figure(id_, share(sum(values), len(values)), behind)


def covered(workers: Iterable[Worker], met: Iterable[Met], quarter: Quarter) -> Iterator[Behind]:
    """Give every worker: 1 for one with a session that counts in the quarter, whoever held it."""
    there = [one for one in met if quarter.holds(one.on)]
    had = {who for one in there if one.counts for who in one.workers}
    unsigned = {who for one in there if not one.counts for who in one.workers}
    for who in dict.fromkeys(one.id for one in workers):
        why = "" if who in had else "有督导记录，还没有按规定确认" if who in unsigned else NOT_SUPERVISED
        yield Behind(who, who, 0, True, int(who in had), why)


def returned(decided: Iterable[Decided], quarter: Quarter) -> Iterator[Behind]:
    """Give every document decided about in the quarter: 1 for one that was handed back at least once."""
    for record, rows in _by_document(decided, quarter).items():
        told = [one for one in rows if one.verdict != VerdictCode.NOTED]
        if told:
            back = any(one.verdict == VerdictCode.RETURNED for one in told)
            yield Behind(told[-1].id, record, told[-1].at, True, int(back))
        else:
            yield Behind(rows[-1].id, record, rows[-1].at, False, why=NOTED_ONLY)


def first_pass(decided: Iterable[Decided], quarter: Quarter) -> Iterator[Behind]:
    """Give every document first decided about in the quarter: 1 for one that was signed at once."""
    for record, rows in _by_document(decided, quarter).items():
        first = next((one for one in rows if one.first), None)
        if first is not None:
            yield Behind(first.id, record, first.at, True, int(first.verdict == VerdictCode.SIGNED))
        else:
            noted = all(one.verdict == VerdictCode.NOTED for one in rows)
            yield Behind(rows[-1].id, record, rows[-1].at, False, why=NOTED_ONLY if noted else NOT_FIRST)


def _by_document(decided: Iterable[Decided], quarter: Quarter) -> dict[str, list[Decided]]:
    found: dict[str, list[Decided]] = defaultdict(list)
    for one in sorted(decided, key=lambda each: (each.at, each.id)):
        if quarter.holds(county_day(one.at)):
            found[one.about.record].append(one)
    return found


# ------------------------------------------------------------------------------ 督导工作量
def _sessions(met: Iterable[Met], quarter: Quarter) -> Figure:
    there = [one for one in met if quarter.holds(one.on)]
    behind = tuple(Behind(one.id, one.id, 0, one.counts, why="" if one.counts else NOT_SIGNED) for one in there)
    counted = [one for one in there if one.counts]
    minutes = sum(one.minutes for one in counted)
    return Figure(SESSIONS, f"{len(counted)} 次，{tenths((minutes + 3) // 6)} 小时", behind)


def _read(written: Sequence[Remarked], decided: Iterable[Decided], quarter: Quarter) -> Figure:
    seen: dict[str, Behind] = {}
    said: list[Remarked | Decided] = [*written, *(one for one in decided if quarter.holds(county_day(one.at)))]
    for one in said:
        seen.setdefault(one.about.record, Behind(one.id, one.about.record, one.at, True))
    return Figure(READ, f"{len(seen)} 份", tuple(seen.values()))


def _written(written: Sequence[Remarked]) -> Figure:
    gone = [one.state == State.WITHDRAWN for one in written]
    behind = tuple(
        Behind(one.id, one.about.record, one.at, not left, why="已撤回" if left else "")
        for one, left in zip(written, gone, strict=True)
    )
    return Figure(WRITTEN, f"{len(written) - sum(gone)} 条", behind)


def _phrases(written: Sequence[Remarked]) -> Figure:
    kept = [one for one in written if one.state != State.WITHDRAWN]
    behind = tuple(Behind(one.id, one.about.record, one.at, True, int(one.phrase)) for one in kept)
    return Figure(PHRASES, share(sum(one.phrase for one in kept), len(kept)), behind)


def by_kind(remarked: Iterable[Remarked], quarter: Quarter) -> Counter[int]:
    """Count the annotations written in the quarter by type, without those taken back."""
    return Counter(one.kind for one in remarked if quarter.holds(county_day(one.at)) and one.state != State.WITHDRAWN)


def issues(remarked: Iterable[Remarked], quarter: Quarter) -> dict[int, Counter[str]]:
    """Count 共性问题: tag → month (2023-04) → annotations that name it; the most frequent first."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for one in remarked:
        if one.state != State.WITHDRAWN and quarter.holds(county_day(one.at)):
            for tag in dict.fromkeys(one.tags):
                found[tag][f"{county_day(one.at):%Y-%m}"] += 1
    return dict(sorted(found.items(), key=lambda told: (-told[1].total(), told[0])))


def repeated(remarked: Iterable[Remarked], least: int = 2) -> dict[str, dict[int, int]]:
    """Give what recurs with each worker: worker → tag → documents of theirs it was named on.

    For the supervisor and this worker only; who may ask is for the caller to say.
    """
    seen: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in remarked:
        if one.state != State.WITHDRAWN and one.about.worker:
            for tag in one.tags:
                seen[one.about.worker][tag].add(one.about.record)
    found = {who: {tag: len(on) for tag, on in tags.items() if len(on) >= least} for who, tags in seen.items()}
    return {who: tags for who, tags in found.items() if tags}


# ------------------------------------------------------------------------------ 评分
def _scores(scored: Iterable[Scored], quarter: Quarter) -> Figure:
    there = [one for one in scored if quarter.holds(one.on)]
    behind = tuple(
        Behind(one.id, one.about.record, 0, not one.second, one.tenths, SECOND if one.second else "") for one in there
    )
    values = [one.value for one in behind if one.counted]
    mean = (
        f"{tenths((2 * sum(values) + len(values)) // (2 * len(values)))} 分（{len(values)} 份）" if values else NOTHING
    )
    return Figure(SCORES, mean, behind)


def _calibrated(scored: Iterable[Scored], quarter: Quarter) -> Figure:
    """Lay two supervisors' scores of the same set beside each other; the mean says whether to talk."""
    sets: dict[tuple[str, str], list[Scored]] = defaultdict(list)
    for one in scored:
        sets[one.about.record, one.rubric].append(one)
    pairs, behind = [], []
    for (record, _), rows in sets.items():
        latest = {one.by: one for one in sorted(rows, key=lambda each: (each.on, each.id))}
        told = list(latest.values())
        if not any(quarter.holds(one.on) for one in told):
            continue
        if len(told) < 2:
            behind.append(Behind(told[0].id, record, 0, False, why=ONE_ONLY))
            continue
        first, other = told[0].tenths, told[1].tenths
        pairs.append((tenths(first), tenths(other)))
        apart = abs(first - other)
        behind.append(Behind(told[0].id, record, 0, True, apart, DISCUSS if apart > 10 * CALIBRATION else ""))
    mean = mean_difference(pairs)
    discuss = bool(mean) and int(mean.replace(".", "")) > 10 * CALIBRATION
    words = f"{mean} 分（{len(pairs)} 份）" if mean else NOTHING
    return Figure(CALIBRATED, f"{words}，讨论" if discuss else words, tuple(behind), DISCUSS if discuss else "")


# ------------------------------------------------------------------------------ words
def tenths(value: int) -> str:
    """Write tenths with one decimal: 25 is 2.5."""
    return f"{value // 10}.{value % 10}"


def share(part: int, whole: int) -> str:
    """Write a share as 12/15（80.0%）, half up; — of nothing."""
    return f"{part}/{whole}（{tenths((2000 * part + whole) // (2 * whole))}%）" if whole else NOTHING
