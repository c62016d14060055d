"""Every form file and vocabulary is sound, and a wrong one is refused with file and line."""

# ruff: noqa: E501  — registers and tables of wrong lines read best one a line
from __future__ import annotations

import shutil
from enum import Enum
from pathlib import Path

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.forms import PROPOSALS, ROW_PROPOSALS, SETTLED, load_form, load_forms
from sheqi_desktop.catalog.places import load_places
from sheqi_desktop.catalog.vocabularies import load_vocabularies, load_vocabulary
from sheqi_desktop.domain import codes
from sheqi_desktop.domain.checks import CHECKS
from sheqi_desktop.domain.conditions import CONDITIONS
from sheqi_desktop.domain.derived import DERIVED, ROW_DERIVED
from sheqi_desktop.domain.fieldtype import FIELD_TYPES
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.paper import Cell
from sheqi_desktop.domain.totals import TOTALS
from sheqi_desktop.domain.trouble import CatalogTrouble
from tests.builders import form, vocabularies

FORMS = sorted(assets.forms_dir().glob("*.toml"))
VOCABULARIES = sorted((assets.resources_dir() / "vocabularies").glob("*.toml"))
KINDS = tuple(sorted({path.name.partition(".")[0] for path in FORMS}))
MIRRORS = {
    "gender": codes.Gender, "id_type": codes.IdType, "id_missing_reason": codes.IdMissingReason,
    "birth_precision": codes.BirthPrecision, "living_arrangement": codes.LivingArrangement,
    "category": codes.Category, "self_care": codes.SelfCare, "adl": codes.Adl,
    "disability_type": codes.DisabilityType, "disability_grade": codes.DisabilityGrade,
    "guardian_role": codes.GuardianRole, "risk_level": codes.RiskLevel, "visit_mode": codes.VisitMode,
    "visit_outcome": codes.VisitOutcome, "answerer": codes.Answerer, "visit_type": codes.VisitType,
    "finding": codes.Finding, "risk_signal": codes.RiskSignal, "service_given": codes.ServiceGiven,
    "client_sign": codes.SignState, "file_state": codes.FileState, "relation": codes.Relation,
}  # fmt: skip


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_every_form_loads_and_lists_something(path: Path) -> None:
    loaded = load_form(path, vocabularies())
    assert loaded.sections
    assert loaded.listed


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_labels_and_help_use_full_width_punctuation(path: Path) -> None:
    for asked in load_form(path, vocabularies()):
        for one in (asked, *asked.columns):
            assert not set(one.label + one.help + one.missing + one.placeholder) & set(",;:()?!"), one.id


@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.stem)
def test_every_vocabulary_loads_and_reads_its_own_words(path: Path) -> None:
    words = load_vocabulary(path)
    for entry in words:
        assert words.read(entry.label) == entry
        assert words.by_code(entry.code) == entry
        assert words.label(entry.code) == entry.label
        assert not set(entry.label) & set(",;:()")


@pytest.mark.parametrize(("name", "mirror"), MIRRORS.items())
def test_python_speaks_of_the_same_codes_as_the_file(name: str, mirror: type[Enum]) -> None:
    assert {one.name.lower(): one.value for one in mirror} == {e.name: e.code for e in vocabularies()[name]}


def test_every_vocabulary_field_and_name_is_used_by_some_form() -> None:
    asked = [one for kind in KINDS for top in form(kind) for one in (top, *top.columns)]
    assert {name for kind in KINDS for name in form(kind).checks} == set(CHECKS)
    assert {name for one in asked for name in (*one.shown_when, *one.need_when)} | {
        form(kind).minimal_when for kind in KINDS
    } - {""} <= set(CONDITIONS)
    assert {one.proposed for one in asked} - {""} - set(ROW_PROPOSALS) == set(PROPOSALS)
    assert {name for kind in KINDS for name in form(kind).settles} == set(SETTLED)
    assert {one.type for one in asked} <= set(FIELD_TYPES)


def test_all_fifty_six_peoples_are_there_and_han_comes_first() -> None:
    peoples = vocabularies()["ethnicity"]
    assert len(peoples.entries) == 56
    assert peoples.entries[0].label == "汉族"
    assert peoples.label("56") == "基诺族"


def test_the_law_renamed_a_category_and_its_code_stayed() -> None:
    from datetime import date

    category = vocabularies()["category"]
    assert category.label("A4", date(2024, 12, 31)) == "支出型困难家庭"
    assert category.label("A4", date(2025, 1, 1)) == category.label("A4") == "刚性支出困难家庭"


def test_findings_have_their_colours() -> None:
    assert [entry.tone for entry in vocabularies()["finding"]] == ["grey", "green", "green", "amber", "red"]


def test_modes_are_at_the_door_or_by_call() -> None:
    groups = {entry.name: entry.group for entry in vocabularies()["visit_mode"]}
    assert groups == {"home": "door", "phone": "call", "video": "call", "institution": "door",
                      "appointment": "door", "message": "message"}  # fmt: skip


HELP = {
    ("visit", "mode"): "微信留言、短信不算探访；视频通话算电话访问。",
    ("visit", "outcome"): "只跟邻居或村干部说了话，选“未遇”或“未接通”，不计人次。",
    ("visit", "co_clients"): "同户的其他服务对象当面见到并分别了解情况，才能加在这里。",
    ("visit", "f_mood"): "没有问到的选“未了解”，不要默认选“正常”。",
    ("visit", "risk_signals"): "有一项就必须写现场处置和跟进事项。",
    ("visit", "summary"): "写当天的事：看到什么、听到什么、做了什么、约定了什么。",
    ("visit", "next_due"): "系统按风险等级给出日期，可提前，不建议推后。",
    ("visit", "client_sign"): "对方不识字可按手印；不愿签的选“不愿签”并请村干部见证。",
    ("client", "birth_date"): "只知道年份时选“仅年份”，年龄按当年1月1日估算并标“约”。",
    ("client", "address_detail"): "写到能找到门的程度，例如“村委会西侧第三户，红铁门”。",
    ("client", "primary_category"): "选与本次服务最相关、政策依据最强的一类；统计按此类。",
    ("client", "self_care"): "看本人平时能不能自己完成，不看别人是否愿意帮忙。",
    ("client", "living_arrangement"): "子女长期在外、身边无人照料的老两口选“空巢”；一个人住选“独居”。",
    ("client", "risk_level"): "拿不准时选高一级，督导会复核。",
    ("client", "consent_oral_on"): "首次探访可先口头同意，开展个案或使用照片前须补签书面同意书。",
}  # fmt: skip


@pytest.mark.parametrize(("place", "words"), HELP.items(), ids=lambda value: "".join(value)[:24])
def test_help_has_the_exact_words(place: tuple[str, str], words: str) -> None:
    assert form(place[0]).field(place[1]).help == words


# ------------------------------------------------------------------------------ paper and ledger
def _cells(loaded: Form) -> list[Cell]:
    found = [cell for sheet in loaded.papers for row in sheet.rows for cell in row.cells]
    return found + [inner for cell in found for row in cell.stack for inner in row.cells]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_of_paper_is_twelve_columns_wide(kind: str) -> None:
    for sheet in form(kind).papers:
        assert all(sum(cell.span for cell in row.cells) == 12 for row in sheet.rows if not row.cut)
        heights = [0]
        for row in sheet.rows:
            heights += [0] * row.new_page
            heights[-1] += row.height
        assert max(heights) * sheet.per_page <= 262


def test_every_derivation_is_used_by_some_form() -> None:
    used = {cell.derived for kind in KINDS for cell in _cells(form(kind))}
    used |= {column.foot for kind in KINDS for cell in _cells(form(kind)) for column in cell.columns}
    for kind in KINDS:
        ledger = form(kind).ledger
        used |= {column.derived for sheet in form(kind).papers for column in sheet.columns if not sheet.table}
        used |= {column.derived for column in ledger.columns} | set(ledger.footer) if ledger else set()
    assert used - {""} == set(DERIVED) | set(TOTALS)
    rows = {column.derived for kind in KINDS for cell in _cells(form(kind)) for column in cell.columns}
    rows |= {column.derived for kind in KINDS for sheet in form(kind).papers if sheet.table for column in sheet.columns}
    assert rows - {""} == set(ROW_DERIVED)


def test_the_visit_ledger_has_the_columns_of_the_register() -> None:
    ledger = form("visit").ledger
    assert ledger
    assert [column.header for column in ledger.columns] == (
        "编号 日期 村（居） 姓名 性别 年龄 主要类别 方式 结果 时长（分） 探访类别 主要情况 风险信号 服务内容 跟进事项 跟进结果 "
        "下次探访 社工 人次 补录 备注"
    ).split()


def test_the_client_ledger_has_the_columns_of_the_register_and_masks_numbers() -> None:
    ledger = form("client").ledger
    assert ledger
    assert [column.header for column in ledger.columns] == (
        "档案编号 村（居） 姓名 性别 年龄 证件号码 联系电话 主要类别 其他类别 居住状况 自理能力 残疾类别/等级 监护人/照料人 "
        "主要需求 风险等级 建档日期 责任社工 最近探访日期 应访日期 是否个案 状态 备注"
    ).split()
    assert {column.header: column.mask for column in ledger.columns if column.mask} == {
        "证件号码": "id_no", "联系电话": "phone",
    }  # fmt: skip


def test_a_call_is_printed_on_the_call_form_three_on_a_sheet() -> None:
    from tests.builders import a_call, a_visit

    call, home = form("visit").paper_for(a_call()), form("visit").paper_for(a_visit())
    assert call
    assert home
    assert (call.id, call.per_page, home.id) == ("phone", 3, "home")


# ------------------------------------------------------------------------------ complaints
GOOD = """id = "trial"
version = 1
title = "试填表"
number = "TF"
checks = [
    "times_in_order",
    "length_is_plausible",
]

[[section]]
id = "one"
title = "一"

[[section.field]]
id = "mode"
label = "方式"
type = "code"
vocabulary = "visit_mode"
need = "save"

[[section.field]]
id = "words"
label = "说明"
type = "text"
shown_if = { mode = ["phone"] }
need_when = ["was_reached"]

[[section.field]]
id = "people"
label = "成员"
type = "rows"

[[section.field.column]]
id = "name"
label = "姓名"
type = "text"

[[paper]]
id = "front"
title = "试填表"

[[paper.row]]
height = 9
cells = [
    { label = "方式", span = 2 },
    { field = "mode", span = 10 },
]

[ledger]
title = "台账"

[[ledger.column]]
header = "方式"
field = "mode"
"""
WRONG = [
    ('"length_is_plausible"', '"length_is_nice"', 7, "没有“length_is_nice”这个检查"),
    ('vocabulary = "visit_mode"', 'vocabulary = "moods"', 18, "没有“moods”这个词表"),
    ('type = "code"', 'type = "colour"', 17, "没有“colour”这种问题"),
    ('need = "save"', 'need = "always"', 19, "need只能是save、submit、sign或optional"),
    ('need = "save"', 'colour = "red"', 19, "问题没有“colour”这个写法"),
    ('mode = ["phone"]', 'mode = ["pigeon"]', 25, "“mode”没有“pigeon”这个选项"),
    ('shown_if = { mode', 'shown_if = { mood', 25, "没有“mood”这个问题"),
    ('"was_reached"', '"was_happy"', 26, "没有“was_happy”这个条件"),
    ('id = "words"', 'id = "mode"', 22, "问题“mode”重复了"),
    ('label = "姓名"\ntype = "text"', 'label = "姓名"\ntype = "rows"', 36, "行里不能再有行"),
    ('span = 10 }', 'span = 9 }', 44, "这一行各格合计11列，应为12列"),
    ('{ field = "mode", span = 10 }', '{ field = "mood", span = 10 }', 46, "没有“mood”这个问题"),
    ('field = "mode"\n', 'derived = "moods"\n', 54, "没有“moods”这个推算"),
    ('version = 1', 'version = 2', 1, "文件名应为trial.v2.toml"),
    ('title = "试填表"\nnumber', 'title = \nnumber', 3, "不是合法的TOML"),
    ('vocabulary = "visit_mode"\n', '', 14, "选择题要写vocabulary，其他问题不写"),
    ('id = "one"\n', '', 10, "一节缺少“id”"),
    ('label = "说明"\ntype = "text"', 'label = "说明"\ntype = "ref"', 21, "ref和refs要写refers，其他问题不写"),
]  # fmt: skip


def test_the_trial_form_is_good(tmp_path: Path) -> None:
    path = tmp_path / "trial.v1.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load_form(path, vocabularies()).field("words").need == "optional"


@pytest.mark.parametrize(("old", "new", "line", "why"), WRONG, ids=[case[3][:20] for case in WRONG])
def test_a_wrong_form_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, why: str) -> None:
    assert old in GOOD
    path = tmp_path / "trial.v1.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogTrouble) as caught:
        load_form(path, vocabularies())
    assert (caught.value.facts["file"], caught.value.facts["line"]) == ("trial.v1.toml", line)
    assert why in caught.value.facts["why"]
    assert f"trial.v1.toml 第{line}行：" in caught.value.sentence


def test_a_table_of_a_linked_record_must_exist_there(tmp_path: Path) -> None:
    shutil.copytree(assets.forms_dir(), tmp_path / "forms")
    path = tmp_path / "forms" / "client.v1.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('field = "lives_together"', 'field = "mood"'))
    with pytest.raises(CatalogTrouble, match="mood"):
        load_forms(tmp_path / "forms", vocabularies())


VOCABULARY = 'title = "试"\n\n[[entry]]\ncode = 1\nname = "one"\nlabel = "一"\n\n[[entry]]\ncode = 2\nname = "two"\nlabel = "二"\n'


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("code = 2", "code = 1", 9, "“1”重复了"),
        ("code = 2", 'code = "2"', 9, "同一词表的代码"),
        ('"two"', '"one"', 10, "“one”重复了"),
        ('"two"', '"two words"', 10, "应为英文标识"),
        ('label = "二"', 'label = "一"', 11, "“一”重复了"),
        ('label = "二"', 'label = "二"\ntone = "pink"', 12, "没有“pink”这种颜色"),
        ('label = "二"', 'label = "二"\nmood = "good"', 12, "没有“mood”这个写法"),
        ('name = "two"\n', "", 8, "缺少“name”"),
    ],
)
def test_a_wrong_vocabulary_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, why: str) -> None:
    path = tmp_path / "trial.toml"
    path.write_text(VOCABULARY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogTrouble, match=why) as caught:
        load_vocabularies(tmp_path)
    assert caught.value.facts["line"] == line


# ------------------------------------------------------------------------------ places
def test_the_county_has_sixteen_stations_and_each_has_villages() -> None:
    places = load_places(assets.resources_dir() / "places")
    assert len(places.stations) == 16
    assert all(places.villages_of(station.code) for station in places.stations)
    village = places.villages_of("411327101")[0]
    assert places.village_name(village.code) == village.name
    assert places.village_name("自然村") == "自然村"
    assert places.station("411327999") is None


@pytest.mark.parametrize(
    ("file", "line", "why"),
    [
        ("townships.csv", "411327001,又一处,镇", "“411327001”重复了"),
        ("townships.csv", "4113,又一处,镇", "应为9位数字"),
        ("villages.csv", "411327999,411327999901,无村", "没有代码为“411327999”的乡镇"),
        ("villages.csv", "411327001,411327001901,重村", "“411327001901”重复了"),
        ("villages.csv", "411327001,411327001999,赵东岗村", "有两个“赵东岗村”"),
        ("villages.csv", "411327001,411327001999", "缺一列或多一列"),
    ],
)
def test_a_wrong_place_is_refused_with_its_line(tmp_path: Path, file: str, line: str, why: str) -> None:
    folder = tmp_path / "places"
    shutil.copytree(assets.resources_dir() / "places", folder)
    text = (folder / file).read_text(encoding="utf-8").rstrip("\n") + f"\n{line}\n"
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogTrouble, match=why) as caught:
        load_places(folder)
    assert caught.value.facts["line"] == text.count("\n")
