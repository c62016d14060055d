"""What follows from the log follows from it alone: thrown away and made anew, every surface says the very same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.operations import (
    accept_adjustment,
    activity_card,
    board,
    case_file,
    compare,
    crises,
    file_lines,
    find_all,
    group_file,
    group_list,
    home,
    media_list,
    people,
    person_card,
    quick_search,
    reading,
    record_list,
    settle_overlap,
    team_file,
    to_sign,
    visits,
    void_bin,
    volunteer_file,
    volunteer_page,
    why,
)
from sheqi_desktop.operations.check_health import rebuild_all
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.demo.run import PASSWORD, run_demo, workspace
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.sign_off import return_
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.operations.void import unvoid, void
from tests.operations.test_correct import change, sign_both
from tests.signing import LEAD, WORKER, Office, an_agreement, somebody
from tests.volunteer_station import Station

FILES = {
    "client": person_card.person_card,
    "case": case_file.case_file,
    "group": group_file.group_card,
    "activity": activity_card.activity_card,
    "volunteer": volunteer_file.volunteer_file,
    "volunteer_team": team_file.team_file,
}
"""Kinds that have a page of their own."""
OF_EACH_KIND = 10
"""So many records of a kind are looked at one by one; the lists hold them all."""


def surfaces(desk: Desk) -> dict[str, Any]:
    """Give what every screen that reads derived rows says, by its name."""
    found: dict[str, Any] = {"visits": visits.visit_rows(desk, visits.visits(desk).ids)}
    for kind in desk.library.kinds():
        asked = {
            chip: record_list.record_list(desk, record_list.ListAsk(kind, chip=chip)) for chip in record_list.CHIPS
        }
        ids = [one for told in asked.values() for one in told.ids]
        found |= {f"list {kind}": asked, f"lines {kind}": record_list.list_lines(desk, kind, ids)}
        for record in ids[:OF_EACH_KIND]:
            found[f"{kind} {record}"] = [_told(desk, look, record) for look in _looks(kind)]
    counted = count_contract(desk)
    found["counts"] = counted.csv
    for measure in [one.measure.code for one in counted.outcome.results]:
        found[f"why {measure}"] = why.why_rows(desk, measure, desk.library.contract.county_code)
    rows = people.people(desk).rows
    found["people"] = rows
    numbers = [one.doc_no for one in why.why_rows(desk, "ind_visit", desk.library.contract.county_code)][:10]
    for typed in [*numbers, *[one.name for one in rows[:10]]]:
        lines = find_all.find_all(desk, typed)
        found[f"search {typed}"] = [one for one in lines if one.kind == "client" or (one.side and one.side in typed)]
        found[f"people {typed}"] = [one for one in quick_search.quick_search(desk, typed) if one.kind == "client"]
    found |= {
        "home": home.home(desk),
        "adjustments": accept_adjustment.list_adjustments(desk, decided=True),
        "overlaps": settle_overlap.overlap_pairs(desk),
        "groups": group_list.group_list(desk),
        "media": media_list.media_list(desk, media_list.MediaAsk()),
        "hours": volunteer_page.hours_page(desk),
        "to sign": to_sign.to_sign(desk),
        "voided": void_bin.void_bin(desk),
        "alarms": crises.alarms(desk),
        "files": file_lines.file_lines(desk),
        "board": board.board(desk) if desk.place.kind == "centre" else None,
    }
    return found


def _looks(kind: str) -> list[Any]:
    own = [FILES[kind]] if kind in FILES else []
    return [reading.read_record, compare.versions, accept_adjustment.adjustments_of, *own]


def _told(desk: Desk, look: Any, record: str) -> Any:
    try:
        return look(desk, record)
    except Trouble as refused:
        return str(refused)


def differences(desk: Desk) -> list[tuple[str, Any, Any]]:
    """Rebuild, and give what a surface said before and after where that is not the same."""
    before = surfaces(desk)
    assert any(before.values()), "surfaces that say nothing prove nothing"
    assert rebuild_all(desk)[0]
    after = surfaces(desk)
    assert before.keys() == after.keys()
    return [(name, before[name], after[name]) for name in before if before[name] != after[name]]


# ------------------------------------------------------------------------------ a whole year of one station
@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the folder of a demo county with one station: records of nearly every kind, and closed months."""
    folder = tmp_path_factory.mktemp("rebuilt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        run_demo(folder / "out", 20220901, stations=1)
        yield folder / "out"


@pytest.fixture
def settings(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the programs of the county find their settings."""
    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(made.parent / "config"))
    return made


def test_a_station_says_the_same(settings: Path) -> None:
    code = next(one.name for one in settings.glob("4113*-A")).removesuffix("-A")
    desk = unlock(workspace(settings, code), f"w-{code}-1", PASSWORD)
    ids = visits.visits(desk).ids
    void(desk, ids[0], "登记到别人名下了")
    void(desk, ids[1], "看错了，先作废")
    unvoid(desk, ids[1], "其实没有错")
    _correct(desk, ids[-1], summary="上午到家，老人在院里剥玉米，精神好，又说起孙子上学的事，记下来回头问学校。")
    _correct(desk, people.people(desk).rows[0].record, restricted=True, note="只给负责的人看")
    assert differences(desk) == []
    desk.close()


def _correct(desk: Desk, record: str, **said: Any) -> None:
    draft = draft_of(desk, record)
    for name, value in {**said, "correction_reason": "核对纸质表后更正"}.items():
        draft.answer(name, value)
    submit(desk, draft, record, [one for one in draft.problems() if one.confirmable])


def test_the_centre_says_the_same(settings: Path) -> None:
    desk = unlock(settings / "centre", "w-411327000-1", PASSWORD)
    assert differences(desk) == []
    desk.close()


# ------------------------------------------------------------------------------ what the year does not hold
def test_papers_signed_returned_and_corrected_are_the_same(office: Office) -> None:
    desk = office.sit(WORKER)
    signed, returned = (an_agreement(desk, somebody(desk, nth)).record for nth in (1, 2))
    sign_both(office, signed)
    return_(office.sit(LEAD), returned, "目标写得再具体一些")
    change(office, signed, "目标写漏了一句")
    assert differences(office.sit(LEAD)) == []


def test_hours_verified_and_overlaps_settled_are_the_same(station: Station) -> None:
    first, second = station.two_at_once()
    settle_overlap.settle_overlap(station.sit(1), second, first, "签到表上只有第二处的签名")
    assert differences(station.desk) == []
