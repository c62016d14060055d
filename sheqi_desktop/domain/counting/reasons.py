"""Why a row is not counted, in the words of the 未计入 page, and what a person can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason code, its sentence with slots, and the verb of the button that cures it ('' = grey)."""

    code: str
    label: str
    text: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a row does not pass, with its sentence ready to show."""

    rule: str
    code: str
    message: str


_ALL = (
    Reason("NC_VOID", "已作废", "已作废"),
    Reason("NC_NOT_CONFIRMED", "尚未提交或签批", "尚未提交或签批", "提交"),
    Reason("NC_ADJUST_PENDING", "结账后补录待确认", "已结账月份的补录，待指导中心确认", "请求确认"),
    Reason("NC_INCOMPLETE", "必填项不完整", "必填项不完整", "补填"),
    Reason("NC_OUT_OF_PERIOD", "不在服务期内", "不在服务期内（{start}至{end}）"),
    Reason("NC_NOT_SIGNED", "未确认", "未确认", "确认"),
    Reason("NC_SIGNED_LATE", "确认过晚", "确认时间晚于数据截止日"),
    Reason("NC_FIELD", "不符合计数条件", "{label}不符合计数条件", "核对"),
    Reason("NC_OUTCOME", "未见到或未联系上", "未见到或未联系上", "再次探访"),
    Reason("NC_STATUS", "状态尚不能计入", "状态为“{status}”，尚不能计入", "继续办理"),
    Reason("NC_CLIENT_SCOPE", "不属于服务对象", "不属于合同约定的服务对象", "核对类别"),
    Reason("NC_NO_CLIENT_ACK", "缺服务对象签名", "缺服务对象签名或说明", "补签名或说明"),
    Reason("NC_PARTS", "缺少文书", "缺少：{parts}", "补齐文书"),
    Reason("NC_NO_FILE", "缺少附件", "缺少附件", "上传附件"),
    Reason("NC_NO_LINK", "未关联", "未关联{kind}", "关联"),
    Reason("NC_NOT_VERIFIED", "待中心核验", "待中心核验", "请求核验"),
    Reason("NC_MIN_CHILDREN", "数量不足", "仅{m}{unit}，少于{n}{unit}", "补足"),
    Reason("NC_PARENT", "上级未计入", "所属{parent}未计入", "查看"),
    Reason("NC_DUPLICATE", "重复", "与{doc_no}重复"),
)
REASONS: dict[str, Reason] = {reason.code: reason for reason in _ALL}

PHONE_SURPLUS = "电话访问超出上限"
"""What NC_FIELD says of a call beyond the phone share."""
ADJUST_REFUSED = "（中心未接受）"
"""Added to NC_ADJUST_PENDING when the centre has already refused."""


_OVER = frozenset({"declined", "transferred", "cancelled", "terminated"})
"""States of a 个案 or 小组 from which nothing leads on."""


def fail(rule: str, code: str, **slots: Any) -> Failure:
    """Make a failure with the slots of its sentence filled."""
    return Failure(rule, code, REASONS[code].text.format(**slots))


def cure_for(failure: Failure, row: Any) -> str:
    """Give the verb of the button that may make this row count; '' where nothing can."""
    if failure.code == "NC_OUTCOME" and not getattr(row, "is_main", True):
        return "补同访情况"
    if failure.code == "NC_ADJUST_PENDING" and getattr(row, "period_adjust_state", "") == "refused":
        return ""
    if failure.message == PHONE_SURPLUS:
        return ""
    if failure.code == "NC_STATUS" and getattr(row, "status", "") in _OVER:
        return ""
    return REASONS[failure.code].cure
