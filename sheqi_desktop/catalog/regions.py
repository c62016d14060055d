"""The county, its townships and villages as a 户籍地 names them: chosen by code, read from what people write.

One outside the county has no code here; it is written out beside the choice (domain 01 §2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sheqi_desktop.catalog.places import Places


@dataclass(frozen=True, slots=True)
class Region:
    """A place somebody may be registered in: its code, its name, and the township a village lies in."""

    code: str
    name: str
    within: str = ""

    @property
    def whole(self) -> str:
        """The name that needs no other: 桥头镇桥东岗村."""
        return f"{self.within}{self.name}"


@dataclass(frozen=True)
class Regions:
    """Every place of the county by its code, in the order of the lists."""

    county_code: str
    county_name: str
    places: Places

    @cached_property
    def _all(self) -> dict[str, Region]:
        found = [Region(self.county_code, self.county_name)]
        for station in self.places.stations:
            found.append(Region(station.code, station.name))
            found += [Region(one.code, one.name, station.name) for one in self.places.villages_of(station.code)]
        return {one.code: one for one in found}

    @cached_property
    def _by_words(self) -> dict[str, str]:
        """Give the code for every name that means one place only."""
        means: dict[str, set[str]] = {}
        for one in self._all.values():
            for words in (one.name, one.whole):
                means.setdefault(words, set()).add(one.code)
        return {words: codes.pop() for words, codes in means.items() if len(codes) == 1}

    def find(self, code: str) -> Region | None:
        """Give a place by its code."""
        return self._all.get(code)

    def name(self, code: str) -> str:
        """Give the whole name of a place; a place written out instead of chosen is its own name."""
        found = self._all.get(code)
        return found.whole if found else code

    def named(self, typed: str) -> list[str]:
        """Give the codes of the places in whose name these letters stand."""
        return [one.code for one in self._all.values() if typed in one.name]

    def nearest_first(self, station: str) -> Iterator[Region]:
        """Give the villages of a station, the station, the county, then all others."""
        near = [one.code for one in self.places.villages_of(station)]
        order = dict.fromkeys((*near, station, self.county_code, *self._all))
        return (self._all[code] for code in order if code in self._all)

    def read(self, text: str) -> tuple[str, str]:
        """Read what people write: the code of the place it begins with, '' for none of ours, and what is left over.

        “河南省南阳市社旗县桥头镇桥东岗村3组” is 桥东岗村 and “3组”; what names no place of the county is left whole.
        """
        words = "".join(text.split())
        _, here, after = words.partition(self.county_name)
        inner = after if here else words
        begins = [name for name in self._by_words if inner.startswith(name)]
        if begins:
            longest = max(begins, key=len)
            return self._by_words[longest], inner.removeprefix(longest)
        return (self.county_code, inner) if here else ("", text.strip())
