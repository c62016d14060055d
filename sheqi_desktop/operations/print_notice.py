"""志愿服务记录公示单: the verified hours of some days, one a line, for the board of the unit; offered, not forced."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.domain.records.volunteer import HOUR
from sheqi_desktop.domain.trouble import NothingToCertify
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.print_record import Printed, paper_context
from sheqi_desktop.reports.page import Fonts
from sheqi_desktop.reports.paper import print_list
from sheqi_desktop.store import records
from sheqi_desktop.store.records import Wanted

NOTICE = "notice"


def print_notice(desk: Desk, since: date, until: date) -> Printed:
    """Print the notice; raise NothingToCertify where nothing was verified in those days."""
    desk.require("service.submit")
    wanted = Wanted(
        HOUR,
        stations=[desk.station],
        statuses=["signed"],
        since=since.isoformat(),
        until=until.isoformat(),
        order="service_date",
        descending=False,
    )
    with desk.read() as read:
        found = records.list_records(read, wanted)
    if not found:
        raise NothingToCertify()
    form = desk.library.form(HOUR)
    made = print_list(form, NOTICE, [one.answers for one in found], paper_context(desk), Fonts(fonts_dir()))
    with desk.write() as write:
        desk.note(write, "print_notice", "", rows=len(found), since=since.isoformat(), until=until.isoformat())
    return Printed(made.data, made.warnings, (), form.papers[-1].title)
