"""Look into a bundle file: what is signed in it, by whom, for whom; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.read_bundle import open_file, read_file
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.segment import SCHEMA

KIND_WORDS = {
    "sync": "数据包", "receipt": "回执（只有签收和名册）", "roster": "名册包", "bootstrap": "给换新电脑的全部记录",
}  # fmt: skip


def inspect_bundle(desk: Desk, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give a line in words and the facts behind it, part by part; raise the leaf that fits when it cannot be read."""
    data = read_file(path)
    with desk.read() as read:
        opened = open_file(desk, read, path, data)
    manifest = opened.manifest
    to = "、".join(_device(desk, one) for one in manifest.to)
    made = county_moment(manifest.made).isoformat(timespec="minutes")
    sender = _device(desk, opened.sender.id)
    number, of = manifest.part
    share = f"（{of} 个文件里的第 {number} 个，每个都能单独导入）" if of > 1 else ""
    yield (
        f"{path.name}：{KIND_WORDS[manifest.kind]}，{sender} 第{manifest.counter}号{share}，交给 {to}，"
        f"{made} 做成，数据截至 {manifest.as_of or '没有写'}。",
        {
            "file": path.name,
            "sha256": opened.sha256,
            "kind": manifest.kind,
            "from": opened.sender.id,
            "to": list(manifest.to),
            "counter": manifest.counter,
            "part": list(manifest.part),
            "as_of": manifest.as_of,
            "roster": manifest.roster,
        },
    )
    yield from _contents(opened)
    for sealed, header in zip(opened.sealed, opened.headers, strict=True):
        newer = "，新版软件的表，升级后显示完整" if header.schema > SCHEMA else ""
        yield (
            f"  段 {header.first}–{header.last}，来自 {_device(desk, header.device)}，"
            f"{len(sealed.body)} 字节，名册第{header.roster}版{newer}",
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


def _contents(opened: Opened) -> Iterator[tuple[str, dict[str, Any]]]:
    """Say how much of each kind is inside, and what else travels along."""
    manifest = opened.manifest
    for kind, stations in sorted(manifest.counts.items()):
        new, changed, voided = (sum(tally[i] for tally in stations.values()) for i in range(3))
        words = f"  {words_of(kind).words}：新增 {new}，更改 {changed}，作废 {voided}"
        yield words, {"records": kind, "new": new, "changed": changed, "voided": voided}
    versions = [part.version for part in manifest.parts if part.kind == "roster"]
    if versions:
        yield f"  名册第 {versions[0]}–{versions[-1]} 版", {"rosters": versions}
    if opened.blobs:
        size = sum(len(data) for data in opened.blobs.values())
        yield f"  照片和扫描件 {len(opened.blobs)} 个，{size} 字节", {"attachments": len(opened.blobs), "bytes": size}
    if manifest.have:
        yield f"  写明已收到 {len(manifest.have)} 条记录链", {"have": len(manifest.have)}
    if manifest.lacking:
        yield f"  还缺 {len(manifest.lacking)} 个附件", {"lacking": len(manifest.lacking)}


def _device(desk: Desk, device: str) -> str:
    known = desk.book.newest.device(device)
    return f"{desk.unit_name(known.station_code)} {known.slot} 机" if known else device[:8]
