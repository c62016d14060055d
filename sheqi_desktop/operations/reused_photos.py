"""重复使用的图片: the same photo in more than one record, across the stations of the county."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import blobs


@dataclass(frozen=True, slots=True)
class PhotoUse:
    """One record that names the photo."""

    station: str
    station_name: str
    kind: str
    title: str
    record: str
    number: str
    on: str


@dataclass(frozen=True, slots=True)
class ReusedPhoto:
    """A photo and everything it is said to prove, the earliest first."""

    sha256: str
    uses: tuple[PhotoUse, ...]

    @property
    def across_stations(self) -> bool:
        """Tell whether two stations use it."""
        return len({one.station for one in self.uses}) > 1


def reused_photos(desk: Desk) -> list[ReusedPhoto]:
    """List every photo that more than one record names; void records and blank forms are left out."""
    with desk.read() as read:
        rows = blobs.used_twice(read)
    known = set(desk.library.kinds())

    def use(station: str, kind: str, record: str, number: str, on: str) -> PhotoUse:
        title = desk.library.form(kind).title if kind in known else kind
        return PhotoUse(station, desk.unit_name(station), kind, title, record, number, on)

    found = [
        ReusedPhoto(sha256, tuple(use(*one) for _, *one in uses))
        for sha256, uses in groupby(rows, key=lambda row: row[0])
    ]
    return sorted(found, key=lambda one: (one.uses[0].station, one.uses[0].on, one.uses[0].number))


def missing_files(desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """List by station what has not come yet: hash and number of a record that names it."""
    with desk.read() as read:
        return blobs.missing_by_station(read)
