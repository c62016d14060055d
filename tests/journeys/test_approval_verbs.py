"""▲ by verbs: another person is named, their 口令 comes from elsewhere than the line, and the refusals have codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheqi_desktop.domain.privacy import mask_id
from tests.journeys.conftest import Office
from tests.journeys.program import Program
from tests.typed import number_for

HEAD, STAFF = "w-centre-1", "w-centre-2"
WHY = "核对身份，通知村医"


@pytest.fixture
def staff(office: Office) -> Program:
    """Give the staff of a centre that knows the person of the station; the head's 口令 is at hand."""
    made = office.station.run("export", "--to", "centre", "--out", str(office.folder)).object
    office.centre.run("import", made["file"])
    return replace(office.centre, worker=STAFF, more={"SHEQI_PASSWORD_2": office.centre.password})


def test_a_number_is_shown_with_another_persons_word(office: Office, staff: Program):
    asked = ("reveal", office.client, "id_no", "--reason", WHY)
    staff.refuses(*asked, code="E-ROL-07")
    staff.refuses(*asked, "--second", STAFF, code="E-ROL-06")
    assert staff.run(*asked, "--second", HEAD).object["value"] == number_for(1)
    wrong = replace(staff, more={"SHEQI_PASSWORD_2": "不是这个口令啊啊"})
    assert wrong.run(*asked, "--second", HEAD, status=2)


def test_a_number_is_not_read_past_it(office: Office, staff: Program):
    for one in (staff, replace(staff, worker=HEAD)):
        for verb in (
            ("get", office.client),
            ("history", office.client),
            ("versions", office.client),
            ("list", "client"),
        ):
            said = one.run(*verb).out
            assert said
            assert number_for(1) not in said
        assert mask_id(number_for(1)) in one.run("get", office.client).out
    assert number_for(1) in office.station.run("get", office.client).out


def test_a_ledger_and_a_whole_print_leave_with_another_persons_word(office: Office, staff: Program):
    out = office.folder / "台账.xlsx"
    export = ("ledger", "export", "client", str(out), "--reason", "报县民政局年度台账")
    for one, other in ((staff, HEAD), (replace(staff, worker=HEAD), STAFF)):
        one.refuses(*export, code="E-ROL-07")
        assert not out.exists()
        one.run(*export, "--second", other)
        out.unlink()
    paper = office.folder / "a.pdf"
    unmasked = ("print", "client", office.client, "--unmasked", "--reason", WHY, "--out", str(paper))
    staff.refuses(*unmasked, code="E-ROL-07")
    staff.run(*unmasked, "--second", HEAD)
    assert paper.read_bytes().startswith(b"%PDF")


def test_the_station_needs_nobody_for_its_own(office: Office):
    said = office.station.run("reveal", office.client, "id_no", "--reason", WHY)
    assert said.object["value"] == number_for(1)
    office.station.refuses("reveal", office.client, "id_no", "--reason", "看", code="E-REC-02")
    office.station.refuses("read-minor", office.client, "--purpose", "看", code="E-ROL-04")
    assert office.station.run("read-minor", office.client, "--purpose", "孩子走失，派出所要监护人电话", "--emergency")
