"""The conflict desk by verbs: what is at odds is listed, settled, taken back, sent back to the station."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.at_odds import WHY, Two, two
from tests.desks import PASSWORD
from tests.journeys.program import Program
from tests.signing import office, office_template

__all__ = ["office", "office_template", "two"]


@pytest.fixture
def centre(two: Two, config_dir: Path) -> Program:
    two.centre.close()
    two.office.open.remove(two.centre)
    return Program(two.centre.folder, config_dir, "w-centre-1", two.office.hands.moment.isoformat(), PASSWORD)


def test_listed_settled_undone_and_sent_back(two: Two, centre: Program):
    (one,) = centre.run("conflicts").objects
    assert (one["record"], one["path"], set(one["sides"])) == (two.client, "health_note", {"血压偏高", "血压正常"})
    centre.refuses("settle", two.client, "--take", "health_note=0", code="E-REC-21")
    centre.refuses("settle", two.client, "--take", "health_note=7", "--reason", WHY, code="E-REC-21")
    centre.refuses("settle", two.client, "--take", "health_note", "--reason", WHY, code="E-CMD-01")
    settled = centre.run("settle", two.client, "--take", "health_note=0", "--reason", WHY).object
    assert settled["settled"] == ["health_note"]
    assert not centre.run("conflicts").objects
    assert centre.run("get", two.client).object["answers"]["health_note"] == one["sides"][0]
    centre.run("settle", two.client, "--undo", "--reason", "看错了一行")
    assert centre.run("conflicts").object["sides"] == one["sides"]
    centre.run("settle", two.client, "--back", "--reason", "请问本人")
    assert centre.run("conflicts").object["asked_back"].endswith("请问本人")
    centre.run("settle", two.client, "--write", "health_note=早上高", "--reason", WHY)
    assert centre.run("get", two.client).object["answers"]["health_note"] == "早上高"
    assert not centre.run("duplicates").objects
