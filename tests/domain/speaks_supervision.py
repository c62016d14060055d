"""What makes each check on annotations, plans, sessions and scores speak."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.supervision import TWO_LEAD
from tests.builders import STATION, World
from tests.builders_supervision import a_quality_score, a_supervision_plan, a_supervision_session, an_annotation

CONTRACT = (date(2022, 9, 1), date(2023, 9, 30))
SUPERVISION_SPEAKS = [
    ("annotation_says_enough", "annotation", an_annotation(body="太短"), World(), "批注内容不少于5个字。"),
    (
        "supervision_period_in_order",
        "supervision_plan",
        a_supervision_plan(to="2022-12-31"),
        World(),
        "结束时间不能早于开始时间。",
    ),
    (
        "supervision_period_in_contract",
        "supervision_plan",
        a_supervision_plan(),
        World(contract_period=CONTRACT),
        "督导计划的期间应在合同期内（2022-09-01至2023-09-30），请核对。",
    ),
    (
        "supervision_period_in_contract",
        "supervision_plan",
        a_supervision_plan(**{"from": "2022-08-31", "to": "2022-12-31"}),
        World(contract_period=CONTRACT),
        "督导计划的期间应在合同期内（2022-09-01至2023-09-30），请核对。",
    ),
    (
        "stations_have_one_lead",
        "supervision_plan",
        a_supervision_plan(supervisor_id="s2"),
        World(documents=[Document("p1", "supervision_plan", answers=a_supervision_plan() | {"station_code": STATION})]),
        TWO_LEAD.format(station=STATION),
    ),
    (
        "supervision_times_in_order",
        "supervision_session",
        a_supervision_session(end_at="08:00"),
        World(),
        "结束时间不能早于开始时间。",
    ),
    (
        "supervision_times_in_order",
        "supervision_session",
        a_supervision_session(end_at="12:30"),
        World(),
        "个别督导一般20至180分钟，请核对。",
    ),
    (
        "supervision_has_its_workers",
        "supervision_session",
        a_supervision_session(workers=["w1", "w2"]),
        World(),
        "个别督导只能选择一名社工。",
    ),
    (
        "supervision_has_its_workers",
        "supervision_session",
        a_supervision_session(form="group"),
        World(),
        "小组督导应有2至10名社工。",
    ),
    (
        "supervision_has_its_workers",
        "supervision_session",
        a_supervision_session(form="central"),
        World(),
        "集中督导应有3名以上社工。",
    ),
    (
        "supervision_says_enough",
        "supervision_session",
        a_supervision_session(worker_issues="不会写"),
        World(),
        "请填写被督导者提出的问题。",
    ),
    (
        "supervision_says_enough",
        "supervision_session",
        a_supervision_session(process="谈了谈。"),
        World(),
        "“讨论过程”不少于30个字。",
    ),
    (
        "scores_are_levels",
        "quality_score",
        a_quality_score(levels=[{"criterion": "V1", "level": 3, "proposed_level": 4}]),
        World(),
        "请写明改动理由。",
    ),
]
