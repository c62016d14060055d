"""The 65 referrals of the demo county: to whom, why, the receipt, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sheqi_desktop.domain.codes_events import ReceiptResult, ReferralDirection, ReferralOutcome, ReferralTarget, Urgency
from sheqi_desktop.operations.demo.book import Visit
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.decoys import entered_on
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.event_words import LAST_DAY, Words, next_working, visits_seen
from sheqi_desktop.operations.demo.people import Client
from sheqi_desktop.operations.demo.service import FIRST_TURN, County, ServicePlan, Typed

TURN = FIRST_TURN + 70_000
COUNTS = {
    ReferralTarget.OTHER_STATION: 9,
    ReferralTarget.CHILD_RESCUE_CENTRE: 5,
    ReferralTarget.DISABLED_FEDERATION: 8,
    ReferralTarget.LEGAL_AID: 4,
    ReferralTarget.CHARITY: 6,
    ReferralTarget.HOSPITAL: 11,
    ReferralTarget.CIVIL_AFFAIRS_OFFICE: 22,
}
REJECTED = {
    ReferralTarget.CHARITY: 1,
    ReferralTarget.LEGAL_AID: 1,
    ReferralTarget.CIVIL_AFFAIRS_OFFICE: 1,
    ReferralTarget.HOSPITAL: 1,
}
_FITS: Mapping[ReferralTarget, Callable[[Client], bool]] = {
    ReferralTarget.OTHER_STATION: lambda one: bool(one.moves_to),
    ReferralTarget.CHILD_RESCUE_CENTRE: lambda one: one.child,
    ReferralTarget.DISABLED_FEDERATION: lambda one: one.disabled and not one.child,
    ReferralTarget.LEGAL_AID: lambda one: not one.child,
    ReferralTarget.CHARITY: lambda one: not one.institution,
    ReferralTarget.HOSPITAL: lambda one: one.elderly,
    ReferralTarget.CIVIL_AFFAIRS_OFFICE: lambda one: not one.child and not one.institution,
}


@dataclass(slots=True)
class Referral:
    """One referral while it is invented: the visit it comes from, the body, and whether that body said no."""

    visit: Visit
    target: ReferralTarget
    rejected: bool
    key: str = ""


class Referrals:
    """All referrals of the county, by station."""

    def __init__(self, county: County) -> None:
        """Choose a visit for each, nobody twice, spread over the stations."""
        self._county = county
        self._reasons: set[str] = set()
        self._names = {place.code: place.name for place in county.places}
        dice = Dice(county.seed, "referrals")
        seen = [(at, visit) for at, book in enumerate(county.books) for visit in visits_seen(book)]
        self.by_station: dict[int, list[Referral]] = {at: [] for at in range(len(county.books))}
        taken: set[Client] = set()
        for target, count in COUNTS.items():
            left = REJECTED.get(target, 0)
            for number in range(count):
                at, visit = self._choose(seen, target, taken, dice)
                taken.add(visit.client)
                self.by_station[at].append(Referral(visit, target, rejected=number < left))
        for at, found in self.by_station.items():
            found.sort(key=lambda one: (entered_on(one.visit), one.visit.key))
            for place, one in enumerate(found, 1):
                one.key = f"zj-{county.places[at].code}-{place:03d}"

    def _choose(
        self, seen: Sequence[tuple[int, Visit]], target: ReferralTarget, taken: set[Client], dice: Dice
    ) -> tuple[int, Visit]:
        fits = [
            (at, visit)
            for at, visit in seen
            if _FITS[target](visit.client) and visit.client not in taken and visit.client.leaving != "deceased"
        ]
        fits = [(at, visit) for at, visit in fits if bool(visit.client.moves_to) == (target == 13)] or fits
        fewest = min(len(self.by_station[at]) for at, _ in fits)
        return dice.pick([one for one in fits if len(self.by_station[one[0]]) == fewest])

    def planted(self) -> Mapping[str, tuple[str, ...]]:
        """Plant nothing."""
        return {}

    def forms(self, station: int, office: Office) -> Iterator[Typed]:
        """Write each referral, its receipt and its follow-up on the days they came."""
        words = Words(Dice(self._county.seed, "referral words", office.station))
        for one in self.by_station[station]:
            yield from self._forms(one, office, words)

    def _forms(self, one: Referral, office: Office, words: Words) -> Iterator[Typed]:
        visit, client = one.visit, one.visit.client
        worker = office.workers[client.home.worker]
        form = partial(Entry, kind="referral", key=one.key, then="submit", worker=worker)
        day = next_working(entered_on(visit), 0)
        urgent = one.target in (ReferralTarget.HOSPITAL, ReferralTarget.CHILD_RESCUE_CENTRE)
        answered = next_working(day, 1 if urgent else office.dice.between(2, 6))
        yield day, TURN, partial(form, answers=self._sent(one, day, urgent, office, words))
        receipt = {
            "receipt_on": answered.isoformat(),
            "receipt_by": self._contact,
            "receipt_result": int(ReceiptResult.REJECTED if one.rejected else ReceiptResult.ACCEPTED),
        }
        texts = office.material.events["referral"]["after"]
        if one.rejected:
            receipt["receipt_reason"] = words.draw(texts["rejected"])
        yield answered, TURN + 1, partial(form, answers=receipt, patch=True)
        later = next_working(answered, office.dice.between(8, 20))
        if later > LAST_DAY:
            return
        said = words.fill(words.draw(texts["accepted"]), {"said": words.draw(texts["said"])})
        note = "另找途径，已请民政所协助。" if one.rejected else said
        after: dict[str, Any] = {"follow_ups": [{"on": later.isoformat(), "note": note, "worker": worker}]}
        after["outcome"] = int(self._outcome(one, office))
        yield later, TURN + 2, partial(form, answers=after, patch=True)

    def _outcome(self, one: Referral, office: Office) -> ReferralOutcome:
        if one.rejected:
            return ReferralOutcome.FAILED
        return ReferralOutcome.IN_SERVICE if office.dice.chance(35) else ReferralOutcome.SOLVED

    def _new_reason(self, body: Mapping[str, Any], tried: Sequence[str], words: Words) -> str:
        """Put three sentences together that stand together on no other referral."""
        while True:
            reason = words.draw(body["situation"]) + words.draw(tried) + words.draw(body["ask"])
            if reason not in self._reasons:
                self._reasons.add(reason)
                return reason

    def _sent(self, one: Referral, day: date, urgent: bool, office: Office, words: Words) -> dict[str, Any]:
        client = one.visit.client
        texts = office.material.events["referral"]
        body = texts["target"][one.target.name.lower()]
        known = {
            "station": self._names[office.station],
            "other": self._names.get(client.moves_to, "邻镇"),
            "kin": client.kin or "远房亲戚",
        }
        reason = self._new_reason(body, texts["tried"], words)
        self._contact = words.draw(body["contact"])
        moving = one.target is ReferralTarget.OTHER_STATION
        return {
            "client_id": client.key,
            "direction": int(ReferralDirection.TRANSFER if moving else ReferralDirection.OUT),
            "from_ref": one.visit.key,
            "service_date": day.isoformat(),
            "urgency": int(Urgency.URGENT if urgent else Urgency.NORMAL),
            "target_kind": int(one.target),
            "target_org": words.fill(body["org"], known),
            "target_contact": self._contact,
            "target_phone": office.registry.phone(),
            "reason": words.fill(reason, known),
            "documents": [1],
            "consent_paper_no": f"纸-{one.key[-3:]}",
            "worker_id": office.workers[client.home.worker],
        }


def referrals(county: County) -> ServicePlan:
    """Invent the referrals."""
    return Referrals(county)
