"""换了电脑, 第二台电脑, or 同一台电脑恢复: what a workspace that was copied to another computer is asked (TRUST §4.4).

On another computer it draws a new device key and takes the next machine letter, so that neither numbers nor chains are
given twice; the centre enrols it as any other machine before its bundles are accepted.  What was written before the
copy stays what it was, and goes along in the next bundle: it is sealed under the key it was written under, so that
the other computer, if it seals the same, says the same changes (FORMAT §5).  With 换了电脑 the old key signs up to
where that goes, and no more is believed of it once the new one is approved.

A workspace brought back from a backup made while the question was open asks it again, as it must: its file has the old
key, and until somebody answers nothing leaves it.
"""

from __future__ import annotations

from dataclasses import replace

from sheqi_desktop.domain.change import ChainHead
from sheqi_desktop.domain.circles import ALL
from sheqi_desktop.domain.number import LETTERS
from sheqi_desktop.domain.trouble import SlotTaken
from sheqi_desktop.domain.which_computer import WHICH_WORDS, Which
from sheqi_desktop.operations.chain_ends import chain_ends
from sheqi_desktop.operations.copied_here import ASKED, is_asked
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_station import COPY_OF
from sheqi_desktop.operations.place import keep_place
from sheqi_desktop.operations.seal_changes import seal_open_changes
from sheqi_desktop.store import keys, log, meta
from sheqi_desktop.sync.bytes import chain_id, new_epoch
from sheqi_desktop.sync.copied import vouch
from sheqi_desktop.sync.machine import Machine

__all__ = ["WHICH_WORDS", "Which", "answer", "asks", "owes_request"]


def asks(desk: Desk) -> bool:
    """Tell whether this workspace came from another computer and nobody has said why."""
    with desk.read() as read:
        return is_asked(read)


def owes_request(desk: Desk) -> bool:
    """Tell whether this computer has a new key and nobody has written the 申请文件 for it."""
    with desk.read() as read:
        copied = meta.get(read, COPY_OF, None)
    return bool(copied) and not copied.get("written") and not desk.approved


def answer(desk: Desk, which: Which) -> None:
    """Say what happened to the computer.

    同一台电脑恢复 keeps the key; otherwise the machine has a new key and letter, and ``write_request`` asks the centre
    to enrol it; 换了电脑 takes the other's place, which retires with the approval.  Does nothing where nothing is
    asked.  Raises SlotTaken where no letter is left.
    """
    if not asks(desk):
        return
    if which == Which.SAME:
        with desk.write() as write:
            meta.put(write, ASKED, False)
            desk.note(write, "which_computer", which.value)
        return
    _become_another(desk, which)


def _become_another(desk: Desk, which: Which) -> None:
    seal_open_changes(desk)
    old, machine, epoch = desk.machine, Machine.make(), new_epoch()
    place = replace(desk.place, slot=_next_letter(desk), invite="")
    vouched = vouch(old, machine, _ends(desk, old) if which == Which.MOVED else None)
    said = {"label": f"{WHICH_WORDS[which]}，原来是 {desk.place.slot} 机", **vouched.as_row()}
    with desk.write() as write:
        keys.save_device(write, machine.device, machine.seed, machine.age_secret, epoch)
        log.close_chains(write)
        chain = chain_id(machine.device, epoch, ALL)
        log.start_chain(write, ChainHead(chain, machine.device, epoch, ALL), mine=True)
        keep_place(write, place)
        meta.put(write, COPY_OF, said)
        meta.put(write, ASKED, False)
        desk.note(write, "which_computer", which.value, device=machine.device[:16], slot=place.slot)
    desk.machine, desk.place = machine, place
    desk.start_witness()


def _ends(desk: Desk, old: Machine) -> dict[str, tuple[int, str]]:
    """Give up to where this copy has what was written under the old key, all of it sealed."""
    with desk.read() as read:
        return {chain: (last, hash_) for chain, last, hash_ in chain_ends(read, old.device)}


def _next_letter(desk: Desk) -> str:
    used = {one.slot for one in desk.book.newest.devices if one.station_code == desk.station} | {desk.place.slot}
    free = next((letter for letter in LETTERS if letter not in used), None)
    if free is None:
        raise SlotTaken(slot=LETTERS[-1])
    return free
