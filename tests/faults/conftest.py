"""Short counts of the harnesses of faults/, on the database that the suite runs on.

They mount disks and kill servers, so they are collected for root alone; CI is root.
"""

from __future__ import annotations

import os

import pytest

from tests.stages import stages as stages

POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")

collect_ignore_glob = [] if os.geteuid() == 0 or os.environ.get("CI") else ["test_*.py"]


@pytest.fixture(scope="session", autouse=True)
def _stages_are_shared(stages):
    pass


@pytest.fixture
def postgres() -> bool:
    return POSTGRES
