"""Read the form files of forms/ into domain Forms; every complaint names the file and the line.

A file may *name* a check, a condition, a vocabulary, a derivation or a kind of question.  Python defines them;
a name nobody defined is refused here, before any window opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sheqi_desktop.catalog.papers import read_ledger, read_papers
from sheqi_desktop.catalog.toml_lines import TomlFile
from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.checks import CHECKS
from sheqi_desktop.domain.checks_attachment import ATTACHMENT_CHECKS, FILE_TYPES
from sheqi_desktop.domain.conditions import CONDITIONS
from sheqi_desktop.domain.fieldtype import FIELD_TYPES
from sheqi_desktop.domain.form import ENVELOPE, Field, Form, Gate, Section
from sheqi_desktop.domain.proposals import PROPOSALS, SETTLED
from sheqi_desktop.domain.proposals_rows import LINES, ROW_PROPOSALS
from sheqi_desktop.domain.trouble import CatalogTrouble
from sheqi_desktop.domain.vocabulary import Vocabulary

_FORM = frozenset(
    "id version title number listed checks minimal minimal_when settles belongs_to suffix sign_off "
    "sign_off_also_when signer_answers dated_by restricted single section paper ledger".split()
)
_SECTION = frozenset("id title hint field".split())
_FIELD = frozenset(
    "id label type size vocabulary need shown_if shown_when need_if need_when missing privacy help unit placeholder "
    "mask beside width stable refers column low high at_least default offered_by proposed lines printed compact "
    "sheet yes_no".split()
)
_NEEDS = frozenset({"save", "submit", "sign", "optional"})
_PRIVACY = frozenset({"general", "sensitive", "restricted"})
_MASKS = frozenset({"name", "phone", "id_no"})
_CHOICES = frozenset({"code", "codes", "signature"})
_LONG = frozenset({"memo", "codes", "refs", "rows", "file", "files", "signature"})
CELL_AT_MOST = 60
"""Characters a text may have to stand in the cell of a sheet."""
_LINKS = frozenset({"ref", "refs"})
_OTHER_LINKS = frozenset({"worker", "village", "region", "station", "record", "objective"})
"""What a question may point to besides the records of one kind."""
_BOOL = {"yes": True, "no": False}
_SUFFIX = re.compile(r"[A-Z]{1,2}#{0,2}")
_SIGNERS = frozenset({"station_lead", "supervisor"})
_FILE = re.compile(r"([a-z_]+)\.v(\d+)\.toml")


def load_forms(folder: Path, vocabularies: Mapping[str, Vocabulary]) -> dict[tuple[str, int], Form]:
    """Read every form of a folder by (id, version)."""
    found: dict[tuple[str, int], Form] = {}
    for path in sorted(folder.glob("*.toml")):
        form = load_form(path, vocabularies)
        found[form.id, form.version] = form
    for form in found.values():
        _linked_tables_exist(form, found, folder)
        _file_exists(form, found, folder)
        _links_lead_somewhere(form, found, folder)
    return found


def _file_exists(form: Form, forms: Mapping[tuple[str, int], Form], folder: Path) -> None:
    """Refuse a document of a file nobody made a form for."""
    if form.belongs_to and not any(name == form.belongs_to for name, _ in forms):
        file = TomlFile(folder / f"{form.id}.v{form.version}.toml")
        raise file.complain(f"没有“{form.belongs_to}”这种表单", "", "belongs_to")


def _links_lead_somewhere(form: Form, forms: Mapping[tuple[str, int], Form], folder: Path) -> None:
    """Refuse a question that points to a kind nobody made a form for: it could never be answered."""
    kinds = {name for name, _ in forms} | _OTHER_LINKS
    asked = (one for field in form for one in (field, *field.columns))
    if wrong := next((one.refers for one in asked if one.refers and one.refers not in kinds), ""):
        file = TomlFile(folder / f"{form.id}.v{form.version}.toml")
        line = next(n for n, text in enumerate(file.text.splitlines(), 1) if text.startswith(f'refers = "{wrong}"'))
        raise CatalogTrouble(file=file.path.name, line=line, why=f"没有“{wrong}”这种表单")


def _linked_tables_exist(form: Form, forms: Mapping[tuple[str, int], Form], folder: Path) -> None:
    """Refuse a table on paper whose rows come from a linked record that has no such list."""
    for cell in (cell for sheet in form.papers for row in sheet.rows for cell in row.cells if cell.of):
        kind = form.field(cell.of).refers
        there = latest(forms, kind) if any(name == kind for name, _ in forms) else None
        listed = there.field(cell.table) if there and cell.table in there else None
        wrong = [one.field for one in cell.columns if one.field and not (listed and listed.column(one.field))]
        if listed is None or wrong:
            file = TomlFile(folder / f"{form.id}.v{form.version}.toml")
            line = next(n for n, text in enumerate(file.text.splitlines(), 1) if f'of = "{cell.of}"' in text)
            name = wrong[0] if wrong else cell.table
            raise CatalogTrouble(file=file.path.name, line=line, why=f"“{kind}”没有“{name}”这一项")


def latest(forms: Mapping[tuple[str, int], Form], form_id: str) -> Form:
    """Give the newest version of a form."""
    return forms[form_id, max(version for name, version in forms if name == form_id)]


def load_form(path: Path, vocabularies: Mapping[str, Vocabulary]) -> Form:
    """Read one form file, refusing whatever it names that nobody defined."""
    return _Reader(TomlFile(path), vocabularies).form()


class _Reader:
    """One form file on its way to a Form."""

    def __init__(self, file: TomlFile, vocabularies: Mapping[str, Vocabulary]) -> None:
        self.file = file
        self.vocabularies = vocabularies
        self.given: dict[str, dict[str, Any]] = {}

    def form(self) -> Form:
        file, data = self.file, self.file.data
        file.only(data, _FORM, "", "表单")
        file.need(data, ("id", "version", "title", "number", "section"), "", "表单")
        named = _FILE.fullmatch(file.path.name)
        if not named or named[1] != data["id"] or int(named[2]) != data["version"]:
            raise file.complain(f"文件名应为{data['id']}.v{data['version']}.toml", "", "id")
        self._collect(data["section"])
        sections = tuple(self._section(place, given) for place, given in enumerate(data["section"]))
        self._known(data.get("checks", ()), CHECKS, "checks", "检查")
        if (condition := data.get("minimal_when", "")) and condition not in CONDITIONS:
            raise file.complain(f"没有“{condition}”这个条件", "", "minimal_when")
        self._known(data.get("settles", ()), SETTLED, "settles", "更正")
        self._known(data.get("sign_off", ()), dict.fromkeys(_SIGNERS), "sign_off", "签批人")
        also = data.get("sign_off_also_when", {})
        self._known(also, dict.fromkeys(_SIGNERS), "sign_off_also_when", "签批人")
        self._known(list(also.values()), CONDITIONS, "sign_off_also_when", "条件")
        if bool(data.get("belongs_to")) != bool(data.get("suffix")):
            raise file.complain("belongs_to和suffix要一起写", "", "belongs_to" if data.get("belongs_to") else "suffix")
        if data.get("suffix") and not _SUFFIX.fullmatch(data["suffix"]):
            raise file.complain("suffix应为一两个大写字母，后面可带#", "", "suffix")
        fields = {one.id: one for section in sections for one in section.fields}
        if (dated_by := data.get("dated_by")) is not None and (
            dated_by not in fields or fields[dated_by].type not in ("date", "datetime")
        ):
            raise file.complain(f"没有“{dated_by}”这个日期", "", "dated_by")
        for key in ("listed", "minimal", "signer_answers"):
            self._known(data.get(key, ()), {**fields, **dict.fromkeys(ENVELOPE)}, key, "问题")
        return Form(
            id=data["id"],
            version=data["version"],
            title=data["title"],
            number=data["number"],
            sections=sections,
            checks=(*data.get("checks", ()), *_asked_of_files(fields.values(), data.get("checks", ()))),
            listed=tuple(data.get("listed", ())),
            papers=read_papers(file, fields),
            ledger=read_ledger(file, fields),
            minimal=tuple(data.get("minimal", ())),
            minimal_when=condition,
            settles=tuple(data.get("settles", ())),
            belongs_to=data.get("belongs_to", ""),
            suffix=data.get("suffix", ""),
            sign_off=tuple(data.get("sign_off", ())),
            sign_off_also_when=tuple(also.items()),
            signer_answers=tuple(data.get("signer_answers", ())),
            dated_by=data.get("dated_by", ""),
            restricted=data.get("restricted", False),
            single=data.get("single", False),
        )

    def _known(self, names: Any, known: Mapping[str, object], key: str, what: str) -> None:
        for name in names:
            if name not in known:
                raise self.file.complain(f"没有“{name}”这个{what}", "", key, text=f'"{name}"')
        if len(set(names)) != len(names):
            raise self.file.complain(f"“{key}”里有重复", "", key)

    def _collect(self, sections: list[dict[str, Any]]) -> None:
        """Note every question first: a condition may look at one that stands further down."""
        for place, section in enumerate(sections):
            for inner, given in enumerate(section.get("field", ())):
                name = given.get("id")
                if name in self.given:
                    raise self.file.complain(f"问题“{name}”重复了", f"section/{place}/field/{inner}", "id")
                self.given[str(name)] = given

    def _section(self, place: int, given: dict[str, Any]) -> Section:
        table = f"section/{place}"
        self.file.only(given, _SECTION, table, "一节")
        self.file.need(given, ("id", "title", "field"), table, "一节")
        fields = tuple(self._field(f"{table}/field/{n}", one, self.given) for n, one in enumerate(given["field"]))
        return Section(given["id"], given["title"], fields, given.get("hint", ""))

    def _field(self, table: str, given: dict[str, Any], around: Mapping[str, dict[str, Any]]) -> Field:
        file = self.file
        file.only(given, _FIELD, table, "问题")
        file.need(given, ("id", "label", "type"), table, "问题")
        kind = given["type"]
        if kind not in FIELD_TYPES:
            raise file.complain(f"没有“{kind}”这种问题", table, "type")
        if given.get("need", "optional") not in _NEEDS:
            raise file.complain("need只能是save、submit、sign或optional", table, "need")
        if given.get("privacy", "general") not in _PRIVACY:
            raise file.complain("privacy只能是general、sensitive或restricted", table, "privacy")
        if "mask" in given and (kind != "text" or given["mask"] not in _MASKS):
            raise file.complain("mask只能是name、phone或id_no，只用于文字", table, "mask")
        if not 1 <= given.get("width", 12) <= 12:
            raise file.complain("width应为1至12", table, "width")
        if (kind in _LINKS) != ("refers" in given):
            raise file.complain("ref和refs要写refers，其他问题不写", table, "refers")
        vocabulary = self._vocabulary(table, given, kind)
        columns = self._columns(table, given, kind)
        for key in ("shown_when", "need_when"):
            for name in given.get(key, ()):
                if name not in CONDITIONS:
                    raise file.complain(f"没有“{name}”这个条件", table, key)
        known = ROW_PROPOSALS if "/column/" in table else PROPOSALS
        if (proposed := given.get("proposed")) is not None and proposed not in known:
            raise file.complain(f"没有“{proposed}”这个推荐", table, "proposed")
        if (lines := given.get("lines")) is not None and (kind != "rows" or lines not in LINES):
            raise file.complain(f"没有“{lines}”这样的行", table, "lines")
        if (decider := given.get("offered_by", "")) and decider not in around:
            raise file.complain(f"没有“{decider}”这个问题", table, "offered_by")
        return Field(
            id=given["id"],
            label=given["label"],
            type=kind,
            size=given.get("size"),
            vocabulary=vocabulary,
            need=given.get("need", "optional"),
            shown_if=self._gates(table, "shown_if", given, around),
            shown_when=tuple(given.get("shown_when", ())),
            need_if=self._gates(table, "need_if", given, around),
            need_when=tuple(given.get("need_when", ())),
            missing=given.get("missing", ""),
            privacy=given.get("privacy", "general"),
            mask=given.get("mask", ""),
            help=given.get("help", ""),
            unit=given.get("unit", ""),
            placeholder=given.get("placeholder", ""),
            beside=given.get("beside", False),
            width=given.get("width", 12),
            stable=given.get("stable", False),
            refers=given.get("refers", ""),
            columns=columns,
            low=given.get("low"),
            high=given.get("high"),
            at_least=given.get("at_least", 0),
            default=self._default(table, given, vocabulary),
            offered_by=decider,
            proposed=given.get("proposed", ""),
            lines=given.get("lines", ""),
            printed=given.get("printed", True),
            compact=given.get("compact", False),
            sheet=self._is_sheet(table, given, columns),
            yes_no=given.get("yes_no", False),
        )

    def _vocabulary(self, table: str, given: dict[str, Any], kind: str) -> Vocabulary | None:
        name = given.get("vocabulary")
        if (kind in _CHOICES) != (name is not None):
            raise self.file.complain("选择题要写vocabulary，其他问题不写", table, "vocabulary")
        if name is not None and name not in self.vocabularies:
            raise self.file.complain(f"没有“{name}”这个词表", table, "vocabulary")
        return self.vocabularies[name] if name is not None else None

    def _columns(self, table: str, given: dict[str, Any], kind: str) -> tuple[Field, ...]:
        columns = given.get("column", ())
        if (kind == "rows") != bool(columns):
            raise self.file.complain("rows要写column，其他问题不写", table, "column")
        around = {str(column.get("id")): column for column in columns}
        for place, column in enumerate(columns):
            inner = f"{table}/column/{place}"
            if column.get("type") == "rows":
                raise self.file.complain("行里不能再有行", inner, "type")
            if column.get("id") == "id" or [one.get("id") for one in columns].count(column.get("id")) > 1:
                raise self.file.complain(f"列“{column.get('id')}”重复了，或用了保留的名称", inner, "id")
        return tuple(self._field(f"{table}/column/{n}", one, around) for n, one in enumerate(columns))

    def _is_sheet(self, table: str, given: dict[str, Any], columns: tuple[Field, ...]) -> bool:
        """Tell whether a list is filled in like a table; what is long has no room in a cell."""
        sheet = bool(given.get("sheet", False))
        long = [one.label for one in columns if one.type in _LONG or (one.size or 0) > CELL_AT_MOST]
        if sheet and (long or not columns):
            raise self.file.complain(f"sheet里只能有短的列，“{'”“'.join(long)}”太长", table, "sheet")
        return sheet

    def _gates(
        self, table: str, key: str, given: dict[str, Any], around: Mapping[str, dict[str, Any]]
    ) -> tuple[Gate, ...]:
        gates = []
        for other, names in given.get(key, {}).items():
            if other not in around:
                raise self.file.complain(f"没有“{other}”这个问题", table, key)
            codes = frozenset(self._code(table, key, around[other], name) for name in names)
            unasked = around[other].get("need", "optional") == "optional" and not around[other].get("yes_no", False)
            gates.append(Gate(other, tuple(names), codes, unasked))
        return tuple(gates)

    def _code(self, table: str, key: str, other: dict[str, Any], name: str) -> Value:
        if other.get("type") == "bool":
            if name not in _BOOL:
                raise self.file.complain("是非题只能写yes或no", table, key)
            return _BOOL[name]
        vocabulary = self.vocabularies.get(other.get("vocabulary", ""))
        entry = vocabulary.by_name(name) if vocabulary else None
        if entry is None:
            raise self.file.complain(f"“{other.get('id')}”没有“{name}”这个选项", table, key)
        return entry.code

    def _default(self, table: str, given: dict[str, Any], vocabulary: Vocabulary | None) -> Value:
        value: Value = given.get("default")
        if value is None or vocabulary is None:
            return value
        entry = vocabulary.by_name(str(value))
        if entry is None:
            raise self.file.complain(f"词表里没有“{value}”", table, "default")
        return [entry.code] if given["type"] == "codes" else entry.code


def _asked_of_files(fields: Iterable[Field], named: Iterable[str]) -> tuple[str, ...]:
    """Give the checks of every form that takes photos or scans; it need not name them."""
    takes = any(one.type in FILE_TYPES for one in fields)
    return tuple(one for one in ATTACHMENT_CHECKS if takes and one not in tuple(named))
