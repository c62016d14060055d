"""A supervisor's own computer with what one station handed in: two cases and a visit."""

from __future__ import annotations

import shutil
from pathlib import Path

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.codes_case import CaseDecision
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.annotate import Selected, annotate
from sheqi_desktop.operations.reply import reply
from sheqi_desktop.operations.review_queue import review_queue
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.unlock import unlock
from tests.cases import typed
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station, a_supervisor
from tests.groups import as_person
from tests.typed import a_home, a_person, a_seen

ONE, SUPERVISOR = "411327101", "s-1"
FULL, EMPTY, ANSWERED = "supervisor-B", "empty", "answered"
FIELD = "presenting_problem"
LEAD, WORKER = 1, 2
DECIDED = {"decision": int(CaseDecision.ACCEPT), "decision_reason": "愿意接受服务，问题在本站能力之内。"}
SAID = "奶奶说：𠮷家的<b>孩子</b>不肯上学，饭也不想做，一个人坐在门口。她又说最近夜里睡不着，想有人常来坐坐。"
"""A rare letter of two units, and what would be markup if anybody read it as such."""


def make(folder: Path) -> None:
    """Leave the supervisor's workspace as it was before anything came, as it is now, and after an answer came back."""
    hands = Hands("2023-06-05T09:00:00")
    centre = a_centre(folder, hands)
    one = a_station(folder, centre, hands, ONE)
    mine = a_supervisor(folder, centre, hands, [ONE], "B", SUPERVISOR)
    for desk in (one, mine):
        with desk.write() as write:
            desk.adopt(write, desk.book.adopt(centre.book.since(0)))
    mine.close()
    shutil.copytree(folder / FULL, folder / EMPTY)
    home = a_home(one)
    for nth in (1, 2):
        hands.to(f"2023-06-0{4 + nth}T10:00:00")
        case = typed(one, "case", client_id=a_person(one, home, nth), presenting_problem=SAID)
        as_person(one, LEAD)
        sign(one, case, decided=DECIDED)
    as_person(one, WORKER)
    a_seen(one, a_person(one, home, 3), "2023-06-06")
    as_person(one, LEAD)
    accept_bundle(centre, seal_bundle(one, centre.station, folder).path, copy_first=False)

    mine = unlock(folder / FULL, SUPERVISOR, PASSWORD, hands.clock, LIBRARY)
    accept_bundle(mine, seal_bundle(centre, f"{centre.station}-B", folder).path, copy_first=False)
    mine.close()
    shutil.copytree(folder / FULL, folder / ANSWERED)
    mine = unlock(folder / ANSWERED, SUPERVISOR, PASSWORD, hands.clock, LIBRARY)
    hands.to("2023-06-08T09:00:00")
    case = next(line.record for line in review_queue(mine).lines if line.kind == "case")
    asked = annotate(mine, case, AnnotationKind.QUESTION, "她一个人在家多久了？", Selected(FIELD, 0, 3)).annotation
    annotate(mine, case, AnnotationKind.MUST, "写清楚是哪几天不想做饭。", Selected(FIELD, 4, 6))
    accept_bundle(centre, seal_bundle(mine, centre.station, folder).path, copy_first=False)
    accept_bundle(one, seal_bundle(centre, f"{ONE}-A", folder).path, copy_first=False)
    as_person(one, WORKER)
    reply(one, asked, "从去年冬天开始，快半年了。")
    as_person(one, LEAD)
    accept_bundle(centre, seal_bundle(one, centre.station, folder).path, copy_first=False)
    accept_bundle(mine, seal_bundle(centre, f"{centre.station}-B", folder).path, copy_first=False)
    for desk in (centre, one, mine):
        desk.close()
