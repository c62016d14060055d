"""Many small steps: in their order, and the window answers in between."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer

from sheqi_desktop.gui.slices import Slices


def test_steps_come_in_order_and_the_window_answers_in_between(qtbot):
    done: list[object] = []
    slices = Slices()
    QTimer.singleShot(0, lambda: done.append("answered"))

    def step(number: int) -> None:
        time.sleep(0.005)
        done.append(number)

    slices.add(*(lambda number=number: step(number) for number in range(20)))
    assert 0 < len(done) < 20, "some at once, not all"
    qtbot.waitUntil(lambda: not slices.waiting)
    assert [one for one in done if one != "answered"] == list(range(20))
    assert done.index("answered") < done.index(19)


def test_a_few_quick_steps_are_done_at_once_and_later_ones_come_after_those_that_wait(qtbot):
    done: list[int] = []
    slices = Slices()
    slices.add(lambda: done.append(1), lambda: done.append(2))
    assert done == [1, 2]
    slices.add(*(lambda: time.sleep(0.01) for _ in range(4)), lambda: done.append(3))
    slices.add(lambda: done.append(4))
    assert done == [1, 2]
    slices.finish()
    assert done == [1, 2, 3, 4]
