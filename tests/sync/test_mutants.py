"""Whatever is done to a bundle's bytes, it is refused with a Trouble: nothing gets through, nothing crashes."""

import os
import random

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.sync import bundle
from sheqi_desktop.sync.envelope import open_envelope
from tests.sync.parts import County, blob, some_visits

MUTANTS = int(os.environ.get("SHEQI_MUTANTS", "300"))
COUNTY = County()
FIRST, SECOND = some_visits(COUNTY).seal(), some_visits(COUNTY, COUNTY.other).seal(codec="zlib")
DATA = COUNTY.bundle([FIRST, SECOND], blobs=blob(b"\x89PNG"), rosters=COUNTY.book.since(0))
PLAIN = open_envelope(DATA, COUNTY.centre.age_secret)


def inside(plain: bytes) -> None:
    """Read a frame as it lies in an envelope that somebody opened and closed again."""
    bundle.read(plain, file="试", me=COUNTY.centre.device, book=COUNTY.book)


def spread(length: int, count: int) -> list[int]:
    """Take every place, or as many as asked for, evenly, always with both ends."""
    step = max(1, length // count)
    return sorted({*range(0, length, step), *range(min(length, 64)), *range(max(0, length - 64), length)})


@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_no_byte_of_the_envelope_can_be_changed(bit):
    for place in spread(len(DATA), MUTANTS):
        changed = bytearray(DATA)
        changed[place] ^= bit
        # age allows nothing at all to change; only its first lines decide between foreign and broken.
        with pytest.raises(t.BundleUnopenable):
            COUNTY.read(bytes(changed))


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_no_byte_inside_can_be_changed(bit):
    length = int.from_bytes(PLAIN[4:8], "big")
    for place in spread(len(PLAIN), MUTANTS * 3):
        changed = bytearray(PLAIN)
        changed[place] ^= bit
        refusals: tuple[type[t.Trouble], ...] = (t.BundleDamaged,)
        if 8 <= place < 8 + length:
            refusals = (t.BundleDamaged, t.SignatureWrong, t.WrongCounty, t.SignerUnknown)
        elif place < 8 + length + 64:
            # A shifted length moves where the signature is looked for.
            refusals = (t.BundleDamaged, t.SignatureWrong)
        with pytest.raises(refusals):
            inside(bytes(changed))


def test_nothing_can_be_cut_off_put_in_or_swapped():
    rng = random.Random(7)
    for _ in range(MUTANTS):
        a, b = sorted(rng.sample(range(len(PLAIN)), 2))
        piece = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 9)))
        mutants = [PLAIN[:a], PLAIN[a:], PLAIN[:a] + PLAIN[b:], PLAIN[:a] + piece + PLAIN[a:]]
        mutants.append(PLAIN[:a] + PLAIN[b:] + PLAIN[a:b])
        for mutant in mutants:
            if mutant != PLAIN:
                with pytest.raises(t.BundleTrouble):
                    inside(mutant)


def test_a_wrong_envelope_never_crashes():
    rng = random.Random(8)
    for _ in range(MUTANTS):
        a, b = sorted(rng.sample(range(len(DATA)), 2))
        for mutant in (DATA[:a], DATA[:a] + DATA[b:], DATA[:a] + bytes([rng.randrange(256)]) + DATA[a:]):
            with pytest.raises(t.BundleUnopenable):
                COUNTY.read(mutant)


def test_every_sentence_can_be_told():
    """A refusal whose sentence cannot be put together would be a crash at the worst moment."""
    for mutant in (PLAIN[:-1], PLAIN + b"x", b"", PLAIN.replace(b'"kind":"sync"', b'"kind":"synx"')):
        with pytest.raises(t.BundleTrouble) as told:
            inside(mutant)
        assert "没有写入任何内容" in str(told.value)
