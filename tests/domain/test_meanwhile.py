"""What a person changed, what others changed since: together where it can be, a clash where it cannot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain.meanwhile import Clash, clashes, newer, together
from tests.domain.stories import ROW, ROW2, Story

NOW = {"note": "乙", "members": [{"id": ROW, "name": "张三", "age": 61}]}
PATCHES = st.dictionaries(st.sampled_from(["note", "size", "head_name"]), st.none() | st.sampled_from(["甲", "乙"]))


def test_the_same_cell_changed_otherwise_clashes_and_other_cells_of_the_row_do_not():
    theirs = {f"members/{ROW}/age": 61}
    assert clashes({f"members/{ROW}/name": "张山"}, theirs, {}, NOW) == []
    assert clashes({f"members/{ROW}/age": 61}, theirs, {}, NOW) == []
    assert clashes({f"members/{ROW}/age": 62}, theirs, {}, NOW) == [Clash(f"members/{ROW}/age", 62, 61)]


def test_a_row_taken_out_by_one_and_changed_by_the_other_is_one_clash_of_the_whole_row():
    whole = {"id": ROW, "name": "张山", "age": 62}
    mine = {f"members/{ROW}/name": "张山", f"members/{ROW}/age": 62}
    found = clashes(mine, {f"members/{ROW}": None}, {"members": [whole]}, {})
    assert found == [Clash(f"members/{ROW}", whole, None)]
    assert together({}, mine, found) == {"members": [whole]}
    assert together({}, mine, found, [f"members/{ROW}"]) == {}


def test_rows_both_added_stand_together():
    mine = {f"members/{ROW2}": {"id": ROW2, "name": "李四"}}
    assert [row["name"] for row in together(NOW, mine)["members"]] == ["张三", "李四"]


@given(PATCHES, PATCHES)
def test_what_does_not_clash_is_all_there_and_what_clashes_is_named(mine: dict, theirs: dict):
    now = {name: value for name, value in theirs.items() if value is not None}
    found = clashes(mine, theirs, mine, now)
    assert {one.path for one in found} == {name for name in mine if name in theirs and mine[name] != theirs[name]}
    told = together(now, mine, found, [one.path for one in found])
    kept = mine | theirs
    assert told == {name: value for name, value in kept.items() if value is not None}


def test_newer_is_what_nobody_who_saw_these_heads_knew():
    tell = Story()
    made = tell("A", note="甲")
    seen = tell.patch("A", [made], {"note": "乙"})
    other = tell.patch("B", [made], {"size": 3})
    last = tell.patch("B", [seen, other], {"size": 4})
    assert newer(tell.changes, [seen.ref]) == [other, last]
    assert newer(tell.changes, [last.ref]) == []
    assert newer(tell.changes, []) == [made, seen, other, last]
