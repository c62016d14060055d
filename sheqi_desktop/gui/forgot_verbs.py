"""What 忘了口令 can do, for a folder that is closed or for a machine that is open but locked."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.gui.pages.forgot import ForgotVerbs
from sheqi_desktop.operations import forgotten, through_centre
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_station import write_request
from sheqi_desktop.operations.forgotten import ByCode
from sheqi_desktop.operations.print_recovery import print_recovery


def forgot_verbs(folder: Path, clock: Clock | None, open_desk: Desk | None, place: str = "") -> ForgotVerbs:
    """Give the verbs; ``open_desk`` is the desk behind the lock, if there is one."""

    def open_(groups: list[str]) -> ByCode:
        return forgotten.open_with_code(folder, groups, open_desk)

    def ask_centre(path: Path) -> str:
        return through_centre.ask_centre(folder, path, clock or Clock(), place or folder.name)

    def open_answer(path: Path, code: str) -> ByCode:
        return through_centre.open_with_answer(folder, path, code, open_desk)

    def set_password(opened: ByCode, worker: str, password: str) -> Desk:
        return forgotten.set_password(opened, worker, password, clock, open_desk)

    def print_sheet(code: str) -> bytes:
        return print_recovery(code, folder.name, (clock or Clock()).now().astimezone(COUNTY).date())

    def save_request(desk: Desk, path: Path) -> Path:
        return write_request(desk, path.parent, path.name)

    return ForgotVerbs(
        open_,
        ask_centre,
        open_answer,
        set_password,
        forgotten.next_code,
        forgotten.keep_code,
        print_sheet,
        save_request,
        forgotten.sign_own_key,
    )
