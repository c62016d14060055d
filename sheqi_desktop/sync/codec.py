"""Compression that cannot be turned against the reader: the unpacked size is signed before anything unpacks."""

from __future__ import annotations

import zlib

import zstandard

from sheqi_desktop.sync.bytes import Unreadable
from sheqi_desktop.sync.header import MAX_BODY

RATIO_CAP = 200
SMALL = 1 << 20
"""Below this size the ratio is not looked at: a short, repetitive body is honest."""
_WINDOW = 1 << 26
_PIECE = 1024
_LEVEL = 9


def squeeze(data: bytes, codec: str) -> tuple[str, bytes]:
    """Compress a body and say with what.

    A body so repetitive that it would look like a bomb is stored as it is, in the zlib form, so that no reader
    ever has to refuse an honest chain.
    """
    if codec == "zstd":
        packed = zstandard.ZstdCompressor(level=_LEVEL, write_content_size=True).compress(data)
    elif codec == "zlib":
        packed = zlib.compress(data, 9)
    else:
        raise ValueError(f"no such codec: {codec}")
    if _looks_like_a_bomb(len(data), len(packed)):
        return "zlib", zlib.compress(data, 0)
    return codec, packed


def expand(data: bytes, codec: str, size: int) -> bytes:
    """Unpack exactly ``size`` bytes, never more; raise Unreadable for anything else."""
    if size > MAX_BODY or _looks_like_a_bomb(size, len(data)):
        raise Unreadable("解压后太大")
    try:
        plain = _expand_zstd(data, size) if codec == "zstd" else _expand_zlib(data, size)
    except (zstandard.ZstdError, zlib.error, MemoryError) as wrong:
        raise Unreadable("解压不开") from wrong
    if len(plain) != size:
        raise Unreadable("解压后长短不对")
    return plain


def _looks_like_a_bomb(size: int, packed: int) -> bool:
    return size > SMALL and size > RATIO_CAP * packed


def _expand_zstd(data: bytes, size: int) -> bytes:
    frame = zstandard.get_frame_parameters(data)
    if frame.dict_id or frame.window_size > _WINDOW:
        raise Unreadable("压缩方式不对")
    tool = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    if frame.content_size == size:
        # One call, one buffer of the declared size; anything after the frame is an error.
        return bytes(tool.decompress(data, allow_extra_data=False))
    if frame.content_size != zstandard.CONTENTSIZE_UNKNOWN:
        raise Unreadable("解压后长短不对")
    stream, parts, total = tool.decompressobj(), [], 0
    for start in range(0, len(data), _PIECE):
        if stream.eof:
            raise Unreadable("压缩数据后面还有东西")
        part = stream.decompress(data[start : start + _PIECE])
        total += len(part)
        if total > size:
            raise Unreadable("解压后太大")
        parts.append(part)
    if not stream.eof or stream.unused_data:
        raise Unreadable("压缩数据不完整")
    return b"".join(parts)


def _expand_zlib(data: bytes, size: int) -> bytes:
    stream = zlib.decompressobj()
    plain = stream.decompress(data, size + 1)
    if not stream.eof or stream.unused_data or stream.unconsumed_tail:
        raise Unreadable("压缩数据不完整")
    return plain
