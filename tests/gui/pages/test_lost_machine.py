"""报失 in the window: what is missing is said, the machine is revoked, what is held is looked at and believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.report_lost import held_back
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.sync.roster import sign
from tests.desks import PASSWORD
from tests.gui.pages.test_fits import cut
from tests.operations.test_report_lost import COMPARED, WHERE, Robbed, robbed
from tests.signing import CODE

__all__ = ["robbed"]


def with_key(robbed: Robbed, field) -> None:
    field.path = robbed.office.folder / "root-1.key"
    field.password.setText(PASSWORD)
    field.changed.emit()


def test_a_machine_is_reported_from_the_list_of_its_station(robbed: Robbed, make_window: Callable):
    rooms = make_window(robbed.centre)
    page = rooms.go("people", CODE)
    page.pane.lost_asked.emit(robbed.device)
    rooms.wait()
    page = rooms.page
    assert rooms.window.page_id == "lost_machine"
    assert "1 个服务对象" in page._on_it.text()
    assert not page.report.isEnabled()
    page.day.setText("2023-06-16")
    page.hour.setText("11:00")
    assert "怎么丢的" in page._why.text()
    page.where.setPlainText(WHERE)
    assert page._why.text() == "还差根密钥文件"
    with_key(robbed, page.root)
    assert cut(page) == []
    page.submit()
    rooms.wait()
    assert page._stack.currentIndex() == 1
    assert page._done_title.title.text() == "饶良镇 B 机 已报失，钥匙停用"
    assert robbed.centre.book.newest.device(robbed.device).status == "lost"
    assert page.root.path is None
    assert cut(page) == []
    page.findChild(QWidget, "lost_notice").click()
    said = QGuiApplication.clipboard().text()
    assert "1 个服务对象的档案和服务记录，其中未成年人 0 人" in said
    assert WHERE in said
    assert "–2023-06-16，照纸质表补录" in said


@pytest.mark.parametrize("leave", ["escape", "button"])
def test_nothing_is_reported_by_who_thinks_better_of_it(robbed: Robbed, make_window: Callable, leave: str):
    rooms = make_window(robbed.centre)
    rooms.go("people", CODE)
    page = rooms.go("lost_machine", robbed.device)
    if leave == "escape":
        rooms.window._escape()
    else:
        page.findChild(QWidget, "lost_cancel").click()
    rooms.wait()
    assert rooms.window.page_id == "people"
    assert robbed.centre.book.newest.device(robbed.device).status == "active"


def test_a_day_that_is_none_or_to_come_is_asked_again(robbed: Robbed, make_window: Callable):
    page = make_window(robbed.centre).go("lost_machine", robbed.device)
    page.day.setText("昨天")
    assert "日期写成" in page._why.text()
    page.day.setText("2024-01-01")
    assert page._why.text() == "丢的时间不能在以后"


def test_what_is_held_is_believed_with_a_reason_and_the_root_key(robbed: Robbed, make_window: Callable):
    robbed.report()
    accept_bundle(robbed.centre, robbed.on_stick)
    rooms = make_window(robbed.centre)
    page = rooms.go("people", CODE)
    assert page._held.isVisible()
    assert "1 处改动先扣着" in page._held.title.text()
    page = rooms.go("held_back")
    (button,) = page._buttons
    assert not button.isEnabled()
    with_key(robbed, page.root)
    assert button.isEnabled()
    assert cut(page) == []
    ask.answers.append(COMPARED)
    button.click()
    rooms.wait()
    assert held_back(robbed.centre) == []
    assert page._none.isVisible()


def test_the_pack_of_the_replacement_is_written_and_the_gap_stands_on_the_home_page(
    robbed: Robbed, make_window: Callable, tmp_path: Path
):
    robbed.report()
    here = robbed.here.machine.device
    rooms = make_window(robbed.centre)
    page = rooms.go("recovery_pack", here)
    assert "A 机" in page._title.title.text()
    ask.answers.append(tmp_path)
    page.submit()
    rooms.wait()
    (pack,) = tmp_path.glob("HF-*.sqb")
    assert pack.name in page._said.text.text()
    assert "之后的记录不在中心" in page._said.text.text()
    assert cut(page) == []
    accept_bundle(robbed.here, pack)
    home = make_window(robbed.here)
    home.go("home")
    said = [one.title.text() for one in home.page.findChildren(Banner)]
    assert "饶良镇 B 机报失，可能缺失 2023-06-14–2023-06-16" in said
    ask.answers.append("yes")
    home.page.findChild(QWidget, "home_gap").click()
    home.wait()
    assert home.page.findChild(QWidget, "home_gap") is None


def test_a_second_key_is_asked_for_only_where_the_roster_wants_two(robbed: Robbed, make_window: Callable):
    centre, folder = robbed.centre, robbed.office.folder
    page = make_window(centre).go("lost_machine", robbed.device)
    assert page.root.more is None
    with centre.write() as write:
        two = replace(centre.book.successor(), threshold=2)
        centre.adopt(write, centre.book.adopt([sign(two, [open_root_key(folder / "root-1.key", PASSWORD)])]))
    rooms = make_window(centre)
    page = rooms.go("lost_machine", robbed.device)
    page.where.setPlainText(WHERE)
    with_key(robbed, page.root)
    assert page._why.text() == "还差第二把根密钥文件"
    more = page.root.more
    assert more.isVisible()
    more.path = folder / "root-2.key"
    more.password.setText(PASSWORD)
    assert page._why.text() == ""
    assert cut(page) == []
    page.submit()
    rooms.wait()
    assert centre.book.newest.device(robbed.device).status == "lost"
    assert more.path is None
    assert more.password.text() == ""
