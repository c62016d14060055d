"""Rows made from an activity or a session, put into the grid once the page knows its team; never twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheqi_desktop.operations.hours_from import HoursFrom, hours_from

if TYPE_CHECKING:
    from sheqi_desktop.gui.pages.volunteer_hours import VolunteerHoursPage


class RowsMade:
    """What was asked for waits here until the page has read its team."""

    def __init__(self, page: VolunteerHoursPage) -> None:
        """Work for a page."""
        self._page = page
        self._record = self._project = ""

    def ask_for(self, record: str) -> None:
        """Make the rows of this record when the page is ready."""
        self._record = record

    def go_on(self) -> None:
        """The page knows its team now: set the project of the rows made before, then make what is asked for."""
        page = self._page
        if self._project:
            page.shared.choose_project(self._project)
            self._project = ""
            page.touched()
        if self._record:
            record, self._record = self._record, ""
            page.jobs.run(lambda job: hours_from(page.desk, record), self._take, page.sorry)

    def _take(self, found: HoursFrom) -> None:
        page, here = self._page, self._page.grid.cells.rows
        there = {row.source for row in here}
        fresh = [row for row in found.rows if row.source not in there]
        if not fresh:
            page.toast("都在表里了，核对后保存。" if found.rows else "这场的志愿服务记录都登记了。")
            return
        other = bool(found.team) and found.team != page.team_id
        if here and other:
            page.toast("表里还有另一支队没保存的行，请先保存，再生成。")
            return
        page.grid.stand_on(page.grid.cells.add_rows(fresh), 4)
        page.toast(f"已填好 {len(fresh)} 行，核对时间后保存。")
        self._project = found.project
        if other:
            page.choose_team(found.team)
        else:
            self.go_on()
