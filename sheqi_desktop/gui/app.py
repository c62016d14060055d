"""The program people use: the unlock screen within half a second, and their work kept whatever happens."""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from sheqi_desktop import __version__
from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, fonts, preferences, theme
from sheqi_desktop.gui.bugs import BugHook, StallWatch
from sheqi_desktop.gui.copied_here import CopiedHere
from sheqi_desktop.gui.door import people_of, slots_lost
from sheqi_desktop.gui.idle import IdleWatch
from sheqi_desktop.gui.job import Jobs, keep_what_is_loaded
from sheqi_desktop.gui.keeping import Keeping
from sheqi_desktop.gui.missing_words import MissingWords
from sheqi_desktop.gui.new_key import NewKey
from sheqi_desktop.gui.pages.unlock import UnlockFace, UnlockPage
from sheqi_desktop.gui.recovery import Recovery
from sheqi_desktop.gui.scale import SIZES
from sheqi_desktop.gui.session_watch import SessionWatch
from sheqi_desktop.gui.shell import Shell
from sheqi_desktop.gui.window import NAME

if TYPE_CHECKING:
    from sheqi_desktop.gui.pages.first_run_verbs import FirstRunVerbs
    from sheqi_desktop.operations.desk import Desk

LATER = ("sheqi_desktop.operations.unlock", "sheqi_desktop.operations.home", "pypinyin")
"""What takes long to read in and is not needed before the 口令 is typed; nothing of Qt, which wants its own thread."""


def prepare(program: QApplication) -> QApplication:
    """Give the program its letters, its language and its look; before the first widget."""
    program.setApplicationName("sheqi")
    program.setApplicationDisplayName("社旗社工站工作台")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    fonts.load()
    words = QTranslator(program)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        program.installTranslator(words)
    program.installTranslator(MissingWords(program))
    program.setStyle("Fusion")
    return program


def greeting(clock: Clock) -> str:
    """Greet by the county's hour."""
    hour = clock.now().astimezone(COUNTY).hour
    return (
        "早上好"
        if hour < 9
        else "上午好"
        if hour < 12
        else "中午好"
        if hour < 14
        else "下午好"
        if hour < 18
        else "晚上好"
    )


class Program(QObject):
    """Holds what lives as long as the program: window, worker thread, lock, bug hook."""

    def __init__(self, folder: Path | None, clock: Clock | None, verbs: FirstRunVerbs | None = None) -> None:
        super().__init__()
        self._verbs = verbs
        self.chosen = preferences.load()
        self.folder = folder or (Path(self.chosen.last_folder) if self.chosen.last_folder else None)
        self.clock = clock
        theme.apply(self.chosen.theme or theme.wanted_by_system(), self.chosen.size)
        self.jobs = Jobs(self)
        self.shell = Shell()
        self.desk: Desk | None = None
        self._reading: threading.Thread | None = None
        self.bugs = BugHook(preferences.config_folder(), self.shell.keep_work, self._say_bug)
        self.recovery = Recovery(self)
        self.new_key = NewKey(self)
        self.copied_here = CopiedHere(self)
        self.jobs.damaged.connect(self.recovery.met)
        self.bugs.damaged.connect(self.recovery.met)
        self.idle = IdleWatch(self.chosen.lock_minutes, parent=self)
        self.idle.expired.connect(self.lock)
        self.idle.warned.connect(self._warn)
        self.session = SessionWatch(self.lock)
        self.keeping = Keeping(self)
        self.keeping.ready.connect(self.shell.close)
        self.shell.may_close = self.keeping.may_close
        self.shell.closing.connect(self._close)
        preferences.listeners[:] = [self._chosen_anew]
        self._stalls = StallWatch(self) if StallWatch.wanted() else None
        if len(self.chosen.window) == 2:
            self.shell.resize(*self.chosen.window)

    def start(self) -> None:
        """Show the first screen, and read in the rest while the 口令 is typed."""
        self.bugs.install()
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.installEventFilter(self.idle)
            program.installNativeEventFilter(self.session)
            program.commitDataRequest.connect(self.keeping.hurry)
        self.door()
        if self.chosen.maximised:
            self.shell.showMaximized()
        else:
            self.shell.show()
        self.session.watch(int(self.shell.winId()))
        self._reading = threading.Thread(target=_read_in, name="read-in", daemon=True)
        self._reading.start()

    # ------------------------------------------------------------------ the door
    def door(self) -> None:
        """Show who may unlock; without anybody, the way in by the printed code or the first use."""
        people = self._people()
        if people:
            self.shell.show_door(self._unlock_page(people))
        elif self.folder is not None and slots_lost(self.folder):
            self._forgot(damaged=True)
        else:
            self._first_run()

    def _people(self) -> list[tuple[str, str]]:
        return people_of(self.folder) if self.folder is not None else []

    def _unlock_page(self, people: list[tuple[str, str]]) -> UnlockPage:
        face = UnlockFace(
            self.desk.place.name if self.desk is not None else self.chosen.last_place or NAME,
            tuple((worker, name, "") for worker, name in people),
            __version__,
            "",
            greeting(self.clock or Clock()),
        )
        page = UnlockPage(face, self._try, self.jobs)
        page.unlocked.connect(self.enter)
        page.password.textEdited.connect(self.keeping.stop)
        page.look_asked.connect(self._look)
        page.other_place_asked.connect(self._other_place)
        page.forgot_asked.connect(self._forgot)
        page.damaged.connect(self.recovery.show)
        page.copy_asked.connect(self._copy_out)
        page.look_only_asked.connect(self.recovery.look_only)
        return page

    def _try(self, worker: str, password: str) -> object:
        """Run on the worker thread: open the file, or check the 口令 of a machine that is open already."""
        from sheqi_desktop.operations import unlock

        if self.desk is not None:
            if worker == self.desk.me.worker_id:
                unlock.seat(self.desk, worker, password)
            else:
                unlock.switch(self.desk, worker, password)
                return (self.desk, True)
            return (self.desk, False)
        assert self.folder is not None
        return (unlock.unlock(self.folder, worker, password, self.clock), True)

    def enter(self, result: tuple[Desk, bool]) -> None:
        """Show the rooms of an open desk; built anew when it is another one."""
        desk, fresh = result
        self.desk = desk
        if fresh and self.copied_here.begin(desk):
            return
        if fresh or self.shell.rooms is None:
            from sheqi_desktop.gui.rooms import make_rooms

            rooms = make_rooms(desk, self.jobs)
            rooms.lock_asked.connect(self.lock)
            rooms.size_asked.connect(self._size)
            rooms.slot_asked.connect(self.new_key.begin)
            self.shell.show_rooms(rooms)
        else:
            self.shell.show_rooms(self.shell.rooms)
        if self.folder is not None and not desk.place.demo:
            self.chosen.last_folder, self.chosen.last_place = str(self.folder), desk.place.name
        self.idle.minutes = self.chosen.lock_minutes
        self.idle.start()
        if fresh:
            self.copied_here.offer_request(desk)

    def _other_place(self) -> None:
        chosen = ask.folder(self.shell, "选择另一个站的资料")
        if chosen is None:
            return
        if self.desk is not None:
            desk, self.desk = self.desk, None
            self.jobs.run(lambda job: desk.close())
        self.folder = chosen
        people = self._people()
        if people:
            self.shell.show_door(self._unlock_page(people))
        else:
            ask.tell(self.shell, "这个文件夹里没有资料", "请选县中心登记过的那个文件夹，或者从登记包开始。")
            self._first_run()

    def _forgot(self, damaged: bool = False) -> None:
        from sheqi_desktop.gui.forgot_verbs import forgot_verbs
        from sheqi_desktop.gui.pages.forgot import ForgotPage

        assert self.folder is not None
        page = ForgotPage(forgot_verbs(self.folder, self.clock, self.desk, self.chosen.last_place), self.jobs, damaged)
        page.done.connect(lambda desk: self.enter((desk, True)))
        page.back_asked.connect(self.door)
        self.shell.show_door(page)

    def _copy_out(self) -> None:
        """Carry a workspace that cannot be opened here to a stick, as it is."""
        from sheqi_desktop.operations.copy_out import copy_workspace

        into, folder = ask.folder(self.shell, "拷到哪里（U 盘上的文件夹）"), self.folder
        if into is None or folder is None:
            return
        words = "里面是加密的。到能打开它的电脑上，选“{}”这个文件夹。"
        self.jobs.run(
            lambda job: copy_workspace(folder, into, self.clock),
            lambda made: ask.tell(self.shell, "已写入并核对，可以拔出 U 盘。", words.format(made.name)),
            lambda trouble: ask.say_trouble(self.shell, trouble),
        )

    def _first_run(self) -> None:
        from sheqi_desktop.gui.first_use import first_use
        from sheqi_desktop.gui.pages.first_run import FirstRunPage

        if self.folder is None:
            self.folder = preferences.default_workspace()
        page = FirstRunPage(self._verbs or first_use(self.folder, self.clock or Clock()), self.jobs)
        page.done.connect(lambda desk: self.enter((desk, True)))
        page.practised.connect(lambda desk: self.enter((desk, True)))
        self.shell.show_door(page)

    # ------------------------------------------------------------------ while it runs
    def lock(self) -> None:
        """Hide everything at once."""
        people = self._people()
        if self.desk is not None and people and not self.keeping.leaving:
            self.idle.stop()
            self.shell.show_door(self._unlock_page(people))
            self.keeping.at_lock()

    def _warn(self, seconds: int) -> None:
        if self.shell.rooms is not None and not self.shell.locked:
            self.shell.rooms.toast(f"{seconds} 秒后锁定，按任意键就不锁")

    def _look(self, what: str) -> None:
        if what == "contrast":
            dark = theme.now().name == theme.HIGH_CONTRAST
            self.chosen.theme = theme.LIGHT if dark else theme.HIGH_CONTRAST
            theme.apply(self.chosen.theme, self.chosen.size)
            preferences.save(self.chosen)
        else:
            self._size(1 if what == "larger" else -1)

    def _size(self, step: int) -> None:
        place = SIZES.index(self.chosen.size) if self.chosen.size in SIZES else 0
        self.chosen.size = SIZES[min(max(place + step, 0), len(SIZES) - 1)] if step else SIZES[0]
        theme.apply(theme.now().name, self.chosen.size)
        preferences.save(self.chosen)

    def _chosen_anew(self, chosen: preferences.Preferences) -> None:
        self.chosen = chosen
        self.idle.minutes = chosen.lock_minutes

    def _say_bug(self, title: str, text: str) -> None:
        ask.tell(self.shell, title, text, icon="circle-alert", tone="bad")

    def _close(self) -> None:
        self.chosen.widths, self.chosen.filters = preferences.load().widths, preferences.load().filters
        self.chosen.maximised = self.shell.isMaximized()
        if not self.chosen.maximised:
            self.chosen.window = [self.shell.width(), self.shell.height()]
        preferences.save(self.chosen)
        self.idle.stop()
        self.bugs.uninstall()
        program = QApplication.instance()
        if program is not None:
            program.removeEventFilter(self.idle)
            program.removeNativeEventFilter(self.session)
        if self.desk is not None:
            desk, self.desk = self.desk, None
            self.jobs.run(lambda job: desk.close())
        if self._reading is not None:
            # Python may not tidy up in that thread once this one stops watching over it.
            self._reading.join()
        self.jobs.finish()


def _read_in() -> None:
    for name in LATER:
        try:
            import_module(name)
        except (ImportError, Trouble):
            return
    keep_what_is_loaded()


def main(folder: Path | None = None, clock: Clock | None = None, verbs: FirstRunVerbs | None = None) -> int:
    """Run the window until it is closed; ``verbs`` are what the first use can do."""
    program = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(program, QApplication)
    prepare(program)
    running = Program(folder, clock, verbs)
    running.start()
    return program.exec()
