"""Every service of the demo county after clients and visits, in the order they are invented."""

from __future__ import annotations

from sheqi_desktop.operations.demo.activities import activities
from sheqi_desktop.operations.demo.cases import plan_cases
from sheqi_desktop.operations.demo.service import Service

SERVICES: tuple[Service, ...] = (plan_cases, activities)
