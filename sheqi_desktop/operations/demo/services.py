"""Every service of the demo county after clients and visits, in the order they are invented."""

from __future__ import annotations

from sheqi_desktop.operations.demo.activities import activities
from sheqi_desktop.operations.demo.cases import plan_cases
from sheqi_desktop.operations.demo.crises import crises
from sheqi_desktop.operations.demo.groups import groups
from sheqi_desktop.operations.demo.referrals import referrals
from sheqi_desktop.operations.demo.resource_links import resource_links
from sheqi_desktop.operations.demo.service import Service
from sheqi_desktop.operations.demo.surveys import surveys
from sheqi_desktop.operations.demo.volunteers import plan_volunteers

SERVICES: tuple[Service, ...] = (
    plan_cases, groups, referrals, resource_links, crises, surveys, activities, plan_volunteers,
)  # fmt: skip
