"""换了电脑 / 第二台电脑: the question a workspace asks that was copied here, and the 申请文件 that may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sheqi_desktop.domain.which_computer import WHICH_WORDS, Which
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY

if TYPE_CHECKING:
    from sheqi_desktop.gui.app import Program
    from sheqi_desktop.operations.desk import Desk

TITLE = "这份资料是从别的电脑拷来的吗？"
TEXT = (
    "这台电脑上没有它用过的记号。两台电脑不能用同一个身份，不然编号会重。\n"
    "换了电脑和第二台电脑要请县中心核准一次；核准前照常录入。没有回答以前不能导出。"
)
LINES = {
    Which.SAME: f"{WHICH_WORDS[Which.SAME]}（重装过系统，或换了用户）",
    Which.MOVED: f"{WHICH_WORDS[Which.MOVED]}（原来那台不用了）",
    Which.SECOND: f"{WHICH_WORDS[Which.SECOND]}（原来那台还在用）",
}
LATER = "later"
REQUEST_TITLE = "这台电脑现在是 {slot} 机，请把申请文件带给县中心。"
REQUEST_TEXT = "存到 U 盘交给县中心，再打电话核对本机指纹。核准包导入以后，这台电脑导出的数据包中心才收。"
SAVED_TITLE = "申请文件已写入并核对，可以拔出 U 盘。"
SAVED_TEXT = "打电话给县中心，念本机指纹：\n{fingerprint}\n现在可以照常录入。"


class CopiedHere(QObject):
    """From the door to the rooms, by way of the question."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._put_off = False

    def begin(self, desk: Desk) -> bool:
        """Ask where there is something to ask; tell whether the rooms have to wait for the answer."""
        from sheqi_desktop.operations import second_computer

        if self._put_off or not second_computer.asks(desk):
            return False
        line = ask.choose_from_list(self._program.shell, TITLE, TEXT, tuple(LINES.values()), "就是这样", -1)
        if line is None:
            self._put_off = True
            return False
        which = tuple(LINES)[line]
        self._program.jobs.run(
            lambda job: second_computer.answer(desk, which),
            lambda _: self._program.enter((desk, True)),
            lambda trouble: ask.say_trouble(self._program.shell, trouble),
        )
        return True

    def offer_request(self, desk: Desk) -> None:
        """Let a person save the 申请文件 of a computer with a new key; asked at each start until it is written."""
        from sheqi_desktop.operations.enrol_station import write_request
        from sheqi_desktop.operations.second_computer import owes_request

        if not owes_request(desk):
            return
        shell, slot = self._program.shell, desk.place.slot
        choices = (ask.Choice(LATER, "以后再存", PLAIN), ask.Choice("save", "存申请文件…", PRIMARY))
        title = REQUEST_TITLE.format(slot=slot)
        if ask.decide(shell, title, REQUEST_TEXT, choices, LATER, "laptop", "info") == LATER:
            return
        path = ask.save_file(shell, "申请文件存到哪里", f"SQ-{desk.station}-{slot}.sqreq", "申请文件 (*.sqreq)")
        if path is None:
            return
        self._program.jobs.run(
            lambda job: write_request(desk, path.parent, path.name),
            lambda _: ask.tell(shell, SAVED_TITLE, SAVED_TEXT.format(fingerprint=desk.machine.fingerprint)),
            lambda trouble: ask.say_trouble(shell, trouble),
        )
