"""The window navigates and nothing else; every way leads back to the same place."""

from __future__ import annotations

import pytest
from hands import commit, compose, press, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sample_frame import STATION

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.clock import Clock, at
from sheqi_desktop.domain.trouble import WaitBeforeTrying, WrongPassword
from sheqi_desktop.gui import layout, theme
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.idle import IdleWatch
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.pages.unlock import UnlockFace, UnlockPage
from sheqi_desktop.gui.search_palette import Hit
from sheqi_desktop.gui.shell import Shell
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.gui.window import MainWindow

Key = Qt.Key


class Diary(Page):
    """A page that writes down what happens to it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.told: list[object] = []
        self.field = LineField()
        layout.column(self).addWidget(self.field)
        self.setFocusProxy(self.field)
        self.place = 0

    def header(self) -> Header:
        return Header(
            self.name,
            "一行说明",
            actions=(Action(f"act_{self.name}", "打印名册", run=lambda: self.told.append("act")),),
        )

    def open(self, argument: object) -> None:
        self.told.append(("open", argument))

    def on_changes(self, changes: Changes) -> None:
        self.told.append(("changes", frozenset(changes.kinds)))

    def leave(self) -> None:
        self.told.append("leave")

    def keep(self) -> object:
        return self.place

    def restore(self, kept: object) -> None:
        self.place = kept  # type: ignore[assignment]

    def save(self) -> None:
        self.told.append("save")


@pytest.fixture
def window(qtbot):
    made = MainWindow(STATION, Diary)
    qtbot.addWidget(made)
    made.resize(1366, 696)
    made.go("home")
    made.show()
    made.activateWindow()
    settle()
    return made


def test_sidebar_and_keys_lead_to_pages(window):
    window.findChild(QWidget, "nav_clients").click()
    assert window.page_id == "clients"
    press(window, Key.Key_3, control=True)
    assert window.page_id == "visits"
    assert window.findChild(QWidget, "nav_visits").isChecked()


def test_back_returns_to_the_same_place(window):
    window.go("clients", "c1")
    window.page.place = 7
    window.go("visits", "v1")
    QTest.keyClick(window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page_id == "clients"
    assert window.page.place == 7
    assert window.page.told[-1] == ("open", "c1")
    QTest.keyClick(window, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.page_id == "visits"


def test_a_page_is_built_once_and_told_when_it_is_left(window):
    home = window.page
    window.go("clients")
    assert "leave" in home.told
    window.go("home")
    assert window.page is home


def test_every_built_page_hears_of_changes(window):
    window.go("clients")
    window.on_changes(Changes(kinds={"visit"}))
    assert window.built("home").told[-1] == ("changes", frozenset({"visit"}))
    assert window.page.told[-1] == ("changes", frozenset({"visit"}))


def test_the_head_shows_what_the_page_says_and_its_actions_work(window):
    window.go("clients")
    assert window.top.title.text() == "clients"
    window.findChild(QWidget, "act_clients").click()
    assert window.page.told[-1] == "act"


def test_keys_reach_the_page(window):
    press(window, Key.Key_S, control=True)
    assert window.page.told[-1] == "save"


def test_a_toast_can_be_undone_by_key_when_no_text_is(window):
    undone: list[bool] = []
    window.toast("已移走草稿：王秀兰 探访", lambda: undone.append(True))
    assert window.toasts.words == "已移走草稿：王秀兰 探访"
    commit(window.page.field, "字")
    press(window.page.field, Key.Key_Z, control=True)
    assert undone == []
    assert window.page.field.text() == ""
    press(window.page.field, Key.Key_Z, control=True)
    assert undone == [True]
    assert window.toasts.words == ""


def test_a_toast_ends_with_its_page_unless_it_can_be_taken_back_or_was_said_on_going(window, qapp):
    window.toast("已登记 2 人次。")
    qapp.processEvents()
    window.go("clients")
    assert window.toasts.words == ""
    window.toast("已提交。")
    window.go("home")
    assert window.toasts.words == "已提交。"
    window.toast("已移走草稿：王秀兰 探访", lambda: None)
    qapp.processEvents()
    window.go("clients")
    assert window.toasts.words == "已移走草稿：王秀兰 探访"


def test_a_toast_stands_above_the_foot_of_the_page(window, qapp):
    foot = QWidget(window.page)
    window.page.foot_widget = lambda: foot
    foot.setGeometry(0, window.page.height() - 90, window.page.width(), 90)
    foot.show()
    window.toast("已提交。")
    top = foot.mapTo(window, foot.rect().topLeft()).y()
    assert window.toasts.geometry().bottom() < top


def test_the_search_hears_letters_being_composed(window):
    asked: list[str] = []
    took: list[tuple[object, bool]] = []

    def provider(typed: str) -> list[Hit]:
        asked.append(typed)
        return [Hit("人", "王秀兰", data="c1"), Hit("人", "魏香莲", data="c2")]

    window.set_search(provider, lambda hit, control: took.append((hit.data, control)))
    window.page.field.setFocus()
    press(window, Key.Key_K, control=True)
    field = window.palette_.field
    assert field.hasFocus()
    compose(field, "w'x")
    window.palette_.search()
    assert asked[-1] == "wx"
    press(field, Key.Key_Return)
    assert took == []
    compose(field, "")
    commit(field, "wx")
    press(field, Key.Key_Down)
    window.palette_.search()
    press(field, Key.Key_Down)
    press(field, Key.Key_Return, control=True)
    assert took == [("c2", True)]
    assert not window.palette_.isVisible()
    assert window.page.field.hasFocus()


def test_a_narrow_window_or_large_letters_make_the_sidebar_narrow(window):
    assert window.sidebar.width() == 196
    window.resize(1100, 650)
    settle()
    assert window.sidebar.width() == 84
    window.resize(1366, 696)
    theme.apply(theme.LIGHT, 18)
    settle()
    assert window.sidebar.width() == 84


def test_a_demo_says_so_on_every_page(qtbot):
    from dataclasses import replace

    made = MainWindow(replace(STATION, demo=True), Diary)
    qtbot.addWidget(made)
    assert made.findChild(QWidget, "demo_band") is not None


def test_locking_hides_the_place_and_unlocking_brings_the_cursor_back(qtbot):
    shell = Shell()
    qtbot.addWidget(shell)
    rooms = MainWindow(STATION, Diary)
    rooms.go("clients")
    shell.show_rooms(rooms)
    shell.show()
    shell.activateWindow()
    settle()
    rooms.page.field.setFocus()
    door = Button("解锁")
    shell.show_door(door)
    assert shell.locked
    assert "饶良" not in shell.windowTitle()
    assert rooms.page.told[-1] == "leave"
    shell.show_rooms(rooms)
    assert rooms.page.field.hasFocus()
    assert "饶良镇社工站" in shell.windowTitle()


class Hands:
    """A clock one can turn."""

    def __init__(self) -> None:
        self.moment = at("2023-06-14T10:00").now()

    def clock(self) -> Clock:
        return Clock(lambda: self.moment)

    def forward(self, seconds: int) -> None:
        from datetime import timedelta

        self.moment += timedelta(seconds=seconds)


def test_a_laptop_that_slept_is_locked_at_once(qtbot):
    hands = Hands()
    watch = IdleWatch(10, hands.clock())
    watch.start()
    locked: list[bool] = []
    warned: list[int] = []
    watch.expired.connect(lambda: locked.append(True))
    watch.warned.connect(warned.append)
    hands.forward(571)
    watch.look()
    assert warned == [29]
    watch.alive()
    hands.forward(500)
    watch.look()
    assert locked == []
    hands.forward(3600)
    watch.look()
    assert locked == [True]


def test_a_key_after_the_time_was_up_comes_too_late(qtbot):
    from PySide6.QtCore import QEvent

    hands = Hands()
    watch = IdleWatch(10, hands.clock())
    watch.start()
    locked: list[bool] = []
    watch.expired.connect(lambda: locked.append(True))
    hands.forward(601)
    watch.eventFilter(watch, QEvent(QEvent.Type.KeyPress))
    assert locked == [True]


@pytest.fixture
def door(qtbot):
    jobs = Jobs()

    def unlock(worker: str, password: str) -> object:
        if password == "wait":
            raise WaitBeforeTrying(times=5, seconds=2)
        if password != "good":
            raise WrongPassword(times=1)
        return ("desk", worker)

    page = UnlockPage(UnlockFace("饶良镇社工站", (("1", "张敏", "社工"), ("2", "李强", "社工"))), unlock, jobs)
    qtbot.addWidget(page)
    page.resize(1366, 696)
    page.show()
    page.password.setFocus()
    yield page
    jobs.finish()


def test_a_good_password_opens(qtbot, door):
    door.people[1].click()
    QTest.keyClicks(door.password, "good")
    with qtbot.waitSignal(door.unlocked) as opened:
        press(door.password, Key.Key_Return)
    assert opened.args == [("desk", "2")]
    assert door.password.text() == ""


def test_a_wrong_password_is_said_and_the_field_is_ready_again(qtbot, door):
    QTest.keyClicks(door.password, "bad")
    press(door.password, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(door._trouble_words.text()))
    assert door._trouble_words.text().startswith("口令不对，请再试")
    assert door.password.selectedText()
    QTest.keyClicks(door.password, "g")
    assert not door._trouble.isVisible()


def test_waiting_is_counted_down_on_the_button(qtbot, door):
    QTest.keyClicks(door.password, "wait")
    press(door.password, Key.Key_Return)
    qtbot.waitUntil(lambda: door.button.text() == "等 2 秒")
    assert not door.button.isEnabled()


def test_capital_letters_are_noticed(door):
    QTest.keyClick(door.password, Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert not door._caps_words.isVisible()
    QTest.keyClicks(door.password, "A")
    assert door.password.text()


def test_help_and_who_is_here_stay_in_a_narrow_window_and_the_sidebar_says_that_there_is_more(window, qapp):
    window.resize(960, 600)
    qapp.processEvents()
    assert window.top.help.isVisible()
    assert window.top.user.isVisible()
    below, _ = window.sidebar.signs
    bar = window.sidebar._scroll.verticalScrollBar()
    assert below.isVisible() == (bar.maximum() > 0)
    if below.isVisible():
        below.click()
        assert bar.value() == bar.maximum()
        assert not below.isVisible()
