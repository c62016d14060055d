"""志愿服务记录证明: what it says, and the six digits by which its words can be checked against the register."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, must
from sheqi_desktop.domain.service_time import whole_minutes

DETAILS_AT_MOST = 15
NOTE = "本证明依据本单位志愿服务记录出具，可向记录单位查验。"
NOTHING_TO_PROVE = "没有可证明的服务记录。"
NOT_AS_ISSUED = "证明内容与查验码不符。请从志愿者页“出具证明”办理，不要手填。"
_SAID = (
    "volunteer_id", "name", "gender", "id_type", "id_no", "national_no", "teams", "since", "until", "total_minutes",
    "times", "org", "handler", "principal", "contact", "issued_on", "purpose",
)  # fmt: skip
_DIGITS = 6


def check_code(answers: Answers) -> str:
    """Give the six digits that follow from everything the certificate says."""
    said = [f"{name}={answers.get(name) if answers.get(name) is not None else ''}" for name in _SAID]
    for row in rows(answers, "details"):
        said.append("|".join(str(row.get(name) or "") for name in ("service_date", "title", "content", "hours")))
    digest = hashlib.sha256("\n".join(said).encode()).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**_DIGITS:0{_DIGITS}d}"


def certificate_is_as_issued(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A certificate says what the records said, not what somebody typed."""
    if answers.get("check_code") and answers["check_code"] != check_code(answers):
        yield must("check_code", NOT_AS_ISSUED, "certificate_is_as_issued", stage="save")


def certificate_proves_something(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nothing is certified where nothing was served."""
    if "total_minutes" in answers and not whole_minutes(answers.get("total_minutes")):
        yield must("total_minutes", NOTHING_TO_PROVE, "certificate_proves_something", stage="save")


CHECKS: dict[str, Callable[[Answers, Facts], Iterator[Problem]]] = {
    one.__name__: one for one in (certificate_is_as_issued, certificate_proves_something)
}
