"""A county's year as it is typed: no two visits alike, so that neither the file nor the compression has it easy."""

from __future__ import annotations

import random
from typing import Any

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.store import log, search
from sheqi_desktop.store.database import Write
from sheqi_desktop.store.records import StoredRecord
from tests.typed import a_home, a_person, client_answers, visit_answers

FAMILY, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "玉兰秀英桂芳建国志强海霞小明红波长河新业满雪梅琴"
_SAID = (
    "老人在院里晒太阳", "精神好", "说腿疼减轻", "药还剩三天", "已联系村医续药", "血压高压一百五十八", "煤炉烟筒通畅",
    "子女上周回来过", "米面够吃半个月", "帮着晾了被子", "插线板老化", "提醒不要超负荷用电", "夜里咳嗽",
    "邻居每天来看一眼", "低保金已到账", "想去镇上配老花镜", "和儿媳有点口角", "劝了几句", "院墙根有积水",
    "下次带血糖仪来", "耳朵背得厉害",
    "电话打不通", "改到下午再去", "孙子住校周末回来", "残疾证快到期", "陪着说了半个钟头的话",
)  # fmt: skip
_FINDINGS = ("f_health", "f_mood", "f_care", "f_income", "f_housing", "f_safety", "f_family")


TYPIST = "w-typist"
"""Somebody of every station without a key: what has a key has to sign each record, which is measured by itself."""


def fill(desk: Desk, clients: int, visits: int, seed: int = 1, signed: bool = False) -> None:
    """Write records as 提交 does, many to a transaction: a year would else take a day to make.

    ``signed`` puts the worker's own signature on each, as 提交 does too.
    """
    chance = random.Random(seed)
    author = desk.me.worker_id if signed else TYPIST
    home = a_home(desk)
    first = a_person(desk, home, seed)
    person = dict(client_answers(desk, home, seed))
    visit = visit_answers(desk, first, "2023-03-01")
    ids = [first]
    with desk.write() as write:
        for number in range(clients):
            ids.append(uuid7(desk.clock.ms()))
            told = person | _envelope(desk, chance, author) | {"name": a_name(chance)}
            told |= {"phone": f"154{number:08d}", "doc_no": f"{desk.station}-DA-2023-A{number % 9000 + 2:04d}"}
            told.pop("id_no", None)
            _hand_in(desk, write, "client", ids[-1], told, signed)
        for number in range(visits):
            told = visit | _envelope(desk, chance, author) | _visit(chance, number, chance.choice(ids))
            told |= {"doc_no": f"{desk.station}-TF-2023-A{number + 1:04d}"}
            _hand_in(desk, write, "visit", uuid7(desk.clock.ms()), told, signed)
        search.catch_up(write, 1_000_000)


def edit(desk: Desk, seed: int = 1, part: float = 0.3, unknowing: float = 0.02) -> None:
    """Change a part of all visits in one to four answers; some again by somebody who had not seen the change."""
    chance = random.Random(seed)
    with desk.write() as write:
        from sheqi_desktop.store.records import Wanted, list_records

        every = list_records(write, Wanted("visit"))
        chosen = chance.sample(every, int(len(every) * part))
        for one in chosen:
            _correct(desk, write, one, _differently(chance))
        for one in chosen[: int(len(every) * unknowing)]:
            _correct(desk, write, one, _differently(chance))
        search.catch_up(write, 1_000_000)


def day(number: int) -> str:
    return f"2023-{number % 3 + 1:02d}-{number % 28 + 1:02d}"


def a_name(chance: random.Random) -> str:
    return chance.choice(FAMILY) + "".join(chance.choices(GIVEN, k=2))


def _envelope(desk: Desk, chance: random.Random, me: str) -> dict[str, Any]:
    moment = f"2023-03-{chance.randint(1, 28):02d}T{chance.randint(0, 10):02d}:{chance.randint(0, 59):02d}:00+00:00"
    told: dict[str, Any] = {"station_code": desk.station, "entered_by": me, "worker_id": me, "_form": 1}
    return told | {"status": "submitted", "signed_by": me, "entered_at": moment, "signed_at": moment}


def _visit(chance: random.Random, number: int, client: str) -> dict[str, Any]:
    hour, minute, long = chance.randint(8, 16), chance.randint(0, 11) * 5, chance.randint(3, 9) * 5
    until = hour * 60 + minute + long
    told: dict[str, Any] = {"client_id": client, "service_date": day(number), "summary": _summary(chance)}
    told |= {"start_at": f"{hour:02d}:{minute:02d}", "end_at": f"{until // 60:02d}:{until % 60:02d}"}
    told |= {name: chance.choice((1, 1, 1, 2, 3)) for name in _FINDINGS}
    told |= {"risk_level_after": chance.randint(1, 3), "next_due": day(chance.randint(1, 83))}
    return told | {"services_given": sorted(chance.sample(range(1, 8), chance.randint(1, 3)))}


def _summary(chance: random.Random) -> str:
    return "，".join(chance.sample(_SAID, chance.randint(2, 5))) + "。"


def _differently(chance: random.Random) -> dict[str, Any]:
    told = {"summary": _summary(chance), **{name: chance.randint(1, 3) for name in _FINDINGS}}
    return {name: told[name] for name in chance.sample(sorted(told), chance.randint(1, 4))}


def _hand_in(desk: Desk, write: Write, kind: str, record: str, told: dict[str, Any], signed: bool) -> None:
    at = desk.clock.ms()
    signature = desk.sign_act(write, kind, record, (), told, at) if signed else ""
    log.append(write, kind, record, (), told, str(told["entered_by"]), at, signature=signature)


def _correct(desk: Desk, write: Write, one: StoredRecord, said: dict[str, Any]) -> None:
    log.append(write, one.kind, one.id, one.heads, said, desk.me.worker_id, desk.clock.ms())
