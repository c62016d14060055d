"""A new key for the file: whatever cuts it short, one of the two keys opens it and nobody is locked out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import Cancelled
from sheqi_desktop.store import rekey
from sheqi_desktop.store.engine import connect, opens_with, refuse_damage
from sheqi_desktop.store.rekey import BOTH_KEYS, CHECKED, SWAPPED, WRITING, finish, rotate_key
from sheqi_desktop.store.vault import QUICK, Vault

WORD, OTHER = "春风又绿江南岸边", "明月何时照我还家"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Vault, bytes]:
    vault, dek, _ = Vault.create(tmp_path, None, QUICK)
    vault.add_slot(dek, "w1", "张敏", WORD)
    vault.add_slot(dek, "w2", "李强", OTHER)
    driver = connect(tmp_path / "data.db", dek)
    driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("CREATE TABLE words (n INTEGER PRIMARY KEY, said TEXT)")
    driver.executemany("INSERT INTO words VALUES (?, ?)", [(n, "老人在院里剥玉米" * 20) for n in range(3000)])
    driver.execute("PRAGMA user_version = 7")
    driver.close()
    return vault, dek


def count(folder: Path, dek: bytes) -> int:
    driver = connect(folder / "data.db", dek)
    try:
        refuse_damage(driver)
        assert driver.execute("PRAGMA user_version").fetchone()[0] == 7
        return int(driver.execute("SELECT count(*) FROM words").fetchone()[0])
    finally:
        driver.close()


def test_only_the_new_key_opens_and_whoever_left_has_none(made, tmp_path):
    vault, dek = made
    vault.remove_slot(dek, "w2")
    new = rotate_key(tmp_path, vault, dek)
    assert not opens_with(tmp_path / "data.db", dek)
    assert count(tmp_path, new) == 3000
    assert Vault.open(tmp_path).unlock("w1", WORD).dek == new
    assert [worker for worker, _ in Vault.open(tmp_path).people] == ["w1"]


def test_it_tells_how_far_it_is(made, tmp_path):
    vault, dek = made
    heard: list[tuple[int, int, int]] = []
    rotate_key(tmp_path, vault, dek, lambda *told: heard.append(told))
    steps = [step for step, _, _ in heard]
    assert steps == sorted(steps)
    assert {BOTH_KEYS, WRITING, CHECKED, SWAPPED} == set(steps)
    assert all(done <= total for _, done, total in heard)


@pytest.mark.parametrize("at", [BOTH_KEYS, WRITING, CHECKED])
def test_cancelled_leaves_the_key_it_had(made, tmp_path, at):
    vault, dek = made

    def stop(step: int, done: int, total: int) -> None:
        if step == at:
            raise Cancelled()

    with pytest.raises(Cancelled):
        rotate_key(tmp_path, vault, dek, stop)
    assert count(tmp_path, dek) == 3000
    opened = Vault.open(tmp_path).unlock("w1", WORD)
    assert (opened.dek, opened.other_keys) == (dek, ())
    assert not (tmp_path / "data.new.db").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the power is cut in a process of its own")
@pytest.mark.parametrize("at", [BOTH_KEYS, WRITING, CHECKED, SWAPPED])
def test_a_power_cut_at_any_moment_leaves_a_file_that_opens(made, tmp_path, at):
    vault, dek = made

    def cut(step: int, done: int, total: int) -> None:
        if step == at:
            os._exit(9)

    child = os.fork()
    if child == 0:
        rotate_key(tmp_path, vault, dek, cut)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    again = Vault.open(tmp_path)
    opened = again.unlock("w1", WORD)
    assert count(tmp_path, opened.dek) == 3000
    assert (opened.dek == dek) == (at != SWAPPED)
    assert len(opened.other_keys) == 1
    finish(tmp_path, again, opened)
    assert not (tmp_path / "data.new.db").exists()
    settled = Vault.open(tmp_path).unlock("w2", OTHER)
    assert (settled.dek, settled.other_keys) == (opened.dek, ())
    assert rekey.rotate_key(tmp_path, Vault.open(tmp_path), settled.dek) != settled.dek
