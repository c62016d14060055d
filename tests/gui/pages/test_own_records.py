"""A colleague's record and a child's file in the window: what is not allowed is not offered, and says who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.minors import Asked
from sheqi_desktop.sync.roster import Role
from tests.builders import a_child
from tests.desks import PASSWORD, put
from tests.gui.pages.test_life_pages import banners, shown
from tests.signing import LEAD, WORKER, Office, office, office_template, somebody
from tests.typed import a_home, a_seen, client_answers, tidy

__all__ = ["office", "office_template"]
PURPOSE = "暑期家访前了解监护情况"


def a_child_of(desk: Desk) -> str:
    placed = client_answers(desk, a_home(desk), 3)
    said = {name: placed[name] for name in ("village", "household_id", "worker_id", "opened_on")}
    return put(desk, "client", tidy(a_child(**said))).record


def test_a_colleagues_visit_is_read_only_with_whom_to_ask_and_their_draft_cannot_be_handed_in(
    office: Office, make_window: Callable
):
    desk = office.sit(WORKER)
    client = somebody(desk)
    handed_in = a_seen(desk, client, "2023-05-02").record
    draft = a_seen(desk, client, "2023-05-03", hand_in=False).record
    desk.me = replace(desk.me, worker_id="w-second", roles=(Role("social_worker", desk.station),))
    rooms = make_window(desk)
    page = rooms.go("visit_form", FormAsk("visit", handed_in))
    assert "这是李强的记录，由李强或站负责人修改" in banners(page)
    assert not page.footer.isVisible()
    page = rooms.go("visit_form", FormAsk("visit", draft))
    assert "form_save" in shown(page)
    assert not page.footer.buttons["form_submit"].isEnabled()
    assert page.footer.buttons["form_submit"].accessibleDescription() == "这是李强的记录，由李强或站负责人提交"
    page.submit()
    rooms.wait()
    assert look_up.get(desk, draft).status == "draft"
    pane = rooms.go("person", client).pane
    assert not pane.edit.isVisible()
    assert rooms.window.findChildren(object, "reveal_phone") == []


def test_a_childs_form_opens_after_the_lead_approved_and_goes_back_without(office: Office, make_window: Callable):
    desk = office.sit(WORKER)
    child = a_child_of(desk)
    desk.me = replace(desk.me, worker_id="w-second", roles=(Role("social_worker", desk.station),))
    rooms = make_window(desk)
    pane = rooms.go("person", child).pane
    assert pane.closed.isVisible()
    assert not pane.tabs.isVisible()
    ask.answers.append(None)
    assert rooms.go("client_form", FormAsk("client", child)) is rooms.page
    assert rooms.page.pane.closed.isVisible()
    ask.answers.append(Asked(PURPOSE, 3, LEAD, PASSWORD))
    page = rooms.go("client_form", FormAsk("client", child))
    rooms.wait()
    assert page.view is not None
    assert not rooms.go("person", child).pane.closed.isVisible()


def test_an_emergency_stands_on_the_home_page_of_the_lead_until_it_was_looked_at(office: Office, make_window: Callable):
    desk = office.sit(WORKER)
    child = a_child_of(desk)
    desk.me = replace(desk.me, worker_id="w-second", roles=(Role("social_worker", desk.station),))
    rooms = make_window(desk)
    closed = rooms.go("person", child).pane.closed
    ask.answers.append(Asked("孩子走失，派出所要监护人电话", emergency=True))
    closed.pressed.emit()
    rooms.wait()
    assert not closed.isVisible()
    rooms = make_window(office.sit(LEAD))
    rooms.go("home")
    ask.answers.append("yes")
    rooms.find("home_emergency").click()
    rooms.wait()
    assert rooms.window.findChildren(object, "home_emergency") == []
