"""When something was first confirmed, as a county day and as an instant, from the text the views carry."""

from __future__ import annotations

from datetime import datetime

from sheqi_desktop.domain.clock import COUNTY

NEVER = datetime.max.replace(tzinfo=COUNTY)


def county_day_of(moment: str | datetime) -> str:
    """Give the county day (ISO) of a moment; text without a zone is county time already."""
    if isinstance(moment, str):
        if not _has_zone(moment) or moment.endswith("+08:00"):
            return moment[:10]
        moment = datetime.fromisoformat(moment)
    return _in_county(moment).date().isoformat()


def instant_of(moment: str | datetime | None) -> datetime:
    """Give the moment itself, comparable with any other; one that never came stands last."""
    if not moment:
        return NEVER
    return _in_county(datetime.fromisoformat(moment) if isinstance(moment, str) else moment)


def _has_zone(moment: str) -> bool:
    return len(moment) > 16 and (moment[-1] == "Z" or moment[-6] in "+-")


def _in_county(moment: datetime) -> datetime:
    return moment.replace(tzinfo=COUNTY) if moment.tzinfo is None else moment.astimezone(COUNTY)
