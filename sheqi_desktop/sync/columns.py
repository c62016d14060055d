"""The columns of a segment body, read strictly: whatever an honest writer would not have written is refused.

Whole columns are checked at once where they hold plain values, because a year of a county passes through here.
"""

from __future__ import annotations

import re
from itertools import accumulate, chain, islice
from operator import lt
from types import NoneType
from typing import Any

from sheqi_desktop.domain.change import VOIDED
from sheqi_desktop.sync.body import Body, Creations, Patches
from sheqi_desktop.sync.bytes import MAX_DEPTH, MAX_INT, MAX_TEXT, Unreadable, check_text, is_hex, unb64
from sheqi_desktop.sync.header import Header

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ID = re.compile(_UUID)
_DIGITS = bytes.maketrans(b"123456789abcdef", b"0" * 15)
_ZEROS = b"00000000-0000-0000-0000-000000000000"
_NAME = re.compile(r"_?[a-z][a-z0-9_]{0,63}")
_PATH = re.compile(rf"_?[a-z][a-z0-9_]{{0,63}}(?:/({_UUID})(/_?[a-z][a-z0-9_]{{0,63}})?)?")
_SIMPLE: set[type] = {str, int, bool, NoneType}
_KNOWN: set[type] = _SIMPLE | {list, dict}
MAX_PARENTS = 1000
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
    for entry in said:
        if not isinstance(entry, list) or len(entry) != 2 or not isinstance(entry[1], dict) or not entry[1]:
            raise Unreadable("段的引用不对")
        chain, checks = entry
        if not is_hex(chain, 32) or chain == header.chain or any(chain == other for other, _ in refs):
            raise Unreadable("段的引用不对")
        for seq, check in checks.items():
            if not re.fullmatch(r"[1-9][0-9]{0,17}", seq) or not is_hex(check, 8):
                raise Unreadable("段的引用不对")
        refs.append((chain, {int(seq): check for seq, check in checks.items()}))
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
        if not isinstance(ids, list) or len(ids) != count or _types(ids) != {str} or not _are_ids(ids):
            raise Unreadable("记录编码不对")
        if not isinstance(columns, dict):
            raise Unreadable("答案列不对")
        for name, column in columns.items():
            if not _NAME.fullmatch(name) or name == VOIDED or not isinstance(column, list) or len(column) != count:
                raise Unreadable("答案列不对")
        kinds = {name: _check_values(column, 6, self._header.size) for name, column in columns.items()}
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
        _check_values(values, 7, self._header.size)
        if match[1] and not match[2]:
            for value in values:
                if value is not None and not (isinstance(value, dict) and value.get("id") == match[1]):
                    raise Unreadable("表格的行不对")
        return rows, values


def _whole_numbers(said: Any) -> list[int]:
    if not isinstance(said, list) or (said and _types(said) != {int}):
        raise Unreadable("数字列不对")
    return said


def _are_ids(texts: list[str]) -> bool:
    """Tell whether texts are record ids, each once: with every digit made 0 all of them are the same."""
    lines = "\n".join(texts).encode("ascii", "replace").translate(_DIGITS)
    return lines == b"\n".join([_ZEROS] * len(texts)) and len(set(texts)) == len(texts)


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


def _types(values: list[Any]) -> set[type]:
    """Give the types in a list; nearly every list holds one alone, which is seen quicker than a set is made."""
    found = list(map(type, values))
    return {found[0]} if found and found == found[:1] * len(found) else set(found)


def _check_values(values: list[Any], depth: int, size: int) -> set[type]:
    """Check a column of answers level by level, each at once: no value is looked at alone while all are in order.

    Gives the types that are in the column.
    """
    level, kinds = values, _types(values)
    outermost = kinds
    while True:
        if int in kinds:
            _check_numbers(level, kinds)
        if str in kinds and size > MAX_TEXT:
            _check_texts(level, kinds)
        if kinds <= _SIMPLE:
            return outermost
        if not kinds <= _KNOWN:
            raise Unreadable("有小数" if float in kinds else "有不认识的值")
        if depth > MAX_DEPTH:
            raise Unreadable("嵌套太深")
        inside = _inside(level, kinds)
        within = _types(inside)
        if level is values and dict in within:
            for value in values:
                if type(value) is list:
                    _check_rows(value)
        level, kinds, depth = inside, within, depth + 1


def _inside(level: list[Any], kinds: set[type]) -> list[Any]:
    """Give what stands in the lists and objects of a level."""
    if kinds == {list}:
        return list(chain.from_iterable(level))
    if kinds == {dict}:
        return list(chain.from_iterable(map(dict.values, level)))
    lists = (value for value in level if type(value) is list)
    objects = (value.values() for value in level if type(value) is dict)
    return [*chain.from_iterable(lists), *chain.from_iterable(objects)]


def _check_numbers(level: list[Any], kinds: set[type]) -> None:
    numbers = level if kinds == {int} else [number for number in level if type(number) is int]
    try:
        # Codes and small counts fit a byte each, which is seen without comparing one by one.
        bytes(numbers)
    except ValueError:
        if max(numbers) > MAX_INT or min(numbers) < -MAX_INT - 1:
            raise Unreadable("数字太大") from None


def _check_texts(level: list[Any], kinds: set[type]) -> None:
    texts = filter(None, level) if kinds <= {str, NoneType} else (text for text in level if type(text) is str)
    if max(map(len, texts), default=0) * 4 > MAX_TEXT:
        for text in level:
            if type(text) is str:
                check_text(text)


def _check_rows(value: list[Any]) -> None:
    """Refuse rows without an id, or two with the same; a list of anything else is no table."""
    if any(type(row) is dict and "id" in row for row in value):
        ids = [row.get("id") if type(row) is dict else None for row in value]
        if not all(type(one) is str and _ID.fullmatch(one) for one in ids) or len(set(ids)) != len(ids):
            raise Unreadable("表格的行不对")
