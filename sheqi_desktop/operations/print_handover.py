"""Print the 交接单 of a bundle that was written: number, files, fingerprints, counts, who, and lines to sign."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_review import KindLine
from sheqi_desktop.operations.seal_bundle import Exported, file_fingerprint, read_whole
from sheqi_desktop.reports.fonts import Fonts
from sheqi_desktop.reports.handover_sheet import Handover, SheetFile, handover_sheet


def print_handover(desk: Desk, done: Exported, lines: Sequence[KindLine], to: str) -> bytes:
    """Give the sheet as a PDF; raise NotReadable when a file is gone, FontMissing."""
    moment = desk.clock.now().astimezone(COUNTY)
    photos = f"照片和扫描件 {done.attachments} 个" if done.attachments else "没有照片和扫描件"
    said = Handover(
        title=f"{desk.place.name}社工站数据包交接单",
        machine=f"{desk.place.name} {desk.place.slot} 机",
        number=f"第 {done.counter} 号",
        to=desk.unit_name(to),
        by=desk.me.name,
        at=f"{moment:%Y-%m-%d %H:%M}",
        as_of=desk.clock.today().isoformat(),
        files=tuple(_file(done, path) for path in done.paths or (done.path,)),
        counts=tuple((one.title, one.new, one.changed) for one in lines),
        attachments=f"{photos}，{done.later} 个稍后再带" if done.later else photos,
        demo=desk.place.demo,
    )
    with desk.write() as write:
        desk.note(write, "print_handover", "", counter=done.counter)
    return handover_sheet(said, Fonts(fonts_dir()))


def _file(done: Exported, path: Path) -> SheetFile:
    """Name a file with the fingerprint the centre will show; the first one's is known, the others are read."""
    if path == done.path:
        return SheetFile(path.name, _size(done.size), file_fingerprint(done.sha256))
    data = read_whole(path)
    return SheetFile(path.name, _size(len(data)), file_fingerprint(hashlib.sha256(data).hexdigest()))


def _size(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(size >> 10, 1)} KB"
