"""Referrals and resources: a reason, consent or the law, and money that never passes through a worker's hands."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, is_empty
from sheqi_desktop.domain.checks_common import phone_problem
from sheqi_desktop.domain.checks_dates import not_before, not_in_future
from sheqi_desktop.domain.codes_case import ConsentScope
from sheqi_desktop.domain.codes_events import ReceiptResult, ResourceKind
from sheqi_desktop.domain.conditions import chosen, rows
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check, must

REASON_AT_LEAST = 20
NEEDS_REASON = "请写明转介原因（不少于20个字）。"
NEEDS_CONSENT = "请取得服务对象对信息共享的同意，或选择法定例外情形。"
CASH_STRAIGHT = "现金类资助须由提供方直接发放，社工不得代收代管。"


def target_phone_is_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The other body can be called."""
    yield from phone_problem("target_phone", answers.get("target_phone"), "target_phone_is_valid")


def resource_phone_is_valid(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Whoever gives a resource can be called."""
    yield from phone_problem("contact_phone", answers.get("contact_phone"), "resource_phone_is_valid")


def referral_reason_is_long_enough(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The other body understands why from the paper alone."""
    reason = answers.get("reason")
    if isinstance(reason, str) and reason and len(reason.strip()) < REASON_AT_LEAST:
        yield must("reason", NEEDS_REASON, "referral_reason_is_long_enough", stage="save")


def consent_or_exception(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody's affairs are told to another body without consent, unless the law asks for it."""
    if all(is_empty(answers.get(name)) for name in ("consent_id", "consent_paper_no", "no_consent_reason")):
        yield must("consent_id", NEEDS_CONSENT, "consent_or_exception", stage="save")


def consent_covers_sharing(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The consent that is named agrees to scope 6; a consent of another machine is not known here."""
    consent = answers.get("consent_id")
    known = facts.record(consent) if isinstance(consent, str) and consent else None
    if known is None or "scopes" not in known or not is_empty(answers.get("no_consent_reason")):
        return
    if ConsentScope.SHARING not in chosen(known, "scopes") - chosen(known, "withdrawn_scopes"):
        yield must("consent_id", NEEDS_CONSENT, "consent_covers_sharing")


def receipt_after_sending(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """An answer comes after the question, and not tomorrow."""
    code = "receipt_after_sending"
    yield from not_before(answers, "receipt_on", "service_date", "回执日期不能早于转介日期。", code)
    yield from not_in_future(answers, "receipt_on", "回执日期不能晚于今天。", code, facts, "submit")


def no_open_referral_twice(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The same person is not referred to the same body again while the first referral is open."""
    client, body = answers.get("client_id"), str(answers.get("target_org") or "").strip()
    if not body or not isinstance(client, str):
        return
    for other in facts.related("referral", "client_id", client):
        settled = other.answers.get("outcome") or other.answers.get("receipt_result") == ReceiptResult.REJECTED
        if other.id != facts.record_id and not settled and str(other.answers.get("target_org") or "").strip() == body:
            message = f"该服务对象已有一份转往{body}的转介（{other.number or '草稿'}）没有办结，请核对。"
            yield check("target_org", message, "no_open_referral_twice")
            return


# ------------------------------------------------------------------------------ resources
def someone_benefits(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A resource reached somebody: persons with a file, or a number of others."""
    if not rows(answers, "clients") and is_empty(answers.get("beneficiary_n")):
        yield must("clients", "请选择受益对象，或填写受益人次。", "someone_benefits", stage="save")


def beneficiaries_once(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody stands twice on one list, and the number is not smaller than the list."""
    seen: set[object] = set()
    named = rows(answers, "clients")
    for row in named:
        if row.get("client_id") and row["client_id"] in seen:
            yield must(
                "clients", "同一受益对象填了两次。", "beneficiaries_once", row=str(row["id"]), column="client_id"
            )
        seen.add(row.get("client_id"))
    count = answers.get("beneficiary_n")
    if isinstance(count, int) and count < len(named):
        yield must("beneficiary_n", "受益人次不能少于所选的受益对象。", "beneficiaries_once")


def cash_goes_straight(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Money goes from the giver to the person."""
    if answers.get("kind") == ResourceKind.FUNDS and answers.get("cash_direct") is not True:
        yield must("cash_direct", CASH_STRAIGHT, "cash_goes_straight")


CHECKS = {
    function.__name__: function
    for function in (
        target_phone_is_valid,
        resource_phone_is_valid,
        referral_reason_is_long_enough,
        consent_or_exception,
        consent_covers_sharing,
        receipt_after_sending,
        no_open_referral_twice,
        someone_benefits,
        beneficiaries_once,
        cash_goes_straight,
    )
}
