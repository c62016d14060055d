"""No sentence of the system reaches a person."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

import sheqi_desktop
from sheqi_desktop.domain.system_error import why


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_reason_of_the_system_is_said_without_a_word_of_english(number: int):
    said = why(OSError(number, os.strerror(number)))
    assert said
    assert not re.search("[A-Za-z]", said.replace("U盘", ""))


def test_nobody_else_asks_the_system_for_its_words():
    package = Path(sheqi_desktop.__file__).parent
    assert not [path.name for path in package.rglob("*.py") if ".strerror" in path.read_text(encoding="utf-8")]
