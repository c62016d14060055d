"""Whose the records are that a bundle speaks of: looked up many at once, so that merging a year stays quick."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Change
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.merge import Accept


class Owner(NamedTuple):
    """Whose a record is, and of which kind."""

    station: Value
    kind: str


class Owners:
    """Whose a record is: from here, or from a creation anywhere in the same bundle."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._owner: dict[str, Owner | None] = {}
        self._coming: dict[str, Owner] | None = None

    def created(self, accept: Accept) -> bool:
        """Note new records of a segment at once; False if one is there already or made twice: then order matters."""
        found: dict[str, Owner] = {}
        count = 0
        for batch in accept.body().creations():
            stations: Sequence[Any] = batch.columns.get("station_code") or [None]
            if batch.kinds.get("station_code", set()) <= {str} and stations.count(stations[0]) == len(stations):
                found.update(dict.fromkeys(batch.ids, Owner(stations[0], batch.kind)))
            else:
                found.update(zip(batch.ids, map(Owner, stations, repeat(batch.kind)), strict=False))
            count += len(batch.ids)
        if len(found) < count or found.keys() & self._owner.keys() or records.kinds_of(self._read, found):
            return False
        self._owner.update(found)
        return True

    def looked_up(self, patches: Sequence[Change]) -> Sequence[Change]:
        """Look up at once whose records these changes are about."""
        unknown = {change.record for change in patches if change.record} - self._owner.keys()
        self._owner.update((id_, Owner(*owner)) for id_, owner in records.kinds_of(self._read, unknown).items())
        return patches

    def before(self, change: Change, accept: Accept) -> Owner | None:
        """Give what was known of a record before a change."""
        found = self._owner.get(change.record)
        if found is None and change.record:
            self.looked_up([change])
            found = self._owner.get(change.record)
        if change.creates:
            if found is None:
                self._owner[change.record] = Owner(change.answers.get("station_code"), change.kind)
            return found
        return found or self._coming_owner(change.record, accept)

    def _coming_owner(self, record: str, accept: Accept) -> Owner | None:
        """Look among the new records of segments that are judged later: chains stand in no order of time."""
        if self._coming is None:
            coming = [one for chain in accept.within.fresh.values() for one in chain]
            self._coming = {
                id_: Owner(stations[i] if stations else None, batch.kind)
                for sealed in coming
                for batch in accept.within.body(sealed).creations()
                for stations in [batch.columns.get("station_code")]
                for i, id_ in enumerate(batch.ids)
            }
        return self._coming.get(record)
