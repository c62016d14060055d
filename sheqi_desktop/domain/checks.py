"""The named checks a form file may call upon: one function, one sentence, one test.

A check is handed the answers of the questions that are asked, and Facts about the world; it yields Problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from sheqi_desktop.domain import (
    certificate,
    checks_activity,
    checks_attachment,
    checks_case,
    checks_case_intake,
    checks_case_work,
    checks_category,
    checks_client,
    checks_common,
    checks_crisis,
    checks_group,
    checks_group_people,
    checks_group_session,
    checks_group_summary,
    checks_handover,
    checks_incident,
    checks_media,
    checks_referral,
    checks_supervision,
    checks_survey,
    checks_visit,
    checks_visit_people,
    checks_volunteer,
    checks_volunteer_hour,
)
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.together import together

Check: TypeAlias = Callable[[Answers, Facts], Iterator[Problem]]

_PLAIN: dict[str, Check] = {
    check.__name__: check
    for check in (
        checks_common.service_date_is_past,
        checks_common.service_date_after_opening,
        checks_common.closed_month_waits,
        checks_common.closed_month_is_over,
        checks_common.opened_on_is_past,
        checks_common.head_name_is_a_name,
        checks_common.member_names_are_names,
        checks_common.member_phones_are_valid,
        checks_common.phone_number_is_valid,
        checks_common.labour_fits_size,
        checks_common.village_is_ours,
        checks_common.worker_is_active,
        checks_common.text_is_factual,
        checks_client.name_is_a_name,
        checks_client.id_number_is_valid,
        checks_client.gender_fits_id_number,
        checks_client.birth_date_fits_id_number,
        checks_client.birth_date_is_past,
        checks_client.same_id_number_known,
        checks_client.may_be_the_same_person,
        checks_client.client_phones_are_valid,
        checks_client.legal_guardian_is_named,
        checks_client.guardian_is_adult,
        checks_client.death_date_is_past,
        checks_client.lost_needs_three_contacts,
        checks_client.infant_needs_registration,
        checks_category.primary_is_one_of_them,
        checks_category.categories_are_not_twice,
        checks_category.category_dates_in_order,
        checks_category.rigid_expense_ends,
        checks_category.margin_income_fits,
        checks_category.institution_fits_living,
        checks_category.child_categories_fit_age,
        checks_category.left_behind_or_migrant,
        checks_category.severe_disability_fits_grade,
        checks_category.elder_categories_fit_age,
        checks_category.self_care_fits_items,
        checks_category.disability_cert_is_valid,
        checks_category.risk_level_fits,
        checks_visit.times_in_order,
        checks_visit.length_is_plausible,
        checks_visit.something_was_asked,
        checks_visit.blood_pressure_is_plausible,
        checks_visit.injury_opens_report,
        checks_visit.no_signal_stands_alone,
        checks_visit.grave_signal_is_high_risk,
        checks_visit.lower_risk_has_reason,
        checks_visit.summary_is_long_enough,
        checks_visit.summary_is_not_copied,
        checks_visit.next_visit_is_later,
        checks_visit.next_visit_fits_risk,
        checks_visit.three_failed_attempts,
        checks_visit.home_visit_has_evidence,
        checks_visit.signature_has_reason,
        checks_visit_people.client_has_a_file,
        checks_visit_people.client_was_alive,
        checks_visit_people.same_person_same_day,
        checks_visit_people.outcome_fits_mode,
        checks_visit_people.answerer_fits_outcome,
        checks_visit_people.housemates_have_findings,
        checks_visit_people.housemates_live_there,
        checks_visit_people.two_go_together,
        checks_visit_people.minor_needs_second_adult,
        checks_visit_people.worker_in_two_places,
        checks_visit_people.goods_to_many_is_an_activity,
    )
}

CHECKS: dict[str, Check] = together(
    _PLAIN,
    *(
        {check.__name__: check for check in part.CHECKS}
        for part in (
            checks_activity,
            checks_media,
            checks_group,
            checks_group_people,
            checks_group_session,
            checks_group_summary,
        )
    ),
    checks_attachment.ATTACHMENT_CHECKS,
    checks_case.STAGE_CHECKS,
    checks_case.DAY_CHECKS,
    checks_case_intake.CHECKS,
    checks_case_work.CHECKS,
    checks_referral.CHECKS,
    checks_handover.CHECKS,
    checks_incident.CHECKS,
    checks_crisis.CHECKS,
    checks_supervision.CHECKS,
    checks_survey.CHECKS,
    checks_volunteer.CHECKS,
    checks_volunteer_hour.CHECKS,
    certificate.CHECKS,
)
