"""The forms of 志愿者: their words, codes, papers and registers are those of the page."""

from __future__ import annotations

from enum import Enum

import pytest

from sheqi_desktop.domain import codes
from tests.builders import form, vocabularies
from tests.volunteers import VOLUNTEER_KINDS

MIRRORS: dict[str, type[Enum]] = {
    "political_status": codes.PoliticalStatus, "volunteer_state": codes.VolunteerState, "team_state": codes.TeamState,
    "team_role": codes.TeamRole, "risk_told": codes.RiskTold, "project_entry": codes.ProjectEntry,
    "national_entry": codes.NationalEntry, "service_quality": codes.ServiceQuality,
}  # fmt: skip
WORDS = {
    "political_status": "群众 党员 团员 其他",
    "volunteer_skill": "医护 教育 心理 法律 维修 理发 文艺 驾驶 烹饪 计算机 无特长 其他",
    "service_kind": "助老 助残 助幼 助困 助学 医疗卫生 心理 法律 文体 环保 应急 社区治理 其他",
    "volunteer_state": "在册 暂停 退出 已故",
    "team_role": "队长 副队长 队员",
    "team_state": "筹建 活动 休眠 注销",
    "project_state": "草稿 招募 进行 结项",
    "service_quality": "优 良 合格 不合格",
    "national_entry": "待录入 已录入 无需录入",
}
HELP = {
    ("volunteer_hour", "start_at"): "填实际服务时间，不含路上来回。",
    ("volunteer_hour", "end_at"): "填实际服务时间，不含路上来回。",
    ("volunteer_hour", "service_minutes"): "系统按签到签退减去休息计算，不足半小时的部分不计。",
    ("volunteer_hour", "recorder"): "谁组织谁记录；本人不能给自己记时长。",
    ("volunteer_hour", "national_entry"): "录入全国志愿服务信息系统后，在这里填日期和项目编号。",
    ("service_certificate", "purpose"): "写明用途，例如“入学申请”“评优”。证明不收任何费用。",
}
LEDGERS = {
    "volunteer": "编号 姓名 性别 年龄 证件号码 电话 村（居） 政治面貌 技能 所属队伍 登记日期 本期时长 累计时长 "
    "星级条件 全国编号 状态 备注",
    "volunteer_hour": "编号 日期 姓名 队伍 项目/活动 地点 服务内容 签到 签退 扣除（分） 时长（小时） 评价 记录人 "
    "审核人 全国系统 补录 备注",
    "volunteer_team": "编号 队名 成立日期 队长 电话 管理单位 人数 党员数 项目数 本期次数 本期时长 状态",
}
NUMBERS = dict(zip(VOLUNTEER_KINDS, ("ZY", "ZD", "ZX", "ZF", "ZM", ""), strict=True))


@pytest.mark.parametrize(("name", "mirror"), MIRRORS.items())
def test_python_speaks_of_the_same_codes_as_the_file(name: str, mirror: type[Enum]) -> None:
    assert {one.name.lower(): one.value for one in mirror} == {e.name: e.code for e in vocabularies()[name]}


@pytest.mark.parametrize(("name", "words"), WORDS.items())
def test_words_stand_in_the_order_of_the_page_and_are_numbered_so(name: str, words: str) -> None:
    assert [(one.code, one.label) for one in vocabularies()[name]] == list(enumerate(words.split(), 1))


@pytest.mark.parametrize(("place", "words"), HELP.items(), ids=lambda value: "".join(value)[:24])
def test_help_has_the_exact_words(place: tuple[str, str], words: str) -> None:
    assert form(place[0]).field(place[1]).help == words


@pytest.mark.parametrize("kind", VOLUNTEER_KINDS)
def test_every_kind_has_its_letters(kind: str) -> None:
    assert form(kind).number == NUMBERS[kind]


@pytest.mark.parametrize(("kind", "headers"), LEDGERS.items())
def test_a_register_has_the_columns_of_the_page(kind: str, headers: str) -> None:
    ledger = form(kind).ledger
    assert ledger
    assert [one.header for one in ledger.columns] == headers.split()


def test_numbers_and_telephones_are_masked_in_the_registers() -> None:
    masks = {(kind, one.header): one.mask for kind in LEDGERS for one in form(kind).ledger.columns if one.mask}
    assert masks == {
        ("volunteer", "证件号码"): "id_no", ("volunteer", "电话"): "phone", ("volunteer_team", "电话"): "phone",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["id_no", "phone", "guardian_name", "guardian_phone", "guardian_consent"])
def test_what_is_sensitive_about_a_volunteer(name: str) -> None:
    assert form("volunteer").field(name).privacy == "sensitive"


def test_the_sign_in_sheet_has_eighteen_lines_of_nine_millimetres_and_the_roll_twenty() -> None:
    sheet, roll = form("volunteer_hour").paper("sheet"), form("volunteer_team").paper("front")
    assert sheet
    assert roll
    lines = next((row.height, cell.lines) for row in sheet.rows for cell in row.cells if cell.gathered)
    assert lines == (19 * 9, 18)
    assert next(cell.lines for row in roll.rows for cell in row.cells if cell.table) == 20


def test_a_record_counts_only_with_the_signature_of_somebody_else() -> None:
    hour = form("volunteer_hour")
    assert (hour.sign_off, hour.signer_answers) == (("station_lead",), ("quality", "quality_on", "comment"))


def test_the_certificate_leaves_a_round_for_the_seal() -> None:
    paper = form("service_certificate").paper()
    assert paper
    assert [cell.seal for row in paper.rows for cell in row.cells if cell.seal] == [42]
