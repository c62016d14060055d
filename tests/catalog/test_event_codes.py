"""The words of referrals, resources, crises and surveys are those Python speaks of, and those of the law."""

from __future__ import annotations

from enum import Enum

import pytest

from sheqi_desktop.domain import codes_events as codes
from tests.builders import form, vocabularies

MIRRORS: dict[str, type[Enum]] = {
    "referral_direction": codes.ReferralDirection,
    "referral_target": codes.ReferralTarget,
    "referral_document": codes.ReferralDocument,
    "consent_exception": codes.ConsentException,
    "urgency": codes.Urgency,
    "receipt_result": codes.ReceiptResult,
    "referral_outcome": codes.ReferralOutcome,
    "resource_kind": codes.ResourceKind,
    "resource_unit": codes.ResourceUnit,
    "crisis_kind": codes.CrisisKind,
    "found_how": codes.FoundHow,
    "safety_now": codes.SafetyNow,
    "report_agency": codes.ReportAgency,
    "report_way": codes.ReportWay,
    "survey_kind": codes.SurveyKind,
    "survey_mode": codes.SurveyMode,
    "survey_reached": codes.SurveyReached,
    "satisfaction": codes.Satisfaction,
}


@pytest.mark.parametrize(("name", "mirror"), MIRRORS.items())
def test_python_speaks_of_the_same_codes_as_the_file(name: str, mirror: type[Enum]) -> None:
    assert {one.name.lower(): one.value for one in mirror} == {e.name: e.code for e in vocabularies()[name]}


def test_the_nine_situations_of_the_law_come_first_then_those_of_children_left_behind() -> None:
    assert [entry.code for entry in vocabularies()["report_situation"]] == [*"123456789", *"abcde"]


HELP = [
    ("crisis", "reports", "先打110，再填表。不需要证据确凿，怀疑就要报告。"),
    ("referral", "no_consent_reason", "法定例外只限三种；不能因为“联系不上”而不取得同意。"),
    ("resource_link", "value_yuan", "捐赠物资按市场价估算，报表会标明“估值”。"),
]


@pytest.mark.parametrize(("kind", "field", "words"), HELP)
def test_help_has_the_exact_words(kind: str, field: str, words: str) -> None:
    assert form(kind).field(field).help == words


def test_help_on_facts_keeps_children_from_being_questioned() -> None:
    said = form("crisis").field("facts").help
    assert "只写看到、听到的，当事人原话加引号；不反复询问未成年人，不自行调查，不检查身体隐私部位" in said
    assert "不要许诺“不告诉别人”" in said


def test_every_answer_of_a_crisis_is_restricted() -> None:
    asked = [one for one in form("crisis") if one.id != "papers"]
    assert {one.privacy for one in asked} == {"restricted"}
    assert {column.privacy for one in asked for column in one.columns} == {"restricted"}
    assert form("crisis").restricted
    assert form("crisis").ledger is None


LEDGERS = {
    "referral": "编号 日期 姓名 类别 来源 转往机构 原因 紧急 同意 回执日期 结果 跟进 社工 备注",
    "resource_link": "编号 日期 资源名称 类别 提供方 数量 单位 折合金额 受益对象/人次 签收 社工 备注",
    "survey": "编号 日期 站点 类别 方式 服务态度 及时性 专业能力 解决问题 隐私保护 总体 建议 调查人 处理结果",
}


@pytest.mark.parametrize(("kind", "headers"), LEDGERS.items())
def test_a_ledger_has_the_columns_of_the_register(kind: str, headers: str) -> None:
    ledger = form(kind).ledger
    assert ledger is not None
    assert [column.header for column in ledger.columns] == headers.split()
