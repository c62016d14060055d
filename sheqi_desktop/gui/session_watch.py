"""Notices when Windows locks its session or goes to sleep, so that the program locks with it (TRUST F14)."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, WTS_SESSION_LOCK = 0x0004, 0x0007
LOCKING = frozenset({(WM_POWERBROADCAST, PBT_APMSUSPEND), (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)})
"""Message and its first number: the machine goes to sleep, the session is locked."""
_THIS_SESSION = 0
WINDOWS = QByteArray(b"windows_generic_MSG")


class SessionWatch(QAbstractNativeEventFilter):
    """Calls ``locked`` for each such message; on other systems nothing ever comes, and the idle watch is enough."""

    def __init__(self, locked: Callable[[], object]) -> None:
        super().__init__()
        self._locked = locked

    def watch(self, window: int) -> None:
        """Ask Windows to tell this window of its session; without that, only sleep is noticed."""
        if sys.platform == "win32":
            ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(wintypes.HWND(window), _THIS_SESSION)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at every message and let all of them through."""
        if QByteArray(kind) == WINDOWS and message:
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in LOCKING:
                self._locked()
        return False, 0
