"""出具证明: whose, for what, new or in place of an old one; then it is shown as it will be printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.issue_certificate import (
    Issued,
    Period,
    Request,
    issue_certificate,
    periods,
    standing_certificates,
)

PURPOSE_AT_LEAST = 2


class CertificateDesk:
    """Asks what a certificate needs and issues it for a page."""

    def __init__(self, page: ReadingPage) -> None:
        """Work for a page."""
        self._page = page

    def issue(self, record: str, people: Sequence[tuple[str, str]]) -> None:
        """Issue a certificate for a volunteer; without one the person is asked whose."""
        if not record:
            chosen = ask.choose_from_list(
                self._page, "给谁出具证明？", "只证明本站记录、审核过的服务。", [name for _, name in people], "选这个人"
            )
            if chosen is None:
                return
            record = people[chosen][0]
        desk = self._page.desk
        self._page.jobs.run(
            lambda job: (standing_certificates(desk, record), periods(desk, record)),
            partial(self._ask_which, record),
            self._page.sorry,
        )

    def renew(self, record: str, old: str) -> None:
        """Issue a certificate in the place of an old one."""
        desk, asked = self._page.desk, partial(self._ask_period, record, old)
        self._page.jobs.run(lambda job: periods(desk, record), asked, self._page.sorry)

    def _ask_which(self, record: str, found: tuple[Sequence[tuple[str, str]], Sequence[Period]]) -> None:
        standing, offered = found
        replaces = ""
        if standing:
            options = ["另开一份，原来的照旧有效", *(f"换发 {number}，旧的标“已被替代”" for _, number in standing)]
            chosen = ask.choose_from_list(self._page, "这位志愿者已有证明", "", options)
            if chosen is None:
                return
            replaces = standing[chosen - 1][0] if chosen else ""
        self._ask_period(record, replaces, offered)

    def _ask_period(self, record: str, replaces: str, offered: Sequence[Period]) -> None:
        chosen: int | None = 0
        if len(offered) > 1:
            words = "只算这段时间里本站审核过的服务。"
            chosen = ask.choose_from_list(self._page, "证明哪段时间？", words, [one.words for one in offered])
        if chosen is None:
            return
        purpose = ask.reason(
            self._page,
            "出具志愿服务记录证明",
            "写明用途，例如“入学申请”“评优”。证明不收任何费用。",
            "用途",
            PURPOSE_AT_LEAST,
            "出具",
            PRIMARY,
        )
        if purpose is None:
            return
        desk, span = self._page.desk, offered[chosen]
        asked = Request(record, span.since, span.until, purpose, replaces=replaces)
        self._page.jobs.run(lambda job: issue_certificate(desk, asked), self._issued, self._page.sorry)

    def _issued(self, done: Issued) -> None:
        self._page.changed.emit(done.saved.changes)
        self._page.toast("".join((f"已出具 {done.saved.number}。", *done.warnings)))
        self._page.go("print", FormAsk("service_certificate", done.saved.record))
