"""志愿者 in the demo county: seventeen teams, their year, thirty-six certificates, and what must not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sheqi_desktop.domain.codes import ServiceQuality
from sheqi_desktop.operations.demo import volunteer_form as forms
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.dice import Dice, apportion
from sheqi_desktop.operations.demo.material import Place
from sheqi_desktop.operations.demo.service import FIRST_TURN, County, Typed
from sheqi_desktop.operations.demo.volunteer_help import help_with
from sheqi_desktop.operations.demo.volunteer_people import Team, Volunteer, cast_volunteers, found_teams
from sheqi_desktop.operations.demo.volunteer_year import LONGEST, SHORTEST, Activity, Record, year_of

HOUR, CERTIFICATE = "volunteer_hour", "service_certificate"
TURN = FIRST_TURN + 40_000
_LATE_LAG = (19, 26)
_HELPED_LAG = (3, 6)
"""Hours at an activity are typed after the activity itself was written down."""
_LAST_ACTIVITY = date(2023, 9, 27)
_TENTH_LEFT = date(2023, 9, 20)
_SMALL_TEAM = 10
_FIRST_CERTIFICATE = date(2023, 9, 11)
_ISSUE_DAYS = 16
_REISSUED = date(2023, 9, 28)
_TWO_HOURS = 4
_UNTIL = "2023-08-31"


@dataclass(slots=True)
class Certificate:
    """A certificate somebody asked for."""

    who: Volunteer
    day: date
    purpose: str
    key: str
    replaces: str = ""


@dataclass(slots=True)
class VolunteerPlan:
    """Everything of 志愿者 in the county-year."""

    figures: Mapping[str, Any]
    places: Sequence[Place]
    people: list[list[Volunteer]]
    teams: list[Team]
    activities: list[Activity] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    plants: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def forms(self, station: int, office: Office) -> Iterator[Typed]:
        """Write the forms of one station."""
        turns = iter(range(TURN, TURN + 40_000))
        for on, form in self._written(station, office):
            yield on, next(turns), form

    def planted(self) -> Mapping[str, tuple[str, ...]]:
        """Name the overlapping records and the teams that are none."""
        return self.plants

    def _written(self, station: int, office: Office) -> Iterator[tuple[date, partial[Entry]]]:
        words, place = self.figures["words"], self.places[station]
        typed = partial(Entry, then="submit", worker=office.workers[1])
        for one in self.people[station]:
            yield one.registered, partial(typed, kind="volunteer", key=one.key, answers=forms.registration(one, words))
        for team in self.teams:
            if team.station == station:
                yield from self._team(team, typed)
        for team in self.teams:
            if team.station == station and team.counted:
                key = team.key.replace("zd-", "zx-")
                answers = forms.project(team, place, words)
                yield date(2022, 10, 28), partial(typed, kind="volunteer_project", key=key, answers=answers)
        for activity in self.activities:
            if activity.team.station == station:
                yield from _hours(activity, place, office)
        for certificate in self.certificates:
            if certificate.who.station == station:
                yield certificate.day, _certificate(certificate, office)

    def _team(self, team: Team, typed: partial[Entry]) -> Iterator[tuple[date, partial[Entry]]]:
        first = [one for one in team.members if one[1] <= team.founded]
        yield team.founded, partial(typed, kind="volunteer_team", key=team.key, answers=forms.team(team, first))
        for later in sorted({joined for _, joined in team.members if joined > team.founded}):
            now = [one for one in team.members if one[1] <= later]
            answers = {"members": forms.roll(now)}
            yield later, partial(typed, kind="volunteer_team", key=team.key, answers=answers, patch=True)
        if team.key in self.plants["tenth_left"]:
            left = {team.members[-1][0].key: _TENTH_LEFT}
            answers = {"members": forms.roll(team.members, left)}
            day = _TENTH_LEFT + timedelta(days=1)
            yield day, partial(typed, kind="volunteer_team", key=team.key, answers=answers, patch=True)


def _hours(one: Activity, place: Place, office: Office) -> Iterator[tuple[date, partial[Entry]]]:
    """Give the records of an activity, typed together, and the verification of them all."""
    project = one.team.key.replace("zd-", "zx-") if date(2022, 11, 1) <= one.day <= date(2023, 2, 28) else ""
    batch = {record.key: forms.own(record, one) for record in one.records}
    shared = forms.common(one, place, office, project)
    entered = one.day + timedelta(days=one.lag)
    sheet = partial(Entry, kind=HOUR, key=one.records[0].key, batch=batch)
    late = one.late_reason
    yield entered, partial(sheet, then="submit", answers=shared, worker=office.workers[1], late_reason=late)
    if one.verified:
        quality = ServiceQuality.EXCELLENT if one.start % 60 else ServiceQuality.GOOD
        judged = {"quality": int(quality)}
        yield entered + timedelta(days=1), partial(sheet, then="sign", answers=judged, worker=office.workers[0])


def _certificate(one: Certificate, office: Office) -> partial[Entry]:
    answers = {"volunteer": one.who.key, "since": "2022-09-01", "until": _UNTIL, "purpose": one.purpose}
    answers |= {"replaces": one.replaces} if one.replaces else {}
    return partial(Entry, then="issue", kind=CERTIFICATE, key=one.key, answers=answers, worker=office.workers[1])


# ------------------------------------------------------------------------------ inventing
def plan_volunteers(county: County) -> VolunteerPlan:
    """Invent the teams and their year for all stations at once."""
    figures, seed = county.material.volunteers, county.seed
    people = cast_volunteers(figures, county.places, county.registry, Dice(seed, "volunteers"))
    teams = found_teams(figures, county.places, people, Dice(seed, "teams"))
    plan = VolunteerPlan(figures, county.places, people, teams)
    shares = county.contract["monthly_share_pct"]
    for team, records, half_hours, stars in _budgets(figures, county.places, teams):
        dice = Dice(seed, "year", team.key)
        plan.activities += year_of(team, records, half_hours, stars, shares, dice, figures["player"])
    overlapping = _two_hours_in_spring(plan)
    help_with(county.held, plan.activities, overlapping[0])
    dice = Dice(seed, "services")
    for one in plan.activities:
        _choose(one, figures, county.places[one.team.station], dice)
    _leave_unverified(plan, Dice(seed, "unverified"))
    _plant_small_teams(plan)
    clash = _plant_overlap(plan, *overlapping)
    dice = Dice(seed, "service words")
    for one in plan.activities:
        one.content = dice.pick(one.service["contents"])
    _number(plan)
    plan.plants["volunteer_overlap"] = tuple(record.key for record in clash)
    _ask_for_certificates(plan, Dice(seed, "certificates"))
    return plan


def _budgets(
    figures: Mapping[str, Any], places: Sequence[Place], teams: Sequence[Team]
) -> Iterator[tuple[Team, int, int, int]]:
    """Deal records, half hours and stars to the teams; the county's sums come out exactly."""
    rows = [next(one for one in figures["station"] if one["code"] == place.code) for place in places]
    records = apportion(figures["records"], [row["half_hours"] for row in rows])
    for at, row in enumerate(rows):
        own = [team for team in teams if team.station == at]
        weights = [len(team.members) for team in own]
        shares = zip(
            own,
            apportion(records[at], weights),
            apportion(row["half_hours"], weights),
            apportion(row["stars"], [1] * len(own)),
            strict=True,
        )
        yield from shares


def _choose(one: Activity, figures: Mapping[str, Any], place: Place, dice: Dice) -> None:
    """Say what was done, where, and when it was typed in."""
    alone = len(one.records) == 1
    fitting = [service for service in figures["service"] if one.day.month in service["months"]]
    one.service = dice.pick(figures["alone"] if alone else fitting)
    if one.fixed:
        one.service = next(service for service in fitting if service["months"] == [one.day.month])
    if one.helps is not None:
        one.service = {"title": one.helps.name, "place": one.helps.place, "contents": figures["words"]["helping"]}
    one.village = dice.pick(place.villages)
    one.lag = dice.between(1, 6) if one.helps is None else dice.between(*_HELPED_LAG)
    if dice.chance(figures["late_pct"]) and one.day < _LAST_ACTIVITY - timedelta(days=_LATE_LAG[1]):
        one.lag, one.late_reason = dice.between(*_LATE_LAG), dice.pick(figures["words"]["late"])


def _leave_unverified(plan: VolunteerPlan, dice: Dice) -> None:
    """Add the last activity of September at some stations, which nobody has verified yet."""
    for at, place in enumerate(plan.places):
        row = next(row for row in plan.figures["station"] if row["code"] == place.code)
        if not row["unverified"]:
            continue
        team = next(team for team in plan.teams if team.station == at)
        there = [Record(one, 3) for one in dice.shuffled(team.present(_LAST_ACTIVITY))[: row["unverified"]]]
        one = Activity(team, _LAST_ACTIVITY, there, 3, 540, verified=False)
        _choose(one, plan.figures, place, dice)
        one.lag = 1
        plan.activities.append(one)


def _plant_small_teams(plan: VolunteerPlan) -> None:
    """Found two more teams that are none: one lost its tenth member, one names somebody twice to make ten."""
    stations = [place.code for place in plan.places]
    for plant, code in zip(("tenth_left", "named_twice"), plan.figures["small_teams"], strict=True):
        at = stations.index(code)
        own = next(team for team in plan.teams if team.station == at)
        founded = date(2023, 3, 13)
        members = [(one, founded) for one, joined in own.members if joined < founded][:_SMALL_TEAM]
        if plant == "named_twice":
            members[-1] = members[1]
        name = f"{plan.places[at].name}青年志愿服务队"
        made = Team(at, f"zd-{code}-9", name, founded, own.host, own.slogan, members, counted=False)
        plan.teams.append(made)
        plan.plants[plant] = (made.key,)


def _two_hours_in_spring(plan: VolunteerPlan) -> tuple[Activity, Record]:
    """Find a service of two hours at the first of the two stations of the planted overlap."""
    here = [place.code for place in plan.places].index(plan.figures["overlap"][0])
    own = [one for one in plan.activities if one.team.station == here and not one.fixed]
    spring = [one for one in own if one.day > date(2023, 3, 1) and len(one.records) > 1]
    found = ((one, record) for one in spring for record in one.records if record.half_hours == _TWO_HOURS)
    first, record = next(found, (spring[0], spring[0].records[-1]))
    # Where nobody served two hours in spring, others serve as much more or less.
    over, record.half_hours = record.half_hours - _TWO_HOURS, _TWO_HOURS
    step = 1 if over > 0 else -1
    for other in [each for one in own for each in one.records if each is not record]:
        if over and SHORTEST <= other.half_hours + step <= LONGEST:
            other.half_hours, over = other.half_hours + step, over - step
    return first, record


def _plant_overlap(plan: VolunteerPlan, first: Activity, record: Record) -> tuple[Record, Record]:
    """Let one person serve from nine to eleven at one station and from ten to twelve at another."""
    there = [place.code for place in plan.places].index(plan.figures["overlap"][1])
    first.start, first.extra, first.lag, first.late_reason = 540, 0, 1, ""
    place = plan.places[there]
    again = replace(record.who, station=there, key=f"zy-{place.code}-900", village=place.villages[0][0])
    again.registered = first.day - timedelta(days=9)
    plan.people[there].append(again)
    team = next(team for team in plan.teams if team.station == there)
    second = Record(again, _TWO_HOURS)
    other = Activity(team, first.day, [second], _TWO_HOURS, 600, service=first.service, lag=3, verified=False)
    other.village = place.villages[0]
    plan.activities.append(other)
    return record, second


def _number(plan: VolunteerPlan) -> None:
    """Give the plan keys in the order in which things were typed."""
    counts: dict[str, int] = {}
    for one in sorted(plan.activities, key=lambda each: (each.day + timedelta(days=each.lag), each.team.key)):
        code = plan.places[one.team.station].code
        for record in one.records:
            counts[code] = counts.get(code, 0) + 1
            record.key = f"zf-{code}-{counts[code]:04d}"


def _ask_for_certificates(plan: VolunteerPlan, dice: Dice) -> None:
    """Let people ask for certificates in September; the player's is the one that is issued anew."""
    words, player = plan.figures["words"], plan.figures["player"]
    own = [people[: row["volunteers"]] for people, row in zip(plan.people, _rows(plan), strict=True)]
    wanted = apportion(plan.figures["certificates"] - 1, [len(people) for people in own])
    for people, number, place in zip(own, wanted, plan.places, strict=True):
        able = [one for one in people if one.registered < date(2023, 1, 1)]
        mixed = sorted(dice.shuffled(able), key=lambda one: one.id_no != player["id_no"])
        for at, who in enumerate(mixed[:number], 1):
            purpose = words["pupil_purpose"] if who.minor else dice.pick(words["purposes"])
            day = _FIRST_CERTIFICATE + timedelta(days=dice.below(_ISSUE_DAYS))
            first = Certificate(who, day, purpose, f"zm-{place.code}-{at:02d}")
            plan.certificates.append(first)
            if who.id_no == player["id_no"] and place.code == player["station"]:
                plan.certificates.append(
                    Certificate(who, _REISSUED, purpose, f"zm-{place.code}-90", replaces=first.key)
                )
                plan.plants["certificate_replaced"] = (first.key, f"zm-{place.code}-90")


def _rows(plan: VolunteerPlan) -> list[Mapping[str, Any]]:
    return [next(row for row in plan.figures["station"] if row["code"] == place.code) for place in plan.places]
