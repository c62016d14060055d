"""报送期: until when stations send their bundles to the centre (domain 17)."""

from __future__ import annotations

LAST_DAY_TO_SEND = 3
"""The last day of a month on which the bundle of the month before is in time."""
