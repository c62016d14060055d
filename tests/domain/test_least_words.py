"""What is said before a text is written is what its check demands afterwards."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.checks import CHECKS
from sheqi_desktop.domain.facts import NOTHING_KNOWN
from sheqi_desktop.domain.least_words import LEAST, least_words
from tests.builders import form

HELD = {"happening": "held", "outcome": 1}


@pytest.mark.parametrize("name", sorted(LEAST))
def test_one_character_less_makes_the_check_speak(name):
    for field, least in LEAST[name](HELD).items():
        short = [one for one in CHECKS[name]({**HELD, field: "字" * (least - 1)}, NOTHING_KNOWN) if one.field == field]
        enough = [one for one in CHECKS[name]({**HELD, field: "字" * least}, NOTHING_KNOWN) if one.field == field]
        assert (len(short), enough) == (1, []), field


def test_a_form_says_it_of_its_own_texts_and_by_its_answers():
    assert least_words(form("case"), {})["presenting_problem"] == 30
    assert least_words(form("group"), {})["background"] == 100
    assert least_words(form("visit"), {"mode": 1})["summary"] == 20
    assert least_words(form("client"), {}) == {}
