"""The household as the worker typed it: its head, its place, and who lives there."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.codes import Category, Gender, Relation
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.people import Client, Home

_TO_HEAD = {
    "couple": (Relation.SELF, Relation.SPOUSE),
    "grandchild": (Relation.SELF, Relation.GRANDCHILD),
    "grown_child": (Relation.SELF, Relation.SON),
    "parent": (Relation.SELF, Relation.SON),
}


def household_answers(home: Home, office: Office) -> dict[str, Value]:
    """Give the answers of a household; those without a file are name-only lines."""
    dice = office.dice
    rows = _members(home, office)
    together = [row for row in rows if row["lives_together"]]
    labour = sum(row["occupation"] in (1, 2, 3, 4) for row in together)
    first = home.members[0]
    answers: dict[str, Value] = {
        "head_name": rows[0]["name"],
        "village": home.village[0],
        "address_detail": home.address,
        "size": len(together),
        "labor_count": labour,
        "housing_type": 6
        if first.institution
        else 5
        if first.category == Category.HOMELESS
        else dice.weighted({1: 70, 2: 18, 3: 6, 4: 3, 5: 3}),
        "housing_safety": 1 if first.institution else dice.weighted({1: 60, 2: 37, 3: 3}),
        "hardship_causes": _causes(home),
        "members": [dict(row) for row in rows],
    }
    if dice.chance(25):
        answers["utilities_risk"] = [dice.between(1, 4)]
    return answers


def _members(home: Home, office: Office) -> list[dict[str, Value]]:
    """List the clients and those they live with; the first line is the head, 本人."""
    first = home.members[0]
    relations = _TO_HEAD.get(home.kind, (Relation.SELF, Relation.SIBLING))
    people = [_row(one, _own(relation, one)) for one, relation in zip(home.members, relations, strict=False)]
    if first.child and home.kind in ("", "siblings"):
        head = _kin_row(first, office, Relation.SELF)
        for row in people:
            row["relation"] = int(Relation.GRANDCHILD)
        people = [head, *people]
    elif not first.alone and not first.institution and first.category != Category.HOMELESS and home.kind == "":
        people.append(_kin_row(first, office, first.kin_relation))
    return [{"id": f"r{place + 1}", **row} for place, row in enumerate(people)]


def _own(relation: Relation, one: Client) -> Relation:
    """Say 女 instead of 子 where it is a daughter."""
    return Relation.DAUGHTER if relation is Relation.SON and one.gender is Gender.FEMALE else relation


def _row(one: Client, relation: Relation) -> dict[str, Value]:
    work = 6 if one.child else 8 if one.unable or one.disabled or one.elderly else 1
    return {
        "name": one.name,
        "relation": int(relation),
        "gender": int(one.gender),
        "birth_date": f"{one.birth.year}-01-01" if not one.id_no else one.birth.isoformat(),
        "occupation": work,
        "lives_together": True,
    }


def _kin_row(one: Client, office: Office, relation: Relation) -> dict[str, Value]:
    return {
        "name": one.kin_name,
        "relation": int(relation),
        "occupation": 8 if one.child else office.dice.pick((1, 2, 3)),
        "lives_together": True,
    }


def _causes(home: Home) -> list[Value]:
    causes: set[int] = set()
    for one in home.members:
        if one.disabled:
            causes.add(2)
        if one.elderly:
            causes.add(6)
        if one.child:
            causes.add(5)
        if one.age == "adult" and not one.disabled:
            causes.add(1)
    return [*sorted(causes)]
