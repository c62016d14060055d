"""Where a workspace may live, how much room is left there, and that only one program has it open."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from types import TracebackType

from sheqi_desktop.domain.trouble import AlreadyOpen, FolderNotSafe
from sheqi_desktop.store.files import mend

LOW_SPACE_BYTES = 500 * 1024 * 1024
_SHARE = "网络共享文件夹"
_SYNCED = {
    "onedrive": "OneDrive 同步文件夹",
    "nutstore": "坚果云同步文件夹",
    "nutstore files": "坚果云同步文件夹",
    "我的坚果云": "坚果云同步文件夹",
    "坚果云": "坚果云同步文件夹",
    "baidunetdisk": "百度网盘文件夹",
    "baidunetdiskdownload": "百度网盘文件夹",
    "baidunetdiskworkspace": "百度网盘文件夹",
    "baidusyncdisk": "百度网盘文件夹",
    "百度网盘": "百度网盘文件夹",
    "百度网盘同步空间": "百度网盘文件夹",
    "wpsdrive": "WPS 云盘文件夹",
    "wps cloud files": "WPS 云盘文件夹",
    "wps云盘": "WPS 云盘文件夹",
    "wps 云盘": "WPS 云盘文件夹",
    "wps网盘": "WPS 云盘文件夹",
    "kingsoftcloud": "WPS 云盘文件夹",
    "wechat files": "微信文件夹",
    "xwechat_files": "微信文件夹",
    "weixin": "微信文件夹",
    "tencent files": "QQ 文件夹",
    "weiyun": "微云同步文件夹",
    "dropbox": "Dropbox 同步文件夹",
    "google drive": "Google Drive 同步文件夹",
    "googledrive": "Google Drive 同步文件夹",
    "icloud drive": "iCloud 同步文件夹",
    "icloud~com~apple~clouddocs": "iCloud 同步文件夹",
    "com~apple~clouddocs": "iCloud 同步文件夹",
    "aliyundrive": "阿里云盘文件夹",
    "syncthing": "Syncthing 同步文件夹",
}
_MARKS = {
    ".dropbox": "Dropbox 同步文件夹",
    ".dropbox.cache": "Dropbox 同步文件夹",
    ".stfolder": "Syncthing 同步文件夹",
    ".nutstore": "坚果云同步文件夹",
}
_REMOTE_SYSTEMS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afpfs",
        "ncpfs",
        "fuse.sshfs",
        "fuse.rclone",
        "9p",
        "davfs",
        "fuse.davfs2",
    }
)
_REMOTE_DRIVE = 4


def why_unsafe(folder: Path) -> str | None:
    """Name the kind of place that would damage a database (a share, a synced folder), None if it is an ordinary one."""
    written = str(folder).replace("/", "\\")
    if written.startswith("\\\\"):
        return _SHARE
    place = folder.absolute()
    for part in (*place.parts, *_resolved(place).parts):
        name = part.strip().lower()
        if name in _SYNCED:
            return _SYNCED[name]
        if name.startswith(("onedrive -", "onedrive-", "wpsdrive")):
            return _SYNCED["onedrive" if name.startswith("onedrive") else "wpsdrive"]
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        synced = os.environ.get(variable)
        if synced and place.is_relative_to(Path(synced)):
            return _SYNCED["onedrive"]
    for above in (place, *place.parents):
        for mark, kind in _MARKS.items():
            if (above / mark).exists():
                return kind
    return _SHARE if _on_a_remote_drive(place) else None


def refuse_unsafe(folder: Path) -> None:
    """Say no to a folder in which the database would be damaged."""
    kind = why_unsafe(folder)
    if kind:
        raise FolderNotSafe(place=folder, kind=kind)


def free_bytes(folder: Path) -> int:
    """Give the room left on the disk of a folder."""
    return shutil.disk_usage(folder).free


def low_space(folder: Path) -> int | None:
    """Give the megabytes left once there are so few that one has to be warned, else None."""
    free = free_bytes(folder)
    return free >> 20 if free < LOW_SPACE_BYTES else None


def _resolved(place: Path) -> Path:
    try:
        return place.resolve()
    except OSError:
        return place


def _on_a_remote_drive(place: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE_DRIVE)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    best, system = "", ""
    here = str(_resolved(place))
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        inside = here == point or here.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, system = point, kind
    return system in _REMOTE_SYSTEMS


class FolderLock:
    """Hold a workspace for this program alone; the system lets go by itself when the program dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock, or say that another window has the workspace open."""
        path = folder / ".lock"
        try:
            self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise mend(error, folder) from error
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            self._handle = None
            raise AlreadyOpen() from error

    def release(self) -> None:
        """Let another program have the workspace."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> FolderLock:
        """Hold the lock for a block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the lock."""
        self.release()


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
