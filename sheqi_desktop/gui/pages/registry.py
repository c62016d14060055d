"""Which page is made by which class; modules are read only when a page is first gone to, so that the start is quick."""

from __future__ import annotations

from importlib import import_module

from sheqi_desktop.gui import kinds
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Page
from sheqi_desktop.operations.desk import Desk

EVENTS = ("referral", "resource_link", "resource", "crisis", "complaint", "survey")
_LIFE = {
    "compare": "compare:ComparePage",
    "voided": "void_bin:VoidBinPage",
    "adjustments": "adjustments:AdjustmentsPage",
    "files": "file_check:FileCheckPage",
    "overlaps": "overlaps:OverlapsPage",
    "conflicts": "conflicts:ConflictsPage",
}
"""Pages about the life of records, at the station and at the centre."""
_LOOKING = {
    "clients": "people:PeoplePage",
    "person": "person:PersonPage",
    "client_form": "client_form:ClientFormPage",
    "household_form": "client_form:HouseholdFormPage",
    "visits": "visits:VisitsPage",
    "visit_form": "visit_form:VisitFormPage",
    "cases": "cases:CasesPage",
    "case": "case:CasePage",
    "groups": "groups:GroupsPage",
    "group": "group:GroupPage",
    "group_session_form": "group_session:GroupSessionPage",
    "activities": "activities:ActivitiesPage",
    "activity": "activity:ActivityPage",
    "media": "media:MediaPage",
    "volunteers": "volunteers:VolunteersPage",
    "volunteer": "volunteer:VolunteerPage",
    "volunteer_team": "volunteer_team:TeamPage",
    "handover": "handover:HandoverPage",
    "report_now": "crisis_form:ReportNowPage",
    "annotated": "annotated:AnnotatedPage",
    "print": "print_preview:PrintPreviewPage",
    "sessions": "sessions:SessionsPage",
    "ledger_export": "ledger_export:LedgerExportPage",
    "settings": "settings:SettingsPage",
}
"""Pages on which records are read; where they are of another station nothing on them can be changed."""
SUPERVISION_PAGE = {"centre": "annotations", "supervisor": "supervision"}
"""Kind of workspace → where 督导情况 stands."""
SUPERVISION_ROWS = {"centre": "supervision_rows", "supervisor": "supervision_lines"}
"""And where the records behind one of its numbers stand."""
_ROWS = "supervision_rows:SupervisionRowsPage"
PAGES: dict[str, dict[str, str]] = {
    "station": {
        **_LOOKING,
        "home": "home:HomePage",
        "volunteer_hours": "volunteer_hours:VolunteerHoursPage",
        "bundles": "exports:ExportPage",
        "import": "imports:ImportPage",
        "exchanges": "exchanges:ExchangesPage",
        "merge_reports": "merge_reports:MergeReportsPage",
        "unsent": "unsent:UnsentPage",
        "indicators": "indicators:IndicatorsPage",
        "drafts": "drafts:DraftsPage",
        "ledger_import": "ledger_import:LedgerImportPage",
        "why": "why:WhyPage",
        "draw_sample": "draw_sample:DrawSamplePage",
        "to_sign": "to_sign:ToSignPage",
        "annotations": "station_annotations:StationAnnotationsPage",
        "pairs": "pairs:PairsPage",
        "handover_begin": "handover_begin:HandoverBeginPage",
        **_LIFE,
    },
    "centre": {
        **_LOOKING,
        "board": "board:BoardPage",
        "indicators": "indicators:IndicatorsPage",
        "why": "why:WhyPage",
        "import": "imports:ImportPage",
        "exchanges": "exchanges:ExchangesPage",
        "merge_reports": "merge_reports:MergeReportsPage",
        "pairs": "pairs:PairsPage",
        "returns": "returns:ReturnsPage",
        "people": "county_people:CountyPeoplePage",
        "enrol_pack": "enrol_pack:EnrolPackPage",
        "lost_machine": "lost_machine:LostMachinePage",
        "held_back": "held_back:HeldBackPage",
        "assign": "assign:AssignPage",
        "seats": "seats:SeatsPage",
        "rotate_roots": "rotate_roots:RotateRootsPage",
        "recovery_pack": "recovery_pack:RecoveryPackPage",
        "forgot_answer": "forgot_answer:ForgotAnswerPage",
        "close_accounts": "close_accounts:CloseAccountsPage",
        "enrol_request": "enrol_request:EnrolRequestPage",
        "annotations": "supervision:SupervisionPage",
        "supervision_rows": _ROWS,
        **_LIFE,
    },
    "supervisor": {
        **_LOOKING,
        "score": "score:ScorePage",
        "queue": "review:ReviewPage",
        "annotations": "own_annotations:OwnAnnotationsPage",
        "phrases": "phrases:PhrasesPage",
        "bundles": "exports:ExportPage",
        "import": "imports:ImportPage",
        "exchanges": "exchanges:ExchangesPage",
        "merge_reports": "merge_reports:MergeReportsPage",
        "unsent": "unsent:UnsentPage",
        "drafts": "drafts:DraftsPage",
        "supervision": "supervision:SupervisionPage",
        "supervision_lines": _ROWS,
        **_LIFE,
    },
}
"""Kind of workspace → page id → ``module:Class`` under ``gui/pages``; the class takes the desk and the jobs."""


_EVERYWHERE = {"help": "help:HelpPage"}
_FORMS = {
    kinds.FORM + "activity": "activity_form:ActivityFormPage",
    kinds.FORM + "supervision_session": "session_form:SessionFormPage",
}
"""Forms with a page of their own."""
_LISTS = {kinds.LIST + kind: "event_list:EventListPage" for kind in EVENTS}
_LISTS[kinds.LIST + "incident"] = "incident_list:IncidentListPage"
_LISTS[kinds.LIST + "handover"] = "handover_list:HandoverListPage"
"""Lists with a page of their own."""
_MADE_FOR_ANY_KIND = {kinds.FORM: "document_form:DocumentFormPage", kinds.LIST: "record_list:RecordListPage"}


def known(kind: str, page: str) -> bool:
    """Tell whether a workspace of this kind has such a page."""
    return page in PAGES[kind] or page in _EVERYWHERE or page.startswith(tuple(_MADE_FOR_ANY_KIND))


def make(page: str, desk: Desk, jobs: Jobs) -> Page:
    """Build a page."""
    if page in _LISTS:
        return _made(_LISTS[page], desk, jobs, page.removeprefix(kinds.LIST))
    if page in _FORMS:
        return _made(_FORMS[page], desk, jobs)
    for prefix, maker in _MADE_FOR_ANY_KIND.items():
        if page.startswith(prefix):
            return _made(maker, desk, jobs, page.removeprefix(prefix))
    return _made(_EVERYWHERE.get(page) or PAGES[desk.place.kind][page], desk, jobs)


def _made(maker: str, *given: object) -> Page:
    module, _, name = maker.partition(":")
    made = getattr(import_module(f"sheqi_desktop.gui.pages.{module}"), name)(*given)
    assert isinstance(made, Page)
    return made
