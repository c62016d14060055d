"""What the questions that point to something offer: the same person's, this case's plan, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.forms import load_forms
from sheqi_desktop.domain.form import Field
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.reading import read_record
from sheqi_desktop.operations.ref_choices import About
from sheqi_desktop.operations.refs import NO_OBJECTIVE, find, name_of
from sheqi_desktop.store import records
from sheqi_desktop.store.records import Wanted
from tests.builders import vocabularies
from tests.builders_events import a_referral
from tests.case_world import CLOSED_TITLE, a_desk, fill
from tests.cases import objectives, signed, typed
from tests.desks import Hands, put

GOAL = "每周入睡困难由6晚减到2晚以内"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[str, str]]]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("refs")
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        hands = Hands("2023-02-01T09:00:00")
        desk = a_desk(folder, hands)
        yield desk, fill(desk, hands)
        desk.close()


def asked() -> list[tuple[str, Field]]:
    """Every question of every form that points to something, columns of lists too."""
    forms = load_forms(assets.forms_dir(), vocabularies()).values()
    fields = [(form.id, one) for form in forms for field in form for one in (field, *field.columns)]
    return [(form, one) for form, one in fields if one.type in ("ref", "refs")]


def offered(desk: Desk, kind: str, form: str, typed_: str = "", **answers: object) -> list[str]:
    return [one.id for one in find(desk, kind, typed_, About(form, "new", answers))]


def test_no_question_points_to_something_nobody_can_find(world):
    """A kind without a source would be a field in which nothing can ever be picked."""
    desk, made = world
    known = {"client", "household", "worker", "village", "region", "station", "record", "objective", "consent_form"}
    kinds = {one.refers for _, one in asked()}
    assert kinds <= known | set(desk.library.kinds())
    here = {"client", "worker", "village", "station", "record", "objective", "consent_form", "visit", "case_consent"}
    for kind in sorted(kinds & here):
        assert offered(desk, kind, "process_note", parent_id=made["running"]), kind


def test_a_note_offers_the_objectives_of_its_own_plan_with_measure_and_aim(world):
    desk, made = world
    (one,) = find(desk, "objective", "", About("process_note", "new", {"parent_id": made["running"]}))
    assert [one.id] == objectives(desk, made["running"])
    assert one.id not in objectives(desk, made["ended"])
    assert (one.text, one.detail) == (GOAL, "睡眠记录表・6晚→2晚")
    assert offered(desk, "objective", "process_note", "mzrskn", parent_id=made["running"]) == [one.id]
    assert not offered(desk, "objective", "process_note", "住房", parent_id=made["running"])


def test_a_note_offers_only_visits_to_the_client_of_its_case(world):
    desk, made = world
    (one,) = find(desk, "visit", "", About("process_note", "new", {"parent_id": made["running"]}))
    assert one.id == made["visit"]
    assert one.text == "2月16日 居家探访（入户）"
    assert one.detail.startswith("TF-2023-")
    assert offered(desk, "visit", "process_note", "jjtf", parent_id=made["running"]) == [made["visit"]]


def test_a_new_case_offers_the_closed_cases_of_the_same_person(world):
    desk, made = world
    (one,) = find(desk, "case", "", About("case", "new", {"client_id": made["li"]}))
    assert (one.id, one.text) == (made["ended"], CLOSED_TITLE)
    assert not offered(desk, "case", "case", client_id=made["wang"])


def test_a_closure_offers_the_referrals_of_its_client_and_a_referral_his_consents_and_papers(world):
    desk, made = world
    consent = offered(desk, "case_consent", "referral", client_id=made["wang"])
    assert len(consent) == 1
    sources = offered(desk, "record", "referral", client_id=made["wang"])
    assert {made["running"], made["visit"]} <= set(sources)
    assert made["other_visit"] not in sources
    with desk.read() as read:
        kinds = {one.kind for one in records.get_many(read, sources).values()}
    assert kinds <= {"visit", "case", "group", "activity", "crisis"}
    said = a_referral(
        client_id=made["wang"], from_ref=made["running"], consent_id=consent[0], service_date="2023-03-09"
    )
    made_out = put(desk, "referral", {**said, "no_consent_reason": None}).record
    assert offered(desk, "referral", "case_closure", parent_id=made["running"]) == [made_out]
    assert not offered(desk, "referral", "case_closure", parent_id=made["ended"])


def test_a_file_offers_the_consent_of_the_person_herself(world):
    desk, made = world
    (found,) = find(desk, "consent_form", "", About("client", made["wang"], {}))
    with desk.read() as read:
        (consent,) = records.list_records(read, Wanted("case_consent", client=made["wang"]))
    assert found.id == consent.id
    assert name_of(desk, "consent_form", found.id) is not None


def test_what_was_ticked_is_read_by_name_also_after_the_plan_was_changed(world):
    desk, made = world
    (first,) = objectives(desk, made["running"])
    with desk.read() as read:
        (note,) = records.list_records(read, Wanted("process_note", parent=made["running"]))
    said = {line.field: line.text for part in read_record(desk, note.id).sections for line in part.lines}
    assert said["objective_refs"] == GOAL
    assert said["progress"] == f"1. {GOAL}，部分，现在的数值 4晚"
    objective = {"id": first, "objective": "每天散步半小时", "measure": "记录", "deadline": "2023-05-20"}
    changed = typed(desk, "case_plan", made["running"], planned_on="2023-03-09", change_reason="目标调整为散步。",
                    objectives=[objective | {"id": "00000000-0000-4000-8000-000000000077"}])  # fmt: skip
    signed(desk, changed)
    about = About("process_note", "new", {"parent_id": made["running"]})
    assert [one.text for one in find(desk, "objective", "", about)] == ["每天散步半小时"]
    assert name_of(desk, "objective", first, about).text == GOAL
    assert name_of(desk, "objective", "gone", about).text == NO_OBJECTIVE
