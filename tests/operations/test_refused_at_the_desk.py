"""What must not come in by hand: a wrong 口令, an impossible visit, a full disk; the same through the command line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.cli.main import main
from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import accept_bundle as accepting
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.enrol_station import write_request
from sheqi_desktop.operations.save_record import new_draft, save_record
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import files, outbox
from tests.desks import LIBRARY, PASSWORD
from tests.mediums import spoiling_medium
from tests.operations.conftest import County
from tests.operations.refusing import at, clear, nothing_changes, nothing_is_sent
from tests.typed import a_home, a_person, a_seen, visit_answers


# ------------------------------------------------------------------------------ 口令, forms, roles
def test_a_wrong_password_is_told_and_the_wait_grows(county: County):
    folder, hands = county.folder / "centre", county.hands
    said = []
    for _ in range(3):
        with pytest.raises(t.WrongPassword) as told:
            unlock(folder, "w-centre-1", "不是这个口令啊啊", hands.clock, LIBRARY)
        said.append(told.value.facts["times"])
    assert said == [1, 2, 3]
    waits = []
    for times in (3, 4, 5):
        with pytest.raises(t.WaitBeforeTrying) as early:
            unlock(folder, "w-centre-1", PASSWORD)
        clear(early.value)
        assert early.value.facts["times"] == times
        waits.append(early.value.facts["seconds"])
        wait_is_over(folder)
        with pytest.raises(t.WrongPassword):
            unlock(folder, "w-centre-1", "不是这个口令啊啊")
    assert waits == sorted(waits)
    assert waits[2] > waits[0]
    wait_is_over(folder)
    unlock(folder, "w-centre-1", PASSWORD, hands.clock, LIBRARY).close()
    with pytest.raises(t.NobodyHere):
        unlock(folder, "w-nobody", PASSWORD)
    with pytest.raises(t.NoWorkspace):
        unlock(county.folder / "nothing", "w", PASSWORD)


def wait_is_over(folder: Path) -> None:
    """Let the noted moment of the last wrong try lie a day back."""
    noted = folder / "vault.tries.json"
    seen = json.loads(noted.read_bytes())
    moments = {
        who: (n, (datetime.fromisoformat(last) - timedelta(days=1)).isoformat()) for who, (n, last) in seen.items()
    }
    noted.write_text(json.dumps(moments))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"service_date": "2033-04-09"}, "日期"),
        ({"service_date": "2023-03-09"}, "补录原因"),
        ({"end_at": "09:00"}, "结束"),
        ({"summary": "好"}, "20个字"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_with_words(county: County, said: dict[str, Any], words: str):
    station = county.station()
    person = look_up.list_records(station, look_up.Wanted("client", limit=1))[0].id
    with nothing_changes(station):
        with pytest.raises(t.NotFinished) as told:
            a_seen(
                station,
                person,
                **{"day": "2023-04-03"} | ({"day": said["service_date"]} if "service_date" in said else said),
            )
        clear(told.value)
        assert any(words in problem.message for problem in told.value.problems), told.value.problems


@pytest.mark.parametrize("id_no", ["411399194103129929", "41139919410312992", "411399194113129928", "王玉兰"])
def test_a_number_that_is_none_is_refused(county: County, id_no: str):
    station = county.station()
    with nothing_changes(station), pytest.raises(t.NotFinished) as told:
        a_person(station, "", 1, id_no=id_no, birth_date=None, household_id=None)
    clear(told.value)


def test_the_centre_cannot_write_a_stations_visit(county: County):
    centre = county.centre()
    with nothing_changes(centre), pytest.raises(t.NotYours) as told:
        a_seen(centre, "x", "2023-04-03")
    clear(told.value)


# ------------------------------------------------------------------------------ disk
@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 3 MB where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("here no small disk can be mounted")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_stick_without_room_gets_no_bundle_and_nothing_counts_as_sent(county: County, small_disk: Path):
    station = county.station()
    person = a_person(station, a_home(station), 7)
    a_seen(station, person, "2023-04-03", start_at="08:10", end_at="08:30")
    (small_disk / "full").write_bytes(b"x" * (2 << 20))
    with pytest.raises(OSError, match="No space"):
        (small_disk / "more").write_bytes(b"x" * (2 << 20))
    for name in ("rest", "rest2", "rest3"):
        fill(small_disk / name)
    with nothing_is_sent(station), pytest.raises(t.StickFull) as told:
        seal_bundle(station, station.library.centre_unit, small_disk)
    assert told.value.exit_status == 3
    assert told.value.sentence.startswith("U盘空间不足，还差1MB。")
    assert not [path for path in small_disk.iterdir() if path.name.startswith("SQ-")]
    with station.read() as read:
        before = outbox.last_counter(read)
    assert seal_bundle(station, station.library.centre_unit, county.folder).counter == before + 1


def fill(path: Path) -> None:
    """Write until nothing goes in any more."""
    try:
        with path.open("wb") as file:
            for _ in range(4096):
                file.write(b"x" * 1024)
                file.flush()
    except OSError:
        return


def test_a_write_that_fails_half_way_leaves_everything_as_it_was(county: County, monkeypatch: pytest.MonkeyPatch):
    centre = county.centre()

    def full(*_: object, **__: object) -> None:
        raise t.DiskFull()

    with nothing_changes(centre):
        with monkeypatch.context() as patch:
            patch.setattr(accepting, "_read_back", full)
            with pytest.raises(t.DiskFull) as told:
                accept_bundle(centre, county.first[0])
        assert "已保存过的内容都还在" in told.value.sentence
    assert accept_bundle(centre, county.first[0]).new > 0


def test_a_folder_that_may_not_be_written_is_said_so(county: County, monkeypatch: pytest.MonkeyPatch):
    station = county.station()
    a_home(station)

    def denied(*_: object, **__: object) -> None:
        raise t.NotWritable(place="U盘", why="写保护")

    with nothing_is_sent(station):
        monkeypatch.setattr(files, "write_checked", denied)
        with pytest.raises(t.NotWritable) as told:
            seal_bundle(station, station.library.centre_unit, county.folder)
        assert told.value.exit_status == 3
        clear(told.value)


def test_a_stick_that_keeps_something_else_gets_no_bundle_and_nothing_counts_as_sent(
    county: County, monkeypatch: pytest.MonkeyPatch
):
    station = county.station()
    a_home(station)
    stick = county.folder / "stick"
    stick.mkdir()
    with nothing_is_sent(station), spoiling_medium(monkeypatch, stick), pytest.raises(t.StickGone) as told:
        seal_bundle(station, station.library.centre_unit, stick)
    clear(told.value)
    assert not list(stick.iterdir())


def test_a_request_that_does_not_read_back_is_not_left_behind(county: County, monkeypatch: pytest.MonkeyPatch):
    station = county.station()
    stick = county.folder / "stick"
    stick.mkdir()
    with spoiling_medium(monkeypatch, stick), pytest.raises(t.StickGone):
        write_request(station, stick)
    assert not list(stick.iterdir())
    assert write_request(station, stick).is_file()


def test_a_backup_to_a_place_that_is_no_folder_is_refused(county: County):
    station = county.station()
    nowhere = at(county.folder, b"a file", "一个文件")
    with nothing_changes(station), pytest.raises(t.Surroundings) as told:
        back_up(station, nowhere / "里面")
    clear(told.value)


# ------------------------------------------------------------------------------ the same through the command line
def test_the_command_line_says_it_in_one_line_and_exits_with_2_or_3(
    county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("SHEQI_PASSWORD", PASSWORD)
    centre = county.folder / "centre"
    spoilt = at(county.folder, county.first[0].read_bytes()[:-5])
    for arguments, status, code in (
        (["verify", str(spoilt)], 2, "E-BND-02"),
        (["import", str(spoilt)], 2, "E-BND-02"),
        (["inspect", str(county.folder / "没有.sqb")], 3, "E-DSK-03"),
        (["import", str(county.folder / "没有.sqb")], 3, "E-DSK-03"),
        (["export", "--to", "411327109", "--out", str(county.folder)], 2, "E-REC-06"),
        (["get", "没有这条"], 2, "E-REC-06"),
        (["why", "ind_nothing", "411327"], 2, "E-REC-06"),
        (["why", "ind_visit", "999"], 2, "E-REC-06"),
    ):
        assert main(["--data", str(centre), "--clock", "2023-04-03T09:00", *arguments]) == status
        told = capsys.readouterr()
        line = (told.err or told.out).strip()
        assert code in line
        assert len(line.splitlines()) == 1
        assert "No such" not in line


def test_a_wrong_password_on_the_command_line_exits_with_2(
    county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("SHEQI_PASSWORD", "不是这个口令啊啊")
    assert main(["--data", str(county.folder / "centre"), "digest"]) == 2
    assert "E-PWD-01" in capsys.readouterr().err
    monkeypatch.setenv("SHEQI_PASSWORD", PASSWORD)
    assert main(["--data", str(county.folder / "nowhere"), "digest"]) == 3
    assert "E-DSK-08" in capsys.readouterr().err


def test_half_a_form_is_kept_as_a_draft_and_nothing_as_a_record(county: County):
    station = county.station()
    draft = new_draft(station, "visit")
    for name, value in visit_answers(station, "", "2023-04-03", client_id=None).items():
        draft.answer(name, value)
    with nothing_changes(station), pytest.raises(t.NotFinished):
        save_record(station, draft)
