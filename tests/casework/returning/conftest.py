"""A day, whoever prepares, somebody who wants to go back, and a return that was advised on."""

from __future__ import annotations

import pytest
import time_machine
from django.utils import timezone

from cauce.demo import returning as demo
from tests.returns import HOUR, NOON, houston


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=True) as moved:
        yield moved


@pytest.fixture
def who(cast):
    return houston(cast)


@pytest.fixture
def case(who):
    return demo.willing(who, timezone.now() - HOUR)


@pytest.fixture
def trip(who, case):
    return demo.advised(who, case, timezone.now())
