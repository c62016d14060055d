"""The columns of a segment body, read strictly: whatever an honest writer would not have written is refused.

What the answers themselves may be is looked at in ``values``.
"""

from __future__ import annotations

import re
from itertools import accumulate, islice
from operator import lt
from typing import Any

from sheqi_desktop.domain.change import VOIDED
from sheqi_desktop.sync.body import Body, Creations, Patches
from sheqi_desktop.sync.bytes import Unreadable, check_text, is_hex, unb64
from sheqi_desktop.sync.header import Header
from sheqi_desktop.sync.values import UUID, are_ids, check_values, types_of

_NAME = re.compile(r"_?[a-z][a-z0-9_]{0,63}")
_PATH = re.compile(rf"_?[a-z][a-z0-9_]{{0,63}}(?:/({UUID})(/_?[a-z][a-z0-9_]{{0,63}})?)?")
MAX_PARENTS = 1000
MAX_BRANCHES = 64
"""So many branches of a chain may be meant by one number."""
MAX_MS = 1 << 48


def read_body(said: Any, header: Header, segment: str) -> Body:
    """Check the columns of a body strictly and give them; raise Unreadable for anything odd."""
    if not isinstance(said, dict) or not all(isinstance(said.get(part), dict) for part in ("create", "patch")):
        raise Unreadable("段的内容不对")
    refs = _read_refs(said.get("refs"), header)
    people = said.get("people")
    if not isinstance(people, list) or not all(isinstance(name, str) and 0 < len(name) <= 200 for name in people):
        raise Unreadable("段的人员不对")
    reader = _Reader(header, refs, people)
    creations = [reader.creations(kind, columns) for kind, columns in said["create"].items()]
    body = Body(header, segment, refs, creations, [])
    for kind, columns in said["patch"].items():
        body.patched_by_kind.append(reader.patches(kind, columns, body))
    if len(reader.seen) != header.last - header.first + 1 or reader.counted != len(reader.seen):
        raise Unreadable("段的序号不全或重复")
    if (min(reader.times), max(reader.times)) != (header.since_ms, header.until_ms):
        raise Unreadable("段头的时间与内容不符")
    return body


def _read_refs(said: Any, header: Header) -> list[tuple[str, dict[int, str]]]:
    if not isinstance(said, list):
        raise Unreadable("段的引用不对")
    refs: list[tuple[str, dict[int, str]]] = []
    known: dict[str, list[dict[int, str]]] = {}
    for entry in said:
        if not isinstance(entry, list) or len(entry) != 2 or not isinstance(entry[1], dict) or not entry[1]:
            raise Unreadable("段的引用不对")
        chain, checks = entry
        if not is_hex(chain, 32) or chain == header.chain:
            raise Unreadable("段的引用不对")
        for seq, check in checks.items():
            if not re.fullmatch(r"[1-9][0-9]{0,17}", seq) or not is_hex(check, 8):
                raise Unreadable("段的引用不对")
        named = {int(seq): check for seq, check in checks.items()}
        before = known.setdefault(chain, [])
        if len(before) >= MAX_BRANCHES or any(
            one.get(seq, check) == check for one in before for seq, check in named.items()
        ):
            # The same chain stands there again only where a number means another of its branches.
            raise Unreadable("段的引用不对")
        before.append(named)
        refs.append((chain, named))
    return refs


class _Reader:
    """Reads the columns of one body, keeping count of the numbers seen."""

    def __init__(self, header: Header, refs: list[tuple[str, dict[int, str]]], people: list[str]) -> None:
        self._header = header
        self._refs = refs
        self._people = people
        self.seen: set[int] = set()
        self.counted = 0
        self.times: set[int] = set()

    def creations(self, kind: str, said: Any) -> Creations:
        """Read the new records of one kind."""
        seqs, times, authors = self._common(kind, said)
        ids, columns = said.get("id"), said.get("f")
        count = len(seqs)
        if not isinstance(ids, list) or len(ids) != count or types_of(ids) != {str} or not are_ids(ids):
            raise Unreadable("记录编码不对")
        if not isinstance(columns, dict):
            raise Unreadable("答案列不对")
        for name, column in columns.items():
            if not _NAME.fullmatch(name) or name == VOIDED or not isinstance(column, list) or len(column) != count:
                raise Unreadable("答案列不对")
        kinds = {name: check_values(column, 6, self._header.size) for name, column in columns.items()}
        reasons, signatures = _by_row(said, count)
        return Creations(kind, seqs, times, authors, ids, columns, kinds, reasons, signatures)

    def patches(self, kind: str, said: Any, body: Body) -> Patches:
        """Read the patches of one kind."""
        seqs, times, authors = self._common(kind, said)
        count = len(seqs)
        records, parents, columns = said.get("rec"), said.get("par"), said.get("f")
        if not isinstance(records, list) or not isinstance(parents, list) or not isinstance(columns, dict):
            raise Unreadable("修改的列不对")
        if len(records) != count or len(parents) != count:
            raise Unreadable("修改的列不对")
        for seq, record, knew in zip(seqs, records, parents, strict=True):
            self._check_ref(record, seq)
            if not record[0] and record[1] >= self._header.first and body.created(record[1]) is None:
                raise Unreadable("修改指向的不是新建")
            if not isinstance(knew, list) or not 1 <= len(knew) <= MAX_PARENTS:
                raise Unreadable("修改没有写明依据")
            for parent in knew:
                self._check_ref(parent, seq)
            if len(knew) > 1 and len({(ref[0], ref[1]) for ref in knew}) != len(knew):
                raise Unreadable("修改的依据重复")
        reasons, signatures = _by_row(said, count)
        read = {path: self._sparse(path, column, count) for path, column in columns.items()}
        if any(row not in reasons for row in read.get(VOIDED, ([], []))[0]):
            raise Unreadable("作废没有原因")
        return Patches(kind, seqs, times, authors, records, parents, read, reasons, signatures)

    def _common(self, kind: str, said: Any) -> tuple[list[int], list[int], list[str]]:
        if not _NAME.fullmatch(kind) or not isinstance(said, dict):
            raise Unreadable("记录种类不对")
        seqs, times, by = (_whole_numbers(said.get(name)) for name in ("seq", "t", "by"))
        if not seqs or len(times) != len(seqs) or len(by) != len(seqs):
            raise Unreadable("段的列长短不一")
        rising = min(islice(seqs, 1, None), default=1) > 0
        seqs, times = list(accumulate(seqs)), list(accumulate(times))
        if not rising or seqs[0] < self._header.first or seqs[-1] > self._header.last:
            raise Unreadable("段的序号不对")
        since, until = min(times), max(times)
        if since < 0 or until >= MAX_MS:
            raise Unreadable("段的时间不对")
        named = set(by)
        if min(named) < 0 or max(named) >= len(self._people):
            raise Unreadable("段的人员不对")
        self.seen.update(seqs)
        self.counted += len(seqs)
        self.times.update((since, until))
        return seqs, times, list(map(self._people.__getitem__, by))

    def _check_ref(self, ref: Any, seq: int) -> None:
        if not isinstance(ref, list) or len(ref) != 2 or type(ref[0]) is not int or type(ref[1]) is not int:
            raise Unreadable("引用不对")
        if ref[0] == 0:
            if not 1 <= ref[1] < seq:
                raise Unreadable("引用不对")
        elif not 1 <= ref[0] <= len(self._refs) or ref[1] not in self._refs[ref[0] - 1][1]:
            raise Unreadable("引用不对")

    def _sparse(self, path: str, said: Any, count: int) -> tuple[list[int], list[Any]]:
        match = _PATH.fullmatch(path)
        if not match or not isinstance(said, list) or len(said) != 2 or not isinstance(said[1], list):
            raise Unreadable("答案列不对")
        rows, values = _whole_numbers(said[0]), said[1]
        if not rows or len(rows) != len(values) or rows[0] < 0 or rows[-1] >= count:
            raise Unreadable("答案列不对")
        if not all(map(lt, rows, islice(rows, 1, None))):
            raise Unreadable("答案列不对")
        check_values(values, 7, self._header.size)
        if match[1] and not match[2]:
            for value in values:
                if value is not None and not (isinstance(value, dict) and value.get("id") == match[1]):
                    raise Unreadable("表格的行不对")
        return rows, values


def _whole_numbers(said: Any) -> list[int]:
    if not isinstance(said, list) or (said and types_of(said) != {int}):
        raise Unreadable("数字列不对")
    return said


def _by_row(said: dict[str, Any], count: int) -> tuple[dict[int, str], dict[int, str]]:
    """Read the reasons and the workers' own signatures, which few rows have."""
    read: list[dict[int, str]] = []
    for name in ("why", "sig"):
        texts = said.get(name, {})
        if not isinstance(texts, dict) or not all(isinstance(text, str) and text.strip() for text in texts.values()):
            raise Unreadable("原因或签字不对")
        if not all(re.fullmatch(r"0|[1-9][0-9]{0,5}", row) and int(row) < count for row in texts):
            raise Unreadable("原因或签字不对")
        read.append({int(row): text for row, text in texts.items()})
    for reason in read[0].values():
        check_text(reason)
    for signature in read[1].values():
        unb64(signature, 64)
    return read[0], read[1]
