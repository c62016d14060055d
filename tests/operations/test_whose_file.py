"""A file that does not open: its name and the list beside it say whose it probably is, and nothing believes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.return_bundles import WHOSE, return_bundles
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.whose_file import NO_PROOF, whose_file
from tests.operations.test_seats import UNIT, Pair, ask_back_what_only_one_may_have, pair
from tests.typed import a_home, a_person, a_seen

__all__ = ["pair"]


def told(desk: Desk, path: Path) -> str:
    said = whose_file(desk, path)
    assert not said or said.endswith(NO_PROOF)
    return said.removesuffix(NO_PROOF)


def test_a_file_for_the_other_machine_of_the_station_is_told_by_its_name(pair: Pair):
    ask_back_what_only_one_may_have(pair)
    for_b = next(one for one in seal_bundle(pair.centre, UNIT, pair.folder).paths if one.stem.endswith("-forB"))
    centre, town = pair.centre.place.name, pair.a.place.name
    assert told(pair.a, for_b) == f"这个文件像是{centre}单给 B 机的，本机是 A 机：请拿到那台电脑上导入。"
    packed = pair.folder / f"HF-{UNIT}-B-000004.sqb"
    assert told(pair.a, packed) == (f"这个文件像是给{town} B 机的恢复包，本机是{town} A 机：请拿到{town} B 机上导入。")
    assert told(pair.b, packed) == "按文件名，它是给本机的恢复包，却打不开，多半坏了：请县中心重新做一份。"
    assert "核准包" in told(pair.a, pair.folder / f"HZ-{UNIT}-B.sqb")


def test_what_a_mate_wrote_for_the_centre_goes_there(pair: Pair):
    town = pair.a.place.name
    said = told(pair.b, pair.folder / f"SQ-{UNIT}-A-000001.sqb")
    assert said.startswith(f"按文件名，它是{town} A 机做的，像是交给县中心的：请交给县中心。")
    assert "选对收件人" in told(pair.centre, pair.folder / f"SQ-{UNIT}-A-000001.sqb")
    assert "自己做的" in told(pair.a, pair.folder / f"SQ-{UNIT}-A-000001-2of3.sqb")
    assert WHOSE in told(pair.a, pair.folder / f"SQ-{pair.centre.station}-A-000007.sqb")


def test_the_list_beside_the_return_bundles_says_whose_one_is(pair: Pair):
    a_seen(pair.a, a_person(pair.a, a_home(pair.a)), "2023-06-13")
    pair.give(pair.a, pair.centre)
    stick = pair.folder / "stick"
    stick.mkdir()
    made = {one.station: one.exported for one in return_bundles(pair.centre, stick)}
    theirs = made[f"{pair.centre.station}-B"]
    assert theirs is not None
    name = pair.centre.unit_name(f"{pair.centre.station}-B")
    assert told(pair.a, theirs.path).startswith(f"旁边的“{WHOSE}”写着它是给{name}的，不是给本机的：")
    own = made[UNIT]
    assert own is not None
    assert "本机却打不开" in told(pair.a, own.path)


@pytest.mark.parametrize("name", ["随便.sqb", f"SQ-{UNIT}-A.sqb.exe", "SQ-411399999-A-000001.sqb", "HF-x.sqb"])
def test_other_names_say_nothing(pair: Pair, name: str):
    assert whose_file(pair.a, pair.folder / name) == ""


def test_words_of_a_list_that_name_nobody_known_are_not_repeated(pair: Pair):
    path = pair.folder / f"SQ-{pair.centre.station}-A-000007.sqb"
    (pair.folder / WHOSE).write_bytes(f"{path.name}　给<b>请打这个电话</b>\r\n".encode("utf-8-sig"))
    assert "电话</b>" not in whose_file(pair.a, path)
    (pair.folder / WHOSE).write_bytes(b"\xff" * 200_000)
    assert "给谁没有写" in whose_file(pair.a, path)
