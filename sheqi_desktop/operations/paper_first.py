"""先纸后机: where the 督导 signs group plans on paper, sessions may be registered before the signature is here (04 §2).

The choice is this machine's, made by the 站长; the check then warns where it would refuse.
"""

from __future__ import annotations

from sheqi_desktop.domain.trouble import NotYours
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import meta
from sheqi_desktop.store.database import Read

LEAD = "station_lead"
_KEY = "plans_signed_on_paper"


def plans_on_paper(read: Read) -> bool:
    """Tell whether plans are signed on paper first here."""
    return meta.setting(read, _KEY, False) is True


def set_plans_on_paper(desk: Desk, chosen: bool) -> None:
    """Choose it; raise NotYours for anybody but the 站长."""
    if LEAD not in desk.roles:
        raise NotYours(who="站负责人", contact="请站长来改。")
    with desk.write() as write:
        meta.set_setting(write, _KEY, chosen)
