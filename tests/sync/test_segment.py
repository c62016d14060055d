import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.trouble import BundleDamaged, BundleTooNew
from sheqi_desktop.sync import codec
from sheqi_desktop.sync.bytes import ACT, b64, pae, verify_act, write_json
from sheqi_desktop.sync.header import NO_SEGMENT, header_of
from sheqi_desktop.sync.segment import decode, sealing_order, verify
from tests.sync.parts import NOW, STATION, County, Writer, body_text, reseal, some_visits, uid

COUNTY = County()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUE = st.none() | TEXT | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.lists(TEXT, max_size=3)
ANSWERS = st.dictionaries(st.sampled_from(["note", "mode", "met", "service_date", "_form", "station_code"]), VALUE)


def told(change: Change) -> Change:
    """A creation's null answers are the same as none."""
    answers = {name: value for name, value in change.answers.items() if value is not None or not change.creates}
    return replace(change, answers=answers)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), ANSWERS, st.sampled_from(["visit", "client"])), min_size=1, max_size=12),
    st.sampled_from(["zstd", "zlib"]),
)
def test_what_is_sealed_reads_back_change_by_change(steps, how):
    writer = Writer(COUNTY, COUNTY.station)
    records: list[tuple[str, str]] = []
    for new, answers, kind in steps:
        if new or not records:
            records.append((uid(len(records) + 1), kind))
            writer.create(records[-1][0], answers, kind)
        else:
            record, kind_ = records[-1]
            writer.patch(record, [writer.open[-1].ref], answers, "更正原因", kind=kind_)
    written = list(writer.open)
    sealed = writer.seal(codec=how)
    assert decode(sealed).changes() == [told(change) for change in written]
    assert verify(sealed, COUNTY.station.public)
    assert not verify(sealed, COUNTY.centre.public)


def test_creations_come_as_columns():
    sealed = some_visits(COUNTY).seal()
    (batch,) = decode(sealed).creations()
    assert batch.kind == "visit"
    assert batch.ids == [uid(1), uid(2), uid(3)]
    assert batch.columns["mode"] == [0, 1, 2]
    assert batch.seqs == [1, 2, 3]
    assert decode(sealed).created(2) == ("visit", uid(2))
    assert decode(sealed).created(4) is None


def test_a_column_nobody_answered_is_not_there():
    writer = Writer(COUNTY, COUNTY.station)
    writer.create(uid(1), {"note": None, "mode": 1})
    (batch,) = decode(writer.seal()).creations()
    assert list(batch.columns) == ["mode"]


def test_segments_of_a_chain_name_their_predecessor():
    writer = some_visits(COUNTY)
    first = writer.seal()
    writer.patch(uid(2), [ChangeRef(writer.chain, 2)], {"mode": 9})
    second = writer.seal()
    assert header_of(first).prev == NO_SEGMENT
    assert header_of(second).prev == first.hash
    assert (second.first, second.last) == (6, 6)
    (patch,) = decode(second).patches({ChangeRef(writer.chain, 2): uid(2)}.get)
    assert patch.record == uid(2)
    assert decode(second).patches()[0].record == ""  # the creation is not known here


def test_a_change_of_another_chain_is_named_by_the_start_of_its_segments_hash():
    station, centre = some_visits(COUNTY), Writer(COUNTY, COUNTY.centre)
    sealed = station.seal()
    centre.patch(uid(2), [ChangeRef(station.chain, 2)], {"mode": 4})
    note = decode(centre.seal([station]))
    assert note.foreign == [(station.chain, 2, sealed.hash[:8])]
    (patch,) = note.patches({ChangeRef(station.chain, 2): uid(2)}.get)
    assert patch.parents == (ChangeRef(station.chain, 2),)
    assert patch.record == uid(2)


def test_a_change_not_yet_sealed_cannot_be_named_by_another_chain():
    station, centre = some_visits(COUNTY), Writer(COUNTY, COUNTY.centre)
    centre.patch(uid(2), [ChangeRef(station.chain, 2)], {"mode": 4})
    with pytest.raises(ValueError, match="not sealed"):
        centre.seal([station])


def test_two_chains_of_one_machine_are_sealed_in_turns():
    everyone, few = Writer(COUNTY, COUNTY.station), Writer(COUNTY, COUNTY.station, audience="限阅")
    a1 = everyone.create(uid(1), {"mode": 1})
    b1 = few.patch(uid(1), [a1.ref], {"mode": 2})
    a2 = everyone.patch(uid(1), [b1.ref], {"mode": 3})
    pieces = sealing_order({everyone.chain: everyone.open, few.chain: few.open}, everyone.created.get)
    assert pieces == [(everyone.chain, [a1]), (few.chain, [b1]), (everyone.chain, [a2])]


def test_a_worker_signs_own_acts_and_nobody_can_change_them_unseen():
    writer = Writer(COUNTY, COUNTY.station)
    made = writer.create(uid(1), {"status": "submitted", "note": None})
    message = pae(ACT, write_json({"by": "w1", "f": {"status": "submitted"}, "rec": uid(1), "t": made.at}))
    writer.open[0] = replace(made, signature=b64(COUNTY.other.sign(message)))
    (read,) = decode(writer.seal()).changes()
    assert verify_act(read, COUNTY.other.public)
    assert not verify_act(read, COUNTY.station.public)
    assert not verify_act(replace(read, author="w2"), COUNTY.other.public)


def test_a_monotonous_body_is_not_mistaken_for_a_bomb():
    writer = Writer(COUNTY, COUNTY.station)
    for i in range(4):
        writer.create(uid(i + 1), {"note": "哈" * 300_000})
    sealed = writer.seal()
    assert header_of(sealed).codec == "zlib"
    assert len(decode(sealed).changes()) == 4


def test_a_segment_cannot_leave_a_gap_or_hold_another_chain():
    writer = some_visits(COUNTY)
    missing, writer.open = writer.open[0], writer.open[1:]
    with pytest.raises(ValueError, match="without a gap"):
        writer.seal()
    writer.open = [replace(missing, ref=ChangeRef("0" * 32, 1))]
    with pytest.raises(ValueError, match="one chain"):
        writer.seal()


@pytest.mark.parametrize(
    "answers", [{"note": 1.5}, {"note": 2**63}, {"Note": 1}, {"note": "\ud800"}, {"a/b": 1}, {"note": [[[1.0]]]}]
)
def test_what_no_reader_would_take_is_never_sealed(answers):
    writer = Writer(COUNTY, COUNTY.station)
    writer.create(uid(1), answers)
    with pytest.raises((ValueError, TypeError)):
        writer.seal()


# ------------------------------------------------------------------ a hostile writer with a valid key
def spoil(change):
    """Seal honest visits, let somebody change the JSON, seal and sign it again."""
    sealed = some_visits(COUNTY).seal()
    said = body_text(sealed)
    text = change(said)
    return reseal(sealed, COUNTY.station, text if isinstance(text, bytes) else write_json(said))


def _deep(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


def _raw(said: object, old: bytes, new: bytes) -> bytes:
    text = write_json(said)
    assert old in text
    return text.replace(old, new)


C, P = ("create", "visit"), ("patch", "visit")
HOSTILE = {
    "a number missing": lambda s: s["create"]["visit"].update(seq=[1, 1, 2]),
    "a number twice": lambda s: s["patch"]["visit"].update(seq=[3, 1]),
    "numbers going back": lambda s: s["create"]["visit"].update(seq=[2, -1, 2]),
    "a number outside": lambda s: s["create"]["visit"].update(seq=[1, 1, 9]),
    "no numbers": lambda s: s["create"]["visit"].update(seq=[], t=[], by=[], id=[], f={}),
    "a float for a number": lambda s: s["create"]["visit"].update(seq=[1.0, 1, 1]),
    "true for a number": lambda s: s["create"]["visit"].update(seq=[True, 1, 1]),
    "times before 1970": lambda s: s["create"]["visit"].update(t=[-5, 0, 0]),
    "a time beyond 48 bits": lambda s: s["create"]["visit"].update(t=[1 << 49, 0, 0]),
    "times not those of the header": lambda s: s["create"]["visit"].update(t=[5, 0, 0]),
    "an unknown author": lambda s: s["create"]["visit"].update(by=[0, 0, 7]),
    "a negative author": lambda s: s["create"]["visit"].update(by=[0, 0, -1]),
    "an empty author": lambda s: s.update(people=[""]),
    "an id that is none": lambda s: s["create"]["visit"]["id"].__setitem__(0, "x"),
    "an id in capitals": lambda s: s["create"]["visit"]["id"].__setitem__(0, uid(0xABCDEF).upper()),
    "an id with a newline": lambda s: s["create"]["visit"]["id"].__setitem__(0, uid(1) + "\n" + uid(2)),
    "an id with a dash elsewhere": lambda s: s["create"]["visit"]["id"].__setitem__(0, "0" * 9 + uid(1)[8:-1]),
    "an id with a wide digit": lambda s: s["create"]["visit"]["id"].__setitem__(2, uid(1)[:-1] + "１"),
    "the same id twice": lambda s: s["create"]["visit"]["id"].__setitem__(0, uid(2)),
    "an id that is a number": lambda s: s["create"]["visit"]["id"].__setitem__(0, 7),
    "a short column": lambda s: s["create"]["visit"]["f"]["mode"].pop(),
    "a column that is text": lambda s: s["create"]["visit"]["f"].update(mode="abc"),
    "a column with a path": lambda s: s["create"]["visit"]["f"].update({f"members/{uid(1)}": [1, 2, 3]}),
    "a creation already deleted": lambda s: s["create"]["visit"]["f"].update(_deleted=[True, None, None]),
    "a column name with capitals": lambda s: s["create"]["visit"]["f"].update(Mode=[1, 2, 3]),
    "a kind with a slash": lambda s: s["create"].update({"a/b": s["create"].pop("visit")}),
    "a number of 2^63": lambda s: _raw(s, b'"mode":[0,1,2]', b'"mode":[0,1,9223372036854775808]'),
    "2^63 within": lambda s: _raw(s, b'"mode":[0,1,2]', b'"mode":[0,[1],[{"a":[2,9223372036854775808]}]]'),
    "a float within": lambda s: _raw(s, b'"mode":[0,1,2]', b'"mode":[[0],[1,1],[2,2.5]]'),
    "NaN": lambda s: _raw(s, b'"mode":[0,1,2]', b'"mode":[0,1,NaN]'),
    "a float": lambda s: _raw(s, b'"mode":[0,1,2]', b'"mode":[0,1,2.5]'),
    "a duplicate key": lambda s: _raw(s, b'"mode":[0,1,2]', b'"mode":[0,1,2],"mode":[0,1,2]'),
    "a lone surrogate": lambda s: _raw(s, b'"mode":[0,1,2]', b'"mode":[0,1,"\\ud800"]'),
    "depth twenty": lambda s: s["create"]["visit"]["f"].update(mode=[0, 1, _deep(20)]),
    "depth a thousand": lambda s: _raw(s, b'"mode":[0,1,2]', b'"mode":[0,1,' + b"[" * 1000 + b"]" * 1000 + b"]"),
    "a text of two mebibytes": lambda s: s["create"]["visit"]["f"].update(note=["a" * (2 << 20), "b", "c"]),
    "rows with the same id": lambda s: s["create"]["visit"]["f"].update(mode=[[{"id": uid(1)}, {"id": uid(1)}], 1, 2]),
    "rows with a bad id": lambda s: s["create"]["visit"]["f"].update(mode=[[{"id": "1"}], 1, 2]),
    "a row without an id": lambda s: s["create"]["visit"]["f"].update(mode=[[1], [{"id": uid(1)}, {}], None]),
    "a row that is none": lambda s: s["create"]["visit"]["f"].update(mode=[{"a": {}}, [{"id": uid(1)}, 1], 2]),
    "a patch without parents": lambda s: s["patch"]["visit"]["par"].__setitem__(0, []),
    "a parent in the future": lambda s: s["patch"]["visit"]["par"].__setitem__(0, [[0, 5]]),
    "a patch that is its own parent": lambda s: s["patch"]["visit"]["par"].__setitem__(0, [[0, 4]]),
    "a parent twice": lambda s: s["patch"]["visit"]["par"].__setitem__(0, [[0, 1], [0, 1]]),
    "a parent of an unknown chain": lambda s: s["patch"]["visit"]["par"].__setitem__(0, [[1, 1]]),
    "a negative chain": lambda s: s["patch"]["visit"]["par"].__setitem__(0, [[-1, 1]]),
    "a parent that is text": lambda s: s["patch"]["visit"]["par"].__setitem__(0, ["0,1"]),
    "a patch of a patch": lambda s: s["patch"]["visit"]["rec"].__setitem__(1, [0, 4]),
    "a record zero": lambda s: s["patch"]["visit"]["rec"].__setitem__(1, [0, 0]),
    "a sparse row outside": lambda s: s["patch"]["visit"]["f"].update(note=[[99], ["x"]]),
    "sparse rows backwards": lambda s: s["patch"]["visit"]["f"].update(note=[[1, 0], ["x", "y"]]),
    "sparse lists of two lengths": lambda s: s["patch"]["visit"]["f"].update(note=[[0, 1], ["x"]]),
    "a path of four pieces": lambda s: s["patch"]["visit"]["f"].update({f"m/{uid(1)}/a/b": [[0], [1]]}),
    "a path with a bad row": lambda s: s["patch"]["visit"]["f"].update({"m/1": [[0], [None]]}),
    "a row under another id": lambda s: s["patch"]["visit"]["f"].update({f"m/{uid(1)}": [[0], [{"id": uid(2)}]]}),
    "a void without a reason": lambda s: s["patch"]["visit"].pop("why"),
    "an empty reason": lambda s: s["patch"]["visit"].update(why={"1": " "}),
    "a reason for no row": lambda s: s["patch"]["visit"]["why"].update({"7": "x"}),
    "a reason with a crooked row": lambda s: s["patch"]["visit"]["why"].update({"01": "x"}),
    "a signature too short": lambda s: s["patch"]["visit"].update(sig={"0": "QQ=="}),
    "references that are no list": lambda s: s.update(refs={}),
    "a reference to the own chain": lambda s: s.update(refs=[["0" * 32, {}]]),
    "a reference with a long check": lambda s: s.update(refs=[["0" * 32, {"1": "0" * 64}]]),
    "a chain twice with the same digits": lambda s: s.update(refs=[["1" * 32, {"1": "0" * 8}]] * 2),
    "a chain twice without need": lambda s: s.update(refs=[["1" * 32, {"1": "0" * 8}], ["1" * 32, {"2": "0" * 8}]]),
    "a chain too often": lambda s: s.update(refs=[["1" * 32, {"1": f"{i:08x}"}] for i in range(65)]),
    "no create": lambda s: s.pop("create"),
    "a list for everything": lambda s: b"[]",
    "nothing": lambda s: b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_body_no_honest_writer_would_write_is_refused(name):
    with pytest.raises(BundleDamaged):
        decode(spoil(HOSTILE[name]))


def test_members_this_program_does_not_know_are_let_be():
    def add(said):
        said["later"] = {"x": 1}
        said["create"]["visit"]["later"] = [1]

    assert len(decode(spoil(add)).changes()) == 5


@pytest.mark.parametrize(
    "header",
    [
        {"v": 0},
        {"v": "1"},
        {"v": True},
        {"chain": "0" * 32},
        {"first": 0},
        {"first": 6},
        {"last": 4},
        {"last": 60_000},
        {"size": 65 << 20},
        {"size": 10},
        {"size": -1},
        {"codec": "lzma"},
        {"codec": None},
        {"hlc": [[1, 0]]},
        {"hlc": [[1, 0], [2**50, 0]]},
        {"hlc": [[1, 0], [2, 70000]]},
        {"prev": "0" * 64},
        {"prev": ""},
        {"body": "0" * 64},
        {"county": "x"},
        {"audience": ""},
        {"audience": "b"},
        {"epoch": "00" * 7},
        {"sealed": 5},
        {"app": "x" * 5000},
        {"schema": -1},
        {"roster": "1"},
        {"device": "1" * 32},
    ],
    ids=lambda header: json.dumps(header)[:40],
)
def test_a_header_no_honest_writer_would_write_is_refused(header):
    with pytest.raises((BundleDamaged, ValueError)) as told:
        decode(reseal(some_visits(COUNTY).seal(), COUNTY.station, **header))
    assert not isinstance(told.value, TypeError | KeyError)


def test_a_later_format_is_not_guessed_at():
    import sheqi_desktop.sync.header as header

    sealed = some_visits(COUNTY).seal()
    text = sealed.header.replace(b'"v":1}', b'"v":2}')
    assert text != sealed.header
    with pytest.raises(header.TooNew):
        header.read_header(text)
    with pytest.raises(BundleTooNew):
        decode(replace(sealed, header=text))


@pytest.mark.parametrize("how", ["zstd", "zlib"])
def test_a_bomb_is_stopped_at_the_size_it_promised(how):
    packed = codec.zstandard.compress(bytes(300 << 20)) if how == "zstd" else codec.zlib.compress(bytes(300 << 20), 9)
    for size in (1000, 1 << 20, 60 << 20):
        with pytest.raises(codec.Unreadable):
            codec.expand(packed, how, size)


def test_bytes_after_the_compressed_body_are_refused():
    plain = b"abc" * 100
    for how in ("zstd", "zlib"):
        _, packed = codec.squeeze(plain, how)
        assert codec.expand(packed, how, len(plain)) == plain
        for spoilt in (packed + b"\0", packed + packed, packed[:-1], b"", packed[1:]):
            with pytest.raises(codec.Unreadable):
                codec.expand(spoilt, how, len(plain))
    streamed = codec.zstandard.ZstdCompressor().compressobj()
    unsized = streamed.compress(plain) + streamed.flush()
    assert codec.expand(unsized, "zstd", len(plain)) == plain
    for spoilt, size in ((unsized, 10), (unsized + b"\0", len(plain)), (unsized[:-4], len(plain))):
        with pytest.raises(codec.Unreadable):
            codec.expand(spoilt, "zstd", size)


def test_the_clock_of_a_segment_is_that_of_its_changes():
    header = header_of(some_visits(COUNTY).seal())
    assert (header.since_ms, header.until_ms) == (NOW + 1, NOW + 5)
    assert header.sealed_ms == NOW
    assert STATION
