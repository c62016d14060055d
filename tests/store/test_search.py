"""Whatever is typed finds what it should, quickly, and can be nothing but words."""

from __future__ import annotations

import pytest

from sheqi_desktop.store import records, search
from tests.store.conftest import STATION, a_client, a_visit, an_id

HOSTILE = [
    '"', "'", '" OR "1"="1', "name:王", "王*", "NEAR(王 秀)", "王 AND", "NOT 王",
    "(", ")", "^王", "-王", "{a b}", "a:b", "%",
   "_",
    "\0", "\ud800", "王" * 500, "; DROP TABLE record; --", "<b>王</b>", "🙂", "\u202e王",
   " \t\n ", "a\"b'c", "+", "*", "？。，",
]  # fmt: skip


@pytest.fixture
def people(station):
    names = ["王秀兰", "单雄信", "仇小雨", "欧阳明月", "曾国强", "尉迟恭", "𠅤桂英", "李〇一", "吕绿萍", "买买提·艾力"]
    for n, name in enumerate(names, start=1):
        station.save("client", an_id(n), a_client(n, name=name, paper_no=f"纸-{n:03d}"))
    station.save("client", an_id(90), a_client(90, name="王保密", restricted=True))
    station.save("client", an_id(91), a_client(91, name="王别站", station_code="411327102"))
    station.save(
        "visit", an_id(100), a_visit(summary="血压158，村医来续药，插线板老化。", doc_no=f"{STATION}-TF-2023-A0158")
    )
    station.save("visit", an_id(101), a_visit(summary="村里的医生", restricted=True))
    return station


def names(read, text, **more):
    return [hit.title for hit in search.search_people(read, text, **more)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王", "王秀兰"), ("秀", "王秀兰"), ("秀兰", "王秀兰"), ("王秀兰", "王秀兰"), ("wxl", "王秀兰"),
        ("WangXiu", "王秀兰"),
        ("wang xiu lan", "王秀兰"), ("ｗｘｌ", "王秀兰"), ("shan", "单雄信"),
        ("dan", "单雄信"), ("sxx", "单雄信"),
        ("qiu", "仇小雨"), ("chou", "仇小雨"), ("oymy", "欧阳明月"), ("zeng", "曾国强"),
        ("yuchi", "尉迟恭"), ("𠅤", "𠅤桂英"),
        ("〇", "李〇一"), ("lvlv", "吕绿萍"), ("lulu", "吕绿萍"),
        ("艾力", "买买提·艾力"), ("0003", "仇小雨"), ("13800000003", "仇小雨"),
        (f"{STATION}-da-2023-a0005", "曾国强"), ("A0005", "曾国强"), ("纸-007", "𠅤桂英"),
    ],
)  # fmt: skip
def test_people_are_found_by(people, typed, name):
    with people.database.read() as read:
        assert name in names(read, typed)


def test_restricted_records_are_in_no_index(people):
    with people.database.read() as read:
        assert "王保密" not in names(read, "王") + names(read, "wbm") + names(read, "0090")
        assert [hit.record for hit in search.search_records(read, "村")] == [an_id(100)]
    people.patch(an_id(100), {"restricted": True})
    people.patch(an_id(1), {"restricted": True})
    with people.database.read() as read:
        assert search.search_records(read, "村") == []
        assert "王秀兰" not in names(read, "wxl") + names(read, "王")


def test_words_of_records_are_found_two_characters_too(people):
    with people.database.read() as read:
        for typed in ("村医", "药", "续药", "158", "插线板 老化", "TF-2023-A0158", "a0158"):
            assert [hit.record for hit in search.search_records(read, typed)] == [an_id(100)], typed
        assert search.search_records(read, "医村") == []
        assert search.search_records(read, "村医", kinds=["client"]) == []


def test_a_role_sees_only_its_stations(people):
    with people.database.read() as read:
        assert set(names(read, "王", stations=[STATION])) == {"王秀兰"}
        assert names(read, "王", stations=["411327102"]) == ["王别站"]
        assert names(read, "wang", stations=[]) == []


def test_a_village_is_found_by_the_codes_that_fit_its_name(people):
    with people.database.read() as read:
        assert "王秀兰" in names(read, "演示村", places=["41132710101"])


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_input_is_only_words(people, typed):
    with people.database.read() as read:
        search.search_people(read, typed)
        search.search_records(read, typed)
        records.by_number(read, typed.replace("\ud800", "?"))
        assert records.total(read) == 14


def test_a_renamed_person_is_found_by_the_new_name_only(people):
    people.patch(an_id(1), {"name": "赵秀兰"})
    with people.database.read() as read:
        assert names(read, "wxl") == []
        assert names(read, "zxl") == ["赵秀兰"]
        assert "赵秀兰" not in names(read, "王")


def test_voided_people_and_records_are_not_found(people):
    people.patch(an_id(1), {"_deleted": True}, reason="重复建档了")
    people.patch(an_id(100), {"_deleted": True}, reason="重复录入了")
    with people.database.read() as read:
        assert "王秀兰" not in names(read, "王") + names(read, "wxl")
        assert search.search_records(read, "村医") == []


def test_a_merge_leaves_words_for_later_and_nothing_is_missing_meanwhile(workspace):
    first, second = workspace("first"), workspace("second")
    for n in range(1, 8):
        first.save("visit", an_id(n), a_visit(summary=f"村医第{n}次 BP158"))
    first.save("client", an_id(50), a_client(50))
    second.take(first.seal())
    with second.database.write() as write:
        assert names(write, "wxl") == ["王秀兰"]
        for left in (3, 0, 0):
            assert len(search.search_records(write, "村医")) == 7
            found = [hit.record for hit in search.search_records(write, "第3次 bp15")]
            assert found == [an_id(3)]
            assert search.search_records(write, "医第9") == []
            assert [hit.record for hit in search.search_records(write, "村医", limit=2)] == [an_id(7), an_id(6)]
            assert search.catch_up(write, 5) == left


def test_what_a_merge_changed_is_found_by_its_new_words_only(workspace):
    first, second = workspace("first"), workspace("second")
    first.save("visit", an_id(1), a_visit(summary="插线板老化"))
    first.save("visit", an_id(2), a_visit(summary="插线板换好"))
    second.take(first.seal())
    with second.database.write() as write:
        search.catch_up(write)
    first.patch(an_id(1), {"summary": "水管老化"})
    first.patch(an_id(2), {"restricted": True})
    second.take(first.seal())
    with second.database.write() as write:
        for _ in range(2):
            assert search.search_records(write, "插线板") == []
            assert [hit.record for hit in search.search_records(write, "水管")] == [an_id(1)]
            assert search.catch_up(write) == 0


def test_a_save_leaves_its_words_for_later_and_is_found_at_once(station):
    station.save("visit", an_id(1), a_visit(summary="插线板老化"))
    with station.database.write() as write:
        assert search.catch_up(write) == 0
        assert not search.waiting(write)
    station.save("visit", an_id(2), a_visit(summary="插线板换好"))
    station.patch(an_id(1), {"summary": "水管老化"})
    station.patch(an_id(2), {"summary": "插线板又换了"})
    with station.database.write() as write:
        # Of a new record nothing is written at all: it comes after all that is in the index.
        assert write.value("SELECT count(*) FROM search_todo WHERE record > 0") == 1
        assert write.value("SELECT count(*) FROM words_docsize") == 1
        for _ in range(2):
            assert [hit.record for hit in search.search_records(write, "插线板")] == [an_id(2)]
            assert [hit.record for hit in search.search_records(write, "水管")] == [an_id(1)]
            assert search.search_records(write, "换好") == []
            assert search.waiting(write) is bool(write.value("SELECT 1 FROM search_todo WHERE record > 0"))
            assert search.catch_up(write) == 0


def test_a_file_of_before_the_mark_goes_on_noting_every_record(station):
    station.save("visit", an_id(1), a_visit(summary="插线板老化"))
    with station.database.write() as write:
        search.catch_up(write)
        write.run("DELETE FROM search_todo")
    station.save("visit", an_id(2), a_visit(summary="插线板换好"))
    with station.database.write() as write:
        assert search.waiting(write)
        for left in (0, 0):
            assert {hit.record for hit in search.search_records(write, "插线板")} == {an_id(1), an_id(2)}
            assert search.catch_up(write) == left
        assert not search.waiting(write)


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_is_more_than_words_while_words_wait(workspace, typed):
    first, second = workspace("first"), workspace("second")
    first.save("visit", an_id(1), a_visit())
    second.take(first.seal())
    with second.database.write() as write:
        meanwhile = [hit.record for hit in search.search_records(write, typed)]
        search.catch_up(write)
        assert meanwhile == [hit.record for hit in search.search_records(write, typed)]


def test_a_number_finds_its_record_and_the_papers_too(people):
    with people.database.read() as read:
        assert [one.id for one in records.by_number(read, f"{STATION}-DA-2023-A0002")] == [an_id(2)]
        assert [one.id for one in records.by_number(read, "纸-002")] == [an_id(2)]
        assert records.by_number(read, "没有") == []


@pytest.mark.parametrize("many", [2, 1000], ids=["many answers", "few answers"])
def test_the_order_is_the_same_after_everything_was_made_anew(workspace, monkeypatch, many):
    """Row numbers follow the order in which things came here; nothing that is found may depend on them."""
    monkeypatch.setattr(search, "_MANY", many)
    first, second, centre = workspace("first"), workspace("second"), workspace("centre")
    for n in (5, 2, 9):
        first.save("visit", an_id(n), a_visit(summary="村医来过"))
        first.save("client", an_id(20 + n), a_client(n, name="王秀兰", doc_no=f"{STATION}-DA-2023-A{n:04d}"))
    for n in (7, 1, 8):
        second.save("visit", an_id(n), a_visit(summary="村医来过"))
        second.save("client", an_id(20 + n), a_client(n, name="王秀英", doc_no=f"{STATION}-DA-2023-B{n:04d}"))
    bundles = [first.seal(), second.seal()]
    first.patch(an_id(5), {"summary": "村医又来过"})
    for bundle in [*bundles[::-1], first.seal()]:
        centre.take(bundle)

    def found() -> list[list[str]]:
        with centre.database.read() as read:
            people = [search.search_people(read, typed) for typed in ("王", "wang", "wx", "A0")]
            return [[hit.record for hit in hits] for hits in (*people, search.search_records(read, "村医"))]

    with centre.database.write() as write:
        search.catch_up(write)
    before = found()
    assert before[-1][0] == an_id(5), "what was changed last comes first"
    assert [len(one) for one in before] == [6, 6, 6, 3, 6]
    with centre.database.write() as write:
        records.rebuild(write)
    assert found() == before
