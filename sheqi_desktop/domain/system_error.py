"""Why a file cannot be read or written, in words: the sentences of the system are English and never shown."""

from __future__ import annotations

import errno

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_WINDOWS_FULL = frozenset({39, 112})
_GONE = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, getattr(errno, "ENOMEDIUM", errno.ENODEV)})
_WINDOWS_GONE = frozenset({21, 433, 1006, 1117, 1167})
"""Windows: not ready, no such device, volume changed outside, device error, device not connected."""
_WORDS = {
    errno.EROFS: "只读",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "找不到",
    errno.ENOTDIR: "找不到",
    errno.ELOOP: "找不到",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "已经有同名的",
    errno.ENAMETOOLONG: "名字太长",
    errno.EINVAL: "名字里有不能用的字",
    errno.EBUSY: "正被别的程序占用",
    errno.EFBIG: "文件太大",
    errno.EMFILE: "打开的文件太多",
    errno.ENODEV: "U盘可能拔掉了",
    errno.ENXIO: "U盘可能拔掉了",
}
_WINDOWS_WORDS = {
    2: "找不到",
    3: "找不到",
    5: "没有权限",
    19: "只读",
    21: "U盘可能拔掉了",
    32: "正被别的程序占用",
    33: "正被别的程序占用",
}


def why(error: OSError) -> str:
    """Say the reason in Chinese; a reason nobody foresaw by its number."""
    windows = _windows(error)
    return _WINDOWS_WORDS.get(windows) or _WORDS.get(error.errno or 0) or f"系统错误{windows or error.errno or ''}"


def no_room(error: OSError) -> bool:
    """Tell whether the disk is full."""
    return error.errno in _FULL or _windows(error) in _WINDOWS_FULL


def gone(error: OSError) -> bool:
    """Tell whether the disk was pulled out or cannot be read any more."""
    return error.errno in _GONE or _windows(error) in _WINDOWS_GONE


def _windows(error: OSError) -> int:
    return getattr(error, "winerror", None) or 0
