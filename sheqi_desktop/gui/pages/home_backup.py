"""The line on 首页 about the copies: what is missing, and the button that does it there and then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.operations.back_up import back_up, drill, other_drive
from sheqi_desktop.operations.backup_state import BackupState
from sheqi_desktop.operations.desk import Desk

SAME_DRIVE = "备份好了，可是这个文件夹和资料在同一个盘上，盘坏了会一起坏。请插上 U 盘，拷到 U 盘上。"
PASSED = "恢复得回来，内容一致。"
FAILED = "没有通过：恢复出来的和现在的不一样。已另做一份备份，请再试一次；还是不行，请联系县中心。"


@dataclass(frozen=True, slots=True)
class _Wanted:
    title: str
    text: str
    button: str
    work: Callable[[BackupBanner], object]


class BackupBanner(Banner):
    """One thing that is owed, the most urgent."""

    def __init__(
        self,
        state: BackupState,
        desk: Desk,
        jobs: Jobs,
        done: Callable[[str], object],
        sorry: Callable[[Trouble], object],
        parent: QWidget | None = None,
    ) -> None:
        wanted = _wanted(state)
        super().__init__("warn", wanted.title, wanted.text, wanted.button, name="home_backup", parent=parent)
        self._desk, self._jobs = desk, jobs
        # The page may be made anew meanwhile and this line be gone: what came of it is told to the page.
        self._told, self._sorry = done, sorry
        self.pressed.connect(lambda: wanted.work(self))

    @staticmethod
    def owed(state: BackupState) -> bool:
        """Tell whether there is anything to say."""
        return state.late or state.drill_late

    def back_up(self) -> None:
        """Make a copy in the workspace."""
        desk = self._desk
        self._run(lambda: back_up(desk), lambda _: "备份好了，已核对。")

    def carry(self) -> None:
        """Make a copy on another drive."""
        folder, desk = ask.folder(self, "选 U 盘上的文件夹"), self._desk
        if folder is not None:
            self._run(
                lambda: (back_up(desk, folder), other_drive(folder, desk.folder))[1],
                lambda away: "已拷好并核对，可以拔出 U 盘。" if away else SAME_DRIVE,
            )

    def drill(self) -> None:
        """Restore a copy to see whether it can be."""
        desk = self._desk
        self._run(lambda: drill(desk)[0], lambda passed: PASSED if passed else FAILED)

    def _run(self, work: Callable[[], object], words: Callable[[object], str]) -> None:
        self.button.setEnabled(False)
        self.button.set_words("正在做…")
        told = self._told
        self._jobs.run(lambda job: work(), lambda found: told(words(found)), self._sorry)


def _wanted(state: BackupState) -> _Wanted:
    if state.here_late:
        return _Wanted("七天没有备份了", f"{state.here}。请备份一次。", "现在备份", BackupBanner.back_up)
    if state.away_days:
        words = "资料和备份都在这台电脑里，电脑坏了会一起没有。插上 U 盘，拷一份；里面是加密的。"
        title = f"{state.away_days} 天没有拷到 U 盘了" if state.carried else "还没有一份备份拷到 U 盘"
        return _Wanted(title, words, "拷到 U 盘", BackupBanner.carry)
    words = "临时恢复一份，和现在的比对，一会儿就好，资料不会动。"
    return _Wanted(f"该试一试备份能不能恢复了：{state.drill}", words, "试一次", BackupBanner.drill)
