"""What is derived from referrals, resource links, crises, complaints and surveys."""

from __future__ import annotations

from decimal import Decimal

from sheqi_desktop.domain.answers import Answers, is_empty
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.codes_events import ReferralDocument, ResourceKind
from sheqi_desktop.domain.conditions import asked_on, chosen, main_client, rows
from sheqi_desktop.domain.conditions_events import moment
from sheqi_desktop.domain.dates import age_on, county_day_of
from sheqi_desktop.domain.derived_client import TICKED, UNTICKED
from sheqi_desktop.domain.derived_visit import client_age, client_gender, client_primary_category
from sheqi_desktop.domain.seen import Seen
from sheqi_desktop.domain.totals import beneficiaries_of


# ------------------------------------------------------------------------------ referral
def _told(answers: Answers) -> bool:
    """Only what is handed over is printed."""
    return ReferralDocument.BASICS in chosen(answers, "documents")


def told_gender(answers: Answers, seen: Seen) -> str:
    """The gender, where 基本信息 is handed over."""
    return client_gender(answers, seen) if _told(answers) else ""


def told_age(answers: Answers, seen: Seen) -> str:
    """The age, where 基本信息 is handed over."""
    return client_age(answers, seen) if _told(answers) else ""


def told_category(answers: Answers, seen: Seen) -> str:
    """The category, where 基本信息 is handed over."""
    return client_primary_category(answers, seen) if _told(answers) else ""


def told_phone(answers: Answers, seen: Seen) -> str:
    """The telephone, where 基本信息 is handed over."""
    return str((main_client(answers, seen.facts) or {}).get("phone") or "") if _told(answers) else ""


def _agreed(answers: Answers) -> bool:
    """A consent form is named, here or in the cabinet."""
    return not (is_empty(answers.get("consent_id")) and is_empty(answers.get("consent_paper_no")))


def consent_boxes(answers: Answers, seen: Seen) -> str:
    """Consent or an exception of the law, ticked."""
    agreed, excused = _agreed(answers), seen.say("no_consent_reason", answers)
    boxes = f"{TICKED if agreed else UNTICKED}已签同意书 {TICKED if excused else UNTICKED}法定例外"
    return f"{boxes}：{excused}" if excused else boxes


def consent_words(answers: Answers, seen: Seen) -> str:
    """已签同意书 or the exception of the law."""
    return "已签同意书" if _agreed(answers) else seen.say("no_consent_reason", answers)


def receipt_number(answers: Answers, seen: Seen) -> str:
    """The number the receipt answers."""
    return f"编号：{answers.get('doc_no') or ''}"


def source_number(answers: Answers, seen: Seen) -> str:
    """The number of the document a referral comes from; a 限阅 one is not named."""
    source = answers.get("from_ref")
    found = seen.facts.record(source) if isinstance(source, str) and source else None
    if found is None:
        return ""
    return "限阅" if found.get("restricted") is True else str(found.get("doc_no") or "")


def referral_result(answers: Answers, seen: Seen) -> str:
    """The outcome, else what the receipt said."""
    return seen.say("outcome", answers) or seen.say("receipt_result", answers)


def referral_follow_ups(answers: Answers, seen: Seen) -> str:
    """The follow-ups, each with its day."""
    return "；".join(f"{row.get('on') or ''}{row.get('note') or ''}" for row in rows(answers, "follow_ups"))


# ------------------------------------------------------------------------------ resource link
def value_words(answers: Answers, seen: Seen) -> str:
    """What a link is worth; only money is not an estimate."""
    if is_empty(answers.get("value_yuan")):
        return ""
    exact = answers.get("kind") == ResourceKind.FUNDS
    return f"{Decimal(str(answers['value_yuan'])):,.2f}元" + ("" if exact else "（估值）")


def beneficiary_words(answers: Answers, seen: Seen) -> str:
    """The persons by name, or how many."""
    names = [seen.name_of("client", str(row["client_id"])) for row in rows(answers, "clients") if row.get("client_id")]
    count = f"{beneficiaries_of(answers)}人次"
    return f"{'、'.join(names)}（{count}）" if names else count


def receipt_words(answers: Answers, seen: Seen) -> str:
    """Who signed for the goods."""
    return str(answers.get("received_by") or "")


# ------------------------------------------------------------------------------ crisis
def _victim(answers: Answers, seen: Seen) -> Answers:
    return main_client(answers, seen.facts) or {}


def victim_name_words(answers: Answers, seen: Seen) -> str:
    """The name by the file, else as it was written down."""
    return str(_victim(answers, seen).get("name") or answers.get("victim_name") or "")


def victim_gender_words(answers: Answers, seen: Seen) -> str:
    """The gender by the file, else as it was written down."""
    return seen.label("gender", _victim(answers, seen).get("gender") or answers.get("victim_gender"))


def victim_age_words(answers: Answers, seen: Seen) -> str:
    """The age at the finding by the file, else as it was written down."""
    found = county_day_of(answers.get("found_at")) or asked_on(answers, seen.facts)
    years = age_on(_victim(answers, seen).get("birth_date"), found)
    told = answers.get("victim_age") if years is None else years
    return "" if told is None else str(told)


def victim_address_words(answers: Answers, seen: Seen) -> str:
    """Where the person lives, by the file or as it was written down."""
    file = _victim(answers, seen)
    home = f"{seen.facts.village_name(str(file.get('village') or ''))}{file.get('address_detail') or ''}"
    return home or str(answers.get("victim_address") or "")


def informed_words(answers: Answers, seen: Seen) -> str:
    """When 站长, 督导 and 指导中心 were told."""
    names = (("站长", "informed_lead_at"), ("督导", "informed_supervisor_at"), ("指导中心", "informed_center_at"))
    told = [(who, at) for who, name in names if (at := moment(answers.get(name)))]
    return "　".join(f"{who} {at.astimezone(COUNTY):%Y-%m-%d %H:%M}" for who, at in told)


def crisis_conclusion(answers: Answers, seen: Seen) -> str:
    """How a crisis ended: the day, what was found, and who confirmed it."""
    ended = [row for row in rows(answers, "moves") if row.get("move") in ("close", "false_alarm")]
    if not ended:
        return ""
    last = ended[-1]
    word = "关闭" if last["move"] == "close" else "排除"
    who = seen.facts.person_name(str(last.get("by") or ""))
    return f"{last.get('comment') or ''}\n{last.get('on') or ''} {who}确认{word}"


# ------------------------------------------------------------------------------ complaint and survey
def complainant_words(answers: Answers, seen: Seen) -> str:
    """Who complained, or 匿名."""
    return "匿名" if answers.get("anonymous") is True else str(answers.get("complainant") or "")


def survey_opening(answers: Answers, seen: Seen) -> str:
    """What is read aloud first: who asks, that it is voluntary, and that nobody will know."""
    station = seen.facts.station_name(seen.facts.station) or "　　　　"
    return (
        f"您好，我是{station}社工站的工作人员，想听听您对我们服务的看法，大约5分钟。参加不参加由您自己决定，"
        "中途也可以不说。您的回答会保密，只用来改进服务，不影响您享受任何政策。"
    )


def respondent_words(answers: Answers, seen: Seen) -> str:
    """Who was asked: 匿名, or the person and their relation."""
    if answers.get("anonymous") is True:
        return "匿名"
    client = answers.get("client_id")
    name = seen.name_of("client", client) if isinstance(client, str) else ""
    told = seen.say("respondent", answers)
    return f"{name}（{told}）" if name and told else name


def respondent_category(answers: Answers, seen: Seen) -> str:
    """The category of the person asked."""
    return client_primary_category(answers, seen) or seen.say("category", answers)


def own_station(answers: Answers, seen: Seen) -> str:
    """The station of a record."""
    station = answers.get("station_code")
    return seen.facts.station_name(station) or station if isinstance(station, str) else ""


def draw_range(answers: Answers, seen: Seen) -> str:
    """From when to when the services were."""
    return f"{answers['since']}至{answers['until']}" if answers.get("since") and answers.get("until") else ""


# ------------------------------------------------------------------------------ rows
def _person(row: Answers, seen: Seen) -> Answers:
    client = row.get("client_id")
    return (seen.facts.record(client) if isinstance(client, str) and client else None) or {}


def row_place(row: Answers, answers: Answers, seen: Seen) -> str:
    """The place of a row in its list."""
    listed = rows(answers, "clients")
    return next((str(place) for place, one in enumerate(listed, 1) if one.get("id") == row.get("id")), "")


def row_village(row: Answers, answers: Answers, seen: Seen) -> str:
    """The village of the person in a row."""
    village = str(_person(row, seen).get("village") or "")
    return seen.facts.village_name(village) if village else ""


def row_phone(row: Answers, answers: Answers, seen: Seen) -> str:
    """The telephone of the person in a row, else of the next of kin."""
    person = _person(row, seen)
    return str(person.get("phone") or person.get("contact2_phone") or "")


DERIVED = {
    function.__name__: function
    for function in (
        told_gender,
        told_age,
        told_category,
        told_phone,
        consent_boxes,
        consent_words,
        receipt_number,
        source_number,
        referral_result,
        referral_follow_ups,
        value_words,
        beneficiary_words,
        receipt_words,
        victim_name_words,
        victim_gender_words,
        victim_age_words,
        victim_address_words,
        informed_words,
        crisis_conclusion,
        complainant_words,
        survey_opening,
        respondent_words,
        respondent_category,
        own_station,
        draw_range,
    )
}
ROW_DERIVED = {function.__name__: function for function in (row_place, row_village, row_phone)}
