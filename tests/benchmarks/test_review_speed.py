"""How long a case with 1,000 annotations takes to open, and a queue of 5,000 documents to be listed."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.gui.pages.review_list import ReviewList
from sheqi_desktop.operations.annotate import Selected, annotate_in
from sheqi_desktop.operations.beside import beside
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import document_threads
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.review_queue import review_queue
from sheqi_desktop.operations.station_threads import station_threads
from tests.cases import at_work
from tests.desks import Hands, a_centre, a_station
from tests.groups import as_person
from tests.typed import a_home, a_person, visit_answers

ANNOTATIONS, DOCUMENTS = 1000, 5000
CODE = "411327103"


@pytest.fixture
def desk(tmp_path, config_dir) -> Iterator[Desk]:
    assert config_dir
    hands = Hands("2023-03-10T09:00:00")
    centre = a_centre(tmp_path, hands)
    made = a_station(tmp_path, centre, hands, CODE, supervised=True)
    yield made
    made.close()
    centre.close()


def test_a_case_with_a_thousand_annotations_opens_at_once(benchmark, desk: Desk):
    case = at_work(desk, a_person(desk, a_home(desk)))
    as_person(desk, 3)
    with desk.write() as write:
        for n in range(ANNOTATIONS):
            at = Selected("presenting_problem", n % 20, n % 20 + 3)
            annotate_in(desk, write, case, AnnotationKind.QUESTION, f"第{n}条：这里再写清楚一点。", at)
    told = benchmark.pedantic(lambda: document_threads(desk, case), rounds=5, warmup_rounds=1)
    assert len(told.cards) == ANNOTATIONS
    benchmark.extra_info["supervisor"] = _least(lambda: document_threads(desk, case))
    as_person(desk, 1)
    benchmark.extra_info["worker"] = _least(lambda: document_threads(desk, case))
    benchmark.extra_info["beside"] = _least(lambda: beside(desk, case))
    benchmark.extra_info["station"] = _least(lambda: station_threads(desk))


def test_a_queue_of_five_thousand_documents_is_listed_at_once(benchmark, qtbot, desk: Desk):
    person = a_person(desk, a_home(desk))
    said = visit_answers(desk, person, "2023-03-09")
    base = {"station_code": desk.station, "status": "submitted", "entered_by": desk.me.worker_id, "_form": 1}
    with desk.write() as write:
        for n in range(DOCUMENTS):
            answers = {**said, **base, "worker_id": f"w-{n % 2000}", "service_date": f"2023-03-{n % 9 + 1:02}"}
            desk.append(write, "visit", uuid7(desk.clock.ms()), (), answers)
    as_person(desk, 3)
    told = benchmark.pedantic(lambda: review_queue(desk), rounds=3, warmup_rounds=1)
    assert len(told.lines) == DOCUMENTS
    benchmark.extra_info["supervisor"] = _least(lambda: review_queue(desk))
    shown = ReviewList()
    qtbot.addWidget(shown)
    shown.resize(320, 700)
    shown.show()
    shown.show_lines(told.lines)
    qtbot.waitUntil(lambda: shown.view.verticalScrollBar().maximum() > DOCUMENTS)
    bar = shown.view.verticalScrollBar()
    pages = range(0, bar.maximum(), max(1, bar.maximum() // 200))

    def scroll() -> None:
        for at in pages:
            bar.setValue(at)
            shown.view.viewport().repaint()

    benchmark.extra_info["lay"] = _least(lambda: shown.show_lines(told.lines))
    benchmark.extra_info["page"] = round(_least(scroll) / len(pages), 2)


def _least(work) -> float:
    """Give the least processor time of a few rounds, in milliseconds: what else runs here does not count."""
    found = []
    for _ in range(5):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return round(min(found) * 1000, 1)
