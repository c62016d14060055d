"""What is known of a person, in ready words for the card and the page about them; numbers are masked."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.privacy import mask_address, mask_id, mask_phone
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.hidden_numbers import hides_numbers
from sheqi_desktop.store.records import StoredRecord


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it says; ``reveals`` names the answer that is masked here."""

    label: str
    value: str
    reveals: str = ""


def facts_of(desk: Desk, stored: StoredRecord) -> tuple[Fact, ...]:
    """Give what stands under the name: where, how to reach them, who is responsible; numbers masked."""
    answers = stored.answers
    place = desk.library.places.village_name(stored.village) if stored.village else ""
    contact = " ".join(
        part for part in (str(answers.get("contact2_relation") or ""), str(answers.get("contact2_name") or "")) if part
    )
    phone = str(answers.get("phone") or "")
    opened = str(answers.get("opened_on") or "")
    worker = desk.person_name(stored.worker) if stored.worker else ""
    return (
        _address(desk, stored, f"{desk.unit_name(stored.station)}{place}"),
        Fact("电话", mask_phone(phone) if phone else "无电话", "phone" if phone else ""),
        Fact("联系人", contact, "contact2_phone" if answers.get("contact2_phone") else ""),
        Fact("责任社工", "・".join(part for part in (worker, f"建档 {opened}" if opened else "") if part)),
    )


def _address(desk: Desk, stored: StoredRecord, village: str) -> Fact:
    """Give where somebody lives, cut after the village for whom the numbers are hidden too (domain 00 §8)."""
    detail = str(stored.answers.get("address_detail") or "")
    if detail and hides_numbers(desk, stored):
        return Fact("住址", mask_address(village, detail), "address_detail")
    return Fact("住址", f"{village}{detail}")


def basics_of(desk: Desk, stored: StoredRecord) -> tuple[Fact, ...]:
    """Give 基本情况: papers, birth, living, health, what they receive."""
    answers, words = stored.answers, desk.library.label
    id_no = str(answers.get("id_no") or "")
    living = "、".join(words("living_arrangement", one) for one in answers.get("living_arrangement") or ())
    return (
        Fact("编号", stored.number),
        Fact(
            "证件",
            mask_id(id_no) if id_no else words("id_missing_reason", answers.get("id_missing_reason")),
            "id_no" if id_no else "",
        ),
        Fact("出生", str(answers.get("birth_date") or "")),
        Fact("居住", living),
        Fact(
            "健康",
            "；".join(
                p
                for p in (words("health_status", answers.get("health_status")), str(answers.get("health_note") or ""))
                if p
            ),
        ),
        Fact("自理", words("self_care", answers.get("self_care"))),
        Fact("享受政策", "、".join(words("benefit", one) for one in answers.get("benefits") or ())),
        Fact("风险", words("risk_level", answers.get("risk_level"))),
        Fact("备注", str(answers.get("note") or "")),
    )


def family_of(desk: Desk, stored: StoredRecord, home: StoredRecord | None, mates: list[str]) -> tuple[Fact, ...]:
    """Give 家庭与支持: the household, who looks after the person, and what they need."""
    found = []
    if home is not None:
        size = home.answers.get("size")
        found.append(Fact("户主", str(home.answers.get("head_name") or "")))
        found.append(Fact("家庭", f"{size} 口人" if size else ""))
        causes = "、".join(
            desk.library.label("hardship_cause", one) for one in home.answers.get("hardship_causes") or ()
        )
        found.append(Fact("致困原因", causes))
        found.append(Fact("同户对象", "、".join(mates)))
    for row in stored.answers.get("guardians") or ():
        if isinstance(row, dict):
            role = desk.library.label("guardian_role", row.get("guardian_role"))
            away = "，外出" if row.get("away") else ""
            found.append(Fact(role or "监护人", f"{row.get('name') or ''}{away}"))
    for row in stored.answers.get("needs") or ():
        if isinstance(row, dict):
            kind = desk.library.label("need_type", row.get("need_type"))
            found.append(Fact("需求", "：".join(p for p in (kind, str(row.get("detail") or "")) if p)))
    return tuple(found)
