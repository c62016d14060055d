"""Count a contract: a pure function of the contract, the rows and the day; no clock, no locale, no row order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any

from sheqi_desktop.domain.counting import rules_children
from sheqi_desktop.domain.counting.aggregate import rate_of, sample_note, usable_answers, value_of
from sheqi_desktop.domain.counting.contract import Contract, Indicator, Measure, RuleCall
from sheqi_desktop.domain.counting.outcome import ExternalResult, MeasureResult, Number, Outcome, Uncounted, UnitResult
from sheqi_desktop.domain.counting.population import population_of
from sheqi_desktop.domain.counting.rules import RULES, SELECTORS, failures_of, id_of
from sheqi_desktop.domain.counting.sources import VIEWS, Posting, Row, Sources
from sheqi_desktop.domain.counting.survivors import MAKERS, SURVIVOR_RULES

__all__ = ["ExternalResult", "MeasureResult", "Number", "Outcome", "Uncounted", "UnitResult", "count"]

NOT_ENTERED = "数据未录入"


def count(
    contract: Contract,
    sources: Sources,
    as_of: date,
    workers: Sequence[Posting] = (),
    external: Mapping[str, ExternalResult] | None = None,
) -> Outcome:
    """Give for every measure and unit what counts, what does not and why, and whether the target is reached."""
    counting = _Counting(contract, sources, as_of, tuple(workers), external or {})
    results = tuple(counting.result(indicator, measure) for indicator, measure in contract.rows())
    return Outcome(contract, as_of, results, {result.measure.code: result for result in results})


@dataclass(frozen=True, slots=True)
class _Judged:
    counted: list[Row]
    uncounted: list[Uncounted]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the rules of one measure (or of its children) may ask."""

    counting: _Counting
    view: str
    params: Mapping[str, Any]

    @property
    def contract(self) -> Contract:
        return self.counting.contract

    @property
    def as_of(self) -> date:
        return self.counting.as_of

    @property
    def own_bounds(self) -> Mapping[str, tuple[date, date]]:
        return self.counting.own_bounds

    def counted_ids(self, measure: str) -> frozenset[Any]:
        return self.counting.counted_ids(measure)

    def linked_ids(self, view: str, kind: str) -> frozenset[Any]:
        asked = (m for m in self.contract.measures if m.source == view and selects(m, kind))
        return frozenset[Any]().union(*(self.counting.counted_ids(m.code) for m in asked))

    def passing_children(self, call: RuleCall) -> Mapping[Any, int]:
        children = self.counting.children(call.child, self.view)
        passing = rules_children.family(call.child_rules, _Setting(self.counting, call.child, self.params))
        return {parent: passing(rows) for parent, rows in children.items()}


@dataclass(slots=True)
class _Counting:
    """One count on its way; remembers what several measures ask for."""

    contract: Contract
    sources: Sources
    as_of: date
    postings: tuple[Posting, ...]
    external: Mapping[str, ExternalResult]
    own_bounds: dict[str, tuple[date, date]] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _judged: dict[str, _Judged] = field(default_factory=dict)
    _ids: dict[str, frozenset[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for station in self.contract.stations_on(self.as_of):
            if station.since or station.until:
                first = max(station.since or self.contract.start_date, self.contract.start_date)
                last = min(station.until or self.contract.end_date, self.contract.end_date)
                self.own_bounds[station.code] = (first, last)

    # -------------------------------------------------------------- rows
    def rows(self, view: str) -> list[Row]:
        """The rows of a view up to the day, in an order of their own, so that none from outside can matter."""
        if view not in self._rows:
            shape = VIEWS[view]
            name, given = id_of(shape), self.sources.view(view)
            if not shape.day:
                self._rows[view] = sorted(given, key=name)
            else:
                day_of, limit, late = attrgetter(shape.day), self.as_of, date.max
                keyed = [(day_of(row) or late, name(row), row) for row in given]
                keyed = [entry for entry in keyed if entry[0] is late or entry[0] <= limit]
                keyed.sort(key=itemgetter(0, 1))
                self._rows[view] = [entry[2] for entry in keyed]
        return self._rows[view]

    def children(self, child: str, parent: str) -> Mapping[Any, list[Row]]:
        """The children of each parent, up to the day."""
        families = defaultdict[Any, list[Row]](list)
        parent_of = attrgetter(VIEWS[child].parents[parent])
        for row in self.rows(child):
            families[parent_of(row)].append(row)
        return families

    def candidates(self, measure: Measure) -> list[Row]:
        """The rows a measure looks at: of the contract's stations or workers, and of the kinds it is about."""
        rows = self.rows(measure.source)
        if measure.scope == "worker":
            people = self.workers(measure)
            rows = [row for row in rows if row.worker_id in people]
        elif "station_code" in VIEWS[measure.source].columns:
            places = {station.code for station in self.contract.stations_on(self.as_of)}
            if measure.scope == "county":
                places.add(self.contract.centre_code)
            rows = [row for row in rows if row.station_code in places]
        for call in measure.eligibility:
            if is_selector(call):
                kind_of, kinds = attrgetter(call.field), frozenset(call.values)
                rows = [row for row in rows if kind_of(row) in kinds]
        return rows

    def workers(self, measure: Measure) -> dict[str, str]:
        """The workers a measure is asked of, id to name."""
        if measure.population is None:
            return {}
        return population_of(measure.population, self.contract, self.as_of, self.postings)

    # -------------------------------------------------------------- judging
    def counted_ids(self, code: str) -> frozenset[Any]:
        """The ids of the rows counted in a measure."""
        if code not in self._ids:
            measure = self.contract.measure(code)
            self._ids[code] = frozenset(map(id_of(VIEWS[measure.source]), self.judge(measure).counted))
        return self._ids[code]

    def judge(self, measure: Measure) -> _Judged:
        """Part a measure's candidates into counted and not counted."""
        if measure.code not in self._judged:
            self._judged[measure.code] = self._judge(measure)
        return self._judged[measure.code]

    def _judge(self, measure: Measure) -> _Judged:
        to = _Setting(self, measure.source, params_of(self.contract, measure))
        calls = [call for call in measure.eligibility if not is_selector(call)]
        checks = [RULES[call.rule].make(call, to) for call in calls if call.rule in RULES]
        left: list[Row] = []
        out: list[Uncounted] = []
        for row in self.candidates(measure):
            for check in checks:
                if check(row) is not None:
                    out.append(Uncounted(row, failures_of(row, checks)))
                    break
            else:
                left.append(row)
        if measure.is_ratio:
            left, lost = usable_answers(measure, left)
            out += [Uncounted(row, (why,)) for row, why in lost]
        for name in SURVIVOR_RULES:
            for call in calls:
                if call.rule == name:
                    left, lost = MAKERS[name](left, call, to)
                    out += [Uncounted(row, (why,)) for row, why in lost]
        return _Judged(left, self._in_order(measure, out))

    def _in_order(self, measure: Measure, out: list[Uncounted]) -> list[Uncounted]:
        shape = VIEWS[measure.source]
        name = id_of(shape)
        return sorted(out, key=lambda u: ((getattr(u.row, shape.day) if shape.day else None) or date.max, name(u.row)))

    # -------------------------------------------------------------- results
    def result(self, indicator: Indicator, measure: Measure) -> MeasureResult:
        """Give one measure's result over all its units."""
        judged = self.judge(measure)
        supplied = self.sources.has(measure.source)
        silent = self.as_of < self.contract.end_date and not self.rows(measure.source)
        note = "" if supplied or silent else NOT_ENTERED
        target = self.contract.target(measure, self.as_of)
        told = self.external.get(measure.code)
        value: Number
        if measure.scope == "county" and told is not None and told.on <= self.as_of:
            supplied, silent, note, value = True, False, f"来源：{told.document}", told.value
            units: tuple[UnitResult, ...] = (self._county(measure, judged, value),)
        elif measure.scope == "county":
            if measure.is_ratio and supplied and not silent:
                note = sample_note(judged.counted)
            units = (self._county(measure, judged, value_of(measure, judged.counted)),)
            value = units[0].value
        else:
            units = self._units(measure, judged)
            value = (
                sum(u.passed is True for u in units) if measure.scope == "worker" else value_of(measure, judged.counted)
            )
        passed = None if target is None else bool(units) and all(unit.passed for unit in units)
        total = self._target_total(measure, units, target)
        rate = rate_of(value, total, passed, measure.op, self.contract.result)
        return MeasureResult(measure, indicator, units, value, target, total, rate, passed, supplied, note, silent)

    def _units(self, measure: Measure, judged: _Judged) -> tuple[UnitResult, ...]:
        if measure.scope == "worker":
            names, unit_of = self.workers(measure), attrgetter("worker_id")
        else:
            names = {station.code: station.name for station in self.contract.stations_on(self.as_of)}
            unit_of = attrgetter("station_code")
        counted, uncounted = defaultdict[str, list[Row]](list), defaultdict[str, list[Uncounted]](list)
        for row in judged.counted:
            counted[unit_of(row)].append(row)
        for left_out in judged.uncounted:
            uncounted[unit_of(left_out.row)].append(left_out)
        return tuple(
            self._unit(measure, code, name, counted[code], uncounted[code], value_of(measure, counted[code]))
            for code, name in names.items()
        )

    def _county(self, measure: Measure, judged: _Judged, value: Number) -> UnitResult:
        code, name = self.contract.county_code, self.contract.county_name
        return self._unit(measure, code, name, judged.counted, judged.uncounted, value)

    def _unit(
        self,
        measure: Measure,
        code: str,
        name: str,
        counted: Sequence[Row],
        uncounted: Sequence[Uncounted],
        value: Number,
    ) -> UnitResult:
        target = self.contract.target(measure, self.as_of, code)
        passed = None if target is None else measure.reaches(Decimal(value), target)
        rate = rate_of(value, target, passed, measure.op, self.contract.result)
        return UnitResult(code, name, tuple(counted), tuple(uncounted), value, target, rate, passed)

    @staticmethod
    def _target_total(measure: Measure, units: Sequence[UnitResult], target: Decimal | None) -> Decimal | None:
        if target is None or (measure.is_ratio and measure.scope != "worker"):
            return target
        if measure.scope == "worker":
            return Decimal(len(units))
        return sum((unit.target for unit in units if unit.target is not None), Decimal(0))


def is_selector(call: RuleCall) -> bool:
    """Tell a call that selects a measure's rows from one that judges them."""
    return call.rule == "field_in" and call.field in SELECTORS


def selects(measure: Measure, kind: str) -> bool:
    """Tell whether a measure is the one about a kind."""
    return any(is_selector(call) and call.field == "kind" and kind in call.values for call in measure.eligibility)


def params_of(contract: Contract, measure: Measure) -> Mapping[str, Any]:
    """Give a measure's params, filled up with those of the measure its rows belong to."""
    params = dict(measure.params)
    for call in measure.eligibility:
        if call.rule == "parent_counts":
            params = {**params_of(contract, contract.measure(call.measure)), **params}
    return params
