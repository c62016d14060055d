"""Bytes that travel: segments, bundles, roster, enrolment, receipts, and the plan of a merge.  It writes nothing."""
