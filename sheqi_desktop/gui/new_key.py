"""Takes somebody's 口令 away and gives the data a new key, with everything else out of reach meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sheqi_desktop.domain.trouble import Cancelled, Trouble
from sheqi_desktop.gui import ask

if TYPE_CHECKING:
    from sheqi_desktop.gui.app import Program

DONE = "钥匙已换，新的备份也做好了。"


class NewKey(QObject):
    """From the page of a handover to the same rooms with another key."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program

    def begin(self, worker: str) -> None:
        """Begin; with '' only the key is changed."""
        from sheqi_desktop.gui.pages.new_key import NewKeyPage
        from sheqi_desktop.operations.take_slot_away import change_key, take_slot_away

        program, desk = self._program, self._program.desk
        if desk is None:
            return
        program.idle.stop()
        program.shell.keep_work()
        page = NewKeyPage()
        program.shell.show_door(page)
        job = program.jobs.run(
            lambda job: take_slot_away(desk, worker, job.teller) if worker else change_key(desk, job.teller),
            lambda _: self._back(DONE),
            self._sorry,
        )
        job.progress.connect(page.show_progress)
        page.stopped.connect(job.stop)

    def _back(self, words: str = "") -> None:
        program, desk = self._program, self._program.desk
        if desk is None:
            return
        program.enter((desk, False))
        rooms = program.shell.rooms
        if rooms is not None:
            if rooms.page is not None:
                rooms.page.recompute()
            if words:
                rooms.toast(words)

    def _sorry(self, trouble: Trouble) -> None:
        program, desk = self._program, self._program.desk
        if desk is not None and not desk.database.is_open:
            program.desk = None
            program.shell.empty_rooms()
            program.door()
        else:
            self._back("没有换，还用原来的钥匙。" if isinstance(trouble, Cancelled) else "")
        if not isinstance(trouble, Cancelled):
            ask.say_trouble(program.shell, trouble)
