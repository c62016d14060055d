"""Contract files: TOML into a Contract that the counting can trust, every complaint with file and line.

A contract decides whether a year's work is paid, so nothing is guessed: a key nobody defined, a rule nobody wrote,
a column no form publishes, budget lines that do not add up, all are refused when the file is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from sheqi_desktop.catalog import contract_checks as checks
from sheqi_desktop.catalog.contract_reader import Reader, Table
from sheqi_desktop.catalog.demo_counties import Decoy, Demo, DemoStation, load_demo
from sheqi_desktop.domain.counting.contract import (
    AGGREGATES,
    AMENDMENT_KINDS,
    BASES,
    OPERATORS,
    SCOPES,
    Amendment,
    BudgetLine,
    Contract,
    Indicator,
    Measure,
    Population,
    ResultRules,
    RuleCall,
    Station,
)

__all__ = ["SCHEMA", "Decoy", "Demo", "DemoStation", "load_contract", "load_demo"]

SCHEMA = "contract/1"


def load_contract(path: Path, known_stations: Collection[str]) -> Contract:
    """Read a contract file; ContractTrouble with file and line when it cannot be trusted."""
    reader = Reader(path)
    top = reader.top(
        "schema file_version contract station indicator result budget_line reported_facts demo".split(),
    )
    if top.text("schema") != SCHEMA:
        raise top.wrong(f"文件格式应为“{SCHEMA}”", "schema")
    head = top.table("contract", _HEAD)
    contract = Contract(
        contract_id=head.text("contract_id"),
        title=head.text("title"),
        procurement_no=head.text("procurement_no"),
        purchaser=head.text("purchaser"),
        contractor=head.text("contractor"),
        evaluator=head.text("evaluator"),
        county_code=head.text("county_code"),
        county_name=head.text("county_name"),
        centre_name=head.text("centre_name"),
        start_date=head.day("start_date"),
        end_date_original=head.day("end_date_original"),
        end_date=head.day("end_date"),
        data_cutoff=head.day("data_cutoff"),
        amount_fen=head.integer("amount_fen"),
        principles=head.texts("principles"),
        amendments=tuple(_amendment(table) for table in head.tables("amendment", _AMENDMENT)),
        stations=tuple(_station(table) for table in top.tables("station", _STATION)),
        indicators=tuple(_indicator(table) for table in top.tables("indicator", _INDICATOR)),
        result=_result(top.table("result", _RESULT)),
        budget_lines=tuple(
            BudgetLine(line.text("code"), line.text("name"), line.integer("amount_fen"))
            for line in top.tables("budget_line", ("code", "name", "amount_fen"))
        ),
        reported_facts=top.anything("reported_facts"),
        file_version=top.integer("file_version"),
    )
    checks.check(contract, reader, known_stations)
    return contract


_HEAD = (
    *("contract_id", "title", "procurement_no", "purchaser", "contractor", "evaluator"),
    *("county_code", "county_name", "centre_name"),
    *("start_date", "end_date_original", "end_date", "data_cutoff"),
    *("amount_fen", "principles", "amendment"),
)
_AMENDMENT_FACTS = ("old", "new", "old_amount_fen", "new_amount_fen", "document", "proposed_by", "approved_by")
_AMENDMENT = (
    *("no", "kind", "decided_on", "decided_by", "targets_changed", "reason", "effective_from"),
    *("measure", "old_target", "new_target", "station", "old_end_date", "new_end_date"),
    *_AMENDMENT_FACTS,
)
_STATION = ("code", "name", "kind", "from", "to")
_INDICATOR = ("no", "code", "name", "plan_text", "actual_text", "measure")
_MEASURE = (
    *("code", "label", "unit", "basis", "scope", "source", "aggregate", "value_field", "op", "target"),
    *("population", "eligibility", "params", "breakdown", "evidence", "reported_actual"),
)
_POPULATION = ("posting_kind", "on_post_at", "min_days_in_period")
_RULE = ("rule", "field", "values", "parts", "kind", "n", "child", "child_rules", "key", "cap", "measure")
_RESULT = ("county_pass_rule", "rate_decimals", "rate_rounding", "never_show_100_when_below")


def _amendment(table: Table) -> Amendment:
    return Amendment(
        no=table.integer("no"),
        kind=table.one_of("kind", AMENDMENT_KINDS),
        decided_on=table.day("decided_on"),
        decided_by=table.text("decided_by"),
        targets_changed=table.flag("targets_changed"),
        reason=table.text("reason"),
        effective_from=table.day_or_none("effective_from"),
        measure=table.text("measure", ""),
        old_target=table.decimal_or_none("old_target"),
        new_target=table.decimal_or_none("new_target"),
        station=table.text("station", ""),
        old_end_date=table.day_or_none("old_end_date"),
        new_end_date=table.day_or_none("new_end_date"),
        facts={key: table.data[key] for key in _AMENDMENT_FACTS if key in table.data},
    )


def _station(table: Table) -> Station:
    return Station(
        table.text("code"),
        table.text("name"),
        table.text("kind"),
        since=table.day_or_none("from"),
        until=table.day_or_none("to"),
    )


def _indicator(table: Table) -> Indicator:
    return Indicator(
        no=table.integer("no"),
        code=table.text("code"),
        name=table.text("name"),
        plan_text=table.text("plan_text"),
        actual_text=table.text("actual_text", ""),
        measures=tuple(_measure(measure) for measure in table.tables("measure", _MEASURE)),
    )


def _measure(table: Table) -> Measure:
    basis = table.one_of("basis", BASES)
    if basis == "contract" and "target" not in table.data:
        raise checks.target_missing(table)
    return Measure(
        code=table.text("code"),
        label=table.text("label"),
        unit=table.text("unit"),
        basis=basis,
        scope=table.one_of("scope", SCOPES),
        source=table.text("source"),
        aggregate=table.one_of("aggregate", AGGREGATES),
        op=table.one_of("op", OPERATORS),
        eligibility=tuple(_rule(call) for call in table.inline_tables("eligibility", _RULE, "rule")),
        target=table.decimal_or_none("target"),
        value_field=table.text("value_field", ""),
        population=_population(table),
        params=_params(table),
        breakdown=table.texts("breakdown", ()),
        evidence=table.texts("evidence", ()),
        reported_actual=table.decimal_or_none("reported_actual"),
    )


def _population(table: Table) -> Population | None:
    if "population" not in table.data:
        return None
    inner = table.inline_table("population", _POPULATION)
    return Population(
        inner.one_of("posting_kind", ("station",)),
        inner.one_of("on_post_at", ("as_of",)),
        inner.integer("min_days_in_period"),
    )


def _params(table: Table) -> Mapping[str, Any]:
    if "params" not in table.data:
        return {}
    return checks.params(table.inline_table("params", checks.PARAMS))


def _rule(call: Table) -> RuleCall:
    checks.rule_arguments(call)
    return RuleCall(
        rule=call.text("rule"),
        field=call.text("field", ""),
        values=call.values("values", ()),
        parts=call.texts("parts", ()),
        kind=call.text("kind", ""),
        n=call.integer("n", 1),
        child=call.text("child", ""),
        child_rules=call.texts("child_rules", ()),
        key=call.texts("key", ()),
        cap=call.integer("cap", 1),
        measure=call.text("measure", ""),
    )


def _result(table: Table) -> ResultRules:
    table.one_of("rate_rounding", ("half_up",))
    return ResultRules(
        county_pass_rule=table.text("county_pass_rule"),
        rate_decimals=table.integer("rate_decimals"),
        never_show_100_when_below=table.flag("never_show_100_when_below"),
    )
