import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain.answers import canonical
from sheqi_desktop.sync import bytes as b
from sheqi_desktop.sync.bytes import Unreadable, read_json, unb64, write_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_reads_back_and_is_the_domains_canonical_text(value):
    assert read_json(write_json(value)) == value
    assert write_json(value) == canonical(value)


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":1,"a":2}', b'{"b":1,"a":2}', b'{ "a":1}', b"NaN", b"Infinity", b"1.0", b"1e3", b"-0", b"01",
        b"9223372036854775808", b"-9223372036854775809", b"99999999999999999999999", b'"\\u0041"', b'"\\ud800"',
        b'"\xed\xa0\x80"', b"\xef\xbb\xbf1", b"[1,]", b"", b"{", b"[" * 17 + b"]" * 17, b"[" * 1000 + b"]" * 1000,
        b"[" * 100000, b'"\xff"', b"1 ", b"null\n", b"'a'", b"[1 ,2]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("fast", [True, False])
def test_json_with_another_spelling_is_refused(text, fast, monkeypatch):
    if not fast:
        monkeypatch.setattr(b, "_fast", None)
    with pytest.raises(Unreadable):
        read_json(text)


def test_the_program_without_the_fast_library_writes_the_same_bytes(monkeypatch):
    value = {"乙": [1, None, True, '说明\n\t"\\\x01\x7f\u2028'], "a": {"z": -5, "A": []}}
    text = write_json(value)
    monkeypatch.setattr(b, "_fast", None)
    assert write_json(value) == text
    assert read_json(text) == value


def test_sixteen_levels_are_enough_and_seventeen_too_many():
    assert read_json(b"[" * 16 + b"]" * 16)
    with pytest.raises(Unreadable):
        read_json(b"[" * 17 + b"]" * 17)


def test_a_text_longer_than_one_mebibyte_is_refused():
    assert read_json(json.dumps("a" * (1 << 20)).encode())
    with pytest.raises(Unreadable):
        read_json(json.dumps("a" * ((1 << 20) + 1)).encode())
    with pytest.raises(Unreadable):
        read_json(json.dumps("字" * 400_000, ensure_ascii=False).encode())


def test_the_signing_envelope_is_that_of_dsse():
    assert b.pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_names_follow_from_keys_epochs_and_audiences():
    from hashlib import blake2b

    key = bytes(range(32))
    device = b.device_id(key)
    assert device == blake2b(key, digest_size=32).hexdigest()[:32]
    raw = bytes.fromhex(device) + bytes(8) + b"all"
    assert b.chain_id(device, "00" * 8, "all") == blake2b(raw, digest_size=32).hexdigest()[:32]


def test_a_fingerprint_is_five_groups_of_four_digits_and_is_compared_without_the_gaps():
    read = b.fingerprint(bytes(32))
    assert [len(group) for group in read.split(" ")] == [4] * 5
    assert read.replace(" ", "").isdigit()
    assert b.same_fingerprint(read.replace(" ", "-"), bytes(32))
    assert not b.same_fingerprint(read[:-1], bytes(32))
    assert not b.same_fingerprint(read, bytes([1] * 32))


@pytest.mark.parametrize("text", ["QQ", "QQ=", "QR==", "Q Q==", "QQ==\n", "é", "_-8="])
def test_base64_has_one_spelling(text):
    with pytest.raises(Unreadable):
        unb64(text)
