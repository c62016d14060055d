"""What a statement of how far somebody holds every chain says of our own."""

from __future__ import annotations

from sheqi_desktop.sync.header import NO_SEGMENT
from sheqi_desktop.sync.lines import Lines, Link
from sheqi_desktop.sync.receipt import acknowledged

CHAIN, ME = "c" * 32, "d" * 32
STEM, ONE, OTHER = "1" * 64, "2" * 64, "3" * 64


def test_who_holds_a_branch_holds_what_was_before_it_under_the_name_of_the_chain():
    """A machine was copied: the receipt names the two branches, and what was written before them is received too."""
    stem = Link(CHAIN, 1, 4, STEM, NO_SEGMENT, ME)
    branches = [Link(CHAIN, 5, last, name, STEM, ME) for last, name in ((6, ONE), (9, OTHER))]
    lines = Lines([stem, *branches])
    assert acknowledged({ONE[:32]: (6, ONE)}, lines, ME) == {CHAIN: 4, ONE[:32]: 6}
    assert acknowledged({CHAIN: (4, STEM)}, lines, ME) == {CHAIN: 4}
    assert acknowledged({ONE[:32]: (6, ONE)}, lines, "e" * 32) == {}
