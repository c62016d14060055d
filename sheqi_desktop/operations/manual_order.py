"""In which order the pages of the manual stand: what a worker does every day, then month's end, then the settings."""

from __future__ import annotations

from collections.abc import Collection

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("先看这里", ("start", "home", "help", "saving", "drafts", "shortcuts")),
    ("每天做的", ("clients", "person", "client", "household", "visits", "visit", "report_now", "crisis", "referral")),
    (
        "个案",
        (
            "cases", "case", "case_consent", "case_assessment", "case_plan", "process_note", "case_review",
            "case_evaluation", "case_closure", "case_follow_up",
        ),
    ),
    (
        "小组和活动",
        ("groups", "group", "group_roster", "group_session", "group_summary", "activities", "activity", "attachments"),
    ),
    (
        "志愿者",
        (
            "volunteers", "volunteer_hours", "volunteer_hour", "volunteer", "volunteer_file", "volunteer_team",
            "team_file", "volunteer_project", "hour_correction", "overlaps", "service_certificate",
        ),
    ),
    (
        "其他登记",
        ("resource", "resource_link", "survey", "survey_draw", "complaint", "media", "media_report", "handover"),
    ),
    (
        "月底和报送",
        (
            "to_sign", "annotations", "annotation_reply",
            "indicators", "why", "period_close", "unsent", "bundles", "import", "exchanges", "merge_reports",
            "print", "ledger_export", "ledger_import",
        ),
    ),
    (
        "督导",
        (
            "queue", "own_annotations", "phrases", "annotation", "verdict", "supervision_plan", "supervision_session",
            "wellbeing_note", "ce_credit", "quality_score", "supervision",
        ),
    ),
    ("改错和查找", ("compare", "voided", "numbers")),
    ("设置和登记", ("settings", "unlock", "forgot", "first_run")),
    (
        "县中心",
        (
            "board", "conflicts", "pairs", "returns", "adjustments", "draw_sample", "people", "enrol_request",
            "enrol_pack", "assign", "lost_machine", "incident", "rotate_roots",
        ),
    ),
)  # fmt: skip
REST = "其他"


def in_order(names: Collection[str]) -> list[tuple[str, list[str]]]:
    """Give the groups that have pages, each with its pages in order; a page nobody placed comes last."""
    placed = {name for _, pages in GROUPS for name in pages}
    found = [(title, [name for name in pages if name in names]) for title, pages in GROUPS]
    found.append((REST, sorted(name for name in names if name not in placed)))
    return [(title, pages) for title, pages in found if pages]
