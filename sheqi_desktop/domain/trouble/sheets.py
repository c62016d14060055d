"""An Excel file cannot be taken in."""

from __future__ import annotations

from sheqi_desktop.domain.trouble.trunk import Trouble


class SheetTrouble(Trouble):
    """An Excel file cannot be taken in."""


class SheetUnreadable(SheetTrouble):
    """No Excel file, a broken one, or one that asks for too much."""

    code = "E-XLS-01"
    happened = "“{file}”读不出来：{why}，没有写入任何内容。"
    remedy = "请用“存空表”得到的模板填写，另存为 xlsx 再选一次。"


class SheetTooLarge(SheetTrouble):
    """More than any list of ours."""

    code = "E-XLS-02"
    happened = "“{file}”太大（超过{limit}），没有写入任何内容。"
    remedy = "请分成几个文件再导入。"


class SheetWithoutHead(SheetTrouble):
    """Neither the hidden names nor the headings were found."""

    code = "E-XLS-03"
    happened = "“{file}”里没有找到{title}的表头，没有写入任何内容。"
    remedy = "请用“存空表”得到的模板，表头和看不见的那一行不要删。"
