"""Who gets in, who does not, and that no damaged byte locks everybody out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.trouble import (
    FolderNotEmpty,
    LastSlot,
    NobodyHere,
    NoWorkspace,
    VaultDamaged,
    WaitBeforeTrying,
    WeakPassword,
    WrongPassword,
    WrongRecoveryCode,
)
from sheqi_desktop.store import vaultfile
from sheqi_desktop.store.passwords import LONGEST_WAIT_SECONDS
from sheqi_desktop.store.recovery import print_code, read_code
from sheqi_desktop.store.sealing import Cost
from sheqi_desktop.store.vault import QUICK, Vault, check_code, new_recovery_pair, open_recovery, weakness

WORD = "春风又绿江南岸边"


@pytest.fixture
def made(tmp_path):
    private, public = new_recovery_pair()
    vault, dek, code = Vault.create(tmp_path, public, QUICK)
    vault.add_slot(dek, "w1", "张敏", WORD)
    return vault, dek, code, private


def test_the_right_word_gives_the_key_and_the_own_seed(made, tmp_path):
    vault, dek, _, _ = made
    seed = vault.add_slot(dek, "w2", "李强", "correct horse battery")
    again = Vault.open(tmp_path)
    assert again.people == [("w1", "张敏"), ("w2", "李强")]
    assert again.unlock("w1", WORD).dek == again.unlock("w2", "correct horse battery").dek == dek
    assert again.unlock("w2", "ｃorrect horse battery").signing_seed == seed != again.unlock("w1", WORD).signing_seed


def test_neither_the_key_nor_a_word_lies_on_the_disk(made, tmp_path):
    _, dek, code, _ = made
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert dek not in data
        assert dek.hex().encode() not in data
        assert WORD.encode() not in data
        assert code.encode() not in data
    assert repr(dek) not in repr(Vault.open(tmp_path).unlock("w1", WORD))


def test_a_wrong_word_opens_nothing_and_the_wait_grows(made, tmp_path):
    now = datetime(2023, 3, 8, tzinfo=UTC)
    clock = Clock(lambda: now)
    vault = Vault.open(tmp_path, clock)
    for times in (1, 2, 3):
        with pytest.raises(WrongPassword) as wrong:
            vault.unlock("w1", "不是这个口令啊")
        assert wrong.value.facts["times"] == times
    waits = []
    for _ in range(12):
        with pytest.raises(WaitBeforeTrying) as wait:
            Vault.open(tmp_path, clock).unlock("w1", WORD)
        waits.append(wait.value.facts["seconds"])
        now += timedelta(seconds=waits[-1])
        with pytest.raises(WrongPassword):
            Vault.open(tmp_path, clock).unlock("w1", "又不是这个口令")
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-1] == LONGEST_WAIT_SECONDS
    now -= timedelta(days=9000)  # a flat battery must not lock anyone out for years
    with pytest.raises(WaitBeforeTrying):
        Vault.open(tmp_path, clock).unlock("w1", WORD)
    now += timedelta(seconds=LONGEST_WAIT_SECONDS)
    assert Vault.open(tmp_path, clock).unlock("w1", WORD)


def test_nobody_else_has_a_slot(made):
    with pytest.raises(NobodyHere):
        made[0].unlock("w9", WORD)


@pytest.mark.parametrize(
    "word",
    [
        "123456",
        "password",
        "1234567890",
        "qwertyuiop",
        "aaaaaaaaaaaa",
        "社会工作",
        "好好好好",
        "三个字",
        "青山绿水",
        "长河落日圆",
        "",
    ],
)
def test_an_easy_word_is_refused(made, word):
    assert weakness(word)
    with pytest.raises(WeakPassword):
        made[0].add_slot(made[1], "w1", "张敏", word)


@pytest.mark.parametrize("word", ["青山绿水春风秋月", "sheqi-demo-2023", "Winter 2022 snow"])
def test_a_good_word_is_taken(word):
    assert weakness(word) is None


def test_a_changed_word_replaces_the_old_one_and_keeps_the_seed(made, tmp_path):
    vault, dek, _, _ = made
    seed = vault.unlock("w1", WORD).signing_seed
    vault.change_password("w1", WORD, "大漠孤烟直上青天")
    again = Vault.open(tmp_path)
    with pytest.raises(WrongPassword):
        again.unlock("w1", WORD)
    assert again.unlock("w1", "大漠孤烟直上青天").signing_seed == seed
    assert again.unlock("w1", "大漠孤烟直上青天").dek == dek


def test_the_last_way_in_cannot_be_removed(made, tmp_path):
    vault, dek, _, _ = made
    with pytest.raises(LastSlot):
        vault.remove_slot(dek, "w1")
    vault.add_slot(dek, "w2", "李强", "correct horse battery")
    vault.remove_slot(dek, "w1")
    assert Vault.open(tmp_path).people == [("w2", "李强")]


def test_the_printed_code_and_the_centre_open_too(made, tmp_path):
    vault, dek, code, private = made
    assert len(code.split()) == 10
    assert all(len(group) == 4 for group in code.split())
    assert Vault.open(tmp_path).unlock_with_code(code.replace(" ", "－")) == dek
    assert open_recovery(vault.recovery_blob, private) == dek
    with pytest.raises(ValueError, match="another key"):
        open_recovery(vault.recovery_blob, new_recovery_pair()[0])
    new = vault.new_recovery_code(dek)
    with pytest.raises(WrongRecoveryCode):
        vault.unlock_with_code(code)
    assert vault.unlock_with_code(new) == dek


def test_one_wrong_digit_or_two_swapped_are_noticed_before_anything_is_tried():
    code = print_code(bytes(range(16)))
    digits = code.replace(" ", "")
    for i, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                assert check_code(digits[:i] + other + digits[i + 1 :])
        if i and digits[i - 1] != digit:
            assert check_code(digits[: i - 1] + digit + digits[i - 1] + digits[i + 1 :])
    assert read_code(code) == bytes(range(16))
    assert check_code(digits[:-1])
    assert check_code("九" * 40)
    assert check_code("9" * 40)


def test_any_damaged_byte_is_answered_by_the_other_copy(made, tmp_path):
    _, dek, _, _ = made
    first = tmp_path / vaultfile.FIRST
    whole = first.read_bytes()
    for i in range(len(whole)):
        first.write_bytes(whole[:i] + bytes([whole[i] ^ 1]) + whole[i + 1 :])
        vault = Vault.open(tmp_path)
        assert first.read_bytes() == whole, f"byte {i} was not mended"
        if i % 97 == 0:
            assert vault.unlock("w1", WORD).dek == dek
    first.unlink()
    assert Vault.open(tmp_path).unlock("w1", WORD).dek == dek


def test_both_copies_damaged_is_said_and_the_code_makes_new_slots(made, tmp_path):
    _, dek, code, _ = made
    for name in (vaultfile.FIRST, vaultfile.SECOND):
        (tmp_path / name).write_bytes(b"\0" * 400)
    with pytest.raises(VaultDamaged):
        Vault.open(tmp_path)
    vault, found = Vault.rebuild_from_code(tmp_path, code)
    assert found == dek
    vault.add_slot(dek, "w1", "张敏", "一个新的好口令呀")
    assert Vault.open(tmp_path).unlock("w1", "一个新的好口令呀").dek == dek
    assert Vault.open(tmp_path).unlock_with_code(code) == dek
    assert (tmp_path / "vault.json.damaged").exists()


def test_the_key_from_the_centre_makes_new_slots_too(made, tmp_path):
    _, dek, _, private = made
    blob = Vault.open(tmp_path).recovery_blob
    for name in (vaultfile.FIRST, vaultfile.SECOND, vaultfile.CODE_ONLY):
        (tmp_path / name).unlink()
    with pytest.raises(NoWorkspace):
        Vault.open(tmp_path)
    (tmp_path / "data.db").write_bytes(b"there is data")
    with pytest.raises(VaultDamaged):
        Vault.open(tmp_path)
    (tmp_path / "data.db").unlink()
    vault, code = Vault.rebuild(tmp_path, open_recovery(blob, private), cost=QUICK)
    assert vault.unlock_with_code(code) == dek


def test_a_slot_slipped_into_the_file_gets_no_key(made, tmp_path):
    vault, dek, _, _ = made
    (tmp_path / "x").mkdir()
    other, other_dek, _ = Vault.create(tmp_path / "x", None, QUICK)
    other.add_slot(other_dek, "evil", "某人", WORD)
    evil = other._content.slots[0]
    vault._content = vaultfile.VaultFile(
        9, (*vault._content.slots, evil), vault._content.code, None, vault._content.mac
    )
    with pytest.raises(VaultDamaged):
        vault.reseal(dek, (b"n" * 32,))


def test_a_new_vault_never_covers_an_old_one(made, tmp_path):
    with pytest.raises(FolderNotEmpty):
        Vault.create(tmp_path, None, QUICK)


def test_the_work_of_a_guess_is_never_below_the_floor():
    cost = Cost.calibrated(0.001)
    assert (cost.memory_kib, cost.passes, cost.lanes) == (64 * 1024, 3, 4)
    assert not Cost(memory_kib=1 << 30).plausible
