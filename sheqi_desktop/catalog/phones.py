"""Read whom to call in danger from resources/county; a complaint names file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.catalog.toml_lines import TomlFile

_PHONE = frozenset({"name", "number", "what"})


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call: whose it is and when to call it; '' while the centre has not written it down."""

    name: str
    number: str
    what: str


def load_phones(path: Path) -> tuple[Phone, ...]:
    """Read the numbers in the order in which they are called."""
    file = TomlFile(path)
    file.only(file.data, frozenset({"phone"}), "", "电话")
    file.need(file.data, ("phone",), "", "电话")
    found = []
    for place, given in enumerate(file.data["phone"]):
        table = f"phone/{place}"
        file.only(given, _PHONE, table, "一个电话")
        file.need(given, ("name", "number"), table, "一个电话")
        if given["number"] and not given["number"].replace("-", "").isdecimal():
            raise file.complain("电话只能写数字和-", table, "number")
        found.append(Phone(given["name"], given["number"], given.get("what", "")))
    return tuple(found)
