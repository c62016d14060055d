"""Look into a bundle file: what is signed in it, by whom, for whom; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import open_file, read_file


def inspect_bundle(desk: Desk, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give a line in words and the facts behind it, part by part; raise the leaf that fits when it cannot be read."""
    data = read_file(path)
    with desk.read() as read:
        opened = open_file(desk, read, path, data)
    manifest = opened.manifest
    to = "、".join(_device(desk, one) for one in manifest.to)
    made = county_moment(manifest.made).isoformat(timespec="minutes")
    sender = _device(desk, opened.sender.id)
    yield (
        f"{path.name}：{sender} 第{manifest.counter}号，交给 {to}，{made} 做成，数据截至 {manifest.as_of}。",
        {
            "file": path.name,
            "sha256": opened.sha256,
            "kind": manifest.kind,
            "from": opened.sender.id,
            "to": list(manifest.to),
            "counter": manifest.counter,
            "as_of": manifest.as_of,
            "roster": manifest.roster,
        },
    )
    for sealed, header in zip(opened.sealed, opened.headers, strict=True):
        yield (
            f"  段 {header.first}–{header.last}，来自 {_device(desk, header.device)}，"
            f"{len(sealed.body)} 字节，名册第{header.roster}版",
            {
                "segment": sealed.hash,
                "chain": sealed.chain,
                "first": header.first,
                "last": header.last,
                "device": header.device,
                "roster": header.roster,
                "schema": header.schema,
            },
        )


def _device(desk: Desk, device: str) -> str:
    known = desk.book.newest.device(device)
    return f"{desk.unit_name(known.station_code)} {known.slot} 机" if known else device[:8]
