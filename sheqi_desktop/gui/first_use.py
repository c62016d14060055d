"""What the first use can do: open a 登记包, set up, print the recovery sheet, write the 申请, or practise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from sheqi_desktop.domain.clock import COUNTY, Clock, county_day
from sheqi_desktop.domain.staff import ROLE_NAMES
from sheqi_desktop.gui.pages.first_run_verbs import FirstRunVerbs, Invite
from sheqi_desktop.gui.preferences import config_folder
from sheqi_desktop.operations.desk import Desk


class Role(Protocol):
    """What an account may be: only the name is shown."""

    @property
    def role(self) -> str:
        """The role's code."""


PRACTICE = "practice"
PRACTICE_SEED = 20220901


def first_use(folder: Path, clock: Clock) -> FirstRunVerbs:
    """Give the verbs of the first use for a new workspace in a folder."""

    def open_invite(path: Path) -> Invite:
        from sheqi_desktop.operations.enrol_station import look_into
        from sheqi_desktop.operations.library import Library

        found = look_into(path, clock)
        said = found.invitation
        place = str(said.lists.get("name") or Library().unit_name(said.station_code))
        people = tuple((one.worker_id, one.name, _role(one.roles)) for one in said.accounts)
        until = county_day(said.expires)
        return Invite(f"{place} {said.slot} 机", people, found.fingerprint, f"{until.month}月{until.day}日", path)

    def set_up(invite: Invite, worker: str, once: str, password: str) -> tuple[object, str]:
        from sheqi_desktop.operations.enrol_station import set_up_station

        assert isinstance(invite.data, Path)
        made = set_up_station(
            folder, invite.data, worker, once, password, fingerprint_read=invite.fingerprint, clock=clock
        )
        return made.desk, made.recovery_code

    def print_sheet(code: str) -> bytes:
        from sheqi_desktop.operations.print_recovery import print_recovery

        return print_recovery(code, folder.name, clock.now().astimezone(COUNTY).date())

    def save_request(desk: object, path: Path) -> Path:
        from sheqi_desktop.operations.enrol_station import write_request

        assert isinstance(desk, Desk)
        return write_request(desk, path.parent, path.name)

    return FirstRunVerbs(open_invite, set_up, print_sheet, save_request, begin_practice=_practise)


def _role(roles: Sequence[Role]) -> str:
    return ROLE_NAMES.get(roles[0].role, "") if roles else ""


def _practise() -> Desk:
    """Open a practice county of one station, made when it is first asked for; it can never be reported."""
    from sheqi_desktop.operations.demo.run import PASSWORD, run_demo, workspace
    from sheqi_desktop.operations.demo.script import county_script
    from sheqi_desktop.operations.unlock import unlock

    out = config_folder() / PRACTICE
    first = county_script(PRACTICE_SEED).stations[0]
    if not out.exists():
        run_demo(out, PRACTICE_SEED, 1)
    return unlock(workspace(out, first.code), first.people[0].id, PASSWORD)
