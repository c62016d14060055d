"""Texts that leave without names: what is known is taken out, whatever stands around it."""

from __future__ import annotations

from sheqi_desktop.domain.deidentify import deidentified


def test_names_places_days_and_numbers_are_taken_out():
    said = "2023年5月3日到王家庄看王玉兰（玉兰妈在），电话13800001234，（城关小学），"
    said += "身份证41132719500101123X，6月1号再去。"
    told = deidentified(said, {"王玉兰", "玉兰", "王"}, {"王家庄"})
    assert told == "某日到某地看某某（某某妈在），电话＊＊，（某地），身份证＊＊，某日再去。"


def test_the_longer_name_goes_first_and_short_numbers_stay():
    assert deidentified("欧阳小红和小红量了血压140", {"小红", "欧阳小红"}) == "某某和某某量了血压140"
