"""谁在用 in the window: the centre ticks who sits at a machine; what a lost one left is written on as an incident."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.incidents import waiting
from tests.gui.pages.test_fits import cut
from tests.gui.pages.test_lost_machine import with_key
from tests.operations.test_report_lost import WHERE, Robbed, robbed
from tests.signing import CODE

__all__ = ["robbed"]


def test_who_sits_at_a_machine_is_ticked_and_the_root_key_signs(robbed: Robbed, make_window: Callable):
    rooms = make_window(robbed.centre)
    page = rooms.go("people", CODE)
    assert any("在用：" in one.seats for place in page._places.values() for one in place.machines)
    page.pane.seats_asked.emit(robbed.device)
    rooms.wait()
    page = rooms.page
    assert rooms.window.page_id == "seats"
    assert page._machine.title.text() == "饶良镇 B 机"
    worker = f"w-{CODE}-2"
    assert [box.text().partition("（")[2] for box in page.boxes.values()] == ["站负责人）", "督导）", "驻站社工）"]
    assert all(box.isChecked() for box in page.boxes.values())
    assert page._why.text() == "没有改动"
    for box in page.boxes.values():
        box.setChecked(False)
    assert page._why.text() == "至少勾一位"
    page.boxes[worker].setChecked(True)
    assert page._why.text() == "还差根密钥文件"
    assert cut(page) == []
    with_key(robbed, page.root)
    page.submit()
    rooms.wait()
    assert robbed.centre.book.newest.device(robbed.device).workers == (worker,)
    assert rooms.window.page_id == "people"


def test_the_incident_of_a_lost_machine_is_written_on_and_its_deadline_shown(robbed: Robbed, make_window: Callable):
    rooms = make_window(robbed.centre)
    page = rooms.go("lost_machine", robbed.device)
    page.where.setPlainText(WHERE)
    with_key(robbed, page.root)
    page.submit()
    rooms.wait()
    page.findChild(QWidget, "lost_incident").click()
    rooms.wait()
    assert rooms.window.page_id == "form/incident"
    view = rooms.page.view
    assert view.editor("n_persons").value() == 1
    assert view.editor("device_id").value() == f"{CODE}-B"
    rooms.page.submit()
    rooms.wait()
    assert waiting(robbed.centre) is not None, "nobody was told yet: it stays a 草稿"
    page = rooms.go("list/incident")
    assert page.due.isVisible()
    assert "还没有报中心主任" in page.due.title.text()
    assert cut(page) == []
    page = rooms.go("people", robbed.centre.station)
    assert page._due.isVisible()
    page.pane.incidents.click()
    rooms.wait()
    assert rooms.window.page_id == "list/incident"
    page = rooms.page
    page.new()
    rooms.wait()
    assert rooms.window.page_id == "form/incident"
    assert len(look_up.list_records(robbed.centre, look_up.Wanted("incident"))) == 1
