"""个人信息安全事件: what a lost computer fills in of it, and which wait to be reported (domain 16 §10, 17 §7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.records.incident import INCIDENT, unreported
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.store import records
from sheqi_desktop.store.records import Wanted

HARM = "资料整盘加密，没有口令打不开；口令泄露时，住址、健康和家庭情况可能被人知道。"
ADVICE = "留意陌生来电，不转账、不告诉验证码；有可疑的事请告诉我们。"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many incidents the 中心主任 has not heard of, and by when the first is due."""

    count: int
    words: str
    late: bool


def lost_computer(
    desk: Desk, *, device: str, people: int, minors: int, restricted: int, last: str, cause: str
) -> dict[str, Value]:
    """Give what is known of an incident when a computer is reported lost: what was on it, and what was done at once."""
    now = desk.clock.now().astimezone(COUNTY).replace(second=0, microsecond=0)
    kinds = ["general", "sensitive", *["minors"] * bool(minors), *["restricted"] * bool(restricted)]
    return {
        "kind": "lost_computer",
        "found_at": now.isoformat(),
        "locked_at": now.isoformat(),
        "reported_by": desk.me.name,
        "device_id": device,
        "data_kinds": list(kinds),
        "n_persons": people,
        "has_minors": minors > 0,
        "n_minors": minors if minors else None,
        "n_restricted": restricted,
        "last_acknowledged": last,
        "cause": cause,
        "harm": HARM,
        "measures": f"{now:%Y-%m-%d %H:%M} 报失，这台电脑的钥匙停用，再写的数据包一律拒收。",
        "advice": ADVICE,
        "contact": f"{desk.place.name} {desk.me.name} {desk.me.phone}".rstrip(),
    }


def waiting(desk: Desk) -> Waiting | None:
    """Say which incidents of this unit wait to be reported to the 中心主任; None where none does."""
    with desk.read() as read:
        found = records.list_records(read, Wanted(INCIDENT, stations=[desk.station]))
        due = sorted(one.due for one in unreported(document(one) for one in found))
    if not due:
        return None
    return Waiting(len(due), _due_words(due[0], desk.clock.now()), due[0] < desk.clock.now())


def _due_words(due: datetime, now: datetime) -> str:
    at = due.astimezone(COUNTY)
    by = f"{at.month}月{at.day}日 {at:%H:%M}"
    return f"已经超过24小时（{by}），马上上报，写明迟报原因。" if due < now else f"{by} 以前报中心主任和民政局。"
