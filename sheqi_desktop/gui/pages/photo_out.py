"""存出来给媒体: whose consent it stands on, who gets it, where it goes; and why not, where it may not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.hand_out_photo import PURPOSE_AT_LEAST, ReadyPhoto, hand_out_photo, ready_photo

TITLE = "把这张照片存出来？"
SAYS = "存出来的照片不加密，拍摄地点等信息已去掉。谁、什么时候、给谁用，会记下来。"


class PhotoOut(QObject):
    """The questions before a photo leaves; it lives as long as the window it was asked in."""

    def __init__(self, desk: Desk, jobs: Jobs, window: QWidget, done: Callable[[str], object]) -> None:
        """Ask over a window; ``done`` is told in words what became of it."""
        super().__init__(window)
        self._desk, self._jobs, self._window, self._done = desk, jobs, window, done

    def begin(self, record: str, sha256: str) -> None:
        """Judge first: nobody writes down a purpose for a photo that may not leave."""
        self._jobs.run(lambda job: ready_photo(self._desk, record, sha256), self._ask, self._sorry)

    def _ask(self, ready: ReadyPhoto) -> None:
        purpose = ask.reason(
            self._window, TITLE, ready.grounds + SAYS, "给哪家、做什么用", PURPOSE_AT_LEAST, "选位置", PRIMARY
        )
        if purpose is None:
            return
        path = ask.save_file(self._window, "存到哪里", ready.file_name, "照片 (*.jpg)")
        if path is not None:
            work = partial(hand_out_photo, self._desk, ready.record, ready.sha256, purpose, path)
            self._jobs.run(lambda job: work(), self._written, self._sorry)

    def _written(self, path: Path) -> None:
        self._done(f"已存好：{path.name}")

    def _sorry(self, trouble: Trouble) -> None:
        ask.say_trouble(self._window, trouble)
