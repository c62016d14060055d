"""Work happens on one other thread and comes back on the window's own."""

from __future__ import annotations

import gc
import sys
import threading
from functools import partial

import pytest

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import Cancelled, DiskFull, Trouble
from sheqi_desktop.gui.bugs import BugHook, report
from sheqi_desktop.gui.job import Job, Jobs, Progress, Tidy


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.finish()


def test_a_result_comes_back_on_the_main_thread(qtbot, jobs):
    got: list[tuple[object, str, str]] = []
    main = threading.current_thread().name

    def work(job: Job) -> object:
        return Changes(kinds={threading.current_thread().name})

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, lambda changes: got.append((changes, threading.current_thread().name, main)))
    changes, where, _ = got[0]
    assert isinstance(changes, Changes)
    assert where == main
    assert main not in changes.kinds


def test_trouble_comes_back_as_trouble(qtbot, jobs):
    heard: list[Trouble] = []

    def work(job: Job) -> object:
        raise DiskFull(path="D:")

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, trouble=heard.append)
    assert isinstance(heard[0], DiskFull)


def test_work_is_done_one_after_the_other(qtbot, jobs):
    order: list[int] = []
    for number in range(5):
        jobs.run(lambda job, number=number: order.append(number))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert order == [0, 1, 2, 3, 4]


def test_cancelling_stops_the_work_at_its_next_report(qtbot, jobs):
    heard: list[Trouble] = []
    begun = threading.Event()

    def work(job: Job) -> object:
        begun.set()
        for done in range(10_000_000):
            job.teller.tell(1, 1, "写入", done, 10_000_000)
        return None

    with qtbot.waitSignal(jobs.idle):
        job = jobs.run(work, trouble=heard.append)
        assert begun.wait(5)
        job.stop()
    assert isinstance(heard[0], Cancelled)


def test_progress_is_told_in_words():
    progress = Progress(3, 4, 184, 402, "写入", 6)
    assert progress.words == "第 3 步 / 共 4 步：写入 184 / 402"
    assert progress.percent == 61
    assert progress.share_words == "61%・大约还要 6 秒"


def test_a_bug_keeps_the_work_and_reports_no_words_of_a_record(qtbot, jobs, tmp_path, monkeypatch):
    kept: list[str] = []
    said: list[tuple[str, str]] = []
    hook = BugHook(tmp_path, lambda: kept.append("kept"), lambda title, text: said.append((title, text)))
    monkeypatch.setattr(sys, "excepthook", hook.hook)

    def work(job: Job) -> object:
        raise KeyError("王秀兰 血压 162/95")

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work)
    qtbot.waitUntil(lambda: bool(said))
    assert kept == ["kept"]
    assert said[0][0] == "程序出了点问题，刚才填的内容都还在"
    (file,) = tmp_path.iterdir()
    written = file.read_text(encoding="utf-8")
    assert "KeyError" in written
    assert "王秀兰" not in written


def test_a_report_names_the_place_only():
    from sheqi_desktop.domain.clock import at

    try:
        int("王秀兰")
    except ValueError as error:
        text = report(type(error), error.__traceback__, at("2023-06-14T10:00"))
    assert "test_job.py" in text
    assert "王秀兰" not in text


def test_what_the_work_holds_is_let_go_on_the_main_thread(qtbot, jobs):
    class Held:
        def __del__(self) -> None:
            ended.append(threading.current_thread())

    def work(job: object, held: Held) -> None:
        """Only the job still holds what it was given."""

    ended: list[threading.Thread] = []
    with qtbot.waitSignal(jobs.idle):
        for _ in range(50):
            jobs.run(partial(work, held=Held()))
    assert ended == [threading.main_thread()] * 50


def test_python_tidies_up_on_the_main_thread_only_from_the_first_worker_on(qapp):
    one, other = Jobs(), Jobs()
    one.finish()
    other.finish()
    assert not gc.isenabled()
    assert len(qapp.findChildren(Tidy)) == 1
