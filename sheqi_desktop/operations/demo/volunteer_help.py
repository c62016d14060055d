"""Volunteers at the station's activities: a stint of a team moves to the day of an activity, so that both agree.

Nobody serves an hour more or less: a stint keeps its people and its length, only day, hour and words change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sheqi_desktop.operations.demo.service import Held
from sheqi_desktop.operations.demo.volunteer_year import Activity, ended_after

_BEFORE, _AFTER = 30, 30
"""Minutes in which helpers make ready and clear away."""


def help_with(held: Sequence[Held], stints: Sequence[Activity], kept: Activity) -> None:
    """Give every activity the nearest stint that can be moved to its day, but not ``kept``; some may find none."""
    # The short ones choose first: fewer stints are short enough for them.
    for one in sorted(held, key=lambda each: (each.people == 0, each.minutes, each.day, each.key)):
        able = [stint for stint in stints if stint is not kept and _can_move(stint, one, stints, kept)]
        if able:
            stint = min(able, key=lambda stint: (abs(stint.day - one.day), stint.day, stint.records[0].who.key))
            if (there := _that_day(stint, one, stints)) is not None:
                there.day = stint.day
            _move(stint, one)


def _can_move(stint: Activity, one: Held, stints: Sequence[Activity], kept: Activity) -> bool:
    if stint.team.station != one.station or stint.helps is not None or len(stint.records) < 2:
        return False
    if stint.fixed:
        return stint.day == one.day
    if one.people or _longest(stint) > _BEFORE + one.minutes + _AFTER or not _belonged(stint, one.day):
        return False
    there = _that_day(stint, one, stints)
    if there is None:
        return True
    return there is not kept and not there.fixed and there.helps is None and _belonged(there, stint.day)


def _belonged(stint: Activity, day: date) -> bool:
    """Tell whether all of them were in the team before a day."""
    joined = {who.key: on for who, on in stint.team.members}
    return all(joined[record.who.key] < day for record in stint.records)


def _that_day(stint: Activity, one: Held, stints: Sequence[Activity]) -> Activity | None:
    """Give what else the team did on that day: it has to make way."""
    same = (other for other in stints if other.team is stint.team and other.day == one.day)
    return next((other for other in same if other is not stint), None)


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
