"""Tables of named rules joined into one."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.together import together


def test_tables_are_joined_and_the_same_thing_may_stand_in_two():
    assert together({"a": len, "b": max}, {"b": max, "c": min}) == {"a": len, "b": max, "c": min}


def test_one_name_for_two_things_is_refused():
    with pytest.raises(ValueError, match="called b"):
        together({"a": len, "b": max}, {"b": min})
