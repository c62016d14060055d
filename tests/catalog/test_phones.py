"""Whom to call: 110 first, numbers only, and no number is invented for the county."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.phones import load_phones
from sheqi_desktop.domain.trouble import CatalogTrouble

GOOD = '[[phone]]\nname = "公安报警"\nnumber = "110"\n'
WRONG = [
    ('number = "110"', 'number = "报警"', "电话只能写数字和-"),
    ('name = "公安报警"\n', "", "name"),
    ("[[phone]]", "[[telephone]]", "telephone"),
]


def test_the_countys_numbers_begin_with_110_and_leave_its_own_to_the_centre() -> None:
    phones = load_phones(assets.resources_dir() / "county" / "phones.toml")
    assert [one.number for one in phones if one.number] == ["110", "120", "12345"]
    assert [one.name for one in phones if not one.number] == [
        "县未成年人救助保护中心",
        "县救助管理站",
        "县社工服务指导中心",
    ]


@pytest.mark.parametrize(("old", "new", "why"), WRONG)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, why: str) -> None:
    path = tmp_path / "phones.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load_phones(path)[0].number == "110"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogTrouble) as refused:
        load_phones(path)
    assert why in str(refused.value)
