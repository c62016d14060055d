"""Whose name or number it is, the form says: people are shortened, titles are not."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.form import Field
from sheqi_desktop.reports.masking import MaskedFacts, masked
from tests.reports.papers import ROOT, World, a_client, form, form_of

KINDS = sorted({path.name.partition(".")[0] for path in (ROOT / "forms").glob("*.toml")})
OF_A_PERSON = ("姓名", "户主姓名", "疑似加害人姓名", "监护人姓名", "监护人", "组员", "投诉人", "备用联系人")
NUMBERS = ("身份证号", "证件号码", "残疾证号")


def _expected(field: Field) -> str:
    if "电话" in field.label and field.privacy == "sensitive":
        return "phone"
    return "name" if field.label in OF_A_PERSON else "id_no" if field.label in NUMBERS else ""


@pytest.mark.parametrize("name", KINDS)
def test_every_question_for_a_persons_name_or_number_says_so(name: str) -> None:
    asked = [one for field in form(name).fields for one in (field, *field.columns) if one.type == "text"]
    assert [one.id for one in asked if _expected(one) and one.mask != _expected(one)] == []


@pytest.mark.parametrize("name", ["activity", "group", "volunteer_team", "volunteer_project", "resource"])
def test_a_title_is_nobodys_name(name: str) -> None:
    assert masked(form(name), {"name": "重阳节送清洁"}, names=True) == {"name": "重阳节送清洁"}


def test_those_who_came_to_an_activity_are_shortened() -> None:
    said = {"name": "重阳节送清洁", "attendance": [{"id": "a", "name": "王玉兰", "phone": "15412345678"}]}
    shown = masked(form("activity"), said, names=True)
    assert shown["attendance"] == [{"id": "a", "name": "王某某", "phone": "154****5678"}]


def test_links_are_shortened_by_the_form_of_what_they_lead_to() -> None:
    class Linked(World):
        def document(self, record: str) -> Document | None:
            if record == "feast":
                return Document(record, "activity", answers={"name": "重阳节送清洁"})
            return Document(record, "client", answers=a_client(), confirmed=a_client())

    facts = MaskedFacts(Linked(), form_of, numbers=True, names=True)
    assert facts.record("feast") == {"name": "重阳节送清洁"}
    person = facts.document("wang")
    assert person is not None
    assert person.confirmed is not None
    assert person.answers["name"] == person.confirmed["name"] == "王某某"
    assert person.confirmed["phone"] == "154****5678"


def test_a_record_without_a_form_is_not_shown_rather_than_shown_whole() -> None:
    facts = MaskedFacts(World(), lambda kind, answers: None, numbers=True, names=False)
    assert facts.record("wang") is None
