"""Read an Excel file somebody gives us: looked at from outside first, then read in a process of its own.

A crafted file may claim anything; it can cost that process its memory or its time, never this one.
"""

from __future__ import annotations

import zipfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from concurrent.futures.process import BrokenProcessPool
from datetime import date, datetime, time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.trouble import SheetTooLarge, SheetUnreadable
from sheqi_desktop.store.files import not_read

LARGEST_MB = 30
UNPACKED_MB = 100
RATIO = 100
ROWS, COLUMNS = 20_000, 300
SECONDS = 60.0
MEMORY = 3 << 29
"""1.5 GB of address space for the process that reads."""
EXACT_DIGITS = 15
LOST = "〔数字太长，Excel 已丢掉后几位，请改成文字重填〕"

Lines = list[list[str]]


def read_sheet(path: Path) -> Lines:
    """Give the words of the first sheet, line by line; raise NotReadable, SheetTooLarge or SheetUnreadable."""
    _look(path)
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_limit)
    try:
        return pool.submit(_read, str(path)).result(timeout=SECONDS)
    except (TooLong, BrokenProcessPool, MemoryError) as failure:
        for one in list((pool._processes or {}).values()):
            one.kill()
        raise SheetUnreadable(file=path.name, why="打开它要的内存或时间太多") from failure
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _look(path: Path) -> None:
    """Refuse what is too large, or unpacks to far more than it is."""
    try:
        size = path.stat().st_size
        if size > LARGEST_MB << 20:
            raise SheetTooLarge(file=path.name, limit=f"{LARGEST_MB}MB")
        if not zipfile.is_zipfile(path):
            raise SheetUnreadable(file=path.name, why="它不是 xlsx 文件")
        with zipfile.ZipFile(path) as packed:
            whole = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as failure:
        raise SheetUnreadable(file=path.name, why="文件不完整") from failure
    except OSError as failure:
        raise not_read(failure, path.name) from failure
    if whole > UNPACKED_MB << 20 or whole > max(size, 1 << 16) * RATIO:
        raise SheetTooLarge(file=path.name, limit=f"解开后 {UNPACKED_MB}MB")


def _limit() -> None:
    """Let the reading process have only so much memory, where the system can hold it to that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(path: str) -> Lines:
    """Read the first sheet; this runs in the other process."""
    from python_calamine import CalamineError, CalamineWorkbook

    name = Path(path).name
    try:
        book = CalamineWorkbook.from_path(path)
        if not book.sheet_names:
            raise SheetUnreadable(file=name, why="里面没有工作表")
        sheet = book.get_sheet_by_index(0)
        if sheet.height > ROWS or sheet.width > COLUMNS:
            raise SheetTooLarge(file=name, limit=f"{ROWS}行、{COLUMNS}列")
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as failure:
        raise SheetUnreadable(file=name, why="文件坏了，或加了密码") from failure
    return [[words(cell) for cell in row] for row in rows]


def words(cell: Any) -> str:
    """Give what a cell says as a person would type it."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        whole = cell.strftime("%Y-%m-%d %H:%M")
        return whole.removesuffix(" 00:00")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, float):
        if abs(cell) >= 10**EXACT_DIGITS:
            return f"{cell:.0f}{LOST}"
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip() if cell is not None else ""
