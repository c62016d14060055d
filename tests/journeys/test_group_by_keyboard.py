"""A 小组 of four sessions through the real window, from the plan to the summary, and no hand on the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.group_file import group_card
from sheqi_desktop.operations.group_list import group_list
from tests.builders_groups import BACKGROUND, DYNAMICS
from tests.desks import Hands
from tests.groups import as_person, signed
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.keyboard import Typist, key, tab_until
from tests.gui.pages.conftest import jobs, make_window  # noqa: F401 - the window
from tests.gui.pages.group_world import a_desk

STAGES = ("forming", "turning", "mature", "ending")
NAMES = ("王秀兰", "李桂英", "张凤琴", "陈玉芝")
PLAN = {
    "name": "暖阳相伴老年互助小组", "group_type": "support", "openness": "half_open", "target_groups": ["elders"],
    "background": BACKGROUND, "theory": "互助与增能理论", "goal": "让独居老人有人说话、有人提醒。",
    "objectives": [{"objective": "每周与结对老人见面两次", "measure": "见面登记表"}],
    "planned_size": 6, "planned_sessions": 4, "start_on": "2023-06-15", "end_on": "2023-06-20", "frequency": "每周两次",
    "place": "村文化活动室", "leader_id": "李强", "recruit_ways": ["village"], "screening": "六十岁以上独居。",
    "sessions": [{"stage": stage, "topic": "互相认识", "goal": "彼此熟悉", "steps": "热身、分享"} for stage in STAGES],
    "risks": "有人中途退出时上门了解。", "evaluation_methods": ["pre_post"],
}  # fmt: skip
SESSION = {
    "start_at": "1430", "end_at": "1540",
    "steps": [
        {"minutes": 10, "step": "手指操热身", "content": "跟着音乐做", "reaction": "都能跟上"},
        {"minutes": 60, "step": "两人编杯垫", "content": "结对互教", "reaction": "互相夸"},
    ],
    "dynamics": DYNAMICS, "goal_result": "mostly", "evaluation": "多数组员说出了伙伴的名字。",
    "reflection": "环节偏紧。", "next_prep": "准备毛线。",
}  # fmt: skip


@pytest.fixture
def hands() -> Hands:
    return Hands("2023-06-12T09:00:00")


@pytest.fixture
def desk(tmp_path: Path, hands: Hands, config_dir: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path, hands)
    as_person(made, 2)
    yield made
    made.close()


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    """Give the worker thread something to end before: the desk it works at."""
    return desk


def confirm(rooms, name: str = "confirm_problem") -> None:
    """Press the small button that settles a 请核对, as often as one is asked, then hand in."""
    for _ in range(8):
        key(Qt.Key.Key_Return, control=True)
        rooms.wait()
        if rooms.window.page_id == "group":
            return
        tab_until(lambda: here(name))
        key(Qt.Key.Key_Return)
        rooms.wait()


def here(*names: str) -> bool:
    from tests.gui.keyboard import focus

    return focus().objectName() in names


@pytest.mark.usefixtures("dressed")
def test_a_group_of_four_sessions_without_a_mouse(make_window, desk: Desk, hands: Hands):  # noqa: F811
    rooms = make_window(desk)
    place = [entry.id for entry in rooms.window.frame.entries].index("groups")
    key(Qt.Key(Qt.Key.Key_1 + place), control=True)
    rooms.wait()
    assert rooms.window.page_id == "groups"

    key(Qt.Key.Key_N, control=True)
    rooms.wait()
    Typist(rooms.page.view, rooms.wait).fill({name: said for name, said in PLAN.items() if name != "leader_id"})
    key(Qt.Key.Key_Return, control=True)
    rooms.wait()
    assert rooms.window.page_id == "group"
    line = group_list(desk).lines[0]
    assert (line.state_words, line.sessions) == ("计划待批", "0 / 4")
    signed(desk, line.record)

    rooms.go("groups")
    tab_until(lambda: here("groups_table"))
    key(Qt.Key.Key_Return)
    rooms.wait()
    assert rooms.window.page_id == "group"
    tab_until(lambda: here("paper_group_roster"))
    key(Qt.Key.Key_Return)
    rooms.wait()
    members = [
        {"name": name, "gender": "female", "birth_year": 1945, "joined_on": "2023-06-12", "agreement_signed": True}
        for name in NAMES
    ]
    Typist(rooms.page.view, rooms.wait).fill({"members": members})
    confirm(rooms)
    assert rooms.window.page_id == "group"

    for place, day in enumerate(("2023-06-15", "2023-06-16", "2023-06-19", "2023-06-20"), 1):
        hands.to(f"{day}T17:00:00")
        rooms.go("group", line.record)
        key(Qt.Key.Key_N, control=True)
        rooms.wait()
        assert here("attendance_grid")
        for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_5 if place == 2 else Qt.Key.Key_1):
            key(digit)
        Typist(rooms.page.view, rooms.wait).fill(SESSION)
        confirm(rooms)
        assert rooms.window.page_id == "group"
        assert rooms.window.toasts.words == f"第 {place} 节已提交。"

    assert [one.present for one in group_card(desk, line.record).sessions] == ["4 / 4", "3 / 4", "4 / 4", "4 / 4"]
    tab_until(lambda: here("group_summary"))
    key(Qt.Key.Key_Return)
    rooms.wait()
    assert rooms.page.view.draft.answers["ended_on"] == "2023-06-20"
    tab_until(lambda: rooms.page.view.here_field == "objective_results")
    card = rooms.page.view.editor("objective_results").cards[0]
    tab_until(lambda: card.editors["percent"].isAncestorOf(_focus()))
    Typist(rooms.page.view, rooms.wait)._type(card.editors["percent"].field, 85)
    summary = {
        "members_changes": "都愿意出门了。", "process_review": "四节按计划完成。", "experience": "结对最管用。",
        "follow_plan": ["self_organised"],
    }  # fmt: skip
    Typist(rooms.page.view, rooms.wait).fill(summary)
    key(Qt.Key.Key_Return, control=True)
    rooms.wait()
    card = group_card(desk, line.record)
    assert card.state_words == "总结待批"
    signed(desk, card.summary)
    outcome = count_contract(desk).outcome
    assert (outcome.result("ind_group").value, outcome.result("ind_group_session").value) == (1, 4)


def _focus():
    from tests.gui.keyboard import focus

    return focus()
