"""Open a file only once it is known to be ours and not newer than this program: nothing is written before (F16)."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2

from sheqi_desktop.domain.trouble import DatabaseDamaged, DatabaseTooNew, Surroundings
from sheqi_desktop.store.engine import APPLICATION_ID, Driver, connect, settle_in
from sheqi_desktop.store.sealed_pages import marks


def ours(path: Path, dek: bytes, new: bool, current: int) -> Driver:
    """Open the file and refuse a foreign one, or one of a newer shape than ``current``."""
    if not new:
        # Before the engine sees it: a log beside the file would be brought into it on the way out.
        told = marks(path, dek)
        if told is None:
            raise DatabaseDamaged(why="打不开，密钥不对或者文件开头损坏")
        if told[0] != APPLICATION_ID:
            raise DatabaseDamaged(why="不是本软件的数据文件")
        if told[1] > current:
            raise DatabaseTooNew()
    try:
        driver = connect(path, dek)
    except dbapi2.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) or 0
        if code & 0xFF in (11, 26):
            raise DatabaseDamaged(why="打不开，密钥不对或者文件开头损坏") from error
        raise
    try:
        if new:
            # Must come before the first page is written.
            driver.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        settle_in(driver)
    except (Surroundings, dbapi2.DatabaseError):
        driver.close()
        raise
    return driver
