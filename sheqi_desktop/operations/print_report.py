"""出报表: the county result table as people know it, for paper and for Excel."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.reports.county_report import CountyContext, county_pdf, county_xlsx
from sheqi_desktop.reports.page import Fonts


def print_county(desk: Desk, as_of: date | None, shape: str) -> bytes:
    """Give the county table as a PDF or xlsx; the contract's own words stand beside the numbers."""
    desk.require("indicator.read_county")
    counted = count_contract(desk, as_of)
    context = CountyContext(
        printed_by=desk.me.name,
        printed_at=desk.clock.now(),
        as_of=counted.outcome.as_of,
        demo=desk.place.demo,
    )
    with desk.write() as write:
        desk.note(write, "print_county", shape=shape)
    if shape == "xlsx":
        return county_xlsx(counted.outcome, counted.rows, context)
    return county_pdf(counted.outcome, counted.rows, context, Fonts(fonts_dir()))
