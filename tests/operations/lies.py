"""What an enrolled machine may try inside its own bundles, one function for each kind of lie."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.sync.bytes import b64
from tests.operations.inner import IN, MANY_VOIDS, NOT_ALLOWED, Liar, Lie, word
from tests.operations.lies_bytes import (
    anothers_chain,
    gap,
    later_roster,
    manifest,
    old_roster,
    rosters,
    spoilt_body,
    spoilt_header,
    strange_parents,
    strangers_chain,
    summary,
)

ODD: list[Any] = [
    [], {}, 5, -1, True, "", "x", [[]], [1, "a", None], {"a": {"b": []}}, 2**63 - 1, -(2**63), "\u202e坏\u0000", "=1+1",
    "9999-99-99", "2023-02-30", [{"client_id": []}], [{"hash": 5}], "<b>", "../../x", "字" * 4000, [[[[[1]]]]],
]  # fmt: skip
FIELDS = (
    "summary note service_date start_at end_at mode outcome client_id workers clients name id_no phone birth_date "
    "categories photos _form restricted source late_entry risk_level_after services_given members doc_no village "
    "client_sign worker_id person_id household_id file_state next_due parent_id f_care visit_type minutes"
).split()
KINDS = ("visit", "client", "household", "case", "activity", "volunteer_hour", "group", "crisis", "zzz", "a_b_c9")
GONE, CUT, GUIDE = "w-gone", "w-cut", "s-guide"
"""Three people of the liar's station: one whose post ended, one believed up to nothing, a 督导."""


# ------------------------------------------------------------------------------ others' records
def foreign_record(liar: Liar, rng: random.Random) -> Lie:
    said = rng.choice([word(rng), {rng.choice(FIELDS): rng.choice(ODD)}, {"status": "draft"}, {"_deleted": False}])
    change = liar.patch(1, rng.choice(liar.theirs), said, reason="改一改", author=rng.choice(liar.people))
    return liar.lie("another station's record", NOT_ALLOWED, change)


def foreign_void(liar: Liar, rng: random.Random) -> Lie:
    change = liar.hand(liar.patch(1, rng.choice(liar.theirs), {"_deleted": True}, reason="录错了这一条"))
    return liar.lie("void of another station's record", NOT_ALLOWED, change)


def foreign_creation(liar: Liar, rng: random.Random) -> Lie:
    station = rng.choice([None, "411327104", "411327000", "", *ODD])
    said = liar.base(station_code=station, **word(rng))
    return liar.lie("a new record of another", NOT_ALLOWED, liar.change(1, rng.choice(KINDS), liar.fresh(), said))


def takeover(liar: Liar, rng: random.Random) -> Lie:
    """Make a record that another station made already: with its id, our station and any kind."""
    victim = rng.choice(liar.theirs)
    changes = [liar.change(1, rng.choice([victim.kind, *KINDS]), victim.id, liar.base(**word(rng)))]
    if rng.random() < 0.5:
        changes.append(liar.patch(2, victim, word(rng)))
    return liar.lie("another's record made again", NOT_ALLOWED, *changes)


def other_kind(liar: Liar, rng: random.Random) -> Lie:
    """Name another kind, under which other rules would hold."""
    mine = rng.choice(liar.mine)
    kind = rng.choice([one for one in (*KINDS, "annotation", "media_report") if one != mine.kind])
    return liar.lie("another kind", NOT_ALLOWED, replace(liar.patch(1, mine, word(rng)), kind=kind))


# ------------------------------------------------------------------------------ others' names and hands
def foreign_author(liar: Liar, rng: random.Random) -> Lie:
    author = rng.choice(["w-411327104-1", "w-centre-1", "w-nobody", GONE, "张三", "W-411327101-1", "\u202e"])
    change = rng.choice([
        liar.patch(1, rng.choice(liar.mine), word(rng), author=author),
        liar.change(1, "visit", liar.fresh(), liar.base(entered_by=author, **word(rng)), author=author),
    ])  # fmt: skip
    return liar.lie("an author who is not of the station", NOT_ALLOWED, change)


NAMES = ("signed_by", "lead_signed_by", "approved_by", "verified_by", "settled_by", "asked_back_by", "same_by")


def forged_name(liar: Liar, rng: random.Random) -> Lie:
    name = rng.choice((*NAMES, "entered_by"))
    said = {name: rng.choice([liar.colleague, "w-centre-1", "w-411327104-1", *ODD[:7]])}
    new = liar.change(1, "visit", liar.fresh(), liar.base(**said))
    change = rng.choice([new, liar.patch(1, rng.choice(liar.mine), said)])
    return liar.lie("somebody else's name", NOT_ALLOWED, liar.hand(change))


def no_hand(liar: Liar, rng: random.Random) -> Lie:
    """Hand in, sign, void or take a step for somebody who has a key, without that key."""
    author = rng.choice([liar.me, liar.colleague])
    said, reason = rng.choice([
        ({"status": "submitted", "signed_by": author}, ""), ({"_deleted": True}, "录到别人名下"),
        ({"_deleted": False}, "恢复这一条"), ({"status": "draft"}, ""),
    ])  # fmt: skip
    change = liar.patch(1, rng.choice(liar.mine), said, author=author, reason=reason)
    if rng.random() < 0.3:
        said = liar.base(status="submitted", signed_by=author, entered_by=author)
        change = liar.change(1, "visit", liar.fresh(), said, author=author)
    how = rng.randrange(4)
    if how == 1:
        change = replace(change, signature=b64(rng.randbytes(64)))
    elif how == 2:  # a true signature, but under something else
        other = liar.hand(replace(change, at=change.at + 1))
        change = replace(change, signature=other.signature)
    elif how == 3:  # by a key that is not theirs
        key = Ed25519PrivateKey.from_private_bytes(rng.randbytes(32))
        change = replace(change, signature=b64(key.sign(b"x")))
    return liar.lie("an act without the hand of who did it", NOT_ALLOWED, change)


def own_sign_off(liar: Liar, rng: random.Random) -> Lie:
    mine = rng.choice([one for one in liar.mine if one.answers.get("signed_by") == liar.me])
    said = rng.choice([{"status": "signed", "approved_by": liar.me}, {"lead_signed_by": liar.me}])
    change = liar.patch(1, mine, said | rng.choice([{}, {"approval_note": "同意"}]))
    return liar.lie("own work signed off", NOT_ALLOWED, liar.hand(change))


def signed_by_a_worker(liar: Liar, rng: random.Random) -> Lie:
    said = rng.choice([{"status": "signed"}, {"status": "returned"}, {"lead_signed_by": liar.colleague}])
    change = liar.patch(1, rng.choice(liar.mine), said, author=liar.colleague)
    return liar.lie("a signature of who may not sign", NOT_ALLOWED, change)


def guide_writes(liar: Liar, rng: random.Random) -> Lie:
    """A 督导 signs what others wrote and never writes it."""
    new = liar.change(1, rng.choice(KINDS), liar.fresh(), liar.base(entered_by=GUIDE, **word(rng)), author=GUIDE)
    change = rng.choice([new, liar.patch(1, rng.choice(liar.mine), word(rng), author=GUIDE)])
    return liar.lie("a 督导 writes the record", NOT_ALLOWED, change)


def beyond_the_cut(liar: Liar, rng: random.Random) -> Lie:
    """Somebody no longer believed: the change is kept and says nothing, whatever it is about."""
    victim = rng.choice([*liar.mine, *liar.theirs])
    change = liar.patch(1, victim, rng.choice([word(rng), {"status": "locked"}]), author=CUT)
    return liar.lie("somebody believed no longer", IN, change)


# ------------------------------------------------------------------------------ what is not a station's to say
def centres_words(liar: Liar, rng: random.Random) -> Lie:
    name, value = rng.choice([
        ("period_adjust", {"decision": 1}), ("period_adjust", "accepted"), ("adjust_ref", "x"), ("adjust_note", "x"),
        ("verify_state", 1), ("verified_at", "x"), ("settled_on", "2023-04-01"), ("settled_why", "x"),
        ("asked_back_on", "x"), ("asked_back_why", "x"), ("same_on", "x"), ("same_why", "x"), ("not_same_as", ["x"]),
        ("person_id", "01869c66-5e80-7d11-a196-00000000beef"), ("station_code", "411327104"), ("station_code", None),
        ("entered_at", "2023-03-01T08:00:00+08:00"), ("entered_by", liar.me),
    ])  # fmt: skip
    kind = "media_report" if name.startswith("verif") else "client" if name in PERSONS else "visit"
    mine = [one for one in liar.mine if one.kind == kind]
    if mine:
        change = liar.patch(1, rng.choice(mine), word(rng) | {name: value})
    else:
        change = liar.change(1, kind, liar.fresh(), liar.base(**{name: value}))
    return liar.lie("what the centre alone says", NOT_ALLOWED, liar.hand(change))


PERSONS = ("same_on", "same_why", "not_same_as", "person_id")


def odd_status(liar: Liar, rng: random.Random) -> Lie:
    said = {"status": rng.choice(["locked", "SIGNED", "已签批", "", "signed ", [], {}, 1, True, ["signed"], {"a": 1}])}
    new = liar.change(1, "visit", liar.fresh(), liar.base(**said))
    change = rng.choice([liar.patch(1, rng.choice(liar.mine), said), new])
    return liar.lie("a state nobody writes", NOT_ALLOWED, liar.hand(change))


def odd_void(liar: Liar, rng: random.Random) -> Lie:
    said = {"_deleted": rng.choice([None, 1, 0, "yes", [], {}, ["x"]])}
    change = liar.patch(1, rng.choice(liar.mine), said, reason="录到别人名下")
    return liar.lie("a void that is none", NOT_ALLOWED, liar.hand(change))


def month_closed(liar: Liar, rng: random.Random) -> Lie:
    said = liar.base(year=2023, month=rng.randrange(1, 13), status="submitted")
    return liar.lie("a month closed", NOT_ALLOWED, liar.change(1, "period_close", liar.fresh(), said))


def steps(liar: Liar, rng: random.Random) -> Lie:
    row = liar.fresh()
    said = rng.choice([
        {f"moves/{row}": {"id": row, "move": "close", "by": liar.colleague}}, {f"moves/{row}": None}, {"moves": []},
        {f"moves/{row}/on": "2023-01-01"}, {"moves": [{"id": row, "by": liar.me}]}, {"moves": 5},
        {f"moves/{row}": {"id": row, "move": "x", "by": rng.choice(ODD[:7])}},
    ])  # fmt: skip
    return liar.lie("steps of a file", NOT_ALLOWED, liar.hand(liar.patch(1, rng.choice(liar.mine), said)))


def many_voids(liar: Liar, rng: random.Random) -> Lie:
    some = rng.sample(liar.mine, rng.randrange(6, len(liar.mine) + 1))
    voids = [liar.patch(i, one, {"_deleted": True}, reason="全部作废了") for i, one in enumerate(some, start=1)]
    return liar.lie("many voids", MANY_VOIDS, *[liar.hand(one) for one in voids])


def among_honest_ones(liar: Liar, rng: random.Random) -> Lie:
    """Hide one change among many that are all right: the whole file is refused."""
    count, place = rng.randrange(2, 9), rng.randrange(8)
    made = [liar.change(i, "visit", liar.fresh(), liar.base(**word(rng))) for i in range(1, count + 1)]
    bad = rng.choice(liar.theirs)
    made.insert(place % count, liar.patch(1, bad, word(rng)))
    made = [replace(one, ref=ChangeRef(liar.head.chain, liar.head.seq + i)) for i, one in enumerate(made, start=1)]
    return liar.lie("one among honest ones", NOT_ALLOWED, *made)


# ------------------------------------------------------------------------------ our own, absurd but ours
def absurd(liar: Liar, rng: random.Random) -> Lie:
    """Answer our own questions with nonsense: it is kept as it is, shows as unanswered, and touches nothing else."""
    said = {rng.choice(FIELDS): rng.choice(ODD) for _ in range(rng.randrange(1, 5))}
    said = {name: value for name, value in said.items() if name != "person_id"}
    own = liar.base(status="submitted", signed_by=liar.me) | said
    new = liar.hand(liar.change(1, rng.choice(KINDS), liar.fresh(), own))
    if rng.random() < 0.5:
        return liar.lie("absurd answers", IN, new, may_touch=[new.record])
    mine = rng.choice(liar.mine)
    said.pop("worker_id", None)
    change = liar.patch(1, mine, said or word(rng))
    return liar.lie("absurd answers", IN, change, may_touch=[mine.id])


def strange_times(liar: Liar, rng: random.Random) -> Lie:
    at = rng.choice([0, 1, 2**48 - 1, 253_402_128_000_001, rng.randrange(2**48)])
    mine = rng.choice(liar.mine)
    return liar.lie("strange times", IN, liar.patch(1, mine, word(rng), at=at), may_touch=[mine.id])


OF_A_STATION = {
    foreign_record: 10, foreign_void: 3, foreign_creation: 6, takeover: 8, other_kind: 5, foreign_author: 6,
    forged_name: 6, no_hand: 6, own_sign_off: 3, signed_by_a_worker: 2, guide_writes: 4, beyond_the_cut: 3,
    centres_words: 5, odd_status: 3, odd_void: 2, month_closed: 1, steps: 3, many_voids: 1, among_honest_ones: 3,
    spoilt_body: 12, spoilt_header: 6, anothers_chain: 4, strangers_chain: 2, gap: 3, later_roster: 1, old_roster: 1,
    strange_parents: 3, manifest: 4, summary: 3, rosters: 4, absurd: 9, strange_times: 2,
}  # fmt: skip


# ------------------------------------------------------------------------------ a centre that lies to a station
def centre_writes(liar: Liar, rng: random.Random) -> Lie:
    said = {rng.choice(FIELDS): rng.choice([*ODD, "改成别的"]), **word(rng)}
    said.pop("person_id", None)
    return liar.lie("the centre rewrites a record", NOT_ALLOWED, liar.patch(1, rng.choice(liar.theirs), said))


def centre_decides(liar: Liar, rng: random.Random) -> Lie:
    """Decide where nobody disagreed: what is not at odds is not the centre's to write."""
    said = word(rng) | {"settled_by": liar.me, "settled_on": "2023-04-03", "settled_why": "核对过"}
    said |= rng.choice([{}, {"status": "submitted"}, {"status": "signed"}, {"service_date": "2023-03-31"}])
    reason = rng.choice(["核对过", ""])
    change = liar.patch(1, rng.choice(liar.theirs), said, reason=reason)
    return liar.lie("a decision where nobody disagreed", NOT_ALLOWED, liar.hand(change))


def centre_creates(liar: Liar, rng: random.Random) -> Lie:
    victim = rng.choice(liar.theirs)
    said = liar.base(station_code=victim.station, **word(rng))
    record = rng.choice([liar.fresh(), victim.id])
    return liar.lie("the centre makes a station's record", NOT_ALLOWED, liar.change(1, victim.kind, record, said))


OF_THE_CENTRE = {centre_writes: 5, centre_decides: 5, centre_creates: 3, takeover: 2, other_kind: 0, rosters: 1}


def lies(liar: Liar, ways: dict[Callable[[Liar, random.Random], Lie], int], count: int) -> Iterator[Lie]:
    """Give so many lies, every kind in its share."""
    for way in liar.rng.choices(list(ways), list(ways.values()), k=count):
        yield way(liar, liar.rng)
