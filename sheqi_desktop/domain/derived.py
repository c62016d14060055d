"""What paper and Excel show that nobody typed: ages, joined words, findings in one line (named in forms/*.toml).

A form names a derivation; it is defined here, in ``derived_client`` and in ``derived_visit``.  Each gives the words of
one record, '' where nothing is known.  What must be masked is masked in the answers before they come here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sheqi_desktop.domain import (
    derived_activity,
    derived_case,
    derived_case_ledger,
    derived_certificate,
    derived_client,
    derived_events,
    derived_group,
    derived_handover,
    derived_incident,
    derived_supervision,
    derived_visit,
    derived_volunteer,
)
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.seen import Seen
from sheqi_desktop.domain.together import together

Derivation: TypeAlias = Callable[[Answers, Seen], str]
RowDerivation: TypeAlias = Callable[[Answers, Answers, Seen], str]

DERIVED: Mapping[str, Derivation] = together(
    derived_client.DERIVED,
    derived_visit.DERIVED,
    derived_case.DERIVED,
    derived_case_ledger.DERIVED,
    derived_events.DERIVED,
    derived_activity.DERIVED,
    derived_volunteer.DERIVED,
    derived_certificate.DERIVED,
    derived_group.DERIVED,
    derived_handover.DERIVED,
    derived_incident.DERIVED,
    derived_supervision.DERIVED,
)
"""Words of a record by name; the loader of forms refuses any other."""

ROW_DERIVED: Mapping[str, RowDerivation] = together(
    {"row_age": derived_client.row_age, "sign_in_place": derived_activity.sign_in_place},
    derived_case.ROW_DERIVED,
    derived_events.ROW_DERIVED,
    derived_group.ROW_DERIVED,
    derived_handover.ROW_DERIVED,
    derived_supervision.ROW_DERIVED,
    derived_volunteer.ROW_DERIVED,
)
"""Words of one row of a list, given the row and the record it stands in."""

Gathering: TypeAlias = Callable[[Answers, Seen], Sequence[Answers]]
GATHERED: Mapping[str, Gathering] = derived_volunteer.GATHERED
"""Lines of a table on paper that no list answer holds: records that belong together."""
