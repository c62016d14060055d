"""Two computers used the same data: from the fork on, each branch becomes a chain of its own."""

from __future__ import annotations

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.lids import MASK, SHIFT, forget, number_of, number_or_new
from sheqi_desktop.store.transaction import Write


def rename_branch(write: Write, old: str, from_seq: int, new: str) -> None:
    """Give what a chain holds from a number on another name; the records are rebuilt afterwards.

    Happens at most a few times in the life of a county, so plainness comes before speed.
    """
    was = number_of(write, old)
    if was is None:
        return
    now = number_or_new(write, new)
    write.run(
        "UPDATE chain SET (chain, device, epoch, audience, mine, seq, hash, last, at) ="
        " (SELECT chain, device, epoch, audience, mine, seq, hash, last, at FROM chain WHERE no = ?) WHERE no = ?",
        was,
        now,
    )
    write.run("UPDATE segment SET chain = ? WHERE chain = ? AND first >= ?", now, was, from_seq)
    before = write.row("SELECT last, hash FROM segment WHERE chain = ? ORDER BY last DESC LIMIT 1", was)
    seq, hash_ = before or (0, "")
    write.run("UPDATE chain SET seq = ?, hash = ?, last = ? WHERE no = ?", seq, hash_, seq, was)
    write.run(
        "UPDATE chain SET current = (SELECT current FROM chain WHERE no = ?) WHERE no = ?",
        was,
        now,
    )
    write.run("UPDATE chain SET current = 0 WHERE no = ?", was)
    first, beyond = was << SHIFT | from_seq, (was + 1) << SHIFT
    write.run(
        "UPDATE open_change SET lid = (lid & ?) | ? WHERE lid >= ? AND lid < ?", MASK, now << SHIFT, first, beyond
    )
    for lid, parents in write.rows("SELECT lid, parents FROM open_change"):
        moved = [now << SHIFT | p & MASK if first <= p < beyond else p for p in jsontext.value(parents)]
        write.run("UPDATE open_change SET parents = ? WHERE lid = ?", jsontext.text(moved), lid)
    forget(write)
