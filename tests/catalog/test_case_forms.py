"""The forms of a 个案 speak in the exact words of the page, and Python of the same codes."""

from __future__ import annotations

from enum import Enum

import pytest

from sheqi_desktop.domain import codes_case
from tests.builders import form, vocabularies

MIRRORS = {
    "case_source": codes_case.CaseSource, "case_urgency": codes_case.CaseUrgency,
    "willingness": codes_case.Willingness, "case_decision": codes_case.CaseDecision,
    "case_risk": codes_case.CaseRisk, "attainment": codes_case.Attainment,
    "progress_level": codes_case.ProgressLevel, "risk_change": codes_case.RiskChange,
    "case_close_reason": codes_case.CloseReason, "case_next": codes_case.CaseNext,
    "goal_kept": codes_case.GoalKept, "consent_scope": codes_case.ConsentScope,
    "consent_told": codes_case.ConsentTold, "consent_signer": codes_case.ConsentSigner,
}  # fmt: skip
HELP = {
    ("case", "presenting_problem"): "用服务对象自己的话写，可以加引号；不要直接写成社工的判断。",
    ("case_assessment", "sys_family"): "写清谁在照料、谁说了算、谁能帮忙；没有家庭成员的填“单人户”。",
    ("case_assessment", "strengths"): "例：手脚勤快、与邻居关系好、孙子听话。每个人都有优势。",
    ("case_plan", "objectives"): "写成看得见、数得清的变化。例：每周缺课由2天减到0天。不要写“改善情绪”。",
    ("process_note", "process"): "按时间顺序写：谁说了什么、社工做了什么、对方怎么反应。不写推测。",
    ("process_note", "observation"): "写表情、语气、动作和变化，不写“态度不好”这类评价。",
    ("process_note", "reflection"): "只给自己和督导看，给服务对象的复印件不含此项。",
    ("case_review", "goal_attainment"): "系统按各目标达成度平均，社工不能直接填写。",
    ("case_evaluation", "goal_attainment"): "系统按各目标达成度平均，社工不能直接填写。",
    ("case_closure", "close_reason"): "因死亡、失联、拒绝终止的，满足计划、同意书和次数要求才计入完成数。",
}
SIGNERS = {
    "case": ("station_lead", "supervisor"), "case_consent": (), "case_assessment": ("supervisor",),
    "case_plan": ("supervisor",), "process_note": (), "case_review": ("supervisor",),
    "case_evaluation": ("supervisor",), "case_closure": ("station_lead", "supervisor"), "case_follow_up": (),
}  # fmt: skip


@pytest.mark.parametrize(("name", "mirror"), MIRRORS.items())
def test_python_speaks_of_the_same_codes_as_the_file(name: str, mirror: type[Enum]) -> None:
    assert {one.name.lower(): one.value for one in mirror} == {e.name: e.code for e in vocabularies()[name]}


@pytest.mark.parametrize(("place", "words"), HELP.items(), ids=lambda value: "".join(value)[:24])
def test_help_has_the_exact_words(place: tuple[str, str], words: str) -> None:
    assert form(place[0]).field(place[1]).help == words


@pytest.mark.parametrize(("kind", "signers"), SIGNERS.items())
def test_who_signs_each_paper(kind: str, signers: tuple[str, ...]) -> None:
    assert form(kind).sign_off == signers


def test_the_case_ledger_has_the_columns_of_the_register() -> None:
    ledger = form("case").ledger
    assert ledger
    assert [column.header for column in ledger.columns] == (
        "个案编号 个案名称 服务对象 性别 年龄 类别 村（居） 来源 问题类别 接案日期 计划签批日期 介入次数 最近介入 "
        "阶段评估 结案日期 结案原因 目标达成度 回访1 回访2 责任社工 督导 状态 缺件 备注"
    ).split()


def test_the_copy_for_the_client_has_no_reflection_and_no_remark() -> None:
    own, copy = (form("process_note").paper(name) for name in ("note", "client_copy"))
    assert own
    assert copy
    fields = [{cell.field for row in sheet.rows for cell in row.cells} for sheet in (own, copy)]
    assert {"reflection", "approval_note"} <= fields[0]
    assert not {"reflection", "approval_note", "ethics_note"} & fields[1]


def test_two_returns_stand_on_one_sheet() -> None:
    sheet = form("case_follow_up").paper()
    assert sheet
    assert sheet.per_page == 2
