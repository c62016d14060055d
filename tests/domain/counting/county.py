"""A whole county in rows, as the demo part of the contract file allots it, with the decoys that must not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.catalog.contracts import DemoStation, load_demo
from sheqi_desktop.domain.counting.sources import Posting
from tests.domain.counting.rows import (
    CONTRACT_FILE,
    a_case,
    a_credit,
    a_deliverable,
    a_group,
    a_posting,
    a_team,
    a_training,
    a_visit,
    an_activity,
    an_article,
    an_hour,
    an_interview,
    members,
    notes,
    sessions,
)

START = date(2022, 9, 1)


def visits_of(station: DemoStation) -> list[Any]:
    return [
        a_visit(
            station_code=station.code,
            client_id=f"{station.code}-{n % 60}",
            service_date=START + timedelta(days=n * 2 % 390),
            mode=2 if n % 5 == 0 else 1,
        )
        for n in range(station.visits)
    ]


def county() -> tuple[dict[str, list[Any]], list[Posting]]:
    """Give the rows of every view and the postings of the workers."""
    demo = load_demo(CONTRACT_FILE)
    views: dict[str, list[Any]] = {
        name: []
        for name in (
            "visit_client case process_note group group_session activity volunteer_team team_member volunteer_hour"
            " media_report ce_credit training deliverable interview_answer"
        ).split()
    }
    postings = []
    for station in demo.stations:
        views["visit_client"] += visits_of(station)
        for _ in range(station.cases):
            case = a_case(station_code=station.code)
            views["case"].append(case)
            views["process_note"] += notes(case, 3)
        for n in range(station.groups):
            group = a_group(station_code=station.code)
            views["group"].append(group)
            views["group_session"] += sessions(group, 5 if n < station.group_sessions - 4 * station.groups else 4)
        views["activity"] += [an_activity(station_code=station.code) for _ in range(station.activities)]
        for _ in range(station.teams):
            team = a_team(station_code=station.code)
            views["volunteer_team"].append(team)
            views["team_member"] += members(team, 11)
            views["volunteer_hour"].append(an_hour(team))
        views["deliverable"].append(a_deliverable("annual_plan_station", station_code=station.code))
        for letter in "ab"[: demo.workers_per_station]:
            postings.append(a_posting(f"{station.code}{letter}", station_code=station.code))
            views["ce_credit"] += [a_credit(postings[-1].worker_id, hours) for hours in ("20", "40.5")]
    reports = [a_deliverable("survey_report") for _ in range(2)]
    views["deliverable"] += reports
    views["deliverable"].append(a_deliverable("annual_plan_county", based_on=(reports[0].id,)))
    for kind, n in (("brand_project", 2), ("article", 2), ("handbook", 1)):
        views["deliverable"] += [a_deliverable(kind) for _ in range(n)]
    views["media_report"] = [an_article() for _ in range(18)]
    views["training"] = [a_training() for _ in range(6)]
    for total in (*demo.satisfaction_totals_home, *demo.satisfaction_totals_phone):
        views["interview_answer"] += an_interview([5 - (n >= total - 40) for n in range(10)])
    _add_decoys(views)
    return views, postings


def _add_decoys(views: dict[str, list[Any]]) -> None:
    """Add the decoys: 216 in the contract file, here one form of each."""
    seen = views["visit_client"][:40]
    fresh = {"visit_id": "", "client_id": "decoy"}
    decoys = [a_visit(**fresh, confirmed=False, signed_at=None) for _ in range(40)]
    decoys += [a_visit(**fresh, service_date=date(2022, 8, 31)) for _ in range(16)]
    decoys += [a_visit(**fresh, service_date=date(2023, 10, 1)) for _ in range(16)]
    decoys += [replace(row, visit_id=f"z{n}", doc_no=f"z{n}", start_at="20:00") for n, row in enumerate(seen[:24])]
    decoys += [a_visit(**fresh, row_outcome=2) for _ in range(30)]
    decoys += [a_visit(**fresh, period_adjust_state="pending") for _ in range(12)]
    decoys += [a_visit(**fresh, void=True) for _ in range(8)]
    decoys += [a_visit(**fresh, signed_at="2023-10-11T00:00:00") for _ in range(6)]
    decoys += [a_visit(**fresh, categories=("G9",)) for _ in range(20)]
    views["visit_client"] += decoys
    views["case"] += [a_case(status="intervening", closed_on=None) for _ in range(9)]
    thin = [a_case() for _ in range(3)]
    views["case"] += thin
    views["process_note"] += [note for case in thin for note in notes(case, 2)]
    for _ in range(4):
        group = a_group()
        views["group"].append(group)
        views["group_session"] += sessions(group, 3)
    views["activity"] += [an_activity(hosted_by_owner=False) for _ in range(5)]
    left, twice = a_team(), a_team()
    views["volunteer_team"] += [left, twice]
    views["team_member"] += [*members(left, 9), *members(left, 1, person_id="x", left_on=date(2023, 9, 20))]
    views["team_member"] += [*members(twice, 9), *members(twice, 1, person_id=f"{twice.id}-0")]
    views["media_report"] += [an_article(level=1) for _ in range(7)]
    views["media_report"] += [
        an_article(published_on=date(2023, 9, 1), article_group_id=article.id) for article in views["media_report"][:4]
    ]
    views["ce_credit"] += [a_credit("411327001a", "9", verified=False) for _ in range(10)]
