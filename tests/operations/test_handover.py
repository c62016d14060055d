"""工作移交: everything open is found, nothing is left behind, three sign, and it changes hands at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.trouble import (
    Cancelled,
    HandoverUnfinished,
    NobodyHere,
    NotYours,
    ReasonTooShort,
    WrongFileState,
    WrongPassword,
)
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.annotate import annotate
from sheqi_desktop.operations.back_up import back_up, restore_backup
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.drafts import all_drafts, keep_draft
from sheqi_desktop.operations.handover import (
    Leaving,
    begin_handover,
    change_item,
    complete_handover,
    look_again,
    sign_handover,
)
from sheqi_desktop.operations.handover_file import handover_file
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.progress import Progress
from sheqi_desktop.operations.responsible import responsible
from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.operations.take_slot_away import change_key, left_with_slot, new_key_owed, take_slot_away
from sheqi_desktop.operations.unlock import switch, unlock
from sheqi_desktop.store.backup import backups
from sheqi_desktop.store.vault import Vault
from tests.cases import taken_in
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station
from tests.groups import a_planned
from tests.typed import a_home, a_person, a_seen

CODE = "411327103"
LEAD, WORKER, GUIDE = (f"w-{CODE}-{n}" for n in (1, 2, 3))
ON = "2023-06-30"


@pytest.fixture
def desk(tmp_path: Path, config_dir: Path) -> Iterator[Desk]:
    hands = Hands("2023-06-14T09:00:00")
    centre = a_centre(tmp_path, hands)
    made = a_station(tmp_path, centre, hands, CODE, supervised=True)
    centre.close()
    yield made
    made.close()


@pytest.fixture
def at_work(desk: Desk) -> dict[str, str]:
    """李强 has two people (one of high risk), a case, a group, a draft that was saved and one that was not."""
    switch(desk, WORKER, PASSWORD)
    home = a_home(desk)
    one = a_person(desk, home, 1, risk_level=3, risk_reason="独居，刚出院")
    two = a_person(desk, home, 2)
    case = taken_in(desk, two)
    visit = a_seen(desk, one, "2023-06-12", hand_in=False).record
    keep_draft(desk, "referral", "", {"client_id": one}, 1, WORKER)
    switch(desk, LEAD, PASSWORD)
    return {"one": one, "two": two, "case": case, "visit": visit}


def begin(desk: Desk, **said: str) -> str:
    told = {"who": WORKER, "to": LEAD, "witness": GUIDE, "on": ON} | said
    return begin_handover(desk, Leaving(**told)).record


def stored(desk: Desk, record: str):
    with desk.read() as read:
        return desk.stored(read, record)


def row_of(desk: Desk, record: str, words: str) -> str:
    return next(one.id for one in handover_file(desk, record).items if words in one.what)


def fill(desk: Desk, record: str) -> None:
    for one in handover_file(desk, record).items:
        if one.tick:
            change_item(desk, record, one.id, done=True)
        if one.kind == "在办个案":
            change_item(desk, record, one.id, client_informed=True, joint_visit_on="2023-06-20")


def sign_all(desk: Desk, record: str) -> None:
    for part, who in (("from", WORKER), ("to", LEAD), ("witness", GUIDE)):
        sign_handover(desk, record, part, Second(who, PASSWORD))


def test_everything_open_is_found(desk: Desk, at_work):
    file = handover_file(desk, begin(desk))
    kinds = [one.kind for one in file.items]
    assert kinds.count("未提交草稿") == 2
    assert {"在办个案", "高风险对象", "责任对象", "设备", "报销", "工作日志", "保密提醒"} <= set(kinds)
    assert any("责任对象 2 人" in one.what for one in file.items)
    assert file.left.startswith("还有")
    assert "项未完成移交：" in file.left


def test_the_three_are_three(desk: Desk):
    with pytest.raises(WrongFileState, match="移交人、接收人、监交人不能是同一人。"):
        begin(desk, witness=LEAD)
    with pytest.raises(WrongFileState):
        begin(desk, to=WORKER)


def test_nothing_is_signed_while_something_is_left(desk: Desk, at_work):
    record = begin(desk)
    with pytest.raises(HandoverUnfinished, match=r"还有\d+项未完成移交："):
        sign_handover(desk, record, "to")
    fill(desk, record)
    # The two drafts are the worker's own to hand in or give up.
    with pytest.raises(HandoverUnfinished, match="还有2项未完成移交："):
        sign_handover(desk, record, "to")


def test_what_comes_later_is_found_before_it_is_carried_out(desk: Desk, at_work):
    record = begin(desk, on_behalf="突然离职，联系不上")
    fill(desk, record)
    switch(desk, WORKER, PASSWORD)
    a_seen(desk, at_work["two"], "2023-06-13", hand_in=False)
    switch(desk, LEAD, PASSWORD)
    with pytest.raises(HandoverUnfinished, match="还有1项"):
        sign_handover(desk, record, "to")
    assert look_again(desk, record) == 1
    sign_handover(desk, record, "to")


def test_everything_changes_hands_and_authors_stay(desk: Desk, at_work):
    record = begin(desk, on_behalf="突然离职，联系不上")
    fill(desk, record)
    with pytest.raises(WrongFileState, match="还没有签字"):
        complete_handover(desk, record)
    sign_handover(desk, record, "from")
    sign_handover(desk, record, "to")
    with pytest.raises(WrongPassword):
        sign_handover(desk, record, "witness", Second(GUIDE, "不是这个口令呀"))
    sign_handover(desk, record, "witness", Second(GUIDE, PASSWORD))
    before = stored(desk, at_work["one"])
    complete_handover(desk, record)
    assert handover_file(desk, record).state == "done"
    for name in ("one", "two", "case", "visit"):
        assert responsible(stored(desk, at_work[name])) == LEAD, name
        assert stored(desk, at_work[name]).author == WORKER
    after = stored(desk, at_work["one"])
    assert (after.correcting, after.status) == (False, before.status)
    assert any("移交" in one.what or "李强" in one.what for one in all_drafts(desk))
    with pytest.raises(WrongFileState, match="已经完成"):
        complete_handover(desk, record)


def test_a_remark_that_waits_for_an_answer_is_listed(desk: Desk, at_work):
    switch(desk, GUIDE, PASSWORD)
    annotate(desk, at_work["case"], int(AnnotationKind.ADVICE), "建议把下次探访的日子写得再具体一些。")
    switch(desk, LEAD, PASSWORD)
    (one,) = [one for one in handover_file(desk, begin(desk)).items if one.kind == "督导批注"]
    assert (one.what.startswith("批注待回：个案 "), one.to, one.lacks) == (True, "张敏", "")


def test_a_group_gets_its_new_leader(desk: Desk):
    switch(desk, WORKER, PASSWORD)
    group = a_planned(desk, approve=False)
    switch(desk, LEAD, PASSWORD)
    record = begin(desk)
    fill(desk, record)
    sign_all(desk, record)
    complete_handover(desk, record)
    assert responsible(stored(desk, group)) == LEAD


def test_only_the_lead_carries_it_out_and_vouches_for_paper(desk: Desk):
    record = begin(desk, witness="", witness_other="何干事")
    fill(desk, record)
    with pytest.raises(ReasonTooShort):
        sign_handover(desk, record, "witness")
    sign_handover(desk, record, "witness", comment="何干事在纸质清单上签了字")
    switch(desk, WORKER, PASSWORD)
    sign_handover(desk, record, "from")
    with pytest.raises(NotYours):
        sign_handover(desk, record, "to")
    with pytest.raises(NotYours):
        complete_handover(desk, record)
    switch(desk, LEAD, PASSWORD)
    sign_handover(desk, record, "to")
    complete_handover(desk, record)


def test_it_prints_with_three_signatures(desk: Desk):
    record = begin(desk)
    fill(desk, record)
    sign_all(desk, record)
    complete_handover(desk, record)
    made = print_record(desk, "handover", record)
    assert made.data.startswith(b"%PDF")
    assert not made.warnings
    text = pypdfium2.PdfDocument(made.data)[0].get_textpage().get_text_range()
    for name in ("李强 2023-06-14", "张敏 2023-06-14", "周督导 2023-06-14"):
        assert name in text.replace("\r\n", " "), text
    assert look_up.get(desk, record).number.split("-")[1] == "YJ"


# ------------------------------------------------------------------------------ the way in is taken away
def handed_over(desk: Desk) -> str:
    record = begin(desk, on=desk.clock.today().isoformat())
    fill(desk, record)
    sign_all(desk, record)
    complete_handover(desk, record)
    return record


def test_the_slot_goes_after_the_day_and_the_key_changes(desk: Desk, tmp_path: Path):
    old_copy = back_up(desk).path
    home = a_home(desk)
    with pytest.raises(WrongFileState):
        take_slot_away(desk, WORKER)
    handed_over(desk)
    assert left_with_slot(desk) == []
    desk.clock = Hands("2023-06-15T09:00:00").clock
    assert left_with_slot(desk) == [(WORKER, "李强")]
    before = state_digest(desk)
    key = desk.dek
    seen: list[int] = []
    take_slot_away(desk, WORKER, Progress(lambda step: seen.append(step.number)))
    assert seen[-1] == 4
    assert desk.dek != key
    assert state_digest(desk) == before
    assert stored(desk, home).id == home
    assert (left_with_slot(desk), new_key_owed(desk)) == ([], False)
    a_person(desk, home, 3)
    desk.close()
    with pytest.raises(NobodyHere):
        unlock(desk.folder, WORKER, PASSWORD, desk.clock, LIBRARY)
    again = unlock(desk.folder, LEAD, PASSWORD, desk.clock, LIBRARY)
    assert again.went_on
    assert newest_copy_opens_with(again)
    again.close()
    # The copy of the day before opens with the words of its day, the leaver's too: that is said on the page.
    restore_backup(old_copy, tmp_path / "old", WORKER, PASSWORD, desk.clock)
    desk.database = unlock(desk.folder, LEAD, PASSWORD, desk.clock, LIBRARY).database


def newest_copy_opens_with(desk: Desk) -> bool:
    return Vault.open(backups(desk.folder)[0].path).unlock(LEAD, PASSWORD).dek == desk.dek


def test_cancelled_the_slot_is_gone_and_the_key_is_still_owed(desk: Desk):
    handed_over(desk)
    desk.clock = Hands("2023-06-15T09:00:00").clock
    stopped = Progress()
    stopped.stop.set()
    key = desk.dek
    with pytest.raises(Cancelled):
        take_slot_away(desk, WORKER, stopped)
    assert (desk.dek, new_key_owed(desk)) == (key, True)
    assert WORKER not in dict(desk.vault.people)
    a_home(desk)
    change_key(desk)
    assert (desk.dek != key, new_key_owed(desk)) == (True, False)
