"""负责站点: which stations the person at this desk supervises, by the roles in the roster."""

from __future__ import annotations

from sheqi_desktop.domain.staff import HEAD
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.restricted import roles_at

SUPERVISOR = "supervisor"


def supervised_stations(desk: Desk) -> set[str]:
    """Give the codes of the stations this person supervises today; the director looks at all of them."""
    if HEAD in roles_at(desk, desk.library.centre_unit):
        return {one.code for one in desk.library.places.stations}
    today = desk.clock.today().isoformat()
    posts = [one for one in desk.me.roles if one.role == SUPERVISOR]
    return {one.unit for one in posts if (one.since or today) <= today <= (one.until or today)}
