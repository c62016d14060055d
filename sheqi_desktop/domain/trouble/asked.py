"""What was asked for is not there, may not be had that way, or was called off."""

from __future__ import annotations

from sheqi_desktop.domain.trouble.trunk import Trouble


class NotFound(Trouble):
    """There is no such thing here."""

    code = "E-REC-06"
    happened = "没有找到{what}“{key}”。"
    remedy = "请核对后再试。"


class NotPutOff(Trouble):
    """A row of the home page that may not wait."""

    code = "E-REC-20"
    happened = "“{what}”不能放到以后。"
    remedy = "有人身危险的事请马上做；其他的事最多放 30 天。"


class Cancelled(Trouble):
    """A person pressed 取消; nothing was written."""

    code = "E-CAN-01"
    happened = "已取消，没有写入任何内容。"


class WrongUsage(Trouble):
    """A verb of the command line was written wrongly."""

    code = "E-CMD-01"
    happened = "命令写得不对：{why}。"
    remedy = "写法请看 {where} --help。"
