"""A server of one network does not start with the keys or the data of another."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.custody.keystore.environment import claim
from cauce.staff.accounts.environment import OtherNetwork, check_environment
from cauce.staff.accounts.models import Installation

pytestmark = pytest.mark.django_db


@pytest.fixture
def production(settings, tmp_path):
    settings.KEYSTORE_URL = f"sqlite:///{tmp_path / 'keystore.sqlite3'}"
    settings.KEYSTORE_ROOT = tmp_path / "keystore.root"
    settings.ENVIRONMENT = "production"
    check_environment(timezone.now())
    return settings


def test_it_starts_again_with_its_own(production):
    check_environment(timezone.now())
    assert Installation.objects.count() == 1


def test_pre_production_refuses_the_keys_of_production(production):
    Installation.objects.all().delete()
    production.ENVIRONMENT = "staging"
    with pytest.raises(OtherNetwork) as refused:
        check_environment(timezone.now())
    assert "production" in refused.value.es and "staging" in refused.value.en
    assert not Installation.objects.exists() and claim("staging") == "production"


def test_pre_production_refuses_the_data_of_production(production, tmp_path):
    production.KEYSTORE_URL = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    production.ENVIRONMENT = "staging"
    with pytest.raises(OtherNetwork):
        check_environment(timezone.now())


def test_the_web_server_and_the_loop_ask_before_they_begin():
    from pathlib import Path

    import cauce

    root = Path(cauce.__file__).parent
    for name in ("site/wsgi.py", "operations/management/commands/tick.py"):
        assert "check_environment(timezone.now())" in (root / name).read_text("utf-8")
