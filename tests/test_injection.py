"""Whatever somebody types into a text is kept as these letters: nothing is run, opened, drawn or lost."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt

from sheqi_desktop.domain.answers import clean_text
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.domain.trouble import NotFinished
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.quick_search import quick_search
from sheqi_desktop.operations.save_record import new_draft, save_record
from sheqi_desktop.operations.seal_bundle import seal_bundle
from tests.builders import a_child, a_client, a_household, a_period_close, a_visit
from tests.desks import Hands, a_centre, a_station
from tests.typed import a_home, a_person, tidy, village_of, visit_answers

HOSTILE = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "=cmd|' /C calc'!A0", "\t=1+1", "'=1+1",
    "<b>粗</b>", "<img src=x onerror=1>", "<script>1</script>", "&lt;b&gt;&amp;", "<a href='file:///'>",
    "]]>", "{0}{name}", "%s%n%d", "${jndi:ldap}", "../../etc/passwd", "C:\\con\\nul", "a\\u0000b",
    "'; DROP TABLE record;--", "\" OR 1=1 --", "name* NEAR \"x", "NOT AND OR", "(王 OR", "%_%",
    "王\u202e玉\u202c兰", "王\u200b玉\ufeff兰", "𠮷𡃁龘", "e\u0301a\u0308",
]  # fmt: skip
"""Formulas, markup, formats, paths, questions to a database, and letters that deceive or are rare."""
TEXTS = ("text", "memo")
NUMBERS = ("id_no", "disability_cert_no")
"""Written with spaces and dashes on paper, kept without them."""


@dataclass
class Typed:
    """A station in which every text of every form was filled with every hostile string."""

    desk: Desk
    centre: Desk
    folder: Path
    kept: list[tuple[str, str, str, dict[str, Any]]] = field(default_factory=list)
    """Kind, record, the string, and what was typed into the texts."""
    refused: dict[str, set[str]] = field(default_factory=dict)
    """Kind and the texts that are numbers in disguise: they took no hostile string at all."""


def texts_of(form: Form) -> list[Field]:
    return [one for one in form if one.type in TEXTS]


def bases(desk: Desk, home: str, client: str, child: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Give forms in which, together, every text is asked once."""
    mine = {"village": village_of(desk), "household_id": home, "worker_id": desk.me.worker_id}
    disabled = {"categories": [{"category": "disabled", "evidence": "残疾证"}], "primary_category": "disabled"}
    away = [{"name": "王小兰", "relation": "grandchild", "lives_together": False}]
    mine["opened_on"] = desk.clock.today().isoformat()
    bad = dict.fromkeys(("f_health", "f_mood", "f_care", "f_income", "f_housing", "f_safety", "f_family"), "abnormal")
    return [
        ("household", tidy(a_household(village=village_of(desk), members=away))),
        ("client", tidy(a_client(**mine, id_no=None, **disabled))),
        ("client", tidy(a_child(**mine, id_no=None, guardian_unreachable=True))),
        ("visit", visit_answers(desk, client, "2023-03-10")),
        ("visit", visit_answers(desk, client, "2023-03-10", **bad)),
        ("visit", visit_answers(desk, client, "2023-03-10", call=True)),
        ("visit", visit_answers(desk, client, "2023-03-10", outcome="not_home")),
        ("visit", visit_answers(desk, client, "2023-03-01", late_reason="paper")),
        ("visit", visit_answers(desk, client, "2023-03-10", risk_signals=["fraud"], risk_level_after="low")),
        ("visit", visit_answers(desk, child, "2023-03-10", f_child_injury="abnormal")),
    ]


def a_minor(desk: Desk, home: str) -> str:
    draft = new_draft(desk, "client")
    for name, value in tidy(a_child(village=village_of(desk), household_id=home, opened_on="2023-03-10")).items():
        draft.answer(name, value)
    return save_record(desk, draft).record


def hostile_answers(form: Form, base: Mapping[str, Any], said: str) -> dict[str, Any]:
    """Fill every text of a form, and every text of its rows, with a string; as much of it as fits."""
    filled = dict(base)
    for one in form:
        if one.type in TEXTS and one.id != "summary":
            filled[one.id] = said[: one.size or 200]
        if one.type == "rows" and isinstance(filled.get(one.id), list):
            texts = {column.id: said[: column.size or 200] for column in one.columns if column.type in TEXTS}
            filled[one.id] = [{**row, **texts} for row in filled[one.id]]
        elif one.id == "summary" and "summary" in filled:
            filled["summary"] = f"{said}上午到家，老人在院里晒太阳，精神好，药还剩三天，已联系村医。"
    return filled


def type_it(typed: Typed, kind: str, base: Mapping[str, Any], said: str) -> None:
    desk = typed.desk
    form = desk.library.form(kind)
    answers = hostile_answers(form, base, said)
    for _ in range(12):
        draft = new_draft(desk, kind)
        for name, value in answers.items():
            draft.answer(name, value)
        try:
            saved = save_record(desk, draft)
        except NotFinished as unfinished:
            for problem in unfinished.problems:
                # A telephone number, a date in words: checked, and so no place for a string at all.
                typed.refused.setdefault(kind, set()).add(problem.field)
                answers[problem.field] = base.get(problem.field)
        else:
            shown = {name: value for name, value in answers.items() if name in form and draft.shown(name)}
            typed.kept.append((kind, saved.record, said, shown))
            return
    raise AssertionError(f"{kind} cannot be saved with {said!r}")


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        hands = Hands("2022-08-02T09:00:00")
        centre = a_centre(folder, hands)
        desk = a_station(folder, centre, hands)
        hands.to("2023-03-10T09:00:00")
        home = a_home(desk)
        made = Typed(desk, centre, folder)
        for kind, base in bases(desk, home, a_person(desk, home), a_minor(desk, home)):
            for said in HOSTILE:
                type_it(made, kind, base, said)
        yield made
        desk.close()
        centre.close()


def cleaned(value: Any) -> Any:
    """Give what a typed value is kept as."""
    if isinstance(value, str):
        return clean_text(value).strip() or None
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {name: told for name, one in value.items() if name != "id" and (told := cleaned(one)) is not None}
    return value


def test_every_text_of_every_form_was_tried(typed: Typed):
    tried: dict[str, set[str]] = {}
    for kind, _, _, answers in typed.kept:
        tried.setdefault(kind, set()).update(answers)
    for kind, names in tried.items():
        wanted = {one.id for one in texts_of(typed.desk.library.form(kind))}
        assert wanted <= names


def test_only_numbers_in_disguise_take_no_string(typed: Typed):
    assert typed.refused == {"client": {"id_no"}}


def test_every_string_comes_back_unchanged(typed: Typed):
    for kind, record, said, answers in typed.kept:
        kept = look_up.get(typed.desk, record).answers
        for one in typed.desk.library.form(kind):
            if one.type in (*TEXTS, "rows") and one.id in answers and one.id not in NUMBERS:
                assert asked(kept.get(one.id), one) == asked(answers[one.id], one), (kind, one.id, said)


def asked(value: Any, one: Field) -> Any:
    """Give what is kept of a value: a column that depends on another may not be asked in every row."""
    hidden = {column.id for column in one.columns if column.shown_if or column.shown_when}
    told = cleaned(value)
    return [{k: v for k, v in row.items() if k not in hidden} for row in told] if isinstance(told, list) else told


def test_every_string_travels_and_is_rebuilt_unchanged(typed: Typed):
    path = seal_bundle(typed.desk, typed.centre.station, typed.folder).path
    accept_bundle(typed.centre, path)
    assert state_digest(typed.centre) == state_digest(typed.desk)
    assert rebuild_all(typed.desk)[0]


@pytest.mark.parametrize("said", HOSTILE)
def test_looking_for_it_breaks_nothing(typed: Typed, said: str):
    for text in (said, said[:2], f"王{said}", said * 20):
        quick_search(typed.desk, text)


def test_the_ledger_holds_no_formula_and_no_link(typed: Typed):
    for kind in ("client", "household", "visit"):
        submitted = export_ledger(typed.desk, kind, reason="季度检查要用")
        book = openpyxl.load_workbook(io.BytesIO(submitted))
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.hyperlink is None
                    assert cell.data_type != "f" or "SUM" in str(cell.value), (kind, cell.coordinate, cell.value)


@pytest.mark.parametrize("nth", range(0, len(HOSTILE), 5))
def test_paper_shows_the_very_letters(typed: Typed, nth: int):
    said = HOSTILE[nth]
    record = next(one for kind, one, text, _ in typed.kept if kind == "household" and text == said)
    printed = print_record(typed.desk, "household", record)
    document = pypdfium2.PdfDocument(printed.data)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    whole = clean_text(said).strip()[: typed.desk.library.form("household").field("head_name").size or 200]
    assert squeezed(whole) in squeezed(text), (whole, text[:400])


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\ufffe", "")


def test_a_label_shows_letters_and_never_markup(qtbot):
    for said in HOSTILE:
        label = PlainLabel(said)
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.text() == said


def test_a_month_close_note_is_a_text_like_any_other(typed: Typed):
    draft = new_draft(typed.centre, "period_close")
    for said in HOSTILE:
        for name, value in (a_period_close() | {"note": said}).items():
            draft.answer(name, value)
        assert cleaned(draft.kept.get("note")) == cleaned(said)


def test_nothing_is_left_of_what_deceives_the_eye():
    assert a_visit()["summary"] == clean_text(str(a_visit()["summary"]))
    for said in HOSTILE:
        assert not set(clean_text(said)) & {"\u202e", "\u202c", "\u200b", "\ufeff", "\0"}
