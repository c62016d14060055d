"""The role table says no, or wants somebody else to agree first."""

from __future__ import annotations

from sheqi_desktop.domain.trouble.trunk import Trouble


class NotYours(Trouble):
    """The role table says no, and says who may."""

    code = "E-ROL-01"
    happened = "此操作需要{who}。"
    remedy = "{contact}"


class Restricted(Trouble):
    """A 限阅 record is read by few, and this person is not one of them."""

    code = "E-ROL-02"
    happened = "这是限阅记录，只有责任社工、站长、对口督导和中心主任可以看。"
    remedy = "确有需要的，请联系站长。"


class MinorClosed(Trouble):
    """A child's file is read by the responsible worker and the 站长; by others after an approval."""

    code = "E-ROL-03"
    happened = "这是未成年人的档案，除责任社工和站长外，要先经{who}批准才能看。"
    remedy = "请写明用途，由{who}在本机输入口令批准。"


class PurposeTooShort(Trouble):
    """An access to a child's file without a purpose."""

    code = "E-ROL-04"
    happened = "请写明查阅目的（不少于10个字）。"


class TooManyDays(Trouble):
    """An approval that would never end."""

    code = "E-ROL-05"
    happened = "查阅期限最长30天。"
    remedy = "请把天数改成30天以内。"


class OwnApproval(Trouble):
    """Nobody approves what they asked for themselves."""

    code = "E-ROL-06"
    happened = "不能审批本人的申请。"


class ApprovalNeeded(NotYours):
    """Where the table says ▲ another person has to agree, with their own 口令."""

    code = "E-ROL-07"
    happened = "此操作要写明原因，并由另一个人批准。"
    remedy = "请{contact}在本机输入口令批准。"


class ReadByOne(Trouble):
    """What is shown without names was confirmed by one person only; another reads it too (domain 16 §8)."""

    code = "E-ROL-08"
    happened = "请逐段确认已脱敏：例子要两个人看，还差另一位。"
    remedy = "请{contact}在本机读一遍，输自己的口令确认。"
