"""A contract file is read whole or refused, and each refusal names the file, the line and what is wrong there."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from sheqi_desktop.catalog.contracts import load_contract, load_demo
from sheqi_desktop.domain import trouble
from sheqi_desktop.domain.trouble import ContractTrouble

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "contracts"
FILE = FOLDER / "sheqi-2022.toml"
TEXT = FILE.read_text("utf-8")


@cache
def known_stations() -> frozenset[str]:
    with (ROOT / "resources" / "places" / "townships.csv").open(encoding="utf-8") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


def refused(folder: Path, old: str, new: str, mark: str = "") -> ContractTrouble:
    """Change one place of the contract and give the complaint; its line must be the one where ``mark`` stands."""
    assert TEXT.count(old) >= 1, old
    text = TEXT.replace(old, new, 1)
    path = folder / "other.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContractTrouble) as stopped:
        load_contract(path, known_stations())
    found = stopped.value
    assert found.facts["file"] == "other.toml"
    line = text.splitlines()[found.facts["line"] - 1]
    assert (mark or new) in line, f"{found} points at: {line}"
    assert str(found).startswith(f"other.toml 第{found.facts['line']}行：")
    return found


# ------------------------------------------------------------------------------ a good file
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_every_contract_in_the_house_can_be_read(path):
    assert load_contract(path, known_stations()).measures


def test_the_contract_of_2022_is_read_whole():
    contract = load_contract(FILE, known_stations())
    assert (contract.contract_id, contract.days, contract.amount_fen) == ("SQ-2022", 395, 190380000)
    assert (len(contract.stations), len(contract.measures), len(contract.budget_lines)) == (16, 17, 11)
    assert sum(measure.basis == "contract" for measure in contract.measures) == 14
    assert contract.measure("ind_satisfaction").reported_actual == Decimal("95.0")
    assert contract.measure("ind_ce_hours").params["credit_per_clock_hour"] == Decimal("1.0")
    assert contract.amendments[0].new_end_date == date(2023, 9, 30)
    assert contract.amendments_on(date(2022, 9, 1)) == 1
    assert contract.procurement_no == "社财采购竞争性磋商-2023-1"


def test_the_demo_part_allots_what_the_report_says():
    demo = load_demo(FILE)
    assert [sum(getattr(s, key) for s in demo.stations) for key in ("visits", "cases", "groups", "group_sessions")] == [
        2765,
        103,
        106,
        445,
    ]
    assert (sum(demo.satisfaction_totals_home), sum(demo.satisfaction_totals_phone)) == (478, 947)
    assert (sum(d.n for d in demo.decoys), sum(demo.monthly_share_pct)) == (216, 100)


def test_counting_does_not_look_into_the_demo_part(tmp_path):
    path = tmp_path / "plain.toml"
    path.write_text(
        TEXT.split("# ---------------------------------------------------------------- demo county")[0], "utf-8"
    )
    assert load_contract(path, known_stations()) == load_contract(FILE, known_stations())
    with pytest.raises(ContractTrouble):
        load_demo(path)


# ------------------------------------------------------------------------------ E-CON-01 to 07
NUMBERED = [
    ("E-CON-01", 'code = "ind_case"', 'code = "ind_visit"  # again', "", "指标代码重复"),
    ("E-CON-01", 'code = "media"', 'code = "ce"  # again', "", "指标代码重复"),
    ("E-CON-02", "start_date = 2022-09-01", "start_date = 2023-09-01", "", "服务期起止不正确"),
    ("E-CON-02", "end_date = 2023-09-30 ", "end_date = 2023-12-31 ", "", "服务期起止不正确"),
    ("E-CON-02", "data_cutoff = 2023-10-10", "data_cutoff = 2022-08-31", "", "服务期起止不正确"),
    ("E-CON-02", "old_end_date = 2023-08-31", "old_end_date = 2023-07-31", "", "服务期起止不正确"),
    ("E-CON-03", '{ rule = "client_ack" }', '{ rule = "client_nod" }', "", "未知的计数规则“client_nod”"),
    ("E-CON-03", '"not_void", "confirmed"]', '"not_void", "dedup"]', "", "未知的计数规则“dedup”"),
    ("E-CON-04", 'source = "activity"', 'source = "fair"', "", "未知的数据来源“fair”"),
    ("E-CON-04", 'child = "process_note"', 'child = "diary"', "", "未知的数据来源“diary”"),
    (
        "E-CON-05",
        "amount_fen = 128960000",
        "amount_fen = 128960001",
        "",
        "预算科目合计1903800.01元与合同金额1903800.00元不一致",
    ),
    ("E-CON-06", 'code = "411327001"', 'code = "411327999"', "", "站点代码不在组织名录中"),
    ("E-CON-07", "  target = 160\n", "", 'code = "ind_visit"', "合同指标缺少目标值"),
]


@pytest.mark.parametrize(("code", "old", "new", "mark", "words"), NUMBERED)
def test_every_numbered_complaint_names_its_line(tmp_path, code, old, new, mark, words):
    found = refused(tmp_path, old, new, mark)
    assert (found.code, words in str(found)) == (code, True)


def test_every_numbered_complaint_is_tried():
    leaves = {
        leaf.code for leaf in vars(trouble).values() if isinstance(leaf, type) and issubclass(leaf, ContractTrouble)
    }
    assert leaves - {"E-CON-00"} == {row[0] for row in NUMBERED}


# ------------------------------------------------------------------------------ the rest
OTHERS = [
    ('schema = "contract/1"', 'schema = "contract/2"', "", "文件格式应为“contract/1”"),
    ('schema = "contract/1"', 'schema = "contract/1"\nsurprise = 1', "surprise = 1", "不认识的键“surprise”"),
    ('purchaser = "社旗县民政局"', 'buyer = "社旗县民政局"', "", "不认识的键“buyer”"),
    ('kind = "subdistrict"', 'sort = "subdistrict"', "", "不认识的键“sort”"),
    ('  unit = "人次"', '  units = "人次"', "", "不认识的键“units”"),
    ('{ rule = "client_in_scope" }', '{ rule = "client_in_scope", strict = 1 }', "", "不认识的键“strict”"),
    ("require_client_ack = false", "require_client_nod = false", "", "不认识的键“require_client_nod”"),
    ("min_days_in_period = 90", "min_days = 90", "", "不认识的键“min_days”"),
    ('{ rule = "client_in_scope" }', '{ rule = "client_in_scope", n = 1 }', "", "规则“client_in_scope”没有“n”这个参数"),
    ('field = "mode", values', "values", "", "规则“field_in”缺少“field”"),
    ('field = "closed_on"', 'field = "finished_on"', "", "数据来源“case”没有“finished_on”这一列"),
    ('field = "closed_on"', 'field = "status"', "", "“status”不是日期"),
    ('{ rule = "client_in_scope" }', '{ rule = "verified" }', "", "数据来源“visit_client”没有“verified”这一列"),
    ('"client_id", "service_date", "mode_group"]', '"client_ref"]', "", "没有“client_ref”这一列"),
    ('breakdown = ["mode_group"', 'breakdown = ["weather"', "", "没有“weather”这一列"),
    ('field = "mode", values', 'field = "doc_no", values', "", "“doc_no”不能作为计数条件"),
    ('values = ["closed", "following"', 'values = ["finished", "following"', "", "没有“finished”这个状态"),
    ('parts = ["consent",', 'parts = ["permission",', "", "没有“permission”这份文书"),
    ('kind = "survey_report", n = 1', 'kind = "rules", n = 1', "", "没有统计“rules”的指标"),
    ('measure = "ind_group"', 'measure = "ind_choir"', "", "没有指标“ind_choir”"),
    ('measure = "ind_group"', 'measure = "ind_case"', "", "“group_session”不属于“case”"),
    ('measure = "ind_group" }', 'measure = "ind_group_session" }', "", "绕一圈又等自己"),
    ('child = "process_note"', 'child = "group_session"', "", "“group_session”不属于“case”"),
    (
        'child_rules = ["not_void", "confirmed"]',
        'child_rules = ["not_void", "verified"]',
        "",
        "数据来源“process_note”没有“verified”这一列",
    ),
    (
        "params = { min_sessions = 4, min_attendance = 3 }",
        "params = { min_sessions = 4 }",
        "eligibility",
        "缺少参数“min_attendance”",
    ),
    ('scope = "station"', 'scope = "village"', "", "“scope”只能是county、station、worker，不能是“village”"),
    ('aggregate = "score_ratio"', 'aggregate = "median"', "", "“aggregate”只能是"),
    ('value_field = "credit_hours"', 'value_field = "hours"', "", "没有“hours”这一列"),
    ('value_field = "credit_hours"\n', "", "aggregate", "合计类指标要有value_field"),
    ('rate_rounding = "half_up"', 'rate_rounding = "half_even"', "", "“rate_rounding”只能是half_up"),
    ("  target = 160", '  target = "160"', "", "“target”应是数字"),
    ("  target = 160", "  target = -1", "", "“target”应是不小于0的数字"),
    ("  target = 160", "  target = nan", "", "“target”应是不小于0的数字"),
    ("  target = 160", "  target = true", "", "“target”应是数字"),
    ("start_date = 2022-09-01", 'start_date = "2022-09-01"', "", "“start_date”应是日期"),
    ("start_date = 2022-09-01", "start_date = 2022-09-01T00:00:00", "", "“start_date”应是日期"),
    ("targets_changed = false", "targets_changed = 0", "", "“targets_changed”应是true或false"),
    ("no = 1\nkind = ", "no = 2\nkind = ", "no = 2", "变更序号应从1起"),
    ("new_end_date = 2023-09-30", "new_end_date = 2023-08-31", "", "顺延后的截止日期应晚于原截止日期"),
    ('kind = "extend_period"', 'kind = "extend"', "", "“kind”只能是"),
    ('code = "411327002"', 'code = "411327001" # twice', "", "站点“411327001”重复"),
    ('name = "赵河街道"', 'name = ""', "", "“name”不能为空"),
    ('title = "社旗县民政局2022年', "title = 社旗县民政局2022年", "", "不是合法的TOML"),
]


@pytest.mark.parametrize(("old", "new", "mark", "words"), OTHERS, ids=[re.sub(r"\W+", "_", row[3]) for row in OTHERS])
def test_every_other_mistake_is_refused_with_its_line(tmp_path, old, new, mark, words):
    found = refused(tmp_path, old, new, mark)
    assert (found.code, words in str(found)) == ("E-CON-00", True), str(found)


AMENDMENT = """
[[contract.amendment]]
no = 2
kind = "{kind}"
decided_on = 2023-08-26
decided_by = "社旗县民政局"
targets_changed = true
reason = "调整"
{rest}

# ---------------------------------------------------------------- stations
"""
STATIONS = "# ---------------------------------------------------------------- stations\n"


def amended(folder: Path, kind: str, rest: str) -> Path:
    path = folder / "amended.toml"
    path.write_text(TEXT.replace(STATIONS, AMENDMENT.format(kind=kind, rest=rest), 1), "utf-8")
    return path


def test_a_changed_target_is_read(tmp_path):
    rest = 'measure = "ind_case"\nold_target = 6\nnew_target = 7\neffective_from = 2023-09-01'
    contract = load_contract(amended(tmp_path, "change_target", rest), known_stations())
    case = contract.measure("ind_case")
    assert [contract.target(case, day) for day in (date(2023, 8, 31), date(2023, 9, 1))] == [6, 7]


def test_a_second_extension_goes_on_from_the_first(tmp_path):
    path = amended(tmp_path, "extend_period", "old_end_date = 2023-09-30\nnew_end_date = 2023-10-31")
    path.write_text(path.read_text("utf-8").replace("\nend_date = 2023-09-30", "\nend_date = 2023-10-31"), "utf-8")
    assert load_contract(path, known_stations()).days == 426


@pytest.mark.parametrize(
    ("kind", "rest", "words"),
    [
        ("change_target", 'measure = "ind_case"\nold_target = 6\nnew_target = 7', "这类变更缺少“effective_from”"),
        ("change_target", 'measure = "x"\nold_target = 6\nnew_target = 7\neffective_from = 2023-09-01', "没有指标“x”"),
        ("add_station", 'station = "411327777"\neffective_from = 2023-09-01', "合同里没有站点“411327777”"),
        ("remove_station", 'station = "411327001"\neffective_from = 2024-09-01', "生效日期不在服务期内"),
    ],
)
def test_an_amendment_says_what_its_kind_needs(tmp_path, kind, rest, words):
    with pytest.raises(ContractTrouble) as stopped:
        load_contract(amended(tmp_path, kind, rest), known_stations())
    assert words in str(stopped.value)


def test_amendments_stand_in_the_order_they_were_decided(tmp_path):
    path = amended(tmp_path, "change_amount", "")
    path.write_text(path.read_text("utf-8").replace("decided_on = 2023-08-26", "decided_on = 2023-08-24"), "utf-8")
    with pytest.raises(ContractTrouble, match="先后排列"):
        load_contract(path, known_stations())


def test_a_file_that_cannot_be_read_is_a_trouble_of_the_surroundings(tmp_path):
    with pytest.raises(trouble.NotReadable):
        load_contract(tmp_path / "nothing.toml", known_stations())
    (tmp_path / "gbk.toml").write_bytes("title = '社旗'".encode("gbk"))
    with pytest.raises(ContractTrouble, match="UTF-8"):
        load_contract(tmp_path / "gbk.toml", known_stations())
