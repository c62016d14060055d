"""首页: what to do now, how far the contract is, what was written last, what has not been reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.clock import COUNTY, county_day
from sheqi_desktop.domain.codes import VisitMode
from sheqi_desktop.domain.records.annotation import SUPERVISION
from sheqi_desktop.domain.reporting import LAST_DAY_TO_SEND
from sheqi_desktop.operations.backup_state import BackupState, backup_state
from sheqi_desktop.operations.clock_doubt import clock_warning
from sheqi_desktop.operations.crises import Alarm, alarms
from sheqi_desktop.operations.day_words import near_day, near_moment, short_day, whole_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import WEEK, DueList, draft_name, due_rows, said
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.home_progress import Progress, contract_words, station_progress
from sheqi_desktop.operations.kinds import KINDS, KindWords, words_of
from sheqi_desktop.operations.minors import Unreviewed, unreviewed
from sheqi_desktop.operations.not_today import PutOff, split
from sheqi_desktop.operations.on_its_way import unsigned
from sheqi_desktop.operations.recovery_pack import Gap, gaps
from sheqi_desktop.operations.restricted import shown_name
from sheqi_desktop.operations.returned_news import ReturnedNews, unseen_news
from sheqi_desktop.store import drafts, outbox, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.folder import low_space
from sheqi_desktop.store.records import StoredRecord, Wanted

RECENT = 3
LATEST = 60
"""So many of the latest records are looked at to find those a worker wrote."""
GREETINGS = ((5, "夜深了"), (9, "早上好"), (12, "上午好"), (14, "中午好"), (18, "下午好"), (24, "晚上好"))


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One of the last records."""

    record: str
    kind: str
    icon: str
    title: str
    detail: str
    when: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """报送: how much waits, when the next window is, and how loudly to say it (plain, warn, bad)."""

    unsent: int
    window: str
    tone: str
    last_sent: str


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """Something half typed that came back after the program was not closed well."""

    form: str
    record: str
    words: str


@dataclass(frozen=True, slots=True)
class Home:
    """The whole page."""

    greeting: str
    context: str
    due: DueList
    later: tuple[PutOff, ...]
    progress: Progress
    recent: tuple[RecentRow, ...]
    reporting: Reporting
    people: int
    long_unseen: int
    found_drafts: tuple[FoundDraft, ...]
    open_drafts: int
    """Forms begun and not finished, however they were left."""
    clock_warning: str
    backup: BackupState
    unapproved: bool
    alarms: tuple[Alarm, ...] = ()
    low_space: int | None = None
    """The megabytes left on the disk, once they are so few that one has to be warned."""
    gaps: tuple[Gap, ...] = ()
    """What may be missing after a machine of this station was lost."""
    emergencies: tuple[Unreviewed, ...] = ()
    """Children's files somebody opened in an emergency, for the 站长 to look at within a day."""
    news: ReturnedNews | None = None
    """What the last file brought of supervision, until the person here looked at it."""

    @property
    def empty(self) -> bool:
        """Tell whether nothing has been entered yet."""
        return self.people == 0 and not self.recent and not self.due.rows and not self.later


def home(desk: Desk, ahead: int = WEEK, half_typed: bool = True) -> Home:
    """Read everything the home page shows, in one go, so that numbers appear together.

    What is due is asked for as the person wants to be reminded (``due_rows``).
    """
    today = desk.clock.today()
    progress = station_progress(desk)
    due = due_rows(desk, ahead, half_typed)
    parted = split(desk, due)
    warned = alarms(desk)
    late = [row for row in due.rows if row.group == "late"]
    copies = backup_state(desk)
    emergencies = tuple(unreviewed(desk))
    missing = tuple(gaps(desk))
    news = unseen_news(desk)
    with desk.read() as read:
        people = records.count_records(read, Wanted("client", stations=[desk.station]))
        return Home(
            greeting=f"{greeting(desk)}，{desk.me.name}",
            context=f"{whole_day(today)}・{contract_words(desk.library.contract, today)}",
            due=parted.now,
            later=parted.later,
            progress=progress,
            recent=_recent(desk, read, today),
            reporting=reporting(desk, read, today),
            people=people,
            long_unseen=len(late) + sum(row.group == "never" for row in due.rows),
            found_drafts=_found(desk, read),
            open_drafts=len(drafts.all_of(read, desk.me.worker_id)),
            clock_warning=clock_warning(read, desk.clock),
            backup=copies,
            unapproved=not desk.approved,
            alarms=tuple(warned),
            low_space=low_space(desk.folder),
            emergencies=emergencies,
            gaps=missing,
            news=news,
        )


def greeting(desk: Desk) -> str:
    """Greet by the county's hour."""
    hour = desk.clock.now().astimezone(COUNTY).hour
    return next(words for until, words in GREETINGS if hour < until)


# ------------------------------------------------------------------------------ reporting
def reporting(desk: Desk, read: Read, today: date) -> Reporting:
    """Tell how much has not been confirmed by the centre, and how near the window (1st to 3rd) is."""
    waiting = unsigned(desk, read)
    sent = [one for one in outbox.exports(read) if one.kind == "sync"]
    last = max((one.at for one in sent), default=0)
    sent_this_month = bool(last) and county_day(last) >= today.replace(day=1)
    if today.day <= LAST_DAY_TO_SEND and not sent_this_month:
        window, tone = f"现在报送：{today.month}月1日—{LAST_DAY_TO_SEND}日", "warn"
    elif waiting and last and not sent_this_month and _months_apart(county_day(last), today) > 0:
        window, tone = f"{today.month}月的报送已过 {LAST_DAY_TO_SEND} 日", "bad"
    else:
        coming = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        window, tone = f"下次报送 {coming.month}月1日—{LAST_DAY_TO_SEND}日", ""
    return Reporting(waiting, window, tone, short_day(county_day(last).isoformat(), today) if last else "")


def _months_apart(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


# ------------------------------------------------------------------------------ half typed
def _found(desk: Desk, read: Read) -> tuple[FoundDraft, ...]:
    if not desk.database.was_closed_badly:
        return ()
    return tuple(
        FoundDraft(one.form, one.record, _found_words(draft_name(desk, read, one), words_of(one.form)))
        for one in drafts.all_of(read, desk.me.worker_id)
        if (one.id, one.at) in desk.left_behind
    )


def _found_words(name: str, kind: KindWords) -> str:
    return name if name.endswith(kind.short) else f"{name}{kind.short}"


# ------------------------------------------------------------------------------ recent
def _recent(desk: Desk, read: Read, today: date) -> tuple[RecentRow, ...]:
    # A return bundle may bring much of supervision at once; that is told elsewhere.
    latest = records.list_records(read, Wanted(stations=[desk.station], order="changed", limit=LATEST))
    rows = [one for one in latest if one.kind in KINDS and one.kind not in SUPERVISION][:RECENT]
    names = records.get_many(read, [one.client for one in rows if one.client])
    shown = {id_: shown_name(desk, one) for id_, one in names.items()}
    return tuple(_recent_row(one, shown, today) for one in rows)


def _recent_row(one: StoredRecord, names: dict[str, str], today: date) -> RecentRow:
    when = near_moment(one.changed_at, today)
    if one.kind == "visit":
        who = names.get(one.client, "")
        call = one.answers.get("mode") in (int(VisitMode.PHONE), int(VisitMode.VIDEO))
        state = "草稿，还没提交；" if one.status == "draft" else ""
        title = f"{who} {'电话访问' if call else '居家探访'}".strip()
        return RecentRow(
            one.id, one.kind, "phone" if call else "footprints", title, state + _visit_detail(one.answers, today), when
        )
    if one.kind not in ("household", "client"):
        kind = words_of(one.kind)
        who = names.get(one.client, "")
        said_ = saying(one.kind, one.answers)
        return RecentRow(one.id, one.kind, kind.icon, f"{who} {kind.words}".strip(), said_, when)
    if one.kind == "household":
        return RecentRow(one.id, one.kind, "house", f"{one.answers.get('head_name', '')} 家庭", "家庭资料", when)
    detail = "新建档案" if one.revision <= 1 else "档案有更新"
    return RecentRow(one.id, one.kind, "user", f"{one.name} 档案", detail, when)


def _visit_detail(answers: dict[str, Any], today: date) -> str:
    due = near_day(str(answers.get("next_due") or ""), today)
    return "；".join(part for part in (said(answers).rstrip("。…"), f"下次 {due}" if due else "") if part)
