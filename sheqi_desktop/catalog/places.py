"""Read the stations and villages of the county from resources/places; a complaint names file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sheqi_desktop.domain.trouble import CatalogTrouble

STATIONS, VILLAGES = "townships.csv", "villages.csv"


@dataclass(frozen=True, slots=True)
class Station:
    """A township whose station works under the contract."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community of a station; its code is what records store."""

    station: str
    code: str
    name: str


@dataclass(frozen=True)
class Places:
    """The stations in official order, and the villages of each."""

    stations: tuple[Station, ...]
    villages: tuple[Village, ...]
    _stations: dict[str, Station] = field(init=False, repr=False, compare=False)
    _villages: dict[str, Village] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index both lists by code."""
        object.__setattr__(self, "_stations", {one.code: one for one in self.stations})
        object.__setattr__(self, "_villages", {one.code: one for one in self.villages})

    def station(self, code: str) -> Station | None:
        """Find a station by its 9-digit code."""
        return self._stations.get(code)

    def village_name(self, code: str) -> str:
        """Give the name of a village; a village written out instead of chosen is its own name."""
        found = self._villages.get(code)
        return found.name if found else code

    def villages_of(self, station: str) -> tuple[Village, ...]:
        """List the villages of a station in the order of the file."""
        return tuple(one for one in self.villages if one.station == station)


def load_places(folder: Path) -> Places:
    """Read both lists; codes must be well formed and unique, and every village must belong to a station."""
    stations: dict[str, Station] = {}
    for line, row in _rows(folder / STATIONS, ("code", "name", "kind")):
        code = row["code"]
        if len(code) != 9 or not code.isdigit():
            raise CatalogTrouble(file=STATIONS, line=line, why=f"乡镇代码“{code}”应为9位数字")
        if code in stations:
            raise CatalogTrouble(file=STATIONS, line=line, why=f"乡镇代码“{code}”重复了")
        stations[code] = Station(code, row["name"], row["kind"])
    villages: dict[str, Village] = {}
    names: set[tuple[str, str]] = set()
    for line, row in _rows(folder / VILLAGES, ("station", "code", "name")):
        one = Village(row["station"], row["code"], row["name"])
        if one.station not in stations:
            raise CatalogTrouble(file=VILLAGES, line=line, why=f"没有代码为“{one.station}”的乡镇")
        if one.code in villages:
            raise CatalogTrouble(file=VILLAGES, line=line, why=f"村代码“{one.code}”重复了")
        if (one.station, one.name) in names:
            raise CatalogTrouble(file=VILLAGES, line=line, why=f"同一乡镇有两个“{one.name}”")
        names.add((one.station, one.name))
        villages[one.code] = one
    return Places(tuple(stations.values()), tuple(villages.values()))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != columns:
            raise CatalogTrouble(file=path.name, line=1, why=f"表头应为{','.join(columns)}")
        for row in reader:
            if None in row or any(not value for value in row.values()):
                raise CatalogTrouble(file=path.name, line=reader.line_num, why="这一行缺一列或多一列")
            yield reader.line_num, {name: value.strip() for name, value in row.items()}
