"""What a cell points to, found by the words people write: a person by name, number or 编号, a colleague, a village."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.dates import half_width
from sheqi_desktop.domain.fieldtype import Unreadable
from sheqi_desktop.domain.form import Field
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.store import records
from sheqi_desktop.store.records import StoredRecord, Wanted

REGION = "region"


class Links:
    """The things of this station by the words for them; each kind is read once, when first asked for."""

    def __init__(self, desk: Desk) -> None:
        """Look from a desk."""
        self._desk = desk
        self._known: dict[str, dict[str, list[StoredRecord]]] = {}

    def choices(self) -> dict[str, Sequence[str]]:
        """Give the words a sheet may offer, by what is pointed to."""
        villages = [one.name for one in self._desk.library.places.villages_of(self._desk.station)]
        return {"village": villages, "worker": [one.name for one in self._desk.colleagues()]}

    def read(self, field: Field, text: str, helps: str = "") -> Value:
        """Give the id of what one cell names; raise Unreadable with what would be understood."""
        named = [part.strip() for part in text.replace("，", "、").replace(",", "、").split("、") if part.strip()]
        if field.type == "refs":
            return [self._one(field, part, helps) for part in named] or None
        return self._one(field, text.strip(), helps) if text.strip() else None

    def _one(self, field: Field, text: str, helps: str) -> str:
        if field.refers == "worker":
            return _only(field, text, ((one.worker_id, (one.name, one.worker_no)) for one in self._desk.colleagues()))
        if field.refers == "village":
            places = self._desk.library.places.villages_of(self._desk.station)
            return _only(field, text, ((one.code, (one.name, one.code)) for one in places))
        if field.refers == REGION:
            regions = self._desk.library.regions.nearest_first(self._desk.station)
            return _only(field, text, ((one.code, (one.name, one.whole, one.code)) for one in regions))
        if field.refers == "station":
            return _only(field, text, ((one.code, (one.name, one.code)) for one in self._desk.library.places.stations))
        return self._record(field, text, helps)

    def _record(self, field: Field, text: str, helps: str) -> str:
        found = self._of(field.refers).get(_plain(text), [])
        if helps and len(found) > 1:
            village = self._desk.library.places.village_name
            found = [one for one in found if helps in (one.village, village(one.village or ""))] or found
        if len(found) == 1:
            return found[0].id
        words = words_of(field.refers).words
        if not found:
            raise Unreadable(f"本站没有“{text}”的{words}，请先建档或核对姓名、编号。")
        raise Unreadable(f"本站有{len(found)}份“{text}”的{words}，请写编号，或在“村（居）”里写清。")

    def _of(self, kind: str) -> dict[str, list[StoredRecord]]:
        if kind not in self._known:
            index: dict[str, list[StoredRecord]] = defaultdict(list)
            with self._desk.read() as read:
                wanted = Wanted(kind, stations=[self._desk.station])
                for one in records.list_records(read, wanted):
                    if may_see(self._desk, one):
                        for name in dict.fromkeys(map(_plain, _names(one))):
                            index[name].append(one)
            self._known[kind] = dict(index)
        return self._known[kind]


def _names(one: StoredRecord) -> Iterable[str]:
    """Give the words under which a record is found: whole and short number, name, the number of a paper."""
    said = [one.number, one.number.partition("-")[2], one.name]
    said += [str(one.answers.get(name) or "") for name in ("id_no", "name", "title", "head_name")]
    return [name for name in said if name]


def _plain(text: str) -> str:
    return half_width(text).replace(" ", "").upper()


def _only(field: Field, text: str, known: Iterable[tuple[str, Sequence[str]]]) -> str:
    found = list(dict.fromkeys(id_ for id_, names in known if _plain(text) in map(_plain, names)))
    if len(found) == 1:
        return found[0]
    raise Unreadable(f"“{field.label}”没有“{text}”这一项，请从列表中选择。")
