"""What the program does when its file is damaged, at the door or while people work, or made by a newer program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask

if TYPE_CHECKING:
    from sheqi_desktop.gui.app import Program
    from sheqi_desktop.operations.bring_back import BroughtBack
    from sheqi_desktop.operations.desk import Desk
    from sheqi_desktop.operations.salvage import Salvaged


class Recovery(QObject):
    """Leads from a file that cannot be worked on to one that can, or to what can be looked at."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program

    # ------------------------------------------------------------------ while people work
    def met(self, trouble: Trouble) -> None:
        """Some work met damage while the workspace is open: look whether it is the file itself."""
        from sheqi_desktop.operations.check_health import still_sound

        desk = self._program.desk
        if desk is not None and not desk.only_look:
            self._program.jobs.run(
                lambda job: still_sound(desk), lambda sound: None if sound else self._leave(desk, trouble)
            )

    def _leave(self, desk: Desk, trouble: Trouble) -> None:
        """Keep what is half typed, close the file, and go where it can be brought back."""
        program = self._program
        if program.desk is not desk:
            return
        program.idle.stop()
        program.shell.keep_work()
        program.desk = None
        program.jobs.run(lambda job: desk.close())
        self.show(trouble, desk.me.worker_id, desk.me.name)
        program.shell.empty_rooms()

    # ------------------------------------------------------------------ the ways on
    def show(self, trouble: Trouble, worker: str, name: str) -> None:
        """Offer the ways on; the machine's own desk was never there, or is closed by now."""
        from sheqi_desktop.gui.pages.damaged import DamagedPage, DamagedVerbs
        from sheqi_desktop.operations.bring_back import bring_back, copies
        from sheqi_desktop.operations.salvage import salvage

        program = self._program
        folder, clock = program.folder, program.clock
        if folder is None or program.desk is not None:
            return
        verbs = DamagedVerbs(
            lambda other: copies(other or folder),
            lambda copy, words: bring_back(folder, copy, worker, words, clock),
            lambda words: salvage(folder, worker, words, clock),
        )
        page = DamagedPage(verbs, program.jobs, trouble, name)
        page.done.connect(self._brought_back)
        page.salvaged.connect(self._show_salvaged)
        page.back_asked.connect(program.door)
        program.shell.show_door(page)

    def _brought_back(self, back: BroughtBack) -> None:
        self._program.enter((back.desk, True))
        if self._program.shell.rooms is not None:
            self._program.shell.rooms.toast(back.words)

    def _show_salvaged(self, made: Salvaged) -> None:
        from sheqi_desktop.gui.pages.salvaged import SalvagedPage

        page = SalvagedPage(made.lines, self._program.jobs, str(made.desk.folder))
        page.open_asked.connect(lambda: self._program.enter((made.desk, True)))
        page.back_asked.connect(lambda: self._leave_salvaged(made))
        self._program.shell.show_door(page)

    def _leave_salvaged(self, made: Salvaged) -> None:
        self._program.jobs.run(lambda job: made.desk.close())
        self._program.door()

    # ------------------------------------------------------------------ made by a newer program
    def look_only(self, worker: str, words: str) -> None:
        """Open what a newer program made, for looking; that file itself is neither opened nor changed."""
        from sheqi_desktop.operations.salvage import look_at_newer

        program = self._program
        folder, clock = program.folder, program.clock
        if folder is not None and program.desk is None:
            program.jobs.run(
                lambda job: (look_at_newer(folder, worker, words, clock), True),
                program.enter,
                lambda trouble: ask.say_trouble(program.shell, trouble),
            )
