"""▲ in the window: the page asks for another person's word, goes on with it, and does nothing without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.privacy import mask_id
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.second_ask import TITLE, _Window
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.store import journal
from tests.desks import PASSWORD
from tests.gui.hands import commit
from tests.signing import LEAD, Office, somebody
from tests.typed import number_for

HEAD, STAFF = "w-centre-1", "w-centre-2"
WHY = "核对身份，通知村医"


@pytest.fixture
def client(office: Office) -> str:
    """Let the centre know a person of a station."""
    record = somebody(office.sit(LEAD))
    office.send(office.sit(LEAD), office.centre())
    return record


def noted(desk: Desk, what: str) -> list[tuple[str, object]]:
    with desk.read() as read:
        return [(one.who, one.detail.get("approver")) for one in journal.entries(read) if one.what == what]


def test_a_number_is_shown_after_the_head_agreed(office: Office, client: str, make_window: Callable):
    desk = office.centre(worker=STAFF)
    rooms = make_window(desk)
    rooms.go("person", client)
    labels = [one for one in rooms.page.findChildren(QWidget) if one.objectName() == "reveal_id_no"]
    assert labels
    ask.answers.extend([WHY, None])
    labels[0].click()
    rooms.wait()
    assert (ask.asked[-1], noted(desk, "reveal")) == (TITLE, [])
    ask.answers.extend([WHY, Second(HEAD, "不是这个口令啊啊"), None])
    labels[0].click()
    rooms.wait()
    assert "口令" in ask.asked[-1]
    assert noted(desk, "reveal") == []
    ask.answers.extend([WHY, Second(HEAD, PASSWORD)])
    labels[0].click()
    rooms.wait()
    assert noted(desk, "reveal") == [(STAFF, HEAD)]
    assert number_for(1) in [one.text() for one in rooms.page.findChildren(PlainLabel)]


@pytest.mark.parametrize(("asker", "other"), [(STAFF, HEAD), (HEAD, STAFF)])
def test_a_ledger_leaves_after_another_agreed(
    office: Office, client: str, make_window: Callable, tmp_path: Path, asker: str, other: str
):
    desk = office.centre(worker=asker)
    rooms = make_window(desk)
    page = rooms.go("ledger_export", "client")
    assert not page.reason.isHidden()
    page.reason.setText("报县民政局年度台账")
    ask.answers.append(None)
    page.submit()
    assert noted(desk, "export_ledger") == []
    ask.answers.extend([Second(other, PASSWORD), tmp_path / "台账.xlsx"])
    page.submit()
    rooms.wait()
    assert (tmp_path / "台账.xlsx").stat().st_size > 2000
    assert noted(desk, "export_ledger") == [(asker, other)]


def test_numbers_are_printed_whole_after_another_agreed(office: Office, client: str, make_window: Callable):
    desk = office.centre(worker=STAFF)
    rooms = make_window(desk)
    page = rooms.go("print", FormAsk("client", client))
    rooms.wait()
    ask.answers.extend([WHY, None])
    page.masked.click()
    rooms.wait()
    assert page.masked.isChecked()
    ask.answers.extend([WHY, Second(HEAD, PASSWORD)])
    page.masked.click()
    rooms.wait()
    assert not page.masked.isChecked()
    assert noted(desk, "print") == [(STAFF, HEAD)]


def test_the_window_waits_for_the_password_and_names_who_agrees(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    who = [(HEAD, "林主任"), (STAFF, "何干事")]
    window = _Window(parent, "请另一个人批准", "导出带姓名的台账", who, "批准人", "批准")
    qtbot.addWidget(window)
    window.show()
    yes = window._buttons["yes"]
    assert not yes.isEnabled()
    field = window.findChild(PasswordField, "second_password")
    commit(field, PASSWORD)
    QApplication.processEvents()
    assert yes.isEnabled()
    yes.click()
    assert window.second() == Second(HEAD, PASSWORD)
    assert PASSWORD not in repr(window.second())


@pytest.mark.parametrize("worker", [HEAD, STAFF])
def test_a_form_looked_at_says_no_number_and_is_printed_as_it_was_saved(
    office: Office, client: str, make_window: Callable, worker: str
):
    rooms = make_window(office.centre(worker=worker))
    page = rooms.go("client_form", FormAsk("client", client, read_only=True))
    everything = [page, *page.findChildren(QWidget)]
    told = [str(one.property(name) or "") for one in everything for name in ("text", "plainText", "toolTip")]
    told += [one.accessibleName() + one.accessibleDescription() for one in everything]
    assert mask_id(number_for(1)) in told
    assert [one for one in told if number_for(1) in one] == []
    assert page.view.problems == []
    page.print_()
    rooms.wait()
    assert rooms.page._ask.answers == {}
