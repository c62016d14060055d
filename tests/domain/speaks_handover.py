"""What makes each check on a handover speak."""

from __future__ import annotations

from sheqi_desktop.domain.codes_handover import HandoverItem
from tests.builders import World
from tests.builders_handover import a_case_item, a_handover

SAME = "移交人、接收人、监交人不能是同一人。"
NOBODY = "请选择监交人；站里没有第三个人时，写站外的监交人。"
TABLET = {"kind": HandoverItem.EQUIPMENT, "what": "平板一台"}
DRAFT = {"kind": HandoverItem.DRAFT, "what": "探访草稿"}

HANDOVER_SPEAKS = [
    ("three_different_persons", "handover", a_handover(to_id="w1"), World(), SAME),
    ("three_different_persons", "handover", a_handover(witness_id="w2"), World(), SAME),
    ("someone_watches", "handover", a_handover(witness_id=None), World(), NOBODY),
    (
        "everything_is_handed_over",
        "handover",
        a_handover(items=[a_case_item(to=None), TABLET, DRAFT]),
        World(),
        "还有3项未完成移交：个案 李小明、平板一台、探访草稿。",
    ),
    *(
        (
            "everything_is_handed_over",
            "handover",
            a_handover(items=[a_case_item(**lacking)]),
            World(),
            "还有1项未完成移交：个案 李小明。",
        )
        for lacking in ({"client_informed": None}, {"guardian_informed": None}, {"joint_visit_on": None})
    ),
]
