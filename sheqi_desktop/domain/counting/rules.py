"""The closed list of counting rules: one function each, from the call in the contract to a check of one row.

A check gives None when the row passes, else the failure with its sentence.  What is the same for all rows is
worked out once, when the check is made; ten years of rows pass through here while a person waits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Protocol

from sheqi_desktop.domain.codes import Category, SignState, VisitMode
from sheqi_desktop.domain.counting.contract import Contract, RuleCall
from sheqi_desktop.domain.counting.moments import county_day_of
from sheqi_desktop.domain.counting.reasons import ADJUST_REFUSED, Failure, fail
from sheqi_desktop.domain.counting.sources import VIEWS, Row, View

Check = Callable[[Row], Failure | None]

SIGNED_BY_HAND = frozenset({SignState.SIGNED, SignState.THUMB})
NOT_SIGNED_FOR_A_REASON = frozenset({SignState.UNABLE, SignState.REFUSED})

FIELD_LABELS = {
    "mode": "探访方式",
    "row_outcome": "探访结果",
    "close_reason": "结案原因",
    "primary_category": "主要类别",
    "group_type": "小组类别",
    "attendee_count": "到场人数",
    "activity_type": "活动类别",
    "hosted_by_owner": "主办站点",
    "client_n": "服务对象人数",
    "actual_n": "参加人数",
    "level": "媒体级别",
    "channel": "学习方式",
    "training_kind": "培训类别",
    "clock_hours": "课时",
    "credit_hours": "学时",
    "kind": "类别",
    "survey_kind": "调查类别",
    "result": "访谈结果",
}
"""The columns that field rules may look at, as people call them."""

SELECTORS = frozenset({"kind", "training_kind", "survey_kind"})
"""``field_in`` on one of these selects a measure's rows: a row of another kind is no candidate."""

KINDS = {
    "survey_report": "调研报告",
    "annual_plan_county": "年度计划（县）",
    "annual_plan_station": "年度计划（站）",
    "brand_project": "品牌项目",
    "article": "专业文章",
    "handbook": "成果手册",
    "case_collection": "案例集",
    "rules": "制度汇编",
    "other": "其他成果",
}


class Setting(Protocol):
    """What a rule may ask of the count it takes part in."""

    @property
    def contract(self) -> Contract:
        """The contract that is counted."""

    @property
    def view(self) -> str:
        """The view the rows come from."""

    @property
    def as_of(self) -> date:
        """The day we look at."""

    @property
    def params(self) -> Mapping[str, Any]:
        """The measure's params."""

    @property
    def own_bounds(self) -> Mapping[str, tuple[date, date]]:
        """First and last day of the stations that joined or left midway."""

    def counted_ids(self, measure: str) -> frozenset[Any]:
        """Give the ids of the rows counted in another measure."""

    def linked_ids(self, view: str, kind: str) -> frozenset[Any]:
        """Give the ids of the countable rows of a kind."""

    def passing_children(self, call: RuleCall) -> Mapping[Any, int]:
        """Count the children of each parent that pass the call's child rules."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the list: how its check is made, the arguments it takes, the columns it reads."""

    make: Callable[[RuleCall, Setting], Check]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def id_of(view: View) -> Callable[[Row], Any]:
    """Give the function that names a row of a view."""
    return attrgetter(*view.ids)


def last_day(contract: Contract, as_of: date) -> date:
    """The day at which members and workers are looked at: the end of the period, or today if that is earlier."""
    return min(as_of, contract.end_date)


def not_void(call: RuleCall, to: Setting) -> Check:
    """The record was not voided."""
    no = fail("not_void", "NC_VOID")
    return lambda row: no if row.void else None


def confirmed(call: RuleCall, to: Setting) -> Check:
    """The author handed it in; a paper that needs a sign-off was signed."""
    no = fail("confirmed", "NC_NOT_CONFIRMED")
    return lambda row: None if row.confirmed else no


def adjust_ok(call: RuleCall, to: Setting) -> Check:
    """It was not added to a closed month, or the centre accepted it."""
    pending = fail("adjust_ok", "NC_ADJUST_PENDING")
    refused = Failure("adjust_ok", pending.code, pending.message + ADJUST_REFUSED)
    verdicts = {"": None, "accepted": None, "refused": refused}
    return lambda row: verdicts.get(row.period_adjust_state or "", pending)


def complete(call: RuleCall, to: Setting) -> Check:
    """Everything the form asks for before handing in is there."""
    no = fail("complete", "NC_INCOMPLETE")
    return lambda row: None if row.complete else no


def in_period(call: RuleCall, to: Setting) -> Check:
    """The day lies in the service period, both ends included; at a station that joined midway, since it joined."""
    day_of, (start, end) = attrgetter(call.field), (to.contract.start_date, to.contract.end_date)
    no = fail("in_period", "NC_OUT_OF_PERIOD", start=start, end=end)
    own = to.own_bounds if "station_code" in VIEWS[to.view].columns else {}
    midway = {
        code: (first, last, fail("in_period", "NC_OUT_OF_PERIOD", start=first, end=last))
        for code, (first, last) in own.items()
    }

    def check(row: Row) -> Failure | None:
        day = day_of(row)
        if midway and row.station_code in midway:
            first, last, outside = midway[row.station_code]
            return None if day is not None and first <= day <= last else outside
        return None if day is not None and start <= day <= end else no

    return check


def signed_by(call: RuleCall, to: Setting) -> Check:
    """It was first confirmed by the data cut-off; a later correction does not move that moment."""
    moment_of, cutoff = attrgetter(call.field), to.contract.data_cutoff.isoformat()
    unsigned, late = fail("signed_by", "NC_NOT_SIGNED"), fail("signed_by", "NC_SIGNED_LATE")

    def check(row: Row) -> Failure | None:
        moment = moment_of(row)
        if not moment:
            return unsigned
        return None if county_day_of(moment) <= cutoff else late

    return check


def field_in(call: RuleCall, to: Setting) -> Check:
    """A field has one of the values the contract names."""
    value_of, values = attrgetter(call.field), frozenset(call.values)
    if call.field == "row_outcome":
        no = fail("field_in", "NC_OUTCOME")
    else:
        no = fail("field_in", "NC_FIELD", label=FIELD_LABELS[call.field])
    return lambda row: None if value_of(row) in values else no


def field_true(call: RuleCall, to: Setting) -> Check:
    """A yes-or-no field says yes."""
    value_of = attrgetter(call.field)
    no = fail("field_true", "NC_FIELD", label=FIELD_LABELS[call.field])
    return lambda row: None if value_of(row) else no


def field_min(call: RuleCall, to: Setting) -> Check:
    """A number is at least what the contract names."""
    value_of, least = attrgetter(call.field), call.n
    no = fail("field_min", "NC_FIELD", label=FIELD_LABELS[call.field])

    def check(row: Row) -> Failure | None:
        value = value_of(row)
        return None if value is not None and value >= least else no

    return check


def status_in(call: RuleCall, to: Setting) -> Check:
    """The record has come far enough."""
    states, labels = frozenset(call.values), VIEWS[to.view].statuses

    def check(row: Row) -> Failure | None:
        if row.status in states:
            return None
        return fail("status_in", "NC_STATUS", status=labels.get(row.status, "未知"))

    return check


def client_in_scope(call: RuleCall, to: Setting) -> Check:
    """On that day the client had a category the contract is about, not only 其他群众."""
    no, others = fail("client_in_scope", "NC_CLIENT_SCOPE"), str(Category.OTHER_PERSON)

    def check(row: Row) -> Failure | None:
        for category in row.categories:
            if category != others:
                return None
        return no

    return check


def client_ack(call: RuleCall, to: Setting) -> Check:
    """Where the contract asks for it, a home visit carries a signature, a thumb print or a written reason."""
    if not to.params.get("require_client_ack", False):
        return lambda row: None
    no = fail("client_ack", "NC_NO_CLIENT_ACK")

    def check(row: Row) -> Failure | None:
        if row.mode != VisitMode.HOME or row.client_sign in SIGNED_BY_HAND:
            return None
        reasoned = row.client_sign in NOT_SIGNED_FOR_A_REASON and getattr(row, "sign_reason", False)
        return None if reasoned else no

    return check


def parts_present(call: RuleCall, to: Setting) -> Check:
    """Every paper the contract names is there and confirmed."""
    labels = VIEWS[to.view].parts

    def check(row: Row) -> Failure | None:
        missing = [labels[part] for part in call.parts if part not in row.parts]
        return fail("parts_present", "NC_PARTS", parts="、".join(missing)) if missing else None

    return check


def has_file(call: RuleCall, to: Setting) -> Check:
    """A file is attached and is still the one that was attached."""
    no = fail("has_file", "NC_NO_FILE")
    return lambda row: None if row.has_file else no


def links_to(call: RuleCall, to: Setting) -> Check:
    """It follows from enough countable records of a kind."""
    countable = to.linked_ids(to.view, call.kind)
    no = fail("links_to", "NC_NO_LINK", kind=KINDS[call.kind])
    return lambda row: None if sum(link in countable for link in set(row.based_on)) >= call.n else no


def verified(call: RuleCall, to: Setting) -> Check:
    """The centre has verified it."""
    no = fail("verified", "NC_NOT_VERIFIED")
    return lambda row: None if row.verified else no


def on_or_before_end(call: RuleCall, to: Setting) -> Check:
    """The day is not after the period, nor after the day we look at."""
    day_of, last = attrgetter(call.field), last_day(to.contract, to.as_of)
    no = fail("on_or_before_end", "NC_OUT_OF_PERIOD", start=to.contract.start_date, end=to.contract.end_date)

    def check(row: Row) -> Failure | None:
        day = day_of(row)
        return None if day is not None and day <= last else no

    return check


def min_children(call: RuleCall, to: Setting) -> Check:
    """Enough sessions, notes, members or hours of it pass rules of their own."""
    passing, own_id, unit = to.passing_children(call), id_of(VIEWS[to.view]), VIEWS[call.child].unit

    def check(row: Row) -> Failure | None:
        found = passing.get(own_id(row), 0)
        return None if found >= call.n else fail("min_children", "NC_MIN_CHILDREN", m=found, n=call.n, unit=unit)

    return check


def parent_counts(call: RuleCall, to: Setting) -> Check:
    """What it belongs to is counted itself; a measure over the same rows asks of the row."""
    counted = to.counted_ids(call.measure)
    parent_view = to.contract.measure(call.measure).source
    no = fail("parent_counts", "NC_PARENT", parent=VIEWS[parent_view].name)
    own = VIEWS[to.view]
    parent_of = id_of(own) if parent_view == to.view else attrgetter(own.parents[parent_view])
    return lambda row: None if parent_of(row) in counted else no


def min_attendance(call: RuleCall, to: Setting) -> Check:
    """Enough people were there."""
    least = int(to.params["min_attendance"])
    no = fail("min_attendance", "NC_FIELD", label=FIELD_LABELS["attendee_count"])
    return lambda row: None if row.attendee_count >= least else no


RULES: dict[str, Rule] = {
    "not_void": Rule(not_void, columns=("void",)),
    "confirmed": Rule(confirmed, columns=("confirmed",)),
    "adjust_ok": Rule(adjust_ok, columns=("period_adjust_state",)),
    "complete": Rule(complete, columns=("complete",)),
    "in_period": Rule(in_period, ("field",)),
    "signed_by": Rule(signed_by, ("field",)),
    "field_in": Rule(field_in, ("field", "values")),
    "field_true": Rule(field_true, ("field",)),
    "field_min": Rule(field_min, ("field", "n")),
    "status_in": Rule(status_in, ("values",), columns=("status",)),
    "client_in_scope": Rule(client_in_scope, columns=("categories",)),
    "client_ack": Rule(client_ack, columns=("mode", "client_sign")),
    "parts_present": Rule(parts_present, ("parts",), columns=("parts",)),
    "has_file": Rule(has_file, columns=("has_file",)),
    "links_to": Rule(links_to, ("kind",), ("n",), columns=("based_on",)),
    "verified": Rule(verified, columns=("verified",)),
    "on_or_before_end": Rule(on_or_before_end, ("field",)),
    "min_children": Rule(min_children, ("child", "n"), ("child_rules",)),
    "parent_counts": Rule(parent_counts, ("measure",)),
    "min_attendance": Rule(min_attendance, columns=("attendee_count",)),
}
"""The rules that look at one row; ``dedup`` and ``phone_share`` look at all survivors (survivors.py)."""


def failures_of(row: Row, checks: Sequence[Check]) -> tuple[Failure, ...]:
    """Give every failure of a row in the order of the contract; the first is the reason shown."""
    return tuple(failure for check in checks if (failure := check(row)) is not None)
