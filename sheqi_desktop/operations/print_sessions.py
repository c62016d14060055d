"""督导记录汇总: the sessions of some days, one a line; how a worker fares is in none of them (domain 14 §2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.domain.records.annotation import SESSION
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.print_record import Printed, paper_context
from sheqi_desktop.operations.sessions import readable_sessions
from sheqi_desktop.reports.page import Fonts
from sheqi_desktop.reports.paper import print_list

REGISTER = "register"


def print_sessions(desk: Desk, since: date, until: date) -> Printed:
    """Print what this person may read of those days, drafts left out, oldest first; raise NotFound for none."""
    found = [
        one.answers
        for one in readable_sessions(desk)
        if one.status != "draft" and since.isoformat() <= str(one.answers.get("session_on") or "") <= until.isoformat()
    ]
    if not found:
        raise NotFound(what="督导记录", key=f"{since}至{until}")
    found.sort(key=lambda one: (str(one.get("session_on") or ""), str(one.get("start_at") or "")))
    unit = desk.place.name if desk.place.kind == "station" else desk.unit_name(desk.library.centre_unit)
    context = replace(paper_context(desk), station_name=unit)
    form = desk.library.form(SESSION)
    made = print_list(form, REGISTER, found, context, Fonts(fonts_dir()))
    with desk.write() as write:
        desk.note(write, "print_sessions", "", rows=len(found), since=since.isoformat(), until=until.isoformat())
    return Printed(made.data, made.warnings, (), form.papers[-1].title)
