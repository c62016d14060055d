"""What an enrolled machine may do to the bytes, the chains and the manifest of its own bundles, rightly signed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.change import ChainHead, Change, ChangeRef
from sheqi_desktop.store import log
from sheqi_desktop.sync.bytes import chain_id
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import sign
from tests.operations.inner import CHANGED, DAMAGED, IN, NOT_ALLOWED, ROSTER, TOO_NEW, Liar, Lie, word
from tests.sync.parts import reseal


# ------------------------------------------------------------------------------ bytes no honest writer writes
def _column(name: str, value: Any) -> Callable[[dict[str, Any]], object]:
    return lambda told: told["create"]["visit"]["f"].update({name: [value]})


def _create(**members: Any) -> Callable[[dict[str, Any]], object]:
    return lambda told: told["create"]["visit"].update(members)


def _patch(**members: Any) -> Callable[[dict[str, Any]], object]:
    return lambda told: told["patch"]["visit"].update(members)


def _deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


ROW = "01869c66-5e80-7d11-a196-00000000beef"
BODIES: list[Callable[[dict[str, Any]], object]] = [
    _column("x", 0.5), _column("x", 2**63), _column("x", -(2**63) - 1), _column("x", _deep(14)),
    _column("x", _deep(99)), _column("x", "字" * 400_000), _column("x", [{"id": "1"}]),
    _column("x", [{"id": ROW}, {"id": ROW}]),
    _column("x", [{"id": ROW}, {"y": 1}]), _column("x", [{"id": None}]), _column("x", [{"id": ROW.upper()}]),
    _column("_deleted", True), _column("../x", 1), _column("字", 1), _column("", 1), _column("X", 1), _column("a/b", 1),
    _column("__proto__", 1), _column("x" * 66, 1), lambda told: told["create"]["visit"]["f"].update(x=[1, 2]),
    _create(id=["x"]), _create(id=[5]), _create(id=[]), _create(id=["01869C66-5E80-7D11-A196-00000000BEEF"]),
    _create(seq=[1]), _create(seq=[0]), _create(seq=[True]), _create(seq=["1"]), _create(seq=[]), _create(t=[-1]),
    _create(t=[1 << 48]), _create(t=[None]), _create(by=[7]), _create(by=[-1]), _create(by=None), _create(f=[]),
    _create(sig={"0": "QQ=="}), _create(sig={"9": "x"}), _create(why={"0": ""}), _create(why={"00": "x"}),
    _create(why={"0": 5}), _patch(par=[[]]), _patch(par=[[[0, 9 << 40]]]), _patch(par=[[[5, 1]]]), _patch(par=[None]),
    _patch(par=[[[0, 1], [0, 1]]]), _patch(par=[[[0, True]]]), _patch(rec=[[0, 0]]), _patch(rec=[5]), _patch(rec=[]),
    _patch(f={"note": [[0, 0], [1, 2]]}), _patch(f={"note": [[3], [1]]}), _patch(f={"note": [[0]]}),
    _patch(f={f"m/{ROW}/A": [[0], [1]]}), _patch(f={"m/1": [[0], [1]]}), _patch(f={"_deleted": [[0], [True]]}),
    _patch(f={"_deleted": [[0], [True]]}, why={"1": "录错了"}), lambda told: told.update(people=[]),
    lambda told: told.update(people=[""]), lambda told: told.update(people=["x" * 201]), lambda told: told.pop("refs"),
    lambda told: told.update(refs=[["0" * 32, {}]]), lambda told: told.update(refs=[["x", {"1": "0" * 8}]]),
    lambda told: told.update(refs=[["0" * 32, {"01": "0" * 8}]]), lambda told: told.update(create=[]),
    lambda told: told["create"].update({"A": told["create"].pop("visit")}), lambda told: told["create"].update(x={}),
    lambda told: told.pop("patch"), lambda told: told["create"].clear(),
]  # fmt: skip


def spoilt_body(liar: Liar, rng: random.Random) -> Lie:
    new = liar.change(1, "visit", liar.fresh(), liar.base(**word(rng)))
    edit = liar.change(2, "visit", new.record, word(rng), parents=(new.ref,))
    return liar.spoilt("a body no honest writer writes", DAMAGED, [new, edit], rng.choice(BODIES))


def spoilt_header(liar: Liar, rng: random.Random) -> Lie:
    new = liar.change(1, "visit", liar.fresh(), liar.base(**word(rng)))
    name, value, code = rng.choice(HEADERS)
    sealed = reseal(liar.seal([new]), liar.desk.machine, **{name: value})
    return Lie("a header no honest writer writes", liar.raw([sealed]), code)


HEADERS: list[tuple[str, Any, str]] = [
    ("v", 2, TOO_NEW),
    *((name, value, DAMAGED) for name, value in (
        ("v", 0), ("v", "1"), ("county", "ab" * 16), ("chain", "ab" * 16), ("device", "ab" * 16), ("epoch", "00" * 8),
        ("audience", "x"), ("audience", ""), ("first", 0), ("first", 2**63 - 1), ("last", 9), ("last", 10**9),
        ("prev", "x"), ("body", "0" * 64), ("size", 5), ("size", 1 << 40), ("size", -1), ("codec", "zlib"),
        ("codec", "xz"), ("schema", -1), ("roster", None), ("hlc", [[0, 0], [1, 0]]), ("hlc", [[1 << 48, 0]] * 2),
        ("hlc", [[0, 1 << 16]] * 2), ("hlc", []), ("sealed", "x" * 201), ("app", 5),
    )),
]  # fmt: skip


# ------------------------------------------------------------------------------ chains
def anothers_chain(liar: Liar, rng: random.Random) -> Lie:
    """Write on in the chain of another machine, signed by ours, or spoil a true signature."""
    victim = rng.choice(liar.theirs)
    with liar.all_knowing.read() as read:
        head = log.chains(read)[liar.creations[victim.id].chain]
    change = Change(
        ChangeRef(head.chain, head.seq + 1), victim.kind, victim.id, victim.heads, word(rng), f"w-{victim.station}-1",
        liar.desk.clock.ms(), device=head.device,
    )  # fmt: skip
    sealed = liar.seal([change], head)
    if rng.random() < 0.5:
        sealed = replace(sealed, signature=rng.randbytes(64))
    return Lie("another machine's chain", liar.bundle([sealed]), CHANGED)


def strangers_chain(liar: Liar, rng: random.Random) -> Lie:
    """Bring the chain of a machine that no roster names: it waits and says nothing."""
    stranger, epoch = Machine.make(), rng.randbytes(8).hex()
    head = ChainHead(chain_id(stranger.device, epoch, "all"), stranger.device, epoch, "all")
    said = liar.base(**word(rng))
    change = Change(ChangeRef(head.chain, 1), "visit", liar.fresh(), (), said, liar.me, 1, device=stranger.device)
    return Lie("a stranger's chain", liar.bundle([liar.seal([change], head, signer=stranger)]), IN)


def gap(liar: Liar, rng: random.Random) -> Lie:
    """Leave something out: what follows waits, and says nothing before that has come."""
    how = rng.randrange(3)
    head = liar.head
    if how == 0:
        head = replace(head, hash=rng.randbytes(32).hex())
    elif how == 1:
        head = replace(head, seq=head.seq + 50, hash=rng.randbytes(32).hex())
    else:
        head = replace(head, seq=head.seq + 3)  # hangs on what is held, with other numbers
    new = liar.change(1, "visit", liar.fresh(), liar.base(**word(rng)))
    new = replace(new, ref=ChangeRef(head.chain, head.seq + 1))
    return Lie("a gap", liar.bundle([liar.seal([new], head)]), DAMAGED if how == 2 else IN)


def later_roster(liar: Liar, rng: random.Random) -> Lie:
    new = liar.change(1, "visit", liar.fresh(), liar.base(**word(rng)))
    ahead = liar.to.book.newest.version + rng.randrange(1, 10**6)
    return liar.lie("a roster that has not come", IN, new, roster_version=ahead)


def old_roster(liar: Liar, rng: random.Random) -> Lie:
    """Act under a roster in which we or the author were not yet there."""
    new = liar.change(1, "visit", liar.fresh(), liar.base(**word(rng)))
    return liar.lie("a roster before our time", NOT_ALLOWED, new, roster_version=1)


def strange_parents(liar: Liar, rng: random.Random) -> Lie:
    """Name parents that are of other records, of other branches or of nowhere: only our record can be touched."""
    mine, other = rng.choice(liar.mine), rng.choice([*liar.theirs, *liar.mine])
    parents = rng.choice([other.heads, (liar.creations[other.id],), (ChangeRef(liar.head.chain, 1),)])
    return liar.lie("strange parents", IN, liar.patch(1, mine, word(rng), parents=parents), may_touch=[mine.id])


# ------------------------------------------------------------------------------ what is said about the file
def manifest(liar: Liar, rng: random.Random) -> Lie:
    """Lie about what we hold and lack: no record may move."""
    photo = rng.randbytes(32).hex()
    said = rng.choice([
        {"have": {rng.randbytes(16).hex(): (9, rng.randbytes(32).hex())}}, {"lacking": [photo]}, {"counter": 2**63 - 1},
        {"bundles": [(liar.to.machine.device, rng.randrange(1, 10**9))]}, {"workers": {liar.colleague: photo}},
        {"workers": {"w-centre-1": photo, "w-411327104-1": photo}}, {"journal": (10**12, photo)},
        {"recovery": b"x" * 99}, {"made_ms": 2**63 - 1}, {"app": "x" * 200}, {"extra": {"zz": {"\u202e": [None]}}},
        {"part": (3, 9999)},
        {"as_of": "9999-99-99"}, {"roster_version": 10**9}, {"kind": "receipt"}, {"kind": "bootstrap"},
    ])  # fmt: skip
    return Lie("lies about the file", liar.bundle(**said), IN)


def summary(liar: Liar, rng: random.Random) -> Lie:
    new = liar.change(1, "visit", liar.fresh(), liar.base(**word(rng)))
    true = {"visit": {liar.desk.station: [1, 0, 0]}}
    counts = rng.choice([
        {}, {"visit": {liar.desk.station: [rng.randrange(2, 10**9), 0, 0]}}, {"visit": {"411327104": [1, 0, 0]}},
        {"client": {liar.desk.station: [1, 0, 0]}}, {"visit": {liar.desk.station: [1, 0]}}, true | {"zzz": {}},
        {"visit": {liar.desk.station: [1, 0, 0], "": [0, 0, 0]}}, {"visit": {liar.desk.station: [1, -1, 0]}},
    ])  # fmt: skip
    data = liar.raw([liar.seal([new])], summary={"counts": counts, "as_of": ""})
    return Lie("a summary that is not true", data, DAMAGED)


def rosters(liar: Liar, rng: random.Random) -> Lie:
    book = liar.to.book
    mine = Ed25519PrivateKey.from_private_bytes(rng.randbytes(32))
    root = (mine.public_key().public_bytes_raw().hex(),)
    how = rng.randrange(5)
    if how == 0:  # the next version, by us, with us as its root
        return _with_roster(liar, book.newest.version + 1, sign(book.successor(roots=root), [mine]), ROSTER)
    if how == 1:  # another text for a version that is known
        known = rng.randrange(1, book.newest.version + 1)
        other = replace(book.successor(), version=known, issued=rng.randrange(1, 10**6))
        return _with_roster(liar, known, sign(other, [mine]), ROSTER)
    if how == 2:  # a version is skipped: it proves nothing
        skipped = book.newest.version + rng.randrange(2, 50)
        return _with_roster(liar, skipped, sign(replace(book.successor(roots=root), version=skipped), [mine]), IN)
    if how == 3:  # another county's first
        return _with_roster(liar, 1, sign(replace(book.newest, version=1, county="", roots=root), [mine]), ROSTER)
    return _with_roster(liar, 1, rng.randbytes(50), ROSTER)


def _with_roster(liar: Liar, version: int, data: bytes, code: str) -> Lie:
    return Lie("a roster no root signed", liar.raw([], [(str(version), data)]), code)
