"""Visits as a long list: which there are under a filter, counted and ordered by the file, never opened one by one."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.store.sql import Conditions
from sheqi_desktop.store.transaction import Read

SQL_LINES = "FROM record r LEFT JOIN visit_client v ON v.record = r.no AND v.place = 0 WHERE r.kind = 'visit'"
SQL_FILTERS = {
    "all": "r.voided = 0",
    "month": "r.voided = 0 AND r.service_date BETWEEN ? AND ?",
    "home": "r.voided = 0 AND coalesce(v.mode, 0) NOT IN (2, 3)",
    "call": "r.voided = 0 AND v.mode IN (2, 3)",
    "missed": "r.voided = 0 AND coalesce(v.outcome, 0) NOT IN (1, 6)",
    "risk": "r.voided = 0 AND v.signal = 1",
    "draft": "r.voided = 0 AND r.status = 'draft'",
    "voided": "r.voided = 1",
    "reached": "r.voided = 0 AND r.status <> 'draft' AND v.outcome IN (1, 6) AND r.service_date BETWEEN ? AND ?",
}
"""What each filter lets through; those with two marks ask for the first and the last day of the month."""
SQL_SUMS = ", ".join(f"sum({condition})" for condition in SQL_FILTERS.values())
_ORDERS = {
    "on": "r.service_date",
    "mode": "v.mode",
    "outcome": "v.outcome",
    "worker": "r.worker",
    "state": "r.status",
    "name": "(SELECT c.name FROM record c WHERE c.id = r.client)",
    "village": "(SELECT c.village FROM record c WHERE c.id = r.client)",
    "summary": "json_extract(r.answers, '$.summary')",
}


def visit_ids(
    read: Read,
    chip: str,
    month: tuple[str, str],
    stations: Sequence[str] | None = None,
    client: str = "",
    worker: str = "",
    order: str = "on",
    descending: bool = True,
) -> list[str]:
    """Give the ids of the visits a filter lets through, in the order of one column, the latest first by default."""
    only = _only(chip, month, stations, client, worker)
    rows = read.driver.execute(
        f"SELECT r.id {SQL_LINES}{only.sql_and()} ORDER BY {sql_visit_order(order, descending)}", only.values
    )
    return [record for (record,) in rows]


def visit_counts(read: Read, month: tuple[str, str], stations: Sequence[str] | None = None) -> dict[str, int]:
    """Tell for every filter how many visits it would let through, in one walk through the list."""
    only = Conditions()
    only.one_of("r.station", stations)
    row = read.row(f"SELECT {SQL_SUMS} {SQL_LINES}{only.sql_and()}", *month * SQL_SUMS.count("BETWEEN"), *only.values)
    return {chip: int(told or 0) for chip, told in zip(SQL_FILTERS, row or (), strict=True)}


def sql_visit_order(order: str, descending: bool) -> str:
    """Give the order by one column, then by number."""
    way = "DESC" if descending else "ASC"
    return f"{_ORDERS.get(order, _ORDERS['on'])} {way}, r.service_date DESC, r.number {way}, r.id"


def _only(
    chip: str, month: tuple[str, str], stations: Sequence[str] | None, client: str = "", worker: str = ""
) -> Conditions:
    only = Conditions()
    condition = SQL_FILTERS[chip]
    only.ask(condition, *(month if "?" in condition else ()))
    only.one_of("r.station", stations)
    if client:
        only.ask("r.client = ?", client)
    if worker:
        only.ask("r.worker = ?", worker)
    return only
