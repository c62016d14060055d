"""Rows of a long list that are made when they are first looked at, a page at a time.

A list of 100,000 records holds their ids; what its cells say is read for the rows on screen and a little around them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from sheqi_desktop.gui.table_cells import Row

PAGE = 64
Reading = Callable[[Sequence[str]], Sequence[Row]]
"""Gives the rows of some ids, in their order; quick enough for the window's thread (one page)."""


class LazyRows(Sequence[Row]):
    """A sequence of rows by id."""

    def __init__(self, ids: Sequence[str], reading: Reading) -> None:
        """Hold the ids and the way to read."""
        self.ids = ids
        self._reading = reading
        self._pages: dict[int, Sequence[Row]] = {}
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        page, within = divmod(place, PAGE)
        if page not in self._pages:
            self._pages[page] = self._reading(self.ids[page * PAGE : (page + 1) * PAGE])
        return self._pages[page][within]

    def __iter__(self) -> Iterator[Row]:
        return (self[place] for place in range(len(self)))

    def place_of(self, id_: str) -> int:
        """Tell where a row stands, -1 if it is not in the list."""
        if self._places is None:
            self._places = {one: place for place, one in enumerate(self.ids)}
        return self._places.get(id_, -1)
