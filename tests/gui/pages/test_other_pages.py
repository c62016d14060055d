from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sheqi_desktop.gui import ask, preferences, theme
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.scale import body_size, scale
from sheqi_desktop.operations.people import people
from sheqi_desktop.operations.visits import visits
from tests.desks import PASSWORD
from tests.gui.hands import commit, press


def test_the_preview_shows_the_sheet_that_will_be_printed(rooms, desk, tmp_path: Path):
    record = visits(desk).ids[0]
    page = rooms.go("print", FormAsk("visit", record))
    assert page.bar.where.text() == "第 1 页 / 共 1 页"
    assert page.papers.currentText() == "居家探访记录表"
    ask.answers.append(tmp_path / "探访.pdf")
    page.save()
    rooms.wait()
    assert (tmp_path / "探访.pdf").read_bytes().startswith(b"%PDF")


def test_taking_the_mask_off_asks_why_and_may_be_thought_better_of(rooms, desk):
    page = rooms.go("print", FormAsk("client", people(desk, "王秀兰").rows[0].record))
    ask.answers.append(None)
    page.masked.click()
    assert page.masked.isChecked()
    ask.answers.append("报县医院住院手续")
    page.masked.click()
    rooms.wait()
    assert not page.masked.isChecked()


def test_without_a_printer_it_says_what_else_can_be_done(rooms, desk):
    page = rooms.go("print", FormAsk("visit", visits(desk).ids[0]))
    if not page.printer.isEnabled():
        ask.answers.append("ok")
        page.print_now()
        assert ask.asked[-1] == "没找到打印机"


def test_theme_and_size_apply_at_once_and_are_remembered(rooms):
    page = rooms.go("settings")
    display = page._made["display"]
    display.tiles["dark"].click()
    assert theme.now().name == "dark"
    display.sizes.setFocus()
    press(display.sizes, Qt.Key.Key_Right)
    assert body_size() == 16
    assert (preferences.load().theme, preferences.load().size) == ("dark", 16)


@pytest.mark.parametrize("part", ["display", "lock", "backup", "station", "papers", "remind", "keys", "about"])
def test_every_part_of_the_settings_opens(rooms, part):
    page = rooms.go("settings", part)
    assert page.buttons[part].isChecked()
    assert page._stack.currentWidget() is page._columns[part]


def test_one_changes_ones_own_password_with_the_old_one(rooms, desk):
    new = "大漠孤烟直上青天"
    box = rooms.go("settings", "lock")._made["lock"].password
    box.old.setText("不是这个口令吧")
    box.first.setText(new)
    box.second.setText(new)
    box.go.click()
    rooms.wait()
    assert not box._said.isHidden()
    desk.vault.unlock(desk.me.worker_id, PASSWORD)
    box.old.setText(PASSWORD)
    box.go.click()
    rooms.wait()
    assert box.first.text() == ""
    assert desk.vault.unlock(desk.me.worker_id, new).signing_seed == desk.signing_seed


def test_the_settings_lead_to_the_handover_of_one_who_leaves(rooms):
    rooms.go("settings", "station")._made["station"].leaving.click()
    assert rooms.window.page_id == "list/handover"


def test_the_home_page_reminds_as_early_as_was_chosen_and_of_half_typed_forms_if_wanted(rooms, desk):
    from sheqi_desktop.operations.drafts import keep_draft

    keep_draft(desk, "client", "new-9", {"name": "李桂英"}, 1, desk.me.worker_id)
    kinds = lambda: {row.kind for row in rooms.go("home").home.due.rows}  # noqa: E731
    assert "draft" in kinds()
    rooms.go("settings", "remind")
    part = rooms.page._made["remind"]
    part.drafts.click()
    part.days.choose(0)
    chosen = preferences.load()
    assert (chosen.remind_days, chosen.remind_drafts) == (1, False)
    assert "draft" not in kinds()
    assert rooms.page.home.open_drafts == 1, "what is half typed stays in the list of drafts"


def test_a_copy_made_from_the_settings_is_said_to_be_checked(rooms):
    page = rooms.go("settings", "backup")
    page._made["backup"].now.click()
    rooms.wait()
    assert page._made["backup"]._said.text().startswith("备份好了，已核对（10:24")


def test_the_search_finds_and_opens(rooms):
    rooms.window.open_search()
    rooms.wait()
    commit(rooms.window.palette_.field, "王秀兰")
    rooms.wait()
    groups = {row.hit.group for row in rooms.window.palette_._rows}
    assert groups == {"人", "记录", "可以做的事"}
    press(rooms.window.palette_.field, Qt.Key.Key_Return, control=True)
    rooms.wait()
    assert rooms.window.page_id == "visit_form"
    assert rooms.page.pane.side.name == "王秀兰"


def test_a_ledger_is_written_where_the_person_says(rooms, tmp_path: Path):
    page = rooms.go("ledger_export", "visit")
    page.reason.setText("报民政所半年台账")
    ask.answers.append(tmp_path / "探访台账.xlsx")
    page.submit()
    rooms.wait()
    assert (tmp_path / "探访台账.xlsx").stat().st_size > 2000
    page.since.setText("2023-07-01")
    page.submit()
    assert "起不能晚于止" in page._wrong.text()


def test_what_was_given_up_is_in_the_list_of_drafts(rooms, desk):
    from sheqi_desktop.operations.drafts import keep_draft, put_away

    keep_draft(desk, "client", "new-9", {"name": "李桂英"}, 1, desk.me.worker_id)
    put_away(desk, "client", "new-9")
    page = rooms.go("drafts")
    page._open(page.table.records.rows[0].id)
    rooms.wait()
    assert rooms.window.page_id == "client_form"
    assert rooms.page.view.draft.answers["name"] == "李桂英"


def test_taking_a_draft_out_again_keeps_the_one_typed_since(rooms, desk):
    from sheqi_desktop.operations.drafts import keep_draft, put_away

    for name in ("李桂英", "王秀兰"):
        keep_draft(desk, "client", "new-9", {"name": name}, 1, desk.me.worker_id)
        put_away(desk, "client", "new-9") if name == "李桂英" else None
    page = rooms.go("drafts")
    page._open(next(row.id for row in page.table.records.rows if row.cells[0] == "李桂英"))
    rooms.wait()
    assert rooms.page.view.draft.answers["name"] == "李桂英"
    assert rooms.window.toasts.words == "后来填的那份也留着，30 天内可在“草稿”里找回。"
    page = rooms.go("drafts")
    assert [row.cells[0] for row in page.table.records.rows] == ["李桂英", "王秀兰"]


def test_the_list_of_visits_filters_and_opens(rooms):
    page = rooms.go("visits", "home")
    assert page.found.counts["home"] == 5
    commit(page.field, "轮椅")
    rooms.wait()
    assert [row.cells[0] for row in page.table.records.rows] == ["吴学敏"]
    press(page.field, Qt.Key.Key_Return)
    press(page.table, Qt.Key.Key_Return)
    rooms.wait()
    assert rooms.window.page_id == "visit_form"


def test_delete_voids_with_a_reason(rooms, desk):
    page = rooms.go("visits")
    page.table.setFocus()
    ask.answers.append("重复登记了一次")
    press(page.table, Qt.Key.Key_Delete)
    rooms.wait()
    assert visits(desk).counts["voided"] == 1


@pytest.mark.parametrize("size", [14, 22])
def test_whatever_can_be_pressed_is_high_enough_to_be_hit(rooms, size):
    from sheqi_desktop.gui.sidebar_more import MoreSign
    from sheqi_desktop.gui.widgets.breadcrumb import Breadcrumb
    from sheqi_desktop.gui.widgets.buttons import Button

    theme.apply(theme.LIGHT, size)
    rooms.window.resize(1093, 557)
    rooms.go("exchanges")
    high = [rooms.window.findChild(Breadcrumb).findChild(Button).height()]
    rooms.go("clients")
    high += [one.height() for one in rooms.page.findChildren(Button) if one.objectName().startswith("reveal_")]
    signs = rooms.window.findChildren(MoreSign)
    assert signs
    assert min([*high, *(one.height() for one in signs)]) >= scale(28)
