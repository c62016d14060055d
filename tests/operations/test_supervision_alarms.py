"""What may not wait: a document without a verdict for two weeks, and a 风险提醒 about a child."""

from __future__ import annotations

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.operations.annotate import annotate
from sheqi_desktop.operations.annotation_tasks import CHECK_REPORT
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import DueRow, due_rows
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.late_verdicts import late_verdicts
from sheqi_desktop.operations.not_today import may_wait
from tests.builders import a_child
from tests.builders_events import a_crisis
from tests.desks import put
from tests.groups import as_person
from tests.supervising import LEAD, WORKER, Around, a_case, around
from tests.typed import a_home, client_answers, tidy

__all__ = ["around"]
RISK = int(AnnotationKind.RISK)


def test_after_fourteen_days_without_a_verdict_the_director_is_told_who_supervises(around: Around):
    case = a_case(around)
    around.hands.to("2023-06-28T09:00:00")
    assert late_verdicts(around.centre) == []
    around.hands.to("2023-06-29T09:00:00")
    (line,) = late_verdicts(around.centre)
    assert (line.record, line.station, line.days) == (case, "桥头镇", 15)
    assert line.supervisors == "周督导、周督导"
    assert late_verdicts(around.first) == []
    around.centre.me = around.centre.book.newest.person("w-centre-2")
    assert late_verdicts(around.centre) == [], "reassigning is the director's"
    give_verdict(around.first, case, "noted")
    around.send(around.first, around.centre)
    around.centre.me = around.centre.book.newest.person("w-centre-1")
    assert late_verdicts(around.centre) == []


def a_childs_file(desk: Desk) -> str:
    placed = client_answers(desk, a_home(desk), 1)
    said = a_child(**{name: placed[name] for name in ("village", "household_id", "worker_id", "opened_on")})
    return put(desk, "client", tidy(said)).record


def checks(desk: Desk) -> list[DueRow]:
    return [row for row in due_rows(desk).rows if row.what == CHECK_REPORT]


def test_a_risk_about_a_child_asks_for_the_mandatory_report_and_cannot_be_put_off(around: Around):
    as_person(around.one, WORKER)
    child, case = a_childs_file(around.one), a_case(around)
    annotate(around.first, child, RISK, "孩子身上有伤，马上核实。")
    annotate(around.first, case, RISK, "老人夜里出走过，请马上核实。")
    around.send(around.first, around.centre)
    around.send(around.centre, around.one)
    for who in (LEAD, WORKER):
        as_person(around.one, who)
        (row,) = checks(around.one)
        assert (row.form, row.record, row.about, row.act) == ("crisis", "", child, "核对报告")
        assert not may_wait(row)
    put(around.one, "crisis", a_crisis(client_id=child, worker_id=around.one.me.worker_id), hand_in=False)
    assert checks(around.one) == []
