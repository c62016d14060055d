"""A machine is lost: reported, a new one enrolled under the next letter, the 恢复包 brought in, and work goes on.

Every step is a verb of the real program, in the order of the manual page; what a person does is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.desks import PASSWORD
from tests.journeys.conftest import LEAD, STATION, Office, office
from tests.journeys.program import Program, Said, rows

__all__ = ["office"]
STEPS_A_PERSON_TAKES = 7


@dataclass
class Counted:
    """Runs verbs and counts those a person decides on."""

    steps: int = 0

    def step(self, program: Program, *arguments: str, **said: object) -> Said:
        self.steps += 1
        return program.run(*arguments, **said)  # type: ignore[arg-type]


@pytest.fixture
def keys() -> dict[str, str]:
    return {"SHEQI_ROOT_PASSWORD": PASSWORD, "SHEQI_PASSWORD_2": PASSWORD}


def person(program: Program, day: str, office: Office) -> str:
    answers = office.visit(day)
    return program.run("save", "visit", "-", "--submit", "--confirm", typed=rows([answers])).objects[0]["doc_no"]


def test_lost_replaced_and_working_again(office: Office, keys: dict[str, str], tmp_path: Path):
    stick, root = tmp_path / "stick", office.folder / "root-1.key"
    centre = replace(office.centre, worker="w-centre-1", clock="2023-06-16T10:00:00", more=keys)
    old = replace(office.station, worker=LEAD, clock="2023-06-12T10:00:00")
    before = person(old, "2023-06-11", office)
    sent = old.run("export", "--to", "centre", "--out", str(stick)).object["file"]
    centre.run("import", sent)
    lost_one = person(replace(old, clock="2023-06-14T10:00:00"), "2023-06-13", office)
    assert "-A" in before
    assert "-A" in lost_one

    # What is written of the loss is the centre's own.
    held = centre.run("digest").object["digest"]
    a_person = Counted()
    told = a_person.step(
        centre, "lost", STATION, "A", "--where", "班车上丢的，包一起没了", "--at", "2023-06-15T18:00",
        "--root-key", str(root),
    ).object  # fmt: skip
    assert (told["people"], told["minors"]) == (1, 0)

    pack = a_person.step(
        centre, "enrol-invite", "--place", STATION, "--slot", "B", "--person", f"{LEAD}:张敏:station_lead",
        "--out", str(stick), "--root-key", str(root),
    ).object  # fmt: skip
    new = Program(
        tmp_path / "new", tmp_path / "new-config", LEAD, "2023-06-16T10:05:00", PASSWORD,
        {"SHEQI_CODE": pack["codes"][LEAD]},
    )  # fmt: skip
    made = a_person.step(
        new, "init", "--role", "station", "--worker", LEAD, "--pack", pack["file"], "--fingerprint", pack["fingerprint"]
    ).object
    request = a_person.step(new, "enrol-request", "--out", str(stick)).object["file"]
    answer = a_person.step(
        centre, "enrol-sign", request, "--fingerprint", made["fingerprint"], "--second", "w-centre-2",
        "--out", str(stick), "--root-key", str(root),
    ).object["file"]  # fmt: skip
    packed = a_person.step(centre, "recovery-pack", STATION, "B", "--out", str(stick)).object
    assert Path(packed["file"]).name.startswith(f"HF-{STATION}-B-")
    assert "中心最后收到" in packed["reaches"]
    new.run("enrol-accept", answer)
    a_person.step(new, "import", packed["file"])
    assert a_person.steps == STEPS_A_PERSON_TAKES

    # The new machine holds what the centre holds of this station, no record more and none less.
    assert new.run("digest").object["digest"] == held
    (gap,) = new.run("gaps").objects
    assert (gap["since"], gap["until"]) == ("2023-06-12", "2023-06-15")

    # Work goes on under the new letter, and what was lost is typed in from paper.
    again = office.visit("2023-06-13", late_reason="paper")
    late = new.run("save", "visit", "-", "--submit", "--confirm", typed=rows([again])).objects[0]["doc_no"]
    assert late.split("-")[-1].startswith("B")
    assert not new.run("gaps", "--settle", gap["device"]).objects

    # A pack made once more is whole again, and the machine takes it as one it knows.
    twice = centre.run("recovery-pack", STATION, "B", "--out", str(stick)).object["file"]
    new.run("import", twice)

    # What the lost machine writes from now on is refused.
    stolen = (
        replace(old, clock="2023-06-17T10:00:00").run("export", "--to", "centre", "--out", str(stick)).object["file"]
    )
    assert "E-SIG" in centre.run("import", stolen, status=2).out + centre.run("import", stolen, status=2).err


def test_only_the_centre_makes_one_and_only_for_a_machine_in_use(office: Office, tmp_path: Path):
    out = str(tmp_path)
    station = replace(office.station, worker=LEAD)
    station.refuses("recovery-pack", STATION, "A", "--out", out, code="E-ROL-01")
    centre = replace(office.centre, worker="w-centre-1")
    centre.refuses("recovery-pack", STATION, "Q", "--out", out, code="E-REC-06")
