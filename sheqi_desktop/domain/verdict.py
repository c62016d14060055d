"""通过, 退回, 已阅: a decision about one revision of a document, and where the document stands by all of them.

A decision holds for the revision it names and for no other: whoever signed the third version did not sign the fourth
(domain 03 §4, 14 §5).  A pure function of the set of decisions; no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.codes_annotation import VerdictCode
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.lifecycle import SUBMITTED

MUSTS_OPEN = "还有{n}条“必改”未确认，不能签批。"
RETURN_NEEDS_MUST = "退回时请至少写一条“必改”批注。"
TOOK_PART = "不能签批本人参与的文书，请转其他督导。"
LOOKED_AT = "督导审阅的是第{n}版"
YOU_LOOKED_AT = "你看过的是第 {n} 版，这是改过的第 {m} 版"
"""The same to whoever looked at it themselves."""
FOR_VERSION = "针对第{n}版"
WAITS = "待审第{n}版"
VERDICT_WORDS = {VerdictCode.SIGNED: "通过", VerdictCode.RETURNED: "退回", VerdictCode.NOTED: "已阅"}
_SAFEST = (VerdictCode.RETURNED, VerdictCode.SIGNED, VerdictCode.NOTED)
"""Of two decisions on one revision that did not know each other the first of these stands."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision: about which revision, by whom; ``based_on`` are the decisions its writer had seen."""

    id: str
    verdict: str
    revision: str
    by: str
    at: int = 0
    based_on: frozenset[str] = frozenset()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Where a document stands: what was decided about its newest revision, and what was decided about older ones.

    ``waits`` tells that its newest revision was handed in and nobody decided about it.  ``older`` is the number of the
    newest version that was looked at, 0 if that is the newest one or none was.
    """

    version: int
    decided: Verdict | None
    status: str
    waits: bool
    older: int = 0
    older_by: str = ""
    """Who looked at that older version last."""

    @property
    def words(self) -> str:
        """The state in words: 待审第4版, 通过, 退回, 已阅, '' for a draft."""
        code = self.decided.verdict if self.decided is not None else self.status
        if self.waits:
            return WAITS.format(n=self.version)
        return VERDICT_WORDS[VerdictCode(code)] if code in _SAFEST else ""

    @property
    def note(self) -> str:
        """督导审阅的是第3版, where a decision was about an older version and the newest waits; '' else."""
        return LOOKED_AT.format(n=self.older) if self.older and self.waits else ""

    def note_for(self, reader: str) -> str:
        """Give the note as it is said to a person: to whoever looked at the older version, in their own words."""
        mine = self.note and self.older_by == reader
        return YOU_LOOKED_AT.format(n=self.older, m=self.version) if mine else self.note


def review(revisions: Sequence[str], verdicts: Iterable[Verdict], status: str, *, signs: bool = True) -> Review:
    """Give where a document stands.  ``revisions`` are its change references, the first version first.

    ``status`` is the document's own: a signature and a return are changes of the document, and a row that claims one
    the document does not carry says nothing.  A form nobody signs (``signs``) is decided by the rows alone.
    """
    number = {ref: place for place, ref in enumerate(revisions, start=1)}
    known = [one for one in verdicts if one.revision in number and one.verdict in _SAFEST]
    newest = revisions[-1] if revisions else ""
    true = [one for one in known if not signs or one.verdict in (VerdictCode.NOTED, status)]
    decided = standing([one for one in true if one.revision == newest])
    before = [one for one in known if one.revision != newest]
    last = max(before, key=lambda one: (number[one.revision], one.at, one.id), default=None)
    older, older_by = (number[last.revision], last.by) if last is not None else (0, "")
    waits = status == SUBMITTED and decided is None
    return Review(len(revisions), decided, status, waits, older, older_by)


def standing(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Give the decision that stands among those on one revision: the one that knew the others, else the safest."""
    every = list(verdicts)
    covered = {other for one in every for other in one.based_on}
    last = [one for one in every if one.id not in covered] or every
    return min(last, key=lambda one: (_SAFEST.index(VerdictCode(one.verdict)), -one.at, one.id), default=None)


# ------------------------------------------------------------------------------ may it be signed?
def why_not_return(musts_written: int) -> str:
    """Say why a document cannot be handed back, '' when it can: a 退回 says what must be changed."""
    return "" if musts_written else RETURN_NEEDS_MUST


def why_not_sign(document: Document, musts_open: int, signer: str) -> str:
    """Say in the exact words why this person cannot sign a document, '' when they can (domain 14 §5.1, §5.6).

    That papers are signed in the order of their file is a check of their forms (``checks_case``, 14 §5.3).
    """
    if signer in took_part(document):
        return TOOK_PART
    return MUSTS_OPEN.format(n=musts_open) if musts_open else ""


def took_part(document: Document) -> frozenset[str]:
    """Name who wrote a document or worked on it together with its writer."""
    said = document.answers
    named = [document.author, document.worker, said.get("signed_by"), said.get("leader_id")]
    for listed in ("workers", "co_leaders"):
        told = said.get(listed)
        named += told if isinstance(told, list) else [told]
    return frozenset(one for one in named if isinstance(one, str) and one)
