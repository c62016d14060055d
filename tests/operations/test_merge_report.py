"""合并报告: everything of domain 17 §4, one sheet, kept for ever, and 无变化 for what came before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sheqi_desktop.cli.main import main
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundles
from sheqi_desktop.operations.board import board, reminders
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.effect import Effect
from sheqi_desktop.operations.merge_report import merge_report, merge_reports, print_merge_report
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.try_merge import try_merge
from sheqi_desktop.operations.undo_merge import undo_merge
from sheqi_desktop.store import backup, log, records
from sheqi_desktop.store.database import DATA
from sheqi_desktop.store.engine import connect
from tests.desks import PASSWORD
from tests.operations.conftest import STATIONS, County
from tests.operations.test_months import closed, counted
from tests.reports.papers import page_texts, squeezed


def county_numbers(desk: Desk) -> dict[str, str]:
    return {row.measure_code: row.actual for row in count_contract(desk).rows if row.scope == "county"}


def effects(told) -> dict[str, tuple[str, str]]:
    return {one.code: (one.before, one.after) for one in (Effect(*each) for each in told["effect"])}


def spoilt(path: Path) -> Path:
    broken = path.with_name("坏的.sqb")
    broken.write_bytes(path.read_bytes()[:-40])
    return broken


def test_it_tells_every_bundle_what_it_brought_and_what_it_does_to_the_numbers(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    merge_report(centre)
    before = county_numbers(centre)
    accept_bundles(centre, [spoilt(county.first[0]), *county.second, county.first[0]])
    said = merge_report(centre)
    after = county_numbers(centre)
    assert (said.line.n, said.line.state, said.line.who) == (2, "已合并", "林主任")
    told = {one["file"]: one for one in said.told["files"]}
    one = told[county.second[0].name]
    assert (one["station"], one["slot"], one["counter"], one["as_of"]) == (
        centre.unit_name(STATIONS[0]), "A", 2, "2023-04-02",
    )  # fmt: skip
    assert one["kinds"]["visit"] == [2, 1, 1]
    assert one["changes"][0][0] > 1
    assert told["坏的.sqb"]["result"] == "refused"
    assert told[county.first[0].name]["result"] == "same"
    moved = {code: pair for code, pair in effects(said.told).items() if pair[0] != pair[1]}
    assert moved == {code: (before[code], after[code]) for code in after if before[code] != after[code]}
    assert moved
    (paper,) = page_texts(print_merge_report(centre))
    words = squeezed(paper)
    for expected in (
        "合并报告第2次",
        "收到5个文件：合并3个，早已导入1个，没有合并1个。",
        "探访记录",
        "坏的.sqb",
        "指标变化",
    ):
        assert expected in words


def test_a_trial_and_the_report_say_the_same_and_the_trial_leaves_nothing(county: County):
    centre = county.centre()
    with centre.read() as read:
        here = (records.digest(read), len(list(log.links(read))), records.total(read))
    tried = try_merge(centre, [*county.first, spoilt(county.first[0])])
    with centre.read() as read:
        assert (records.digest(read), len(list(log.links(read))), records.total(read)) == here
    accept_bundles(centre, county.first)
    assert {one.code: (one.before, one.after) for one in tried.effect} == effects(merge_report(centre).told)
    assert [type(one).__name__ for one in tried.results] == ["Accepted"] * 3 + ["Refused"]


def test_the_same_run_again_is_no_change_and_every_report_stays(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    accept_bundles(centre, county.first)
    accept_bundles(centre, county.second)
    undo_merge(centre)
    centre.close()
    centre = county.centre()
    assert [(one.n, one.state) for one in merge_reports(centre)] == [(3, "已撤销"), (2, "无变化"), (1, "已合并")]
    assert any("无变化" in fact for fact in merge_report(centre, 2).facts)
    assert any("已经撤销" in fact for fact in merge_report(centre, 3).facts)
    assert len(merge_report(centre, 1).parts[0].rows) == len(STATIONS)
    assert [len(page_texts(print_merge_report(centre, n))) for n in (1, 2, 3)] == [1, 1, 1]
    with pytest.raises(NotFound):
        merge_report(centre, 9)


def test_a_correction_of_a_closed_month_stands_there_with_before_and_after(county: County):
    station, centre = closed(county)
    record = next(one for one in counted(station))
    draft = draft_of(station, record)
    for name, value in {
        "summary": "改过的小结：老人说药已经换了，按新的量吃，家里人也知道。",
        "correction_reason": "小结写漏了一句",
    }.items():
        draft.answer(name, value)
    submit(station, draft, record, [one for one in draft.problems() if one.confirmable])
    accept_bundles(centre, [seal_bundle(station, centre.station, county.folder).path])
    said = merge_report(centre)
    (one,) = said.told["corrected"]
    assert one["what"] == "更正"
    assert any(after.startswith("改过的小结") and before != after for _, before, after in one["said"])
    (row,) = said.parts[3].rows
    assert "→ 改过的小结" in row[-1]


def test_a_report_a_power_cut_left_open_is_written_when_it_is_asked_for(county: County):
    centre = county.centre()
    # What the verb alone leaves: the files are in, the report is not counted yet.
    accept_bundles(centre, county.first)
    centre.close()
    centre = county.centre()
    said = merge_report(centre)
    assert said.line.state == "已合并"
    assert effects(said.told)["ind_visit"][0] == "0"


def test_a_report_left_open_before_the_program_was_exchanged_goes_without_what_changed(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    copy = backup.backups(centre.folder)[0].path / DATA
    older = connect(copy, centre.dek)
    older.execute("DROP INDEX record_file")
    older.execute("ALTER TABLE record DROP COLUMN file")
    older.execute("UPDATE meta SET value = '7' WHERE key = 'derived_shape'")
    older.close()
    said = merge_report(centre)
    assert said.line.state == "已合并"
    assert [one["result"] for one in said.told["files"]] == ["merged"] * len(county.first)
    assert "effect" not in said.told
    # What stood open is told, and stops nobody from bringing in the next.
    assert all(isinstance(one, Accepted) for one in accept_bundles(centre, county.second))


def test_verbs_print_list_undo_and_remind(county: County, tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setenv("SHEQI_PASSWORD", PASSWORD)
    data = ["--data", str(county.folder / "centre"), "--clock", "2023-05-06T09:00", "--as", "w-centre-1"]
    assert main([*data, "import", *map(str, county.first)]) == 0
    paper = tmp_path / "report.pdf"
    assert main([*data, "merge-report", "--out", str(paper)]) == 0
    assert len(page_texts(paper.read_bytes())) == 1
    capsys.readouterr()
    assert main(["--json", *data, "merge-report", "1"]) == 0
    assert len(json.loads(capsys.readouterr().out)["files"]) == 3
    assert main([*data, "undo-merge"]) == 0
    assert main([*data, "undo-merge"]) == 2
    assert "E-BND-10" in capsys.readouterr().err
    assert main([*data, "merge-report", "--list"]) == 0
    assert "已撤销" in capsys.readouterr().out
    assert main([*data, "remind", STATIONS[0]]) == 0
    centre = county.centre()
    county.hands.to("2023-05-06T09:00:00")
    ((_, words),) = reminders(centre, board(centre), STATIONS[0])
    assert capsys.readouterr().out == f"{words}\n"
    assert words.endswith("：4月数据包未收到，请于5月9日前交。")
