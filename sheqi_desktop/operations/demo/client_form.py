"""The file of a client as the worker typed it: 表1 服务对象档案."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.codes import (
    Category,
    IdMissingReason,
    IdType,
    LivingArrangement,
    SelfCare,
)
from sheqi_desktop.domain.dates import add_months
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.families import guardians_of, needs_help_to_decide
from sheqi_desktop.operations.demo.material import Material
from sheqi_desktop.operations.demo.names import Registry
from sheqi_desktop.operations.demo.people import Client

HAN = "01"
_STILL_AT_HOME = date(2016, 8, 31)
_ADL = ("adl_eat", "adl_dress", "adl_bed", "adl_toilet", "adl_walk", "adl_bath")
_HARDEST_FIRST = ("adl_bath", "adl_walk", "adl_toilet", "adl_bed", "adl_dress", "adl_eat")
_BENEFIT = {"A1": [1], "A2": [1], "B1": [2, 3], "B2": [2, 3], "C1": [4], "C2": [4], "D1": [5], "A5": [10], "A4": [7]}
_INCOME = {"A1": 3, "A2": 3, "B1": 4, "B2": 4, "D1": 6}
_EVIDENCE = {
    "A": "民政所审核确认名单",
    "B": "特困供养审批表",
    "C": "儿童福利系统登记",
    "D": "残疾人证",
    "E": "身份证与村里核实",
    "F": "救助登记表",
    "G": "村委会说明",
}
_WITH_BATCH = {Category.RURAL_LOW_INCOME, Category.URBAN_LOW_INCOME}
_ILLNESSES = (
    "高血压，每天服药",
    "腰腿疼，天冷加重",
    "糖尿病，控制饮食",
    "脑梗后遗症，右侧无力",
    "老慢支，冬天易犯",
    "关节炎",
)


@dataclass(frozen=True, slots=True)
class Office:
    """What the forms of one station need to know: who is who, and where the words come from."""

    station: str
    workers: tuple[str, str]
    worker_names: tuple[str, str]
    material: Material
    registry: Registry
    dice: Dice
    supervisor: str = ""
    supervisor_name: str = ""


def client_answers(one: Client, office: Office) -> dict[str, Value]:
    """Give the answers of a client's file; what the form does not ask of this person is left out."""
    answers: dict[str, Value] = {
        "name": one.name,
        "gender": int(one.gender),
        "ethnicity": one.player.get("ethnicity", HAN),
        **_identity(one),
        **_contact(one),
        **_place(one, office),
        **_life(one, office.dice),
        "categories": _categories(one),
        "primary_category": str(one.category),
        **_health(one, office.dice),
        **_disability(one),
        **_money(one, office.dice),
        "household_id": one.home.key,
        "needs": _needs(one, office),
        "risk_level": int(one.risk),
        "referral_source": 1 if not one.newcomer else office.dice.pick((2, 3, 4, 5, 5, 6)),
        "opened_on": one.opened_on.isoformat(),
        "worker_id": office.workers[one.home.worker],
        "consent_oral": True,
        "consent_oral_on": one.opened_on.isoformat(),
    }
    if rows := _guardians(one, office):
        answers["guardians"] = rows
    if needs_help_to_decide(one):
        answers["limited_capacity"] = True
    return {name: value for name, value in answers.items() if value is not None and value != []}


def _identity(one: Client) -> dict[str, Value]:
    birth = {"birth_date": one.birth.isoformat(), "birth_precision": "d"}
    if one.id_missing:
        if one.id_missing == IdMissingReason.UNKNOWN_IDENTITY:
            birth = {"birth_date": f"{one.birth.year}-01-01", "birth_precision": "y"}
        unknown = {"unknown_identity": True} if one.category == Category.HOMELESS else {}
        return {"id_type": int(IdType.UNAVAILABLE), "id_missing_reason": int(one.id_missing), **birth, **unknown}
    return {"id_type": int(IdType.RESIDENT_ID), "id_no": one.id_no, **birth}


def _contact(one: Client) -> dict[str, Value]:
    answers: dict[str, Value] = {"phone": one.phone} if one.phone else {"no_phone": True}
    if one.kin_phone:
        answers |= {
            "contact2_name": one.kin_name,
            "contact2_relation": one.kin,
            "contact2_phone": one.kin_phone,
        }
    return answers


def _place(one: Client, office: Office) -> dict[str, Value]:
    return {
        **_registered(one),
        "village": one.home.village[0],
        "address_detail": one.home.address,
    }


def _registered(one: Client) -> dict[str, Value]:
    """Registered where they live; who came from elsewhere says so in words, as far as they can say it."""
    if one.category != Category.HOMELESS:
        return {"hukou_region": one.home.village[0]}
    return {"hukou_note": "自述外县人，说不清楚"}


def _life(one: Client, dice: Dice) -> dict[str, Value]:
    married = one.living is LivingArrangement.EMPTY_NEST or (one.age == "adult" and not one.alone and dice.chance(60))
    single = one.category in {Category.DESTITUTE_DISPERSED, Category.DESTITUTE_INSTITUTION} and dice.chance(70)
    status = 20 if married else 10 if single or not one.elderly else 30
    by_age = {"child": (7,), "adult": (2, 3, 3, 4), "elder": (1, 2, 2, 3), "old": (1, 1, 2)}
    small = one.child and one.birth > _STILL_AT_HOME
    work = (
        None
        if small
        else 6
        if one.child
        else 8
        if one.unable or one.disabled or one.age == "old"
        else 1
        if one.elderly
        else dice.pick((1, 3, 5))
    )
    return {
        "living_arrangement": [int(one.living)],
        "marital_status": None if one.child else status,
        "education": 6 if small else dice.pick(by_age[one.age]),
        "occupation_status": work,
    }


def _categories(one: Client) -> list[Value]:
    rows: list[Value] = []
    for place, category in enumerate(c for c in (one.category, one.second) if c):
        start = _since(one, category)
        row: dict[str, Value] = {"id": f"r{place + 1}", "category": str(category), "start": start.isoformat()}
        row["evidence"] = _EVIDENCE[category[0]]
        if category in _WITH_BATCH:
            row["cert_no"] = f"{start.year}年第{start.month % 4 + 1}批"
        if category == Category.RIGID_EXPENSE:
            row["end"] = (add_months(start, 12) - timedelta(days=1)).isoformat()
        if category == Category.TEMPORARY_RELIEF:
            row["relief_kind"] = 1 + one.birth.day % 2
        if category == Category.OTHER_NEEDY_CHILD:
            row["child_kind"] = 1 + one.birth.day % 3
        rows.append(row)
    return rows


def _since(one: Client, category: str) -> date:
    if category == Category.RIGID_EXPENSE:
        return max(one.opened_on.replace(day=1), date(2022, 10, 1))
    years = 1 + (one.birth.day + one.birth.month) % 4
    start = date(one.opened_on.year - years, one.birth.month, 1)
    if category == Category.ELDER_80:
        return max(start, date(one.birth.year + 80, one.birth.month, 1).replace(day=min(one.birth.day + 1, 28)))
    return max(start, add_months(one.birth, 1)) if one.child else start


def _health(one: Client, dice: Dice) -> dict[str, Value]:
    if one.child or not (one.elderly or one.disabled or dice.chance(50)):
        status = 1 if dice.chance(80) else 2
    else:
        status = 5 if one.unable == 6 else dice.weighted({2: 35, 3: 55, 4: 10})
    answers: dict[str, Value] = {"health_status": status}
    if status in (3, 4, 5):
        answers["health_note"] = dice.pick(_ILLNESSES)
    if one.player.get("kin_name"):
        answers |= {"health_status": 3, "health_note": _ILLNESSES[0]}
    if one.elderly or one.disabled or one.category[0] == "B":
        failed = set(_HARDEST_FIRST[: one.unable])
        answers |= {item: 0 if item in failed else 1 for item in _ADL}
        state = SelfCare.FULL if not failed else SelfCare.PARTIAL if len(failed) <= 3 else SelfCare.NONE
        answers["self_care"] = int(state)
    return answers


def _disability(one: Client) -> dict[str, Value]:
    if not one.disabled:
        return {}
    return {
        "disability_types": [int(one.disability)],
        "disability_grade": one.grade,
        "disability_cert_no": f"{one.id_no}{int(one.disability)}{one.grade}",
    }


def _money(one: Client, dice: Dice) -> dict[str, Value]:
    both = [c for c in (one.category, one.second) if c]
    sources = {_INCOME[c] for c in both if c in _INCOME} | ({5} if one.elderly else set())
    benefits = {code for c in both for code in _BENEFIT.get(c, ())} | ({6} if one.age == "old" else set())
    return {
        "income_year": f"{dice.between(24, 98) * 100}.00" if not one.child else None,
        "income_sources": sorted(sources) or ([8] if one.child else [1]),
        "benefits": sorted(benefits),
    }


def _guardians(one: Client, office: Office) -> list[Value]:
    rows: list[Value] = []
    for place, guardian in enumerate(guardians_of(one, office.registry, office.dice)):
        row: dict[str, Value] = {
            "id": f"r{place + 1}",
            "relation": int(guardian.relation),
            "name": guardian.name,
            "phone": guardian.phone,
            "guardian_role": int(guardian.role),
            "away": guardian.away,
            "capacity_concern": guardian.concern,
        }
        if guardian.away:
            row |= {"away_place": office.dice.pick(office.material.slots["away"]), "contact_freq": guardian.frequency}
        rows.append(row)
    return rows


def _needs(one: Client, office: Office) -> list[Value]:
    kinds = _need_kinds(one)
    drawn = office.dice.shuffled(kinds)[: office.dice.between(1, 2)]
    if one.player.get("kin_name"):
        drawn = [3, 4]
    return [
        {
            "id": f"r{place + 1}",
            "need_type": kind,
            "detail": office.dice.pick(office.material.notes["need"][str(kind)]),
            "raised_on": one.opened_on.isoformat(),
            "status": 1 if office.dice.chance(60) else 2,
            "system": 1 if kind in (2, 4, 5, 6) else 2 if kind in (1, 3, 7, 8) else 3,
        }
        for place, kind in enumerate(sorted(drawn))
    ]


def _need_kinds(one: Client) -> Sequence[int]:
    if one.child:
        return (4, 5, 8)
    if one.alone:
        return (3, 4, 10, 12) if one.elderly else (4, 6, 10)
    if one.disabled:
        return (2, 3, 6, 7)
    return (2, 3, 7, 11) if one.elderly else (1, 6, 9, 11)


def leaving_answers(one: Client) -> dict[str, Value]:
    """Give what changes in the file of somebody who died or moved."""
    day = (one.until + timedelta(days=1)).isoformat()
    if one.leaving == "deceased":
        return {"file_state": "deceased", "death_date": day}
    if one.leaving == "moved_out":
        return {"file_state": "moved_out", "moved_to_station": one.moves_to, "moved_on": day}
    return {"file_state": "closed", "closed_on": day, "close_reason": "moved_away"}
