"""A signed-in browser for each of the cast."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def as_(cast):
    """``as_("aurora")`` is Aurora's browser."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name).user)
        return client

    return signed_in
