"""Volunteers at the station's activities: a stint of a team moves to the day of an activity, so that both agree.

Nobody serves an hour more or less: a stint keeps its people and its length, only day, hour and words change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sheqi_desktop.operations.demo.service import Held
from sheqi_desktop.operations.demo.volunteer_year import Activity, ended_after

_BEFORE, _AFTER = 30, 30
"""Minutes in which helpers make ready and clear away."""


def help_with(held: Sequence[Held], stints: Sequence[Activity]) -> None:
    """Give every activity the stint nearest to its day that can be moved there; early ones may find none."""
    for one in sorted(held, key=lambda each: (each.day, each.key)):
        able = [stint for stint in stints if _can_move(stint, one, stints)]
        if able:
            _move(min(able, key=lambda stint: (abs(stint.day - one.day), stint.day, stint.records[0].who.key)), one)


def _can_move(stint: Activity, one: Held, stints: Sequence[Activity]) -> bool:
    if stint.team.station != one.station or stint.helps is not None or len(stint.records) < 2:
        return False
    if stint.fixed:
        return stint.day == one.day
    fits = one.day - timedelta(days=1) >= stint.team.founded and _longest(stint) <= _BEFORE + one.minutes + _AFTER
    if not fits or one.people:
        return False
    people = {record.who.key for record in stint.records}
    joined = {who.key: on for who, on in stint.team.members}
    if any(joined[key] >= one.day for key in people):
        return False
    that_day = [other for other in stints if other is not stint and other.day == one.day]
    busy = {record.who.key for other in that_day for record in other.records}
    return not people & busy and all(other.team is not stint.team for other in that_day)


def _longest(stint: Activity) -> int:
    return max(ended_after(record.half_hours, 0) for record in stint.records)


def _move(stint: Activity, one: Held) -> None:
    stint.helps = one
    one.helpers += sorted(record.who.key for record in stint.records)
    if not stint.fixed:
        room = one.minutes + _AFTER - _longest(stint)
        early = _BEFORE if room < _AFTER else 0
        stint.day, stint.start = one.day, one.start - early
        stint.extra = min(stint.extra, room + early)
