"""Which 口令 is too easy, and how long to wait after wrong ones."""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.trouble import Trouble, WaitBeforeTrying, WeakPassword
from sheqi_desktop.store.files import read_if_there, write_whole

LEAST_CHARACTERS = 10
LEAST_HAN = 8
"""Four Chinese words of at least two characters each (TRUST S21); four characters alone are one idiom."""
FREE_TRIES = 3
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 600
MOST_MISSED = 200
_TRIES = "vault.tries.json"
_MISSED = "vault.missed.json"
_EASY = frozenset(
    """1234567890 0123456789 0987654321 9876543210 12345678910 1234567891 1qaz2wsx3edc qwertyuiop asdfghjkl
    qwerty123456 password password1 password12 password123 password1234 a123456789 123456789a abc1234567 abcd123456
    abc123456789 admin12345 admin123456 administrator iloveyou520 5201314520 woaini1314 woaini520 woaini5201314
    sheqi12345 sheqi123456 sheqixian123 shegong123 shegong12345 shegongzhan
    社会工作 社工服务 社旗社工 我爱社旗 社工社工 密码密码
    口令口令 一二三四 你好你好 新年快乐 恭喜发财 中国加油 我爱中国 南阳社旗 社旗社工站""".split()
)
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "一二三四五六七八九十")


def normal(words: str) -> str:
    """Bring a 口令 to one form, so that full-width keys and another input method open the same slot."""
    return unicodedata.normalize("NFKC", words)


def weakness(words: str) -> str | None:
    """Say why a 口令 is too easy, None if it will do."""
    words = normal(words).strip()
    han = sum("\u3400" <= c <= "\u9fff" or c >= "\U00020000" for c in words)
    if len(words) < LEAST_CHARACTERS and han < LEAST_HAN:
        return "太短"
    plain = words.lower().replace(" ", "")
    if plain in _EASY:
        return "太常见"
    if len(set(plain)) < 4:
        return "重复的字太多"
    if any(plain in run or plain in run[::-1] for run in _RUNS):
        return "是连着的一串"
    return None


def refuse_weak(words: str) -> None:
    """Say no to a 口令 that is too easy."""
    why = weakness(words)
    if why:
        raise WeakPassword(why=why)


@dataclass(frozen=True, slots=True)
class Missed:
    """One wrong try that the journal does not know yet."""

    who: str
    at_ms: int


class Tries:
    """The wrong tries so far, kept beside the vault; the wait grows, nothing is ever wiped.

    Whoever can delete this file can also copy the disk and guess elsewhere: against that stands the cost of a guess.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Read what was noted before; a damaged note counts as none."""
        self._path = folder / _TRIES
        self._missed = folder / _MISSED
        self._clock = clock
        self._seen: dict[str, tuple[int, str]] = {}
        try:
            noted = json.loads(read_if_there(self._path) or b"{}")
            self._seen = {str(who): (int(times), str(last)) for who, (times, last) in noted.items()}
        except (ValueError, TypeError, AttributeError):
            self._seen = {}

    def before(self, who: str) -> None:
        """Raise WaitBeforeTrying while it is too early for another try."""
        times, last = self._seen.get(who, (0, ""))
        if times < FREE_TRIES:
            return
        wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(times - FREE_TRIES, 20))
        now = self._clock.now()
        try:
            since = datetime.fromisoformat(last)
        except ValueError:
            since = now
        if now < since:
            # The PC's clock was set back; count the wait from now on, never for years.
            since = now
            self._note(who, times, now)
        left = since + timedelta(seconds=wait) - now
        if left > timedelta():
            raise WaitBeforeTrying(times=times, seconds=max(1, ceil(left.total_seconds())))

    def wrong(self, who: str) -> int:
        """Note one more wrong try and give how many there were."""
        times = self._seen.get(who, (0, ""))[0] + 1
        now = self._clock.now()
        self._note(who, times, now)
        told = [*self.missed(), Missed(who, int(now.timestamp() * 1000))][-MOST_MISSED:]
        with suppress(Trouble):
            write_whole(self._missed, json.dumps([[one.who, one.at_ms] for one in told]).encode())
        return times

    def missed(self) -> list[Missed]:
        """Give the wrong tries since the journal was last told; a damaged note counts as none."""
        try:
            noted = json.loads(read_if_there(self._missed) or b"[]")
            return [Missed(str(who), int(at)) for who, at in noted]
        except (Trouble, ValueError, TypeError):
            return []

    def forget_missed(self) -> None:
        """The journal has them."""
        with suppress(OSError):
            self._missed.unlink(missing_ok=True)

    def right(self, who: str) -> None:
        """Forget the wrong tries of a person who got in."""
        if self._seen.pop(who, None):
            self._write()

    def _note(self, who: str, times: int, now: datetime) -> None:
        self._seen[who] = (times, now.isoformat())
        self._write()

    def _write(self) -> None:
        try:
            write_whole(self._path, json.dumps(self._seen).encode())
        except Trouble:
            # A full or read-only disk must not keep a worker out who knows the right word.
            return
