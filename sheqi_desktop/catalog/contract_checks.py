"""What a contract file must hold true before anything is counted by it (E-CON-01 to 07, and the unnumbered rest)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

from sheqi_desktop.catalog.contract_reader import Reader, Table
from sheqi_desktop.domain.counting.contract import Amendment, Contract, Measure, RuleCall
from sheqi_desktop.domain.counting.count import params_of, selects
from sheqi_desktop.domain.counting.figures import DERIVED_COLUMNS
from sheqi_desktop.domain.counting.rules import FIELD_LABELS, KINDS, RULES
from sheqi_desktop.domain.counting.rules_children import CHILD_RULES, SET_RULE_COLUMNS
from sheqi_desktop.domain.counting.sources import VIEWS
from sheqi_desktop.domain.counting.survivors import SURVIVOR_RULES
from sheqi_desktop.domain.trouble import (
    BudgetUnbalanced,
    ContractTrouble,
    MeasureRepeated,
    PeriodWrong,
    RuleUnknown,
    SourceUnknown,
    StationNotListed,
    TargetMissing,
)

PARAMS: dict[str, str] = {
    "max_phone_share_pct": "number",
    "require_client_ack": "flag",
    "min_process_notes": "integer",
    "min_sessions": "integer",
    "min_attendance": "integer",
    "min_client_n": "integer",
    "min_members": "integer",
    "timely_working_days": "integer",
    "credit_per_clock_hour": "number",
    "prorate": "flag",
    "max_score": "integer",
    "questions": "integer",
    "weighting": "text",
}
"""Every param there is, with its type; some only print."""
DATE_RULES = frozenset({"in_period", "on_or_before_end"})
SURVIVOR_OPTIONS = {"dedup": ("cap",), "phone_share": ()}
_CHILD_NEEDS_DAY = "in_period"


def params(table: Table) -> Mapping[str, Any]:
    """Read a measure's params by their types."""
    reading: dict[str, Callable[[str], Any]] = {
        "number": table.decimal_or_none,
        "flag": table.flag,
        "integer": table.integer,
        "text": table.text,
    }
    return {key: reading[PARAMS[key]](key) for key in table.data}


def target_missing(measure: Table) -> TargetMissing:
    """Make the complaint about a measure of the contract without a target."""
    return TargetMissing(**measure.place("code"))


def rule_arguments(call: Table) -> None:
    """Refuse a rule nobody defined and arguments it does not take."""
    name = call.text("rule")
    if name in RULES:
        required, optional = RULES[name].required, RULES[name].optional
    elif name in SURVIVOR_RULES:
        required, optional = SURVIVOR_RULES[name], SURVIVOR_OPTIONS[name]
    else:
        raise RuleUnknown(**call.place(), rule=name)
    for key in required:
        if not call.data.get(key):
            raise call.wrong(f"规则“{name}”缺少“{key}”")
    for key in call.data:
        if key != "rule" and key not in required and key not in optional:
            raise call.wrong(f"规则“{name}”没有“{key}”这个参数")
    for child in call.texts("child_rules", ()):
        if child not in CHILD_RULES:
            raise RuleUnknown(**call.place(text=f'"{child}"'), rule=child)


def check(contract: Contract, reader: Reader, known_stations: Collection[str]) -> None:
    """Refuse a contract that contradicts itself, the list of places or what the forms publish."""
    _codes(contract, reader)
    _period(contract, reader)
    _stations(contract, reader, known_stations)
    for path, measure in _placed(contract):
        _measure(contract, measure, reader, path)
    _parents(contract, reader)
    for n, amendment in enumerate(contract.amendments):
        _amendment(contract, amendment, reader, f"contract/amendment/{n}")
    _budget(contract, reader)


def _placed(contract: Contract) -> Iterator[tuple[str, Measure]]:
    for i, indicator in enumerate(contract.indicators):
        for m, measure in enumerate(indicator.measures):
            yield f"indicator/{i}/measure/{m}", measure


def _codes(contract: Contract, reader: Reader) -> None:
    seen: set[object] = set()
    for i, indicator in enumerate(contract.indicators):
        for key, value in (("no", indicator.no), ("code", indicator.code)):
            if (key, value) in seen:
                raise MeasureRepeated(**reader.place(f"indicator/{i}", key))
            seen.add((key, value))
    codes: set[str] = set()
    for path, measure in _placed(contract):
        if measure.code in codes:
            raise MeasureRepeated(**reader.place(path, "code"))
        codes.add(measure.code)


def _period(contract: Contract, reader: Reader) -> None:
    if contract.start_date > contract.end_date_original:
        raise PeriodWrong(**reader.place("contract", "start_date"))
    end = contract.end_date_original
    for n, amendment in enumerate(contract.amendments):
        path = f"contract/amendment/{n}"
        if amendment.no != n + 1:
            raise _wrong(reader, path, "no", "变更序号应从1起，逐次加1")
        if n and amendment.decided_on < contract.amendments[n - 1].decided_on:
            raise _wrong(reader, path, "decided_on", "变更应按决定日期先后排列")
        if amendment.kind == "extend_period":
            if amendment.old_end_date != end:
                raise PeriodWrong(**reader.place(path, "old_end_date"))
            if amendment.new_end_date is None or amendment.new_end_date <= end:
                raise _wrong(reader, path, "new_end_date", "顺延后的截止日期应晚于原截止日期")
            end = amendment.new_end_date
    # An end that no amendment leads to would be a change nobody decided.
    if contract.end_date != end or contract.data_cutoff < contract.start_date:
        key = "end_date" if contract.end_date != end else "data_cutoff"
        raise PeriodWrong(**reader.place("contract", key))


def _stations(contract: Contract, reader: Reader, known: Collection[str]) -> None:
    if not contract.stations:
        raise _wrong(reader, "", "", "合同里没有站点")
    seen: set[str] = set()
    for n, station in enumerate(contract.stations):
        path = f"station/{n}"
        if station.code not in known:
            raise StationNotListed(**reader.place(path, "code"))
        if station.code in seen:
            raise _wrong(reader, path, "code", f"站点“{station.code}”重复")
        if station.since and station.until and station.since > station.until:
            raise _wrong(reader, path, "to", "站点的起止日期不正确")
        seen.add(station.code)


def _measure(contract: Contract, measure: Measure, reader: Reader, path: str) -> None:
    if measure.source not in VIEWS:
        raise SourceUnknown(**reader.place(path, "source"), source=measure.source)
    columns = VIEWS[measure.source].columns
    where = {"station": "station_code", "worker": "worker_id"}.get(measure.scope)
    if where and where not in columns:
        raise _wrong(reader, path, "scope", f"数据来源“{measure.source}”不能按“{measure.scope}”统计")
    if (measure.scope == "worker") != (measure.population is not None):
        raise _wrong(reader, path, "scope", "按人统计的指标要有population，其他指标不能有")
    if (measure.aggregate == "sum") != bool(measure.value_field):
        raise _wrong(reader, path, "aggregate", "合计类指标要有value_field，其他指标不能有")
    if measure.value_field and measure.value_field not in columns:
        raise _no_column(reader, path, "value_field", measure.source, measure.value_field)
    if measure.is_ratio and "score" not in columns:
        raise _no_column(reader, path, "aggregate", measure.source, "score")
    for column in measure.breakdown:
        if column not in columns and column not in DERIVED_COLUMNS:
            raise _no_column(reader, path, "breakdown", measure.source, column)
    for call in measure.eligibility:
        _rule(contract, measure, call, reader, path)


def _rule(contract: Contract, measure: Measure, call: RuleCall, reader: Reader, path: str) -> None:
    view = VIEWS[measure.source]

    def wrong(why: str, text: str = "") -> ContractTrouble:
        return ContractTrouble(**reader.place(path, "eligibility", text or f'"{call.rule}"'), why=why)

    needed = RULES[call.rule].columns if call.rule in RULES else ()
    for column in (*needed, *call.key, *((call.field,) if call.field else ())):
        if column not in view.columns:
            raise wrong(f"数据来源“{measure.source}”没有“{column}”这一列")
    if call.rule == "phone_share" and "mode_group" not in view.columns:
        raise wrong(f"数据来源“{measure.source}”没有“mode_group”这一列")
    if call.rule in DATE_RULES and not call.field.endswith(("_on", "_date")):
        raise wrong(f"“{call.field}”不是日期")
    if call.rule.startswith("field_") and call.field not in FIELD_LABELS:
        raise wrong(f"“{call.field}”不能作为计数条件")
    if call.rule == "status_in" and (unknown := [v for v in call.values if v not in view.statuses]):
        raise wrong(f"没有“{unknown[0]}”这个状态")
    if unknown_parts := [part for part in call.parts if part not in view.parts]:
        raise wrong(f"没有“{unknown_parts[0]}”这份文书")
    if call.rule == "links_to":
        asked = [m for m in contract.measures if m.source == measure.source and selects(m, call.kind)]
        if call.kind not in KINDS or not asked:
            raise wrong(f"没有统计“{call.kind}”的指标，无法核对关联")
    if call.rule == "min_attendance" and "min_attendance" not in measure.params and not _has_parent(measure):
        raise wrong("缺少参数“min_attendance”")
    if call.rule == "min_children":
        _children(measure, call, reader, path)


def _children(measure: Measure, call: RuleCall, reader: Reader, path: str) -> None:
    if call.child not in VIEWS:
        raise SourceUnknown(**reader.place(path, "eligibility", f'"{call.child}"'), source=call.child)
    child = VIEWS[call.child]
    place = reader.place(path, "eligibility", f'"{call.child}"')
    if measure.source not in child.parents:
        raise ContractTrouble(**place, why=f"“{call.child}”不属于“{measure.source}”")
    for name in call.child_rules:
        needed = RULES[name].columns if name in RULES else SET_RULE_COLUMNS[name]
        missing = [column for column in needed if column not in child.columns]
        if name == _CHILD_NEEDS_DAY and not child.day:
            missing.append("date")
        if missing:
            raise ContractTrouble(**place, why=f"数据来源“{call.child}”没有“{missing[0]}”这一列")
        if name == "min_attendance" and "min_attendance" not in measure.params:
            raise ContractTrouble(**place, why="缺少参数“min_attendance”")


def _has_parent(measure: Measure) -> bool:
    return any(call.rule == "parent_counts" for call in measure.eligibility)


def _parents(contract: Contract, reader: Reader) -> None:
    """Every parent named exists, is a parent of these rows, and no measure waits for itself."""
    paths = {measure.code: (path, measure) for path, measure in _placed(contract)}
    waits: dict[str, set[str]] = {}
    for path, measure in paths.values():
        waits[measure.code] = set()
        for call in measure.eligibility:
            if call.rule == "links_to":
                waits[measure.code] |= {m.code for m in contract.measures if selects(m, call.kind)}
            if call.rule != "parent_counts":
                continue
            if call.measure not in paths:
                raise _wrong(reader, path, "eligibility", f"没有指标“{call.measure}”")
            source = paths[call.measure][1].source
            if source != measure.source and source not in VIEWS[measure.source].parents:
                raise _wrong(reader, path, "eligibility", f"“{measure.source}”不属于“{source}”")
            waits[measure.code].add(call.measure)
    for code, (path, _) in paths.items():
        reached, ahead = set[str](), list(waits[code])
        while ahead:
            step = ahead.pop()
            if step == code:
                raise _wrong(reader, path, "eligibility", f"指标“{code}”绕一圈又等自己")
            if step not in reached:
                reached.add(step)
                ahead += waits[step]
    for path, measure in paths.values():
        asks = any(call.rule == "min_attendance" for call in measure.eligibility)
        if asks and "min_attendance" not in params_of(contract, measure):
            raise _wrong(reader, path, "eligibility", "缺少参数“min_attendance”")


def _amendment(contract: Contract, amendment: Amendment, reader: Reader, path: str) -> None:
    needs: dict[str, tuple[str, ...]] = {
        "extend_period": ("old_end_date", "new_end_date"),
        "change_target": ("measure", "old_target", "new_target", "effective_from"),
        "add_station": ("station", "effective_from"),
        "remove_station": ("station", "effective_from"),
    }
    for key in needs.get(amendment.kind, ()):
        if getattr(amendment, key) in (None, ""):
            raise _wrong(reader, path, "kind", f"这类变更缺少“{key}”")
    if amendment.measure and amendment.measure not in {measure.code for measure in contract.measures}:
        raise _wrong(reader, path, "measure", f"没有指标“{amendment.measure}”")
    if amendment.station and amendment.station not in {station.code for station in contract.stations}:
        raise _wrong(reader, path, "station", f"合同里没有站点“{amendment.station}”")
    since: date | None = amendment.effective_from
    if since is not None and not contract.start_date <= since <= contract.end_date:
        raise _wrong(reader, path, "effective_from", "生效日期不在服务期内")


def _budget(contract: Contract, reader: Reader) -> None:
    total = sum(line.amount_fen for line in contract.budget_lines)
    if total != contract.amount_fen:
        place = reader.place("budget_line/0" if contract.budget_lines else "contract", "amount_fen")
        raise BudgetUnbalanced(**place, lines=_yuan(total), amount=_yuan(contract.amount_fen))


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _wrong(reader: Reader, path: str, key: str, why: str) -> ContractTrouble:
    return ContractTrouble(**reader.place(path, key), why=why)


def _no_column(reader: Reader, path: str, key: str, view: str, column: str) -> ContractTrouble:
    return _wrong(reader, path, key, f"数据来源“{view}”没有“{column}”这一列")
