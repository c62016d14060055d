"""新建一户: the household of the person whose file is being typed; asked is only what that file does not say."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.editors.editor import RefHit
from sheqi_desktop.gui.pages.quick_window import QuickWindow
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.quick_household import FIELDS, begin_household, head_of, save_household
from sheqi_desktop.operations.refs import Ref


def new_words(typed: str, person: Answers) -> str:
    """Give the line that offers a household, "" where nobody is known whose it could be."""
    head = head_of(typed, person)
    return f"新建一户：{head}" if head else f"新建一户“{typed}”" if typed else ""


class QuickHousehold(QuickWindow):
    """The window with the answers a household needs to be kept."""

    TITLE, SAYS, ICON = "新建一户", "三项填好就能选，人口、成员以后在“家庭情况”里补。", "house"
    YES, FIELDS = "建好并选上", FIELDS

    def keep(self) -> Ref:
        """Put the household into the log."""
        return save_household(self.desk, self.draft)


def new_household(parent: QWidget, desk: Desk, typed: str, person: Answers) -> RefHit | None:
    """Make the household at once where the file says enough, ask for what is missing else; None if nobody wants it."""
    draft = begin_household(desk, typed, person)
    if not draft.blocking("save"):
        try:
            found = save_household(desk, draft)
        except Trouble as trouble:
            ask.say_trouble(parent, trouble)
            return None
        return RefHit(found.id, found.text, found.detail)
    window = QuickHousehold(parent, desk, draft)
    window.exec()
    return window.hit
