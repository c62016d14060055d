"""服务对象档案: the file of a person, typed on one page; a household is made on the way where none is known."""

from __future__ import annotations

from sheqi_desktop.gui.pages.form_page import FormPage

FILE_KEYS = ("回车 / Tab 下一项", "Ctrl+↓ 下一节", "F8 下一处要改", "Ctrl+S 保存", "Ctrl+回车 提交")


class ClientFormPage(FormPage):
    """The form of a person's file."""

    FORM = "client"
    TITLE = "服务对象档案"
    LIST = ("服务对象", "clients")
    WHAT = "档案"
    KEYS = FILE_KEYS

    def _done_words(self, number: str) -> str:
        name = str(self.view.draft.answers.get("name") or "") if self.view is not None else ""
        return f"{name}的档案已提交。" if name else "档案已提交。"


class HouseholdFormPage(FormPage):
    """The form of a household."""

    FORM = "household"
    TITLE = "家庭情况"
    LIST = ("服务对象", "clients")
    WHAT = "家庭资料"
    KEYS = FILE_KEYS

    def _done_words(self, number: str) -> str:
        return "家庭资料已提交。"
