"""The window: it navigates, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.frame import Frame
from sheqi_desktop.gui.page import Action, Page
from sheqi_desktop.gui.scale import body_size
from sheqi_desktop.gui.search_palette import Hit, SearchPalette
from sheqi_desktop.gui.sidebar import Sidebar
from sheqi_desktop.gui.status_bar import StatusBar
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.text_undo import redo_text, undo_text
from sheqi_desktop.gui.top_bar import TopBar
from sheqi_desktop.gui.trail import Stop, Trail
from sheqi_desktop.gui.widgets.busy_bar import BusyBar
from sheqi_desktop.gui.widgets.toast import REDO, Redo, Toast
from sheqi_desktop.gui.window_icon import window_icon

NAME = "社旗社工站工作台"
NARROW_BELOW = 1200
LEAST = (960, 600)
SETTLE_MS = 1500
"""For so long after a form was left Ctrl+Enter does nothing: it may be a second press meant for the form."""


class MainWindow(QMainWindow):
    """Sidebar, top bar, pages, status bar; and the way back."""

    lock_asked = Signal()
    help_asked = Signal(str)
    new_asked = Signal(str)
    closing = Signal()
    page_shown = Signal(str)
    header_shown = Signal(str)  # the saved record the page is about, '' for none
    changed = Signal(object)
    size_asked, slot_asked = Signal(int), Signal(str)

    def __init__(self, frame: Frame, make_page: Callable[[str], Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame = frame
        self._make = make_page
        self._pages: dict[str, Page] = {}
        self._trail = Trail()
        self._said = False
        self._since_form = QElapsedTimer()
        self.setWindowTitle(f"{NAME} — {frame.place}")
        self.setWindowIcon(window_icon())
        self.setMinimumSize(*LEAST)
        self._ground = ground = QWidget()
        ground.setObjectName("ground")
        self.setCentralWidget(ground)
        whole = layout.column(ground, gap=0)
        if frame.notice:
            whole.addWidget(self._band(frame.notice))
        elif frame.demo:
            whole.addWidget(self._band("演示数据：人和事都是编的，不能报送"))
        line = layout.row(gap=0)
        whole.addLayout(line, 1)
        self.sidebar = Sidebar(frame.place, frame.role, frame.entries)
        line.addWidget(self.sidebar)
        right = layout.column(gap=0)
        line.addLayout(right, 1)
        self.top = TopBar(frame.person, frame.new_menu)
        self.busy_bar = BusyBar(ground)
        self.stack = QStackedWidget()
        self.status = StatusBar(frame.user_mark)
        right.addWidget(self.top)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        self.toasts = Toast(self)
        self.toasts.foot = lambda: self.page.foot_widget() if self.page is not None else None
        self.palette_ = SearchPalette(self)
        self._wire()
        self._keys()
        self._arrange()

    # ------------------------------------------------------------------ building
    def _band(self, text: str) -> QWidget:
        band = QWidget()
        band.setObjectName("demo_band")
        band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = layout.row(band, (16, 3, 16, 3))
        words = PlainLabel(text, "hint_strong", tone="warn")
        line.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        return band

    def _wire(self) -> None:
        self.sidebar.chosen.connect(self.go)
        self.sidebar.lock_asked.connect(self.lock_asked)
        self.top.lock_asked.connect(self.lock_asked)
        self.top.settings_asked.connect(lambda: self.go("settings"))
        self.top.search_asked.connect(self.open_search)
        self.top.help_asked.connect(self._help)
        self.top.new_asked.connect(self.new_asked)
        self.top.crumb_pressed.connect(self.go)

    def _keys(self) -> None:
        def key(keys: str, act: Callable[[], object]) -> None:
            QShortcut(QKeySequence(keys), self, act)

        for number, entry in enumerate(self.frame.entries[:9], 1):
            key(f"Ctrl+{number}", lambda page=entry.id: self.go(page))  # type: ignore[misc]
        key("Alt+Left", self.back)
        key("Alt+Right", self.forward)
        key("Ctrl+L", self.lock_asked.emit)
        key("Ctrl+K", lambda: self.open_search(""))
        key("F1", self._help)
        key("F5", lambda: self._tell_page(Page.recompute))
        key("Ctrl+F", lambda: self._tell_page(Page.find_here))
        key("Ctrl+N", self._new)
        key("Ctrl+S", lambda: self._tell_page(Page.save))
        key("Ctrl+P", lambda: self._tell_page(Page.print_))
        for enter in ("Ctrl+Return", "Ctrl+Enter"):
            key(enter, self._submit)
        for plus in ("Ctrl++", "Ctrl+="):
            key(plus, lambda: self.size_asked.emit(1))
        key("Ctrl+-", lambda: self.size_asked.emit(-1))
        key("Ctrl+0", lambda: self.size_asked.emit(0))
        key("Ctrl+Z", self._undo)
        key("Ctrl+Y", self._redo)
        key("Esc", self._escape)

    # ------------------------------------------------------------------ going about
    @property
    def page(self) -> Page | None:
        """Give the page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def page_id(self) -> str:
        """Give the name of the page that is shown."""
        return self._trail.now.page if self._trail.now else ""

    def go(self, page: str, argument: object = None) -> None:
        """Go to a page and remember where we came from."""
        self._keep_place()
        self._show(self._trail.go(page, argument))

    def instead(self, page: str, argument: object = None) -> None:
        """Go to a page in place of this one, which is done with: the way back leads past it."""
        if self.page is not None:
            self.page.leave()
        self._come_back(self._trail.instead(page, argument))

    def back(self) -> None:
        """Go back to the same place and selection."""
        self._walk(-1)

    def forward(self) -> None:
        """Go forward again."""
        self._walk(1)

    def _walk(self, by: int) -> None:
        if self._trail.can_step(by):
            self._keep_place()
            stop = self._trail.step(by)
            assert stop is not None
            self._come_back(stop)

    def _come_back(self, stop: Stop) -> None:
        self._show(stop)
        if stop.kept is not None and self.page is not None:
            self.page.restore(stop.kept)

    def _keep_place(self) -> None:
        if self.page is not None and self._trail.now is not None:
            self._trail.now.kept = self.page.keep()
            self.page.leave()

    def _show(self, stop: Stop) -> None:
        page = self.built(stop.page)
        if self.page is not None and self.page is not page and self.page.header().form:
            self._since_form.start()
        self.toasts.page_left()
        page.open(stop.argument)
        self.stack.setCurrentWidget(page)
        path = page.header().crumbs
        known = any(entry.id == stop.page for entry in self.frame.entries)
        self.sidebar.choose(path[0][1] if path and not known else stop.page)
        self.show_header()
        if self._said:
            self.status.set_saved("")
            self._said = False
        if not self.sidebar.has(stop.page) and (crumbs := page.header().crumbs):
            self.sidebar.choose(crumbs[0][1])
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(stop.page)

    def built(self, page: str) -> Page:
        """Give a page, building it the first time."""
        if page not in self._pages:
            made = self._make(page)
            made.go_asked.connect(self.go)
            made.instead_asked.connect(self.instead)
            made.back_asked.connect(self.back)
            made.toast_asked.connect(self.toast)
            made.said.connect(self.say)
            made.changed.connect(self.on_changes)
            made.header_changed.connect(lambda made=made: self._header_of(made))
            self._pages[page] = made
            self.stack.addWidget(made)
        return self._pages[page]

    def _header_of(self, page: Page) -> None:
        if page is self.page:
            self.show_header()

    def show_header(self) -> None:
        """Show the head of the present page again."""
        if self.page is not None:
            self.top.show_header(header := self.page.header())
            self.header_shown.emit(self.page.shown_record())
            self.status.setVisible(not header.form)

    def on_changes(self, changes: Changes) -> None:
        """Hand what a write changed to every page that was built."""
        for page in list(self._pages.values()):
            page.on_changes(changes)
        self.changed.emit(changes)

    # ------------------------------------------------------------------ saying things
    def set_count(self, page: str, count: int) -> None:
        """Show how many things wait on a page."""
        self.sidebar.set_count(page, count)

    def toast(self, text: str, undo: Callable[[], object] | Redo | Action | None = None) -> None:
        """Say what just happened, with 撤销 or 重做 where it can be, or with one thing to do next."""
        if isinstance(undo, Redo):
            self.toasts.say(text, undo.run, REDO)
        elif isinstance(undo, Action):
            self.toasts.say(text, undo.run, undo.text)
        else:
            self.toasts.say(text, undo)

    def say(self, text: str) -> None:
        """Say something in the status line; it holds for the page it is said on."""
        self.status.set_saved(text)
        self._said = True

    def busy(self, busy: bool) -> None:
        """Show the thin line while something takes longer than a blink."""
        self._place_busy()
        self.busy_bar.show_busy(busy)

    # ------------------------------------------------------------------ keys
    def set_search(self, provider: Callable[[str], Sequence[Hit]], chosen: Callable[[Hit, bool], object]) -> None:
        """Say who finds things and what happens with the one that is chosen."""
        self.palette_.provider = provider
        self.palette_.chosen.connect(chosen)

    def open_search(self, typed: str = "") -> None:
        """Open the search over everything."""
        self.palette_.open(typed)

    def _tell_page(self, what: Callable[[Page], None]) -> None:
        if self.page is not None and not self.palette_.isVisible():
            getattr(self.page, what.__name__)()

    def _submit(self) -> None:
        fresh = self._since_form.isValid() and self._since_form.elapsed() < SETTLE_MS
        if fresh and self.page is not None and not self.page.header().form:
            self.say("刚交完上一张表；要办下一步，再按一次 Ctrl+回车")
        else:
            self._tell_page(Page.submit)

    def _new(self) -> None:
        if self.page is None:
            return
        if self.page_id == "home" and self.top.new.isVisible():
            self.top.open_new_menu()
        else:
            self.page.new()

    def _help(self) -> None:
        if self.page_id == "help":
            self.back()
            return
        self.help_asked.emit(self.page.help_topic() if self.page else "")

    def _undo(self) -> None:
        if not undo_text() and not self.toasts.undo():
            self.say("没有可以撤销的")

    def _redo(self) -> None:
        if not redo_text() and not self.toasts.redo():
            self.say("没有可以重做的")

    def _escape(self) -> None:
        if self.palette_.isVisible():
            self.palette_.hide()
        elif self.page is not None:
            self.page.escape()

    # ------------------------------------------------------------------ size
    def _arrange(self) -> None:
        narrow = self.width() < NARROW_BELOW or (body_size() >= 18 and self.width() < 1600)
        self.sidebar.set_narrow(narrow)
        self.top.set_narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the layout for the width there is."""
        super().resizeEvent(event)
        self._arrange()
        self._place_busy()
        self.palette_.settle()

    def _place_busy(self) -> None:
        corner = self.top.mapTo(self._ground, self.top.rect().bottomLeft())
        self.busy_bar.setGeometry(corner.x(), corner.y() - 1, self.top.width(), 2)
        self.busy_bar.raise_()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "palette_"):
            self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed before closing."""
        if self.page is not None:
            self.page.leave()
        self.closing.emit()
        super().closeEvent(event)
