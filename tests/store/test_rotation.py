"""Which copies stay: the table of TRUST §4.8, and what holds for any heap of copies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.store import rotation
from sheqi_desktop.store.rotation import kept, latest

NOW = datetime(2023, 3, 8, 8, 30, tzinfo=UTC)  # a Wednesday, 16:30 in the county


@dataclass(frozen=True)
class Copy:
    """A copy as far as the rotation looks."""

    kind: str
    made_at: datetime
    journal_n: int


def ago(days: float, kind: str = "daily", n: int | None = None) -> Copy:
    """Make one of so many days ago; without ``n`` the journal grows as time goes by."""
    made = NOW - timedelta(days=days)
    return Copy(kind, made, int(made.timestamp()) if n is None else n)


NEWEST = [ago(0), ago(0.01), ago(0.02)]
"""Three of this minute, so that the last three stand in nobody's way."""


@pytest.mark.parametrize(
    ("why", "copies", "days"),
    [
        ("the newest three stay, however old", [ago(n) for n in (400, 401, 402, 403)], [400, 401, 402]),
        ("one of a day is enough, its last", [*NEWEST, ago(1), ago(1.1), ago(1.2)], [1]),
        (
            "seven days; Sunday and the month's last stand for more",
            [*NEWEST, *map(ago, range(1, 12))],
            [*range(1, 7), 8, 10],
        ),
        (
            "eight weeks, and the last of December",
            [*NEWEST, *(ago(7 * n + 3) for n in range(12))],
            [3, 10, 17, 24, 31, 38, 45, 73],
        ),
        ("nothing ordinary after 90 days", [*NEWEST, ago(89.9), ago(90.1)], [89.9]),
        (
            "five before imports, of any age",
            [*NEWEST, *(ago(50 * n, "import") for n in range(1, 8))],
            [50, 100, 150, 200, 250],
        ),
        ("the last before a change of shape", [*NEWEST, ago(5, "migrate"), ago(6, "migrate")], [5]),
        ("not after 90 days", [*NEWEST, ago(1, "restore"), ago(91, "restore", 0)], [1, 91]),
        ("one of each year that is over", [*NEWEST, ago(430), ago(431), ago(800)], [430, 800]),
        ("the one made for keeping rather", [*NEWEST, ago(440), ago(450, "archive"), ago(451, "archive")], [450]),
        ("this year's archive copy too", [*NEWEST, ago(66.5, "archive"), ago(50, "archive")], [50]),
        ("what comes from the future takes no place", [*NEWEST, ago(-1), ago(-900)], [-900, -1]),
    ],
)
def test_the_table(why, copies, days):
    if why == "not after 90 days":
        # The one of 91 days ago is last year's only one.
        assert copies[-1].made_at.year == 2022
    stays = [one for one in kept(copies, NOW) if one not in NEWEST]
    assert sorted(round((NOW - one.made_at) / timedelta(days=1), 1) for one in stays) == sorted(days), why


def test_days_and_years_are_those_of_the_county():
    evening, night = datetime(2022, 12, 31, 15, 59, tzinfo=UTC), datetime(2022, 12, 31, 16, 1, tzinfo=UTC)
    copies = [*NEWEST, Copy("daily", night, 2), Copy("daily", evening, 1)]
    later = NOW + timedelta(days=200)
    assert kept(copies, later)[-1].made_at == evening
    assert night not in {one.made_at for one in kept(copies, later)}


def test_a_year_of_daily_copies_pruned_every_day_leaves_a_ladder():
    copies: list[Copy] = []
    for day in range(500, -1, -1):
        copies = kept([*copies, ago(day)], NOW - timedelta(days=day))
    days = [round((NOW - one.made_at).days) for one in copies]
    assert days[:7] == list(range(7))
    assert [day for day in days if 7 <= day <= 90] == [8, 10, 17, 24, 31, 36, 38, 45, 67]
    assert [day for day in days if day > 90] == [67 + 365]


copy_lists = st.lists(
    st.builds(
        Copy,
        st.sampled_from(["daily", "manual", "import", "migrate", "restore", "archive"]),
        st.integers(-30 * 24, 1200 * 24).map(lambda hours: NOW - timedelta(hours=hours)),
        st.integers(0, 500),
    ),
    max_size=60,
    unique=True,
)


@given(copy_lists)
def test_whatever_lies_there(copies):
    stays = kept(copies, NOW)
    assert set(stays) <= set(copies)
    assert len(stays) == len(set(stays))
    assert kept(stays, NOW) == stays
    # The newest is never among what goes, nor are those whose saved steps are kept.
    assert set(latest(copies)) <= set(stays)
    past = [one for one in copies if one.made_at <= NOW]
    gone = set(copies) - set(stays)
    if past:
        assert max(one.made_at for one in past) in {one.made_at for one in stays}
    for one in gone:
        assert one.made_at <= NOW
        # Whatever goes, something of another kind or later of the same stays that was made after it.
        assert any(other.made_at >= one.made_at for other in stays)
        if one.kind in ("daily", "manual") and NOW - one.made_at < timedelta(days=6):
            days = {other.made_at.astimezone(COUNTY).date() for other in stays}
            assert one.made_at.astimezone(COUNTY).date() in days
    years = len({one.made_at.astimezone(COUNTY).year for one in past})
    bound = rotation.LATEST + rotation.DAYS + rotation.WEEKS + 4 + rotation.IMPORTS + 2 + years
    assert len([one for one in stays if one.made_at <= NOW]) <= bound
    assert Counter(one.made_at > NOW for one in stays)[True] == len(copies) - len(past)
