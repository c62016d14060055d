"""The line on 首页 about the copies does what it asks for, there and then."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.home_backup import PASSED, SAME_DRIVE
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.back_up import back_up, other_drive
from sheqi_desktop.store import backup


def banner(rooms) -> str:
    from sheqi_desktop.gui.pages.home_backup import BackupBanner

    return "|".join(one.title.text() for one in rooms.page.findChildren(BackupBanner) if one.isVisible())


@pytest.fixture
def late(make_window, open_desk, hands):
    """A station that has a copy of today, but none elsewhere for forty days."""
    desk = open_desk()
    hands.to("2023-08-20T09:00:00")
    back_up(desk)
    rooms = make_window(desk)
    rooms.wait()
    return rooms


def test_a_copy_on_the_same_drive_is_not_what_was_asked_for(late, tmp_path):
    assert banner(late) == "还没有一份备份拷到 U 盘"
    assert late.window.status.right.text().endswith("还没拷到 U 盘")
    ask.answers.append(tmp_path)
    late.find("home_backup").click()
    late.wait()
    assert late.window.toasts.words == SAME_DRIVE
    assert banner(late) == "还没有一份备份拷到 U 盘"


def test_a_copy_on_a_stick_leaves_the_drill_to_be_asked_for(late, tmp_path):
    memory = Path("/dev/shm")
    if not memory.is_dir() or not other_drive(memory, tmp_path):
        pytest.skip("no second drive here")
    stick = Path(tempfile.mkdtemp(dir=memory))
    try:
        ask.answers.append(stick)
        late.find("home_backup").click()
        late.wait()
        assert late.window.toasts.words == "已拷好并核对，可以拔出 U 盘。"
        assert [one.kind for one in backup.backups(stick)] == ["manual"]
    finally:
        shutil.rmtree(stick)
    assert banner(late) == "该试一试备份能不能恢复了：还没有试过"
    late.find("home_backup").click()
    late.wait()
    assert late.window.toasts.words == PASSED
    assert banner(late) == ""


def test_the_settings_show_when_the_drill_passed(late):
    page = late.go("settings", "backup")
    part = page._made["backup"]
    part.test.click()
    late.wait()
    assert part._said.text().startswith("恢复得回来，内容一致")
    assert "通过（2023年8月20日）" in [one.text() for one in part._facts.findChildren(PlainLabel)]
