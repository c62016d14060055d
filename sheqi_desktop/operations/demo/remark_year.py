"""The supervisors' year from the county's plan: 618 remarks in their exact shares, and what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sheqi_desktop.domain.codes_annotation import AnnotationKind, VerdictCode
from sheqi_desktop.operations.demo.county_plan import CountyPlan, Entry
from sheqi_desktop.operations.demo.dice import Dice, apportion, deal
from sheqi_desktop.operations.demo.remark_papers import ASKED, MENDED, Paper, papers, quote_of
from sheqi_desktop.operations.demo.remark_threads import DESKS, LAST, Written, Year, follow
from sheqi_desktop.operations.demo.remark_words import Pen
from sheqi_desktop.operations.demo.supervision import Act, Remark, Round, SupervisionPlan

TOTALS = {
    AnnotationKind.PRAISE: 136,
    AnnotationKind.ADVICE: 253,
    AnnotationKind.MUST: 130,
    AnnotationKind.QUESTION: 56,
    AnnotationKind.ETHICS: 18,
    AnnotationKind.RISK: 25,
}
"""How many remarks of each type the year's reports tell of."""
RETURNED_PCT = 9
_ROUND_SHARES = (22, 28, 28, 22)
_LATE_MUSTS = 5
_DISPUTED = ("granted", "refused", "granted", "refused")
_WITHDRAWN = 3
_WEIGHTS = {"case": 50, "visit": 22, "group": 18, "activity": 10}
_TAGS = {AnnotationKind.ADVICE: (1, 2, 8, 9), AnnotationKind.MUST: (2, 3, 4, 5)}
_MEANWHILE = datetime.fromisoformat("2023-10-06T17:40:00+08:00")


def plan_supervision(plan: CountyPlan, stock: Mapping[str, Any]) -> SupervisionPlan:
    """Plan what the three supervisors remarked in the year of a county: the same seed, the same remarks."""
    dice = Dice(plan.seed, "supervision")
    pens = {one.id: Pen(stock, Dice(plan.seed, "pen", one.id)) for one in plan.supervisors}
    written = _disputed(_choose(plan, dice), dice)
    returned = _returned(written, dice)
    year = Year(plan.centre[0].id)
    remarks, back = [], set()
    for one in written:
        pen = pens[one.supervisor]
        fate = "returned" if one.key in returned else one.fate
        one = replace(one, fate=fate)
        body = pen.remark(one.kind, one.paper, one.field, one.quote)
        _write(year, one, body, dice)
        if fate == "returned":
            year.desk(
                one.paper.round, one, "verdict", word=str(VerdictCode.RETURNED), text=pen.line("desk", "returned")
            )
            back.add(one.paper.key)
        ends = follow(year, one, pen, dice)
        paper = one.paper
        remarks.append(
            Remark(one.key, paper.station, one.supervisor, paper.key, paper.form, one.kind, body, paper.round, ends)
        )
    overtaken = _overtaken(plan)
    meanwhile = {_station(paper.key): (_second_version(paper, stock),) for paper in overtaken}
    rounds = _with_signatures(year.rounds(), plan, overtaken, stock)
    keys = tuple(one.key for one in overtaken)
    return SupervisionPlan(tuple(remarks), rounds, frozenset(back), meanwhile, keys)


def _station(key: str) -> str:
    return key.split("-")[1]


# ------------------------------------------------------------------------------ which remark on which paper
def _choose(plan: CountyPlan, dice: Dice) -> list[Written]:
    here = {one.code: papers(plan, one) for one in plan.stations}
    shares = apportion(sum(TOTALS.values()), [len(some) for some in here.values()])
    seats = [
        (code, place)
        for code, share in zip(here, shares, strict=True)
        for place, few in enumerate(apportion(share, _ROUND_SHARES))
        for _ in range(few)
    ]
    labels = deal(len(seats), TOTALS, dice)
    _spread_musts(seats, labels)
    guides = {code: one.id for one in plan.supervisors for code in one.stations}
    pools: dict[tuple[str, int], list[Paper]] = defaultdict(list)
    for code, some in here.items():
        for paper in dice.shuffled(some):
            pools[code, paper.round].append(paper)
    used: dict[str, set[str]] = defaultdict(set)
    found: list[Written] = []
    for number, ((code, place), kind) in enumerate(zip(seats, labels, strict=True), start=1):
        mend = place < LAST and (kind is AnnotationKind.MUST or (kind is AnnotationKind.ADVICE and dice.chance(50)))
        paper = _paper(pools[code, place], kind, mend, used, dice)
        asked = _field(paper, mend, used[paper.key], dice)
        quote = quote_of(paper.text(asked), dice) if asked and "[" not in asked and dice.chance(80) else ""
        used[paper.key].add(asked)
        found.append(Written(f"pz-{code}-{number:03d}", paper, guides[code], kind, asked, quote, mend))
    return sorted(found, key=lambda one: (one.paper.round, one.key))


def _spread_musts(seats: Sequence[tuple[str, int]], labels: list[AnnotationKind]) -> None:
    """Leave only a few 必改 to the last round: the others are mended within the year."""
    last = [at for at, (_, place) in enumerate(seats) if place == LAST and labels[at] is AnnotationKind.MUST]
    others = [
        at
        for at, (_, place) in enumerate(seats)
        if place < LAST and labels[at] in (AnnotationKind.PRAISE, AnnotationKind.ADVICE)
    ]
    spread = others[:: max(1, len(others) // max(1, len(last)))]
    for late, early in zip(last[_LATE_MUSTS:], spread, strict=False):
        labels[late], labels[early] = labels[early], labels[late]


def _paper(
    pool: Sequence[Paper], kind: AnnotationKind, mend: bool, used: Mapping[str, Collection[str]], dice: Dice
) -> Paper:
    """Choose a paper: one that nobody remarked on yet, or now and then another question of one that was."""
    if mend or kind is AnnotationKind.MUST:
        wanted = dice.weighted({"visit": 55, "process_note": 25, "group_session": 20})
        mendable = [one for one in pool if one.form in MENDED and not used.get(one.key)]
        ready = [one for one in mendable if one.mendable or (one.round == LAST and not one.closed)]
        return next((one for one in ready if one.form == wanted), ready[0])
    if dice.chance(18):
        for one in pool:
            if 0 < len(used.get(one.key, ())) < len(ASKED[one.form]):
                return one
    family = dice.weighted(_WEIGHTS)
    fresh = [one for one in pool if not used.get(one.key)]
    return next((one for one in fresh if one.family == family), fresh[0])


def _field(paper: Paper, mend: bool, used: Collection[str], dice: Dice) -> str:
    fields = [one for one in ASKED[paper.form] if one not in used and paper.text(one)]
    if not fields or (not mend and not used and dice.chance(8)):
        return ""
    return fields[0] if mend else dice.pick(fields)


def _disputed(written: Sequence[Written], dice: Dice) -> list[Written]:
    """Let a few 必改 be disputed and a few 建议 be taken back."""
    musts = [one for one in written if one.kind is AnnotationKind.MUST and one.paper.form != "process_note"]
    early = dice.shuffled([one.key for one in musts if one.paper.round < LAST - 1])
    fates = dict(zip(early, _DISPUTED, strict=False))
    fates |= dict.fromkeys([one.key for one in musts if one.paper.round == LAST][:1], "asked")
    advice = [
        one.key for one in written if one.kind is AnnotationKind.ADVICE and not one.mend and one.paper.round < LAST
    ]
    fates |= dict.fromkeys(dice.shuffled(advice)[:_WITHDRAWN], "withdrawn")
    return [replace(one, fate=fates.get(one.key, "")) for one in written]


def _returned(written: Sequence[Written], dice: Dice) -> frozenset[str]:
    """Choose the 必改 with which the paper is handed back: nine of a hundred papers that were remarked on."""
    ready = [one.key for one in written if one.kind is AnnotationKind.MUST and one.paper.round < LAST and not one.fate]
    count = (len({one.paper.key for one in written}) * RETURNED_PCT + 50) // 100
    return frozenset(dice.shuffled(ready)[:count])


def _write(year: Year, one: Written, body: str, dice: Dice) -> None:
    tags = (dice.pick(_TAGS[one.kind]),) if one.kind in _TAGS and dice.chance(70) else ()
    said = {"key": one.key, "text": body, "kind": one.kind, "field": one.field, "quote": one.quote, "tags": tags}
    year.desk(one.paper.round, one, "annotate", **said)


# ------------------------------------------------------------------------------ planted: signed, and gone on meanwhile
def _overtaken(plan: CountyPlan) -> list[Paper]:
    """Find the papers that wait for a signature when the last bundle leaves; the first is signed one version late."""
    found = []
    for station in plan.stations:
        signed = {one.key for one in station.entries if one.then == "sign"}
        found += [one for one in papers(plan, station) if one.form == "case_assessment" and one.key not in signed]
    return found[:1]


def _second_version(paper: Paper, stock: Mapping[str, Any]) -> Entry:
    said = {"strengths": paper.text("strengths") + stock["planted"]["more"]}
    return Entry(_MEANWHILE, paper.form, paper.key, said, "submit", paper.worker, patch=True)


def _with_signatures(
    rounds: Sequence[Round], plan: CountyPlan, overtaken: Sequence[Paper], stock: Mapping[str, Any]
) -> tuple[Round, ...]:
    guides = {code: one.id for one in plan.supervisors for code in one.stations}
    desks = dict(rounds[LAST].desks)
    for paper in overtaken:
        who = guides[paper.station]
        done = desks.get(who, ())
        at = max([DESKS[LAST], *(one.at for one in done)])
        sign = Act(at, "verdict", who, paper.key, text=stock["desk"]["signed"], word=str(VerdictCode.SIGNED))
        desks[who] = (*done, sign)
    return tuple(replace(one, desks=desks) if place == LAST else one for place, one in enumerate(rounds))
