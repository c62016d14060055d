"""What volunteers ask for by a day: a certificate that says more than the records now do is to be replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sheqi_desktop.domain.document import Documents
from sheqi_desktop.domain.records.volunteer import CERTIFICATE, lowered_certificates
from sheqi_desktop.domain.task import Task

THIS_WEEK = timedelta(days=6)


def certificates_to_renew(documents: Documents, today: date) -> Iterator[Task]:
    """Ask to tell the holder of a certificate whose hours were corrected downwards (domain 06 §6)."""
    for one in lowered_certificates(documents):
        why = f"{one.answers.get('name')}的时长更正后少于证明 {one.number.rpartition('-')[2]}"
        yield Task(one.id, CERTIFICATE, "", today + THIS_WEEK, "通知更换证明", why, one.worker)
