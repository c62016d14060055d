"""The queue in any order, and of any length."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt

from sheqi_desktop.gui.pages.review_list import ReviewList, detail_of, ordered, title_of, tone_of
from sheqi_desktop.operations.review_queue import Waiting
from tests.gui.hands import settle


def a_waiting(n: int, **said: object) -> Waiting:
    base = {
        "record": f"r{n}", "kind": "visit", "number": f"TF-{n}", "title": "探访记录表", "station": "411327101",
        "station_name": "饶良镇", "who": "赵小雨", "worker": "张敏", "on": "2023-06-06", "days": 0, "late": False,
        "risk": 0, "version": 1, "state": "待审第1版", "note": "", "why": "sample", "correction": False,
        "musts_open": 0, "answered": 0,
    }  # fmt: skip
    return Waiting(**{**base, **said})  # type: ignore[arg-type]


def test_the_longest_waiting_stay_first_within_each_risk_and_station():
    lines = [
        a_waiting(1, days=9, risk=1, at=10), a_waiting(2, days=5, risk=3, at=50),
        a_waiting(3, days=2, risk=3, station="0", at=40),
    ]  # fmt: skip
    assert [one.record for one in ordered(lines, "days")] == ["r1", "r2", "r3"]
    assert [one.record for one in ordered(lines, "risk")] == ["r2", "r3", "r1"]
    assert [one.record for one in ordered(lines, "station")] == ["r3", "r1", "r2"]
    assert [one.record for one in ordered(lines, "recent")] == ["r2", "r3", "r1"]


def test_a_row_says_what_is_special_about_it():
    assert detail_of(a_waiting(1, days=6)) == "饶良镇 张敏・等了 6 天"
    assert detail_of(a_waiting(1, days=1)) == "饶良镇 张敏"
    assert detail_of(a_waiting(1, why="confirm", answered=2)) == "饶良镇 张敏・2 条等确认"
    assert detail_of(a_waiting(1, note="督导审阅的是第3版")) == "饶良镇 张敏・督导审阅的是第3版"
    assert [tone_of(a_waiting(1, days=days, late=days > 14)) for days in (0, 3, 15)] == ["mute", "warn", "bad"]


def test_a_row_that_is_cut_is_whole_in_its_tooltip(qtbot):
    card = ReviewList()
    qtbot.addWidget(card)
    one = a_waiting(1, who="为老服务集市・社区敬老月大型联合活动（第二场）", days=6)
    card.show_lines([one], "r1")
    said = card.model.data(card.model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert said == f"{title_of(one)}\n{detail_of(one)}"
    assert "第二场" in said


def test_five_thousand_documents_are_shown_and_scrolled_without_a_stutter(qtbot):
    card = ReviewList()
    qtbot.addWidget(card)
    card.resize(280, 600)
    card.show()
    settle()
    lines = [a_waiting(n, days=5000 - n) for n in range(5000)]
    began = time.perf_counter()
    card.show_lines(lines, "r4000")
    assert time.perf_counter() - began < 0.1
    assert card.current == "r4000"
    steps = []
    for n in range(0, 5000, 250):
        began = time.perf_counter()
        card.view.scrollTo(card.model.index(n, 0))
        card.view.viewport().grab()
        steps.append(time.perf_counter() - began)
    assert sorted(steps)[len(steps) // 2] < 0.05
    assert card.after("r4999") == "r4998"


def test_another_order_begins_at_its_first(qtbot):
    card = ReviewList()
    qtbot.addWidget(card)
    card.show_lines([a_waiting(n, days=9 - n, at=n) for n in range(5)])
    card.order.setCurrentIndex(card.order.findData("recent"))
    with qtbot.waitSignal(card.chosen) as heard:
        card.order.activated.emit(card.order.currentIndex())
    assert (heard.args, card.current, card.model.lines[0].record) == (["r4"], "r4", "r4")
