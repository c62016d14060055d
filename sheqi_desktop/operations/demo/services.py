"""Every service of the demo county after clients and visits, in the order they are invented."""

from __future__ import annotations

from sheqi_desktop.operations.demo.cases import plan_cases
from sheqi_desktop.operations.demo.service import Service
from sheqi_desktop.operations.demo.volunteers import plan_volunteers

SERVICES: tuple[Service, ...] = (plan_cases, plan_volunteers)
