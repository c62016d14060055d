from __future__ import annotations

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.fold import fold
from tests.domain.stories import RECORD, ROW, ROW2, ROW3, Story, refs


# ------------------------------------------------------------------------------ rows
def household(tell: Story) -> Change:
    return tell("A", members=[{"id": ROW, "name": "张三", "age": 60, "note": None}, {"id": ROW2, "name": "李四"}])


def test_rows_added_and_changed_on_two_machines_do_not_conflict():
    tell = Story()
    made = household(tell)
    tell.patch("B", [made], {f"members/{ROW3}": {"id": ROW3, "name": "王五"}})
    tell.patch("C", [made], {f"members/{ROW}/age": 61})
    state = tell.state
    assert state.answers["members"] == [
        {"id": ROW, "name": "张三", "age": 61},
        {"id": ROW2, "name": "李四"},
        {"id": ROW3, "name": "王五"},
    ]
    assert not state.conflicts


def test_a_removed_row_is_gone():
    tell = Story()
    made = household(tell)
    tell.patch("B", [made], {f"members/{ROW}": None})
    assert [row["id"] for row in tell.state.answers["members"]] == [ROW2]
    tell.patch("B", [tell.changes[-1]], {f"members/{ROW2}": None})
    assert "members" not in tell.state.answers


def test_a_row_edited_by_someone_who_did_not_know_of_its_removal_stays_and_is_asked_about():
    tell = Story()
    made = household(tell)
    gone = tell.patch("B", [made], {f"members/{ROW}": None})
    kept = tell.patch("C", [made], {f"members/{ROW}/age": 61})
    state = tell.state
    assert state.answers["members"][0]["age"] == 61
    assert state.conflicts.keys() == {f"members/{ROW}"}
    assert refs(state, f"members/{ROW}") == {gone.ref, kept.ref}
    tell.patch("D", [gone, kept], {f"members/{ROW}": None})
    assert [row["id"] for row in tell.state.answers["members"]] == [ROW2]
    assert not tell.state.conflicts
    tell.changes.pop()
    tell.patch("D", [gone, kept], {f"members/{ROW}": {"id": ROW, "name": "张三", "age": 61}})
    assert tell.state.answers["members"][0] == {"id": ROW, "name": "张三", "age": 61}
    assert not tell.state.conflicts


def test_the_same_cell_written_twice_is_a_conflict_of_that_cell_only():
    tell = Story()
    made = household(tell)
    tell.patch("B", [made], {f"members/{ROW}/age": 61})
    tell.patch("C", [made], {f"members/{ROW}/age": 62})
    assert tell.state.conflicts.keys() == {f"members/{ROW}/age"}
    assert tell.state.answers["members"][0]["age"] == 60


def test_a_list_given_as_a_whole_replaces_the_rows_its_writer_knew():
    tell = Story()
    made = household(tell)
    tell.patch("B", [made], {"members": [{"id": ROW, "name": "张三"}]})
    assert tell.state.answers["members"] == [{"id": ROW, "name": "张三"}]
    tell.patch("C", [made], {f"members/{ROW3}": {"id": ROW3, "name": "王五"}})
    assert [row["id"] for row in tell.state.answers["members"]] == [ROW, ROW3]


def test_a_row_put_back_loses_the_cells_it_no_longer_has():
    tell = Story()
    made = household(tell)
    tell.patch("B", [made], {f"members/{ROW}": {"id": ROW, "name": "张三丰"}})
    assert tell.state.answers["members"][0] == {"id": ROW, "name": "张三丰"}


def test_a_cell_of_no_row_has_no_effect():
    tell = Story()
    made = tell("A", note="x")
    tell.patch("B", [made], {f"members/{ROW}/age": 61})
    assert tell.state.answers == {"note": "x"}


# ------------------------------------------------------------------------------ voids
def test_a_void_with_its_reason():
    tell = Story()
    made = tell("A", note="x", status="submitted")
    void = tell("A", [made], "重复录入", _deleted=True)
    state = tell.state
    assert (state.voided, state.void_reason) == (True, "重复录入")
    assert "_deleted" not in state.answers
    assert state.confirmed == {"note": "x", "status": "submitted"}
    tell("A", [void], "误作废", _deleted=False)
    assert not tell.state.voided


def test_a_void_against_an_edit_leaves_the_record_and_asks():
    tell = Story()
    made = tell("A", note="x")
    void = tell("A", [made], "重复录入", _deleted=True)
    edit = tell("B", [made], note="y")
    state = tell.state
    assert (state.voided, state.deletion_to_confirm) == (False, True)
    assert dict(state.conflicts["_deleted"]) == {void.ref: True, edit.ref: False}
    assert state.answers == {"note": "y"}
    for decision, voided in ((True, True), (False, False)):
        settled = fold([*tell.changes, settle(tell, [void, edit], decision)])
        assert (settled.voided, settled.deletion_to_confirm, settled.conflicts) == (voided, False, {})


def settle(tell: Story, heads: list[Change], decision: bool) -> Change:
    parents = tuple(head.ref for head in heads)
    answers = {"_deleted": decision}
    return Change(ChangeRef("D", 1), "visit", RECORD, parents, answers, "d", 9999, "中心处理", "", "D")


def test_a_void_by_two_is_a_void_and_an_edit_after_it_does_not_revive():
    tell = Story()
    made = tell("A", note="x")
    first = tell("A", [made], "一", _deleted=True)
    tell("B", [made], "二", _deleted=True)
    assert (tell.state.voided, tell.state.void_reason) == (True, "二")
    tell("C", [first], note="y")
    assert tell.state.voided
