"""Read the lists of words from resources/vocabularies; a complaint names file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sheqi_desktop.catalog.toml_lines import TomlFile
from sheqi_desktop.domain.vocabulary import Entry, Vocabularies, Vocabulary

_TONES = frozenset({"", "grey", "green", "amber", "red"})
_KEYS = frozenset("code name label short group tone retired offered_for shorts earlier".split())


def load_vocabularies(folder: Path) -> Vocabularies:
    """Read every list of a folder; the file name is the list's id."""
    return Vocabularies({path.stem: load_vocabulary(path) for path in sorted(folder.glob("*.toml"))})


def load_vocabulary(path: Path) -> Vocabulary:
    """Read one list; codes, names and labels must be unique."""
    file = TomlFile(path)
    file.only(file.data, frozenset({"title", "entry"}), "", "词表")
    file.need(file.data, ("title", "entry"), "", "词表")
    entries: list[Entry] = []
    for place, given in enumerate(file.data["entry"]):
        entries.append(_entry(file, f"entry/{place}", given, entries))
    return Vocabulary(path.stem, str(file.data["title"]), tuple(entries))


def _entry(file: TomlFile, table: str, given: dict[str, Any], before: list[Entry]) -> Entry:
    file.only(given, _KEYS, table, "词表的一项")
    file.need(given, ("code", "name", "label"), table, "词表的一项")
    code, name, label = given["code"], given["name"], given["label"]
    if isinstance(code, bool) or not isinstance(code, int | str):
        raise file.complain("代码只能是整数或文字", table, "code")
    if before and type(code) is not type(before[0].code):
        raise file.complain("同一词表的代码要么都是整数，要么都是文字", table, "code")
    for key, value, known in (
        ("code", code, {entry.code for entry in before}),
        ("name", name, {entry.name for entry in before}),
        ("label", label, {entry.label for entry in before}),
    ):
        if value in known:
            raise file.complain(f"“{value}”重复了", table, key)
    if not isinstance(name, str) or not name.isidentifier() or not name.isascii():
        raise file.complain(f"名称“{name}”应为英文标识", table, "name")
    if given.get("tone", "") not in _TONES:
        raise file.complain(f"没有“{given['tone']}”这种颜色", table, "tone")
    return Entry(
        code=code,
        name=name,
        label=label,
        short=given.get("short", ""),
        group=given.get("group", ""),
        tone=given.get("tone", ""),
        retired=given.get("retired", False),
        offered_for=tuple(given.get("offered_for", ())),
        shorts=dict(given.get("shorts", {})),
        earlier=tuple(_earlier(file, table, one) for one in given.get("earlier", ())),
    )


def _earlier(file: TomlFile, table: str, given: dict[str, Any]) -> tuple[date, str]:
    if set(given) != {"before", "label"} or type(given.get("before")) is not date:
        raise file.complain("旧名称要写成{ before = 日期, label = 名称 }", table, "earlier")
    return given["before"], str(given["label"])
