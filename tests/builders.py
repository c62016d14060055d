"""Records for tests: each test states only what matters, with the names people and Python use instead of codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.forms import latest, load_forms
from sheqi_desktop.catalog.vocabularies import load_vocabularies
from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.facts import Known, NoFacts, Summary
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.domain.vocabulary import Vocabularies
from tests.builders_case import CASES

TODAY = date(2023, 3, 10)
STATION = "411327101"
VILLAGE = "411327101901"
WANG_ID = "411399194103129928"


@cache
def vocabularies() -> Vocabularies:
    """Give all vocabularies that travel with the program."""
    return load_vocabularies(assets.resources_dir() / "vocabularies")


@cache
def forms() -> dict[tuple[str, int], Form]:
    """Give all forms that travel with the program."""
    return load_forms(assets.forms_dir(), vocabularies())


@cache
def form(kind: str) -> Form:
    """Give the newest form of a kind."""
    return latest(forms(), kind)


def row_id(place: int) -> str:
    """Give the id of a row: a UUID, as every row has that may travel."""
    return f"00000000-0000-4000-8000-{place:012d}"


def coded(kind: str, answers: dict[str, Any]) -> dict[str, Any]:
    """Turn the names of choices into their codes, in rows too; codes stay what they are."""
    asked = form(kind)
    return {name: _coded(asked.field(name), value) if name in asked else value for name, value in answers.items()}


def _coded(asked: Field, value: Any) -> Any:
    if asked.type == "rows" and isinstance(value, list):
        return [_row(asked, row, place) for place, row in enumerate(value, 1)]
    if asked.type == "codes" and isinstance(value, list):
        return [_one(asked, one) for one in value]
    return _one(asked, value)


def _row(asked: Field, row: dict[str, Any], place: int) -> dict[str, Any]:
    columns = {column.id: column for column in asked.columns}
    said = {name: _coded(columns[name], value) if name in columns else value for name, value in row.items()}
    return {"id": row_id(place), **said}


def _one(asked: Field, value: Any) -> Any:
    entry = asked.vocabulary.by_name(value) if asked.vocabulary and isinstance(value, str) else None
    return entry.code if entry else value


def a_client(**said: Any) -> dict[str, Any]:
    """Give a complete file of 王玉兰, 81, living alone; state what differs, None takes an answer away."""
    base: dict[str, Any] = {
        "name": "王玉兰", "gender": "female", "id_type": "resident_id", "id_no": WANG_ID,
        "birth_date": "1941-03-12", "birth_precision": "day", "phone": "15400000001",
        "contact2_name": "王建民", "contact2_relation": "子", "contact2_phone": "15400000002",
        "village": VILLAGE, "address_detail": "村委会西侧第三户", "household_id": "h1",
        "living_arrangement": ["alone"], "categories": [{"category": "rural_low_income"}, {"category": "elder_alone"}],
        "primary_category": "rural_low_income", "health_status": "chronic",
        **dict.fromkeys(("adl_eat", "adl_dress", "adl_bed", "adl_toilet", "adl_walk"), "able"), "adl_bath": "unable",
        "self_care": "partial", "no_needs": True, "risk_level": "high", "referral_source": "survey",
        "opened_on": "2023-03-08", "worker_id": "w1", "file_state": "active",
    }  # fmt: skip
    return with_("client", base, said)


def a_child(**said: Any) -> dict[str, Any]:
    """Give a complete file of 小明, 11, left behind with his grandmother."""
    base: dict[str, Any] = {
        "name": "李小明", "gender": "male", "id_no": "41139920110915991X", "birth_date": "2011-09-15",
        "living_arrangement": ["with_grandchildren"], "categories": [{"category": "left_behind_child"}],
        "primary_category": "left_behind_child", "health_status": "healthy", "risk_level": "low",
        **dict.fromkeys(("adl_eat", "adl_dress", "adl_bed", "adl_toilet", "adl_walk", "adl_bath", "self_care")),
        "guardians": [
            {"relation": "father", "name": "李强", "guardian_role": "legal", "away": True, "away_place": "东莞"},
            {"relation": "grandparent", "name": "张桂芳", "guardian_role": "carer"},
        ],
    }  # fmt: skip
    return a_client(**{**base, **said})


def a_visit(**said: Any) -> dict[str, Any]:
    """Give a complete home visit to c1 on 8 March 2023 that reached her and found nothing wrong."""
    findings = ("f_health", "f_mood", "f_care", "f_income", "f_housing", "f_safety", "f_family")
    base: dict[str, Any] = {
        "client_id": "c1", "service_date": "2023-03-08", "start_at": "09:30", "end_at": "10:05", "mode": "home",
        "outcome": "seen", "visit_type": "regular", "workers": ["w1", "w2"], "worker_id": "w1",
        **dict.fromkeys(findings, "normal"), "risk_signals": ["none"], "risk_level_after": "high",
        "summary": "上午到家，老人在院里晒太阳，精神好，药还剩三天，已联系村医续药。",
        "services_given": ["company"], "next_due": "2023-03-15",
        "client_sign": {"state": "signed", "reason": "", "file": None},
    }  # fmt: skip
    return with_("visit", base, said)


def a_call(**said: Any) -> dict[str, Any]:
    """Give a complete telephone visit."""
    base = {
        "mode": "phone", "phone_called": "15400000001", "answered_by": "client", "end_at": "09:40",
        "client_sign": None, "f_housing": None, "f_safety": None, "summary": "本人接听，声音清楚，说腿疼减轻。",
    }  # fmt: skip
    return a_visit(**{**base, **said})


def a_household(**said: Any) -> dict[str, Any]:
    """Give a complete household of one."""
    base: dict[str, Any] = {
        "head_name": "王玉兰", "village": VILLAGE, "address_detail": "村委会西侧第三户", "size": 1, "labor_count": 0,
        "hardship_causes": ["old_age"], "members": [{"name": "王玉兰", "relation": "self", "lives_together": True}],
    }  # fmt: skip
    return with_("household", base, said)


def a_period_close(**said: Any) -> dict[str, Any]:
    """Give the close of February 2023."""
    return with_("period_close", {"year": 2023, "month": 2}, said)


def a_record(kind: str, **said: Any) -> dict[str, Any]:
    """Give a complete record of any kind."""
    from tests.builders_events import EVENTS
    from tests.builders_groups import GROUPS
    from tests.builders_handover import HANDOVER
    from tests.builders_supervision import SUPERVISION
    from tests.volunteers import MAKERS as volunteer_makers

    makers: dict[str, Any] = {
        "client": a_client, "visit": a_visit, "household": a_household, "period_close": a_period_close,
    }  # fmt: skip
    makers |= CASES | EVENTS | GROUPS | SUPERVISION | HANDOVER | volunteer_makers
    if kind not in makers:
        from tests import builders_activity

        makers |= {"activity": builders_activity.an_activity, "media_report": builders_activity.a_media_report}
    return makers[kind](**said)


def with_(kind: str, base: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in coded(kind, {**base, **said}).items() if value is not None}


def _volunteers() -> dict[str, Answers]:
    from tests.volunteers import ten

    return dict(ten())


def kind_of(answers: Answers) -> str:
    """Say what a plain record of a test is about."""
    return "household" if "head_name" in answers else "client"


@dataclass
class World(NoFacts):
    """Facts a test sets: what is not set is not known."""

    today: date | None = TODAY
    station: str = STATION
    record_id: str = ""
    stored: Answers | None = None
    station_opened_on: date | None = None
    subsistence_line_fen: int | None = None
    contract_period: tuple[date, date] | None = None
    judging_words: Sequence[str] = ()
    plans_on_paper: bool = False
    records: dict[str, Answers] = field(default_factory=lambda: {"c1": a_client(), **_volunteers()})
    known: Sequence[Known] = ()
    alike: Sequence[Known] = ()
    visits: Sequence[tuple[str, Answers]] = ()
    that_day: Sequence[tuple[str, Answers]] = ()
    summaries: Sequence[Summary] = ()
    closed: bool = False
    active: bool | None = None
    village_ours: bool | None = None
    limits: dict[str, int] = field(default_factory=dict)
    deadline: date | None = None
    holidays: bool = True
    documents: Sequence[Document] = ()
    holders: dict[str, Sequence[str]] = field(default_factory=dict)

    def late_limit_days(self, kind: str) -> int | None:
        """Give the limit the test set."""
        return self.limits.get(kind)

    def entry_deadline(self, kind: str, served: date) -> date | None:
        """Give the last day the test set."""
        return self.deadline

    def holidays_known(self, since: date, until: date) -> bool:
        """Say whether the holidays are known."""
        return self.holidays

    def record(self, record: str) -> Answers | None:
        """Give a record the test put there."""
        return self.records.get(record)

    def document(self, record: str) -> Document | None:
        """Give a document the test put there, or a plain record as one."""
        found = next((one for one in self.documents if one.id == record), None)
        plain = self.records.get(record)
        return found or (Document(record, kind_of(plain), answers=plain) if plain is not None else None)

    def related(self, kind: str, answer: str, value: Value) -> Sequence[Document]:
        """Give the documents of a kind the test put there that answer so."""
        own = {"parent_id": "parent", "client_id": "client", "service_date": "service_date"}.get(answer, "")
        return [
            one
            for one in self.documents
            if one.kind == kind and not one.voided and (one.answers.get(answer) or getattr(one, own, None)) == value
        ]

    def same_id_no(self, id_no: str, not_record: str) -> Sequence[Known]:
        """Give those the test says have this number."""
        return self.known

    def namesakes(
        self, name: str, gender: int | None, birth_year: int, village: str, not_record: str
    ) -> Sequence[Known]:
        """Give those the test says look alike."""
        return self.alike

    def holders_of(self, sha256: str) -> Sequence[str]:
        """Give the numbers the test says hold this photo."""
        return self.holders.get(sha256, ())

    def visits_of(self, client: str, limit: int) -> Sequence[tuple[str, Answers]]:
        """Give the earlier visits, newest first."""
        return self.visits

    def visits_on(self, worker: str, on: date) -> Sequence[tuple[str, Answers]]:
        """Give what the worker did that day."""
        return self.that_day

    def summaries_of(self, worker: str) -> Sequence[Summary]:
        """Give the earlier summaries."""
        return self.summaries

    def month_closed(self, year: int, month: int) -> bool:
        """Say whether the month is closed."""
        return self.closed

    def worker_active(self, worker: str, on: date) -> bool | None:
        """Say whether the worker is in post."""
        return self.active

    def person_name(self, person: str) -> str:
        """Give a name for each worker."""
        return {"w1": "张敏", "w2": "李芳"}.get(person, "")

    def village_name(self, village: str) -> str:
        """Give the name of the one village."""
        return {VILLAGE: "桥东岗村"}.get(village, "")

    def village_known(self, village: str) -> bool | None:
        """Say whether the village is ours."""
        return self.village_ours


def a_draft(kind: str, answers: dict[str, Any] | None = None, world: World | None = None) -> Draft:
    """Open a form in a world; new rows are 101, 102, …"""
    numbers = count(101)
    return Draft(form(kind), answers, world or World(), new_row_id=lambda: row_id(next(numbers)))


def messages(kind: str, answers: dict[str, Any], world: World | None = None) -> list[str]:
    """Give every sentence a form says about these answers."""
    return [problem.message for problem in a_draft(kind, answers, world).problems()]
