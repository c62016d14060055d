"""Checks of the client file about the person: name, number, birth, possible duplicates, guardians, state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sheqi_desktop.domain import identity
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.checks_common import WRONG_NAME, is_name, phone_problem
from sheqi_desktop.domain.checks_dates import not_in_future
from sheqi_desktop.domain.codes import (
    BirthPrecision,
    FileState,
    Gender,
    GuardianRole,
    IdMissingReason,
    IdType,
    VisitOutcome,
)
from sheqi_desktop.domain.conditions import person_is_minor, rows
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, hint, must

UNREACHED = frozenset({VisitOutcome.NOT_HOME, VisitOutcome.NO_ANSWER, VisitOutcome.WRONG_NUMBER})


def _resident(answers: Answers) -> identity.Identity | None:
    id_no = answers.get("id_no")
    if answers.get("id_type") != IdType.RESIDENT_ID or not isinstance(id_no, str):
        return None
    return identity.read(identity.tidy(id_no))


def name_is_a_name(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V2; an unknown person is called 无名氏（流浪） and a number."""
    name = answers.get("name")
    if isinstance(name, str) and name and not is_name(name) and answers.get("unknown_identity") is not True:
        yield must("name", WRONG_NAME, "name_is_a_name")


def id_number_is_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V3 to V5: length, birth date, check digit."""
    id_no = answers.get("id_no")
    if answers.get("id_type") == IdType.RESIDENT_ID and isinstance(id_no, str) and id_no:
        if said := identity.why_not(identity.tidy(id_no), facts.today):
            yield must("id_no", said, "id_number_is_valid")


def gender_fits_id_number(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V6; it may stand with a reason, or when confirmed."""
    said = _resident(answers)
    known = answers.get("gender") in (Gender.MALE, Gender.FEMALE)
    if said and known and answers["gender"] != said.gender and not answers.get("gender_kept_reason"):
        yield check("gender", "性别与身份证号不一致，请核对。", "gender_fits_id_number")


def birth_date_fits_id_number(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V7; the number wins: saving keeps its birth date (proposals.SETTLED)."""
    said = _resident(answers)
    born = day(answers.get("birth_date"))
    if said and born and born != said.birth_date:
        yield hint("birth_date", "出生日期与身份证号不一致，已按身份证号更正。", "birth_date_fits_id_number")


def birth_date_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody is born tomorrow or older than 130."""
    born = day(answers.get("birth_date"))
    if born and facts.today and (born > facts.today or (age_on(born.isoformat(), facts.today) or 0) > identity.OLDEST):
        yield must("birth_date", "出生日期不正确，请核对。", "birth_date_is_past")


def same_id_number_known(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V12 blocks a second file at this station, V13 warns of one elsewhere."""
    id_no = answers.get("id_no")
    if answers.get("id_type") != IdType.RESIDENT_ID or not isinstance(id_no, str) or not id_no:
        return
    for one in facts.same_id_no(identity.tidy(id_no), facts.record_id):
        if one.station_code == facts.station:
            said = f"本站已有该身份证号的档案：{one.name} {one.doc_no}。请打开原档案，不要重复建档。"
            yield must("id_no", said, "same_id_number_here", stage="save")
        else:
            said = f"{one.station_name}已为此人建档（{one.doc_no}）。可继续保存，指导中心将核对是否重复。"
            yield check("id_no", said, "same_id_number_elsewhere")


def may_be_the_same_person(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V14: without a number, the same name, gender, birth year and village make one look twice."""
    born, name, village = day(answers.get("birth_date")), answers.get("name"), answers.get("village")
    gender = answers.get("gender")
    if answers.get("id_no") or not born or not isinstance(name, str) or not isinstance(village, str):
        return
    found = facts.namesakes(name, gender if isinstance(gender, int) else None, born.year, village, facts.record_id)
    for one in found:
        said = f"本站可能已有此人：{one.name} {one.village_name} {one.birth_year or ''}。请确认是否同一人。"
        yield check("name", said, "may_be_the_same_person")


def client_phones_are_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """V8 for every number of the file."""
    code = "client_phones_are_valid"
    yield from phone_problem("phone", answers.get("phone"), code)
    yield from phone_problem("contact2_phone", answers.get("contact2_phone"), code)
    for row in rows(answers, "guardians"):
        yield from phone_problem("guardians", row.get("phone"), code, str(row["id"]), "phone")


def legal_guardian_is_named(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A minor has exactly one legal guardian, a person or a body, or it is written why nobody can be reached."""
    guardians = rows(answers, "guardians")
    if not guardians or not person_is_minor(answers, facts) or answers.get("guardian_unreachable") is True:
        return
    legal = [row for row in guardians if row.get("guardian_role") in (GuardianRole.LEGAL, GuardianRole.INSTITUTION)]
    if len(legal) != 1:
        said = "请注明法定监护人；查找不到时选“暂无法联系”并写明情况。"
        yield must("guardians", said, "legal_guardian_is_named")


def guardian_is_adult(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A child cannot be another child's guardian."""
    for row in rows(answers, "guardians"):
        id_no = row.get("id_no")
        said = identity.read(identity.tidy(id_no)) if isinstance(id_no, str) else None
        age = age_on(said.birth_date.isoformat() if said else row.get("birth_date"), facts.today)
        if age is not None and age < 18:
            yield check("guardians", "监护人未满18周岁，请核对。", "guardian_is_adult", row=str(row["id"]))


def death_date_is_past(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A death is registered after it happened."""
    yield from not_in_future(answers, "death_date", "死亡日期不能晚于今天。", "death_date_is_past", facts)


def lost_needs_three_contacts(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """失联 is said only after three failed contacts on three different days."""
    if answers.get("file_state") != FileState.CLOSED or answers.get("close_reason") != "lost" or not facts.record_id:
        return
    if facts.today is not None and len(failed_days(facts, facts.record_id)) < 3:
        yield must("close_reason", "失联须先有3次不同日期的联系记录。", "lost_needs_three_contacts")


def infant_needs_registration(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A child that is registered nowhere probably needs 落户."""
    if answers.get("id_missing_reason") == IdMissingReason.NOT_REGISTERED:
        if not any("落户" in str(row.get("detail", "")) for row in rows(answers, "needs")):
            yield hint("needs", "对方还没有户口，建议在需求里登记“落户”。", "infant_needs_registration")


def failed_days(facts: Facts, client: str, limit: int = 20) -> list[date]:
    """Give the days, newest first, on which nobody reached the client since the last time someone did."""
    found: list[date] = []
    for _, visit in facts.visits_of(client, limit):
        on = day(visit.get("service_date"))
        if visit.get("outcome") not in UNREACHED:
            break
        if on and on not in found:
            found.append(on)
    return found


def correct_birth_date(answers: Answers) -> dict[str, str | int]:
    """Give what the resident ID settles, for the screen to fill in: birth date, its precision, and an empty gender."""
    said = _resident(answers)
    if said is None:
        return {}
    settled: dict[str, str | int] = {
        "birth_date": said.birth_date.isoformat(),
        "birth_precision": BirthPrecision.DAY.value,
    }
    if answers.get("gender") is None:
        settled["gender"] = int(said.gender)
    return settled
