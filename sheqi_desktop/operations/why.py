"""Why a number is what it is: the rows that count, and each row that does not with its reason code and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sheqi_desktop.domain.counting.count import MeasureResult, UnitResult
from sheqi_desktop.domain.counting.figures import visit_figures
from sheqi_desktop.domain.counting.reasons import cure_for
from sheqi_desktop.domain.counting.sources import VIEWS
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.restricted import HIDDEN
from sheqi_desktop.store import records

KIND_OF = {"visit_client": "visit"}
"""The kind of record behind a view, where the view has a name of its own."""
MOST_CALLS_PCT = 50
"""More calls than this among the counted visits are worth a warning; the contract may set a maximum (02 §4)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row behind a number: which record of which kind, and about whom or what."""

    counted: bool
    record: str
    kind: str
    doc_no: str
    station: str
    on: str
    client: str
    code: str
    reason: str
    cure: str
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The line as the command line prints it."""
        mark = "计入" if self.counted else self.code
        return f"{mark}\t{self.doc_no}\t{self.on}\t{self.client}\t{self.reason}".rstrip()

    @property
    def facts(self) -> dict[str, Any]:
        """The same for a script."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Why:
    """The rows behind a number, and the figures that always stand beside it (visits: the two ways, people, 户次)."""

    lines: list[Line]
    beside: str = ""
    warning: str = ""


def why_rows(desk: Desk, measure: str, unit: str, as_of: date | None = None) -> list[Line]:
    """Give every candidate row of a measure; see ``why``."""
    return why(desk, measure, unit, as_of).lines


def why(desk: Desk, measure: str, unit: str, as_of: date | None = None, *, original: bool = False) -> Why:
    """Give every candidate row of a measure for a station, or for the whole county with the county's code.

    ``original`` counts in the period before it was extended (原合同期).

    Raises NotFound for a measure or unit that does not exist.
    """
    contract = desk.library.contract
    outcome = count_contract(desk, as_of, contract.original() if original else contract).outcome
    try:
        result = outcome.result(measure)
    except KeyError as missing:
        raise NotFound(what="指标", key=measure) from missing
    source = result.measure.source
    units = list(_units(desk, result, unit))
    lines = [line for one in units for line in _lines(one, source)]
    names = _names(desk, {one for line in lines for one in (line.client, line.record)})
    beside = _beside(result if len(units) > 1 else units[0]) if source == "visit_client" and units else ("", "")
    return Why([_named(line, names) for line in lines], *beside)


def _beside(counted: UnitResult | MeasureResult) -> tuple[str, str]:
    """Give 居家 and 电话 apart, people and 户次 (02 §4), and a warning when calls are more than half."""
    said = visit_figures(counted)
    words = (
        f"上门 {said.door}・通话 {said.call} 人次；服务 {said.persons} 人，{said.household_times} 户次；"
        f"记录 {said.records} 份，未成功 {said.unreached} 次"
    )
    share = said.phone_share_pct
    return words, f"通话占 {share}%，超过一半，请多上门" if share is not None and share > MOST_CALLS_PCT else ""


def _units(desk: Desk, result: MeasureResult, unit: str) -> Iterator[UnitResult]:
    county = desk.library.contract.county_code
    if unit in (county, county + "000"):
        yield from result.units
        return
    try:
        yield result.unit(unit)
    except KeyError as missing:
        raise NotFound(what="站点", key=unit) from missing


def _lines(unit: UnitResult, source: str) -> Iterator[Line]:
    for row in unit.uncounted:
        first = row.first
        others = tuple(failure.code for failure in row.failures[1:])
        said = (first.code, first.message, cure_for(first, row.row), others)
        yield _line(row.row, source, False, *said)
    for row in unit.counted:
        yield _line(row, source, True)


def _line(
    row: Any, source: str, counted: bool, code: str = "", reason: str = "", cure: str = "", others: tuple[str, ...] = ()
) -> Line:
    view = VIEWS[source]
    on = getattr(row, view.day) if view.day else None
    return Line(
        counted=counted,
        record=str(getattr(row, view.ids[0])),
        kind=KIND_OF.get(source, source),
        doc_no=str(getattr(row, "doc_no", "")),
        station=str(getattr(row, "station_code", "")),
        on=on.isoformat() if on else "",
        client=str(getattr(row, "client_id", "")),
        code=code,
        reason=reason,
        cure=cure,
        others=others,
    )


def _names(desk: Desk, wanted: set[str]) -> dict[str, str]:
    with desk.read() as read:
        found = records.get_many(read, sorted(wanted - {""})).values()
        return {one.id: HIDDEN if one.restricted else one.name or saying(one.kind, one.answers) for one in found}


def _named(line: Line, names: dict[str, str]) -> Line:
    if names.get(line.record) == HIDDEN:
        return replace(line, client=HIDDEN)
    return replace(line, client=names.get(line.client or line.record, line.client))
