"""Forms of papers that belong to a file, are signed, or are dated by a question of their own."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.forms import load_form, load_forms
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.trouble import CatalogTrouble
from tests.builders import vocabularies
from tests.signing import FORMS

GOOD = (FORMS / "agreement.v1.toml").read_text(encoding="utf-8")
WRONG = [
    ('belongs_to = "client"\n', "", 6, "belongs_to和suffix要一起写"),
    ('suffix = "JH#"\n', "", 6, "belongs_to和suffix要一起写"),
    ('suffix = "JH#"', 'suffix = "计划"', 7, "suffix应为一两个大写字母，后面可带#"),
    ('suffix = "JH#"', 'suffix = "JH###"', 7, "suffix应为一两个大写字母，后面可带#"),
    ('dated_by = "agreed_on"', 'dated_by = "signed_on"', 9, "没有“signed_on”这个日期"),
    ('dated_by = "agreed_on"', 'dated_by = "goal"', 9, "没有“goal”这个日期"),
    ('"station_lead", "supervisor"]', '"station_lead", "mayor"]', 10, "没有“mayor”这个签批人"),
    ('"station_lead", "supervisor"]', '"supervisor", "supervisor"]', 10, "“sign_off”里有重复"),
    ('"decision", "advice"]', '"decision", "blessing"]', 11, "没有“blessing”这个问题"),
    ("size = 40\n", 'mask = "goal"\n', 34, "mask只能是name、phone或id_no，只用于文字"),
    ('need = "save"', 'mask = "name"', 21, "mask只能是name、phone或id_no，只用于文字"),
]


@pytest.mark.parametrize(("old", "new", "line", "why"), WRONG, ids=[f"{case[2]} {case[3][:16]}" for case in WRONG])
def test_a_wrong_paper_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, why: str) -> None:
    assert old in GOOD
    path = tmp_path / "agreement.v1.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogTrouble) as caught:
        load_form(path, vocabularies())
    assert (caught.value.facts["file"], caught.value.facts["line"]) == ("agreement.v1.toml", line)
    assert why in caught.value.facts["why"]


def test_a_link_to_a_kind_nobody_made_a_form_for_is_refused(tmp_path: Path) -> None:
    shutil.copytree(assets.forms_dir(), tmp_path / "forms")
    path = tmp_path / "forms" / "agreement.v1.toml"
    path.write_text(GOOD.replace('type = "text"', 'type = "ref"\nrefers = "consent_form"'), encoding="utf-8")
    with pytest.raises(CatalogTrouble, match=r"agreement.v1.toml 第34行：没有“consent_form”这种表单"):
        load_forms(tmp_path / "forms", vocabularies())


def test_a_file_nobody_made_a_form_for_is_refused(tmp_path: Path) -> None:
    shutil.copytree(assets.forms_dir(), tmp_path / "forms")
    path = tmp_path / "forms" / "agreement.v1.toml"
    path.write_text(GOOD.replace('belongs_to = "client"', 'belongs_to = "cloud"'), encoding="utf-8")
    with pytest.raises(CatalogTrouble, match=r"agreement.v1.toml 第6行：没有“cloud”这种表单"):
        load_forms(tmp_path / "forms", vocabularies())


def test_the_question_that_dates_a_paper_gives_it_its_day() -> None:
    draft = Draft(load_form(FORMS / "agreement.v1.toml", vocabularies()))
    assert "service_date" not in draft.kept
    draft.answer("agreed_on", date(2023, 5, 3).isoformat())
    assert draft.kept["service_date"] == "2023-05-03"
    draft.answer("agreed_on", "2023-05-04")
    assert draft.kept["service_date"] == "2023-05-04"


def test_what_is_asked_at_the_signature_does_not_hold_up_the_author() -> None:
    draft = Draft(load_form(FORMS / "agreement.v1.toml", vocabularies()))
    draft.answer("agreed_on", "2023-05-03")
    draft.answer("goal", "每周上门一次")
    assert draft.blocking("submit") == []
    assert [problem.field for problem in draft.blocking("sign")] == ["decision"]
