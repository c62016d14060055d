"""A list copied from Excel becomes rows: headings or none, people found by name, wrong cells kept as typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheqi_desktop.domain.form import Field
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.pasted_rows import MOST, pasted_rows
from tests.builders import form
from tests.desks import Hands, a_centre, a_station
from tests.gui.pages.station_world import a_person

MEMBERS = form("group_roster").field("members")


@pytest.fixture
def station(tmp_path: Path, config_dir: Path) -> Iterator[Desk]:
    hands = Hands("2023-06-14T09:00:00")
    centre = a_centre(tmp_path, hands)
    desk = a_station(tmp_path, centre, hands, supervised=True)
    yield desk
    desk.close()
    centre.close()


def rows(desk: Desk, text: str, field: Field = MEMBERS) -> list[dict[str, object]]:
    return [{k: v for k, v in row.items() if k != "id"} for row in pasted_rows(desk, field, text).rows]


def test_headings_are_known_by_the_words_people_use(station: Desk):
    text = "序号\t名字\t年龄\t性别\t联系电话\r\n1\t王秀兰\t78\t女\t15400000001\r\n2\t李桂英\t七十四\t女的\t\r\n\r\n"
    assert rows(station, text) == [
        {"name": "王秀兰", "birth_year": 1945, "gender": 2, "phone": "15400000001"},
        {"name": "李桂英", "birth_year": "七十四", "gender": "女的"},
    ]


def test_without_headings_the_order_of_the_form_holds_and_names_come_first(station: Desk):
    assert rows(station, "1\t王秀兰\t女\t1945\n2\t李桂英\t女\t1949\n") == [
        {"name": "王秀兰", "gender": 2, "birth_year": 1945},
        {"name": "李桂英", "gender": 2, "birth_year": 1949},
    ]
    assert rows(station, "王秀兰\n李桂英") == [{"name": "王秀兰"}, {"name": "李桂英"}]


def test_a_name_on_file_is_linked_unless_what_was_typed_speaks_against_it(station: Desk):
    known = a_person(station, "刘改花", birth_date="1954-02-11")
    said = rows(station, "姓名\t出生年\n刘改花\t1954\n刘改花\t1980\n周桂荣\t1950")
    assert [one.get("client_id") for one in said] == [known, None, None]
    a_person(station, "刘改花", birth_date="1961-03-01")
    assert "client_id" not in rows(station, "姓名\t电话\n刘改花\t")[0]


def test_what_cannot_be_linked_or_ticked_is_told_and_kept_in_the_remark(station: Desk):
    found = pasted_rows(station, MEMBERS, "姓名\t村居\t爱好\t备注\n王秀兰\t火星村\t唱戏\t住村东")
    assert found.rows[0]["note"] == "村（居）：火星村；住村东"
    assert "village" not in found.rows[0]
    assert found.says == ("没认出“爱好”这几列，没有贴上。", "贴上的第 1 行“村（居）”没认出“火星村”，请在这一格重选。")


def test_nothing_is_no_list_and_too_much_is_told(station: Desk):
    assert rows(station, " \r\n\t\n") == []
    found = pasted_rows(station, MEMBERS, "\n".join(["王秀兰\t女"] * (MOST + 2)))
    assert len(found.rows) == MOST
    assert found.says == (f"一次最多贴 {MOST} 行，后面 2 行没有贴上。",)
