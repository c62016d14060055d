"""What a file is, as far as it can be told here, and every check it passed, in the order they are made (FORMAT §3).

The checks themselves are those of the import; here only the place is found at which they stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.trouble import (
    AlreadyImported,
    BundleTooNew,
    BundleTrouble,
    BundleUnopenable,
    ChangeNotAllowed,
    EnrolTrouble,
    FileTooLarge,
    MassVoid,
    NotForUs,
    PackExpired,
    RosterBroken,
    SignatureWrong,
    SignerPending,
    SignerRevoked,
    SignerUnknown,
    Trouble,
    WorkerKeyPending,
    WrongCounty,
)
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import Preview, preview, read_file
from sheqi_desktop.operations.whose_file import FOR_ONE, named
from sheqi_desktop.store import laid_aside
from sheqi_desktop.sync import bundle, enrol
from sheqi_desktop.sync.envelope import open_envelope
from sheqi_desktop.sync.frame import Frame, cut

PASSED, FAILED, NOT_REACHED = "passed", "failed", "not reached"
MARKS = {PASSED: "✓", FAILED: "✗", NOT_REACHED: "—"}
"""Passed, failed, not looked at because an earlier one failed."""
CLOSED_STEPS = (
    ("size", "大小不超过200MB"),
    ("envelope", "信封能用本机的钥匙打开"),
    ("frame", "开头、清单的写法和各件的位置"),
    ("county", "是本县的"),
    ("sender", "发件的电脑登记过、在使用"),
    ("signature", "发件电脑的签名"),
    ("version", "格式的版本本机认得"),
    ("receiver", "收件人里有本机"),
    ("rosters", "带来的名册由县中心的根密钥签发"),
    ("contents", "每一件的哈希、每一段的签名和内容、摘要"),
    ("rights", "每一处改动都归写的人"),
)
OPEN_STEPS = (
    ("size", "大小不超过200MB"),
    ("frame", "开头、清单的写法和各件的位置"),
    ("rosters", "名册从第一版起由根密钥签发"),
    ("signature", "文件里写明的钥匙的签名"),
    ("valid", "有效期"),
)
_STOPS: tuple[tuple[type[Trouble] | tuple[type[Trouble], ...], str], ...] = (
    (FileTooLarge, "size"),
    (BundleUnopenable, "envelope"),
    (WrongCounty, "county"),
    ((SignerUnknown, SignerPending, SignerRevoked), "sender"),
    (BundleTooNew, "version"),
    (NotForUs, "receiver"),
    (RosterBroken, "rosters"),
    ((ChangeNotAllowed, WorkerKeyPending, MassVoid), "rights"),
)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it asks, and whether it was passed, failed or not reached."""

    name: str
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A file that was looked at; ``trouble`` is why it would be refused, ``seen`` what accepting it would do."""

    words: str
    checks: tuple[Check, ...]
    trouble: Trouble | None
    seen: Preview | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        """Give the checks line by line, each with its mark."""
        return [f"{MARKS[one.state]} {one.words}" for one in self.checks]

    @property
    def sound(self) -> bool:
        """Tell whether every check was passed."""
        return all(one.state == PASSED for one in self.checks)

    @property
    def next_step(self) -> str:
        """Say what to do with the file."""
        if self.trouble is not None:
            return getattr(self.trouble, "next_step", self.trouble.remedy).format(**self.trouble.facts)
        if self.seen is None:
            return "请按登记的步骤选这个文件，电话里核对上面的指纹。"
        return "可以导入；已经有的内容不会重复。"


def explain_file(desk: Desk, path: Path) -> Explained:
    """Look at any file and say what it is; raise NotReadable, and NotYours for who may not import."""
    desk.require("bundle.import")
    try:
        data = read_file(path)
    except FileTooLarge as trouble:
        return Explained(_by_name(desk, path), _checks(CLOSED_STEPS, "size"), trouble)
    if bundle.is_frame(data):
        return _open_file(desk, path, data)
    try:
        with desk.read() as read:
            seen = preview(desk, read, path, data)
    except AlreadyImported as trouble:
        return Explained(_by_name(desk, path), _checks(CLOSED_STEPS, ""), trouble)
    except BundleTrouble as trouble:
        return Explained(_by_name(desk, path), _refused(desk, data, trouble), trouble)
    sender = seen.opened.sender
    words = f"{path.name}：{desk.unit_name(sender.station_code)} {sender.slot} 机的数据包。"
    return Explained(words, _checks(CLOSED_STEPS, ""), None, seen)


def explain_kept(desk: Desk, sha256: str) -> Explained | None:
    """Look again at a file that was laid aside; None when it is no longer here.  Raises as explain_file."""
    path = laid_aside.find(desk.folder, sha256)
    return None if path is None else explain_file(desk, path)


def checks_after(desk: Desk, path: Path, trouble: Trouble | None) -> tuple[Check, ...]:
    """Give the checks of a file that was just looked at, without making them again; ``trouble`` is why it was refused.

    Empty where nothing was asked of it: it came before, or could not be read.
    """
    if trouble is None:
        return _checks(CLOSED_STEPS, "")
    if not isinstance(trouble, BundleTrouble) or isinstance(trouble, AlreadyImported):
        return ()
    if isinstance(trouble, FileTooLarge):
        return _checks(CLOSED_STEPS, "size")
    try:
        data = read_file(path)
        return explain_file(desk, path).checks if bundle.is_frame(data) else _refused(desk, data, trouble)
    except Trouble:
        return ()


def _refused(desk: Desk, data: bytes, trouble: Trouble) -> tuple[Check, ...]:
    return _checks(CLOSED_STEPS, _stopped(desk, data, trouble))


def _open_file(desk: Desk, path: Path, data: bytes) -> Explained:
    """A 登记包 or 申请文件: what it says, and the number to compare over the telephone."""
    late: Trouble | None = None
    try:
        kind = bundle.peek(data, path.name).kind
        if kind == "invite":
            invite = enrol.open_invite(data, 0, path.name)
            asked = invite.invitation
            late = PackExpired() if desk.clock.ms() > asked.expires else None
            words, number = f"给{desk.unit_name(asked.station_code)} {asked.slot} 机的登记包", invite.fingerprint
        else:
            request = enrol.open_request(
                data, file=path.name, book=desk.book, used=lambda _: None, expires_of=lambda _: desk.clock.ms(),
                now_ms=desk.clock.ms(),
            )  # fmt: skip
            words = f"{desk.unit_name(request.station_code)} {request.slot} 机的申请文件"
            number = request.fingerprint
    except (BundleTrouble, EnrolTrouble) as trouble:
        stops = {SignatureWrong: "signature", RosterBroken: "rosters", WrongCounty: "rosters"}
        at = "valid" if isinstance(trouble, EnrolTrouble) else stops.get(type(trouble), "frame")
        return Explained(f"{path.name}：登记用的文件。", _checks(OPEN_STEPS, at), trouble)
    facts = {"kind": kind, "fingerprint": number}
    said = f"{path.name}：{words}。电话里核对的指纹：{number}。"
    return Explained(said, _checks(OPEN_STEPS, "valid" if late else ""), late, None, facts)


def _checks(steps: Sequence[tuple[str, str]], stopped: str) -> tuple[Check, ...]:
    found, state = [], PASSED
    for name, words in steps:
        if name == stopped:
            found.append(Check(name, words, FAILED))
            state = NOT_REACHED
        else:
            found.append(Check(name, words, state))
    return tuple(found)


def _stopped(desk: Desk, data: bytes, trouble: Trouble) -> str:
    """Find the check that failed; damage and a wrong signature can be of the frame or of what lies inside."""
    for kind, step in _STOPS:
        if isinstance(trouble, kind):
            return step
    frame = _frame(desk, data)
    if frame is None:
        return "frame"
    sender = desk.book.newest.device(frame.sender)
    if isinstance(trouble, SignatureWrong) and not (sender and frame.signed_by(sender.public)):
        return "signature"
    return "contents"


def _frame(desk: Desk, data: bytes) -> Frame | None:
    try:
        frame = cut(open_envelope(data, desk.machine.age_secret), "")
        frame.manifest()
    except (BundleTrouble, ValueError):
        return None
    return frame


def _by_name(desk: Desk, path: Path) -> str:
    """Say what the name of a file tells; anybody can rename a file, so it proves nothing."""
    one = named(path.name)
    if one is None:
        return f"{path.name}：从文件名看不出是什么。"
    machine = f"{desk.unit_name(one.unit)} {one.slot} 机"
    share = f"，{one.of} 个文件里的第 {one.part} 个" if one.of > 1 else ""
    said = f"给{machine}的{FOR_ONE[one.sort]}" if one.sort in FOR_ONE else f"{machine}的第 {one.number} 号{share}"
    return f"{path.name}：按文件名是{said}；文件名谁都能改，不算数。"
