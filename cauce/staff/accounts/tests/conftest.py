from __future__ import annotations

import pytest


@pytest.fixture
def real(settings):
    """As a running server of a real network: no demonstration code, no session without its row."""
    settings.DEMO = False
    settings.BARE_SESSIONS = False
    return settings


@pytest.fixture
def no_demo(settings):
    """The same, but for ``force_login``, with which the fixtures enrol what they need."""
    settings.DEMO = False
    return settings
