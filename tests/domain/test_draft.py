"""A form being filled in: what is asked, what is missing, what a save would write."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.draft import MISSING, complete
from sheqi_desktop.domain.trouble import Trouble
from tests.builders import (
    World,
    a_call,
    a_child,
    a_client,
    a_draft,
    a_household,
    a_visit,
    coded,
    form,
    messages,
    row_id,
)
from tests.builders_groups import GROUPS
from tests.volunteers import VOLUNTEER_KINDS

FIRST = row_id(1)
KINDS = ("client", "household", "visit", "period_close", "activity", "media_report", *GROUPS, *VOLUNTEER_KINDS)


def said_about(kind: str, field: str, answers: dict[str, object], world: World | None = None) -> list[str]:
    return [one.message for one in a_draft(kind, answers, world).problems() if one.field == field]


# ------------------------------------------------------------------------------ asked and missing
def test_who_answered_is_asked_only_for_calls() -> None:
    draft = a_draft("visit", a_visit())
    assert not draft.shown("answered_by")
    draft.answer("mode", coded("visit", {"mode": "phone"})["mode"])
    assert draft.shown("answered_by")
    assert "请填写接听人。" in [one.message for one in draft.missing]


def test_what_is_not_asked_is_not_kept_but_comes_back() -> None:
    draft = a_draft("visit", a_call())
    draft.answer("mode", 1)
    assert "answered_by" not in draft.kept
    draft.answer("mode", 2)
    assert draft.kept["answered_by"] == 1


def test_a_failed_visit_keeps_no_findings() -> None:
    draft = a_draft("visit", a_visit())
    draft.answer("outcome", 2)
    assert not [name for name in draft.kept if name.startswith("f_")]


@pytest.mark.parametrize(
    ("kind", "field", "answers", "sentence"),
    [
        ("visit", "client_id", a_visit(client_id=None), "请先为该对象建档。"),
        ("visit", "outcome", a_visit(outcome=None), "请选择“探访结果”。"),
        ("visit", "service_date", a_visit(service_date=None), "请填写“服务日期”。"),
        ("visit", "f_health_note", a_visit(f_health="changed"), "“健康状况”有变化，请写明具体情况。"),
        ("visit", "f_mood_note", a_visit(f_mood="abnormal"), "“精神情绪”有变化，请写明具体情况。"),
        ("visit", "risk_signals", a_visit(risk_signals=None), "请选择风险信号，没有则选“无”。"),
        ("visit", "immediate_action", a_visit(risk_signals=["no_medicine"]), "有风险信号时须写明现场处置。"),
        ("visit", "follow_ups", a_visit(risk_signals=["no_medicine"]), "有异常情况，请填写跟进事项。"),
        ("visit", "follow_ups", a_visit(f_care="abnormal"), "有异常情况，请填写跟进事项。"),
        ("visit", "risk_reason", a_visit(risk_level_after="low"), "降低风险等级须写明依据。"),
        ("visit", "goods", a_visit(services_given=["goods"]), "请填写“物资”。"),
        ("visit", "place", a_visit(mode="appointment"), "请填写“探访地点”。"),
        ("client", "id_missing_reason", a_client(id_type="unavailable"), "请选择无法提供证件的原因。"),
        ("client", "birth_date", a_client(birth_date=None, id_no=None), "请填写出生日期；不清楚时可只填年份。"),
        ("client", "contact2_name", a_client(contact2_name=None), "请填写备用联系人，便于紧急联系。"),
        ("client", "categories", a_client(categories=[]), "请至少选择一个对象类别。"),
        ("client", "adl_bath", a_client(adl_bath=None), "请完成6项自理能力评估。"),
        ("client", "guardians", a_child(guardians=None), "未成年人须登记监护人或实际照料人。"),
        ("client", "needs", a_client(no_needs=None), "请填写“需求”。"),
    ],
)
def test_an_empty_answer_is_missed_in_the_exact_words(
    kind: str, field: str, answers: dict[str, object], sentence: str
) -> None:
    assert sentence in said_about(kind, field, answers)


def test_a_late_entry_asks_for_its_reason() -> None:
    world = World(limits={"visit": 3})
    assert said_about("visit", "late_reason", a_visit(service_date="2023-03-06"), world) == [
        "超过录入期限，请选择补录原因。"
    ]
    assert said_about("visit", "late_reason", a_visit(service_date="2023-03-07"), world) == []


def test_a_visit_typed_in_time_does_not_become_late_when_it_is_corrected_later() -> None:
    entered = a_visit(service_date="2023-01-05", entered_at="2023-01-06T23:00:00+00:00")
    assert said_about("visit", "late_reason", entered, World(limits={"visit": 3})) == []


def test_the_childrens_questions_are_asked_of_minors_only() -> None:
    world = World(records={"c1": a_child()})
    draft = a_draft("visit", a_visit(), world)
    assert draft.shown("f_child_injury")
    assert draft.needed("f_child_injury")
    assert not a_draft("visit", a_visit()).shown("f_child_injury")


def test_lowering_the_risk_of_a_file_needs_a_reason() -> None:
    world = World(record_id="c1", stored=a_client())
    assert said_about("client", "risk_reason", a_client(risk_level="medium"), world) == ["降低风险等级须写明依据。"]


def test_a_person_who_refuses_a_file_gives_name_village_and_category_only() -> None:
    lean = {name: a_client()[name] for name in ("name", "village", "categories", "primary_category", "opened_on")}
    draft = a_draft("client", {**lean, "worker_id": "w1", "data_minimal": True})
    assert draft.problems() == []
    assert not draft.shown("id_no")


def test_an_unknown_person_needs_no_name() -> None:
    unknown = a_client(name=None, unknown_identity=True, id_type="unavailable", id_no=None,
                       id_missing_reason="unknown_identity")  # fmt: skip
    assert said_about("client", "name", unknown) == []


def test_text_over_its_length_says_by_how_much() -> None:
    assert said_about("visit", "summary", a_visit(summary="好" * 803)) == ["“探访情况小结”最多800个字，已超出3个字。"]


def test_a_wrong_kind_of_value_is_refused_at_once() -> None:
    draft = a_draft("visit", a_visit(outcome=77))
    assert [one.stage for one in draft.problems("save") if one.field == "outcome"] == ["save"]


def test_saving_asks_only_for_what_saving_needs() -> None:
    draft = a_draft("visit", {})
    save = {one.field for one in draft.blocking("save")}
    assert save == {"client_id", "service_date", "mode", "outcome", "visit_type", "workers"}
    assert save < {one.field for one in draft.blocking("submit")} | {"next_due"}


def test_a_new_form_starts_with_its_defaults() -> None:
    draft = a_draft("client")
    assert draft.answers["ethnicity"] == "01"
    assert draft.answers["file_state"] == "active"


def test_outcomes_offered_depend_on_the_way_of_visiting() -> None:
    visit = form("visit")
    assert [entry.name for entry in visit.offered("outcome", a_visit())] == [
        "seen", "not_home", "refused", "carer_answered",
    ]  # fmt: skip
    assert "no_answer" in [entry.name for entry in visit.offered("outcome", a_call())]
    assert visit.offered("outcome", a_call())[0].short_for("call") == "接通"


# ------------------------------------------------------------------------------ proposed and settled
def test_the_number_fills_in_birth_date_and_gender() -> None:
    draft = a_draft("client")
    draft.answer("id_type", 1)
    draft.answer("id_no", "411399194103129928")
    assert (draft.answers["birth_date"], draft.answers["gender"]) == ("1941-03-12", 2)


def test_the_number_is_kept_tidy_and_its_birth_date_wins() -> None:
    draft = a_draft("client", a_client(id_no="41139919680520993x", gender="male", birth_date="1968-05-21"))
    assert (draft.kept["id_no"], draft.kept["birth_date"]) == ("41139919680520993X", "1968-05-20")


def test_self_care_follows_from_the_six_items() -> None:
    draft = a_draft("client", a_client(self_care=None))
    draft.answer("adl_walk", 0)
    assert draft.answers["self_care"] == 2
    for item in ("adl_eat", "adl_dress"):
        draft.answer(item, 0)
    assert draft.answers["self_care"] == 3


def test_the_next_visit_follows_the_risk_until_somebody_types_another_day() -> None:
    draft = a_draft("visit", a_visit(next_due=None))
    draft.answer("risk_level_after", 2)
    assert draft.answers["next_due"] == "2023-04-07"
    draft.answer("risk_level_after", 3)
    assert draft.answers["next_due"] == "2023-03-15"
    draft.answer("next_due", "2023-03-10")
    draft.answer("risk_level_after", 2)
    assert draft.answers["next_due"] == "2023-03-10"


# ------------------------------------------------------------------------------ confirming
def test_a_confirmed_question_is_gone_and_comes_back_when_the_answer_changes() -> None:
    draft = a_draft("visit", a_visit(end_at="09:33"))
    (problem,) = draft.problems()
    draft.confirm(problem)
    assert draft.problems() == []
    assert draft.kept["_confirmed"] == ["length_is_plausible:end_at"]
    draft.answer("end_at", "09:32")
    assert [one.message for one in draft.problems()] == ["探访时长2分钟，请确认。"]


def test_what_must_be_changed_cannot_be_confirmed() -> None:
    draft = a_draft("visit", a_visit(end_at="09:00"))
    with pytest.raises(ValueError, match="times_in_order"):
        draft.confirm(draft.problems()[0])


def test_only_what_must_be_changed_stands_in_the_way() -> None:
    assert a_draft("visit", a_visit(client_sign=None)).blocking() == []


def test_the_left_list_marks_sections() -> None:
    draft = a_draft("visit", a_visit(end_at="09:00", summary=None))
    states = {part.id: draft.section_state(part) for part in draft.form.sections}
    assert states["basics"] == "problem"
    assert states["findings"] == "done"
    assert states["summary"] == "started"
    untouched = form("visit").sections[1]
    assert a_draft("visit").section_state(untouched) == "open"
    assert not a_draft("visit").waits_for(untouched)


# ------------------------------------------------------------------------------ patches
def test_a_patch_names_only_what_changed() -> None:
    base = a_visit()
    draft = a_draft("visit", base)
    draft.answer("place", " 院里\u200b ")
    draft.answer("next_due", None)
    assert draft.patch_since(base) == {"place": "院里", "next_due": None}


def test_a_patch_addresses_rows_by_their_id_and_column() -> None:
    base = a_household()
    draft = a_draft("household", base)
    draft.answer_row("members", FIRST, "phone", "15400000009")
    new = draft.add_row("members", {"name": "王建民", "relation": 3, "lives_together": False})
    assert draft.patch_since(base) == {
        f"members/{FIRST}/phone": "15400000009",
        f"members/{new}": {"id": new, "name": "王建民", "relation": 3, "lives_together": False},
    }
    draft.remove_row("members", FIRST)
    assert draft.patch_since(base)[f"members/{FIRST}"] is None


def test_a_row_named_by_no_uuid_is_named_anew() -> None:
    draft = a_draft("household", a_household())
    draft.answer("members", [{"id": "r1", "name": "王建民"}])
    assert draft.patch_since(a_household())[f"members/{row_id(101)}"] == {"id": row_id(101), "name": "王建民"}


def test_an_unchanged_record_gives_no_patch() -> None:
    for kind, base in (("visit", a_visit()), ("client", a_client()), ("household", a_household())):
        assert a_draft(kind, base).patch_since(base) == {}


def test_hiding_an_answer_takes_it_back() -> None:
    base = a_call()
    draft = a_draft("visit", base)
    draft.answer("mode", 1)
    assert draft.patch_since(base)["answered_by"] is None


def test_the_envelope_passes_through_and_strangers_are_refused() -> None:
    draft = a_draft("visit", a_visit(doc_no="411327101-TF-2023-A0001", status="draft"))
    assert draft.kept["doc_no"] == "411327101-TF-2023-A0001"
    with pytest.raises(KeyError):
        draft.answer("nonsense", 1)


# ------------------------------------------------------------------------------ complete
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_not_complete(kind: str) -> None:
    assert not complete(form(kind), {})


def test_a_record_is_complete_when_all_that_is_required_is_answered() -> None:
    assert complete(form("visit"), a_visit())
    assert not complete(form("visit"), a_visit(summary=None))


def test_what_depends_on_an_unknown_fact_is_not_required() -> None:
    assert complete(form("visit"), a_visit())
    assert not complete(form("visit"), a_visit(), World(records={"c1": a_child()}))


def test_required_columns_of_rows_are_missed_with_their_row() -> None:
    draft = a_draft("household", a_household(members=[{"name": "王玉兰"}]))
    missing = [(one.row, one.column) for one in draft.missing if one.code == MISSING]
    assert missing == [(FIRST, "relation"), (FIRST, "lives_together")]


def test_messages_never_leave_slots_open() -> None:
    for kind in KINDS:
        assert not [one for one in messages(kind, {}) if "{" in one]
    assert "{" not in str(Trouble())
