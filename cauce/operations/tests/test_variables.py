"""A misspelt variable is named with the one that was meant, and nothing starts with it."""

from __future__ import annotations

import pytest
from django.test import override_settings

from cauce.operations.checks import UnsafeStart, refuse_unsafe
from cauce.operations.variables import Misspelt, known, misspelt


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CAUCE_HOST", "CAUCE_HOSTS"),
        ("CAUCE_ENVIROMENT", "CAUCE_ENVIRONMENT"),
        ("CAUCE_BACKUP_RECIPENT", "CAUCE_BACKUP_RECIPIENT"),
        ("cauce_var", "CAUCE_VAR"),
        ("CAUSE_HOSTS", "CAUCE_HOSTS"),
        ("DATABSE_URL", "DATABASE_URL"),
        ("RETENTION_LEGDER", "RETENTION_LEDGER"),
        ("CAUCE_QQQQQQQQQQ", ""),
    ],
)
def test_a_misspelt_variable_is_told_with_the_nearest(written, meant):
    assert misspelt([*known(), written]) == [Misspelt(written, meant)]


def test_what_others_put_in_an_environment_is_nobodys_mistake():
    others = """PATH HOME LANG JOURNAL_STREAM INVOCATION_ID CREDENTIALS_DIRECTORY STATE_DIRECTORY
        NOTIFY_SOCKET PGHOST KEYSTORE_PATH TEST_DATABASE_URL DATABASE_NAME PYTHONPATH FAULTS_STAGES
        BENCH_KEPT PORT"""
    assert misspelt(others.split()) == []


@pytest.mark.django_db
def test_nothing_starts_with_it_and_both_languages_say_which_was_meant(monkeypatch):
    monkeypatch.setenv("CAUCE_HOST", "cauce.example")
    with pytest.raises(UnsafeStart) as refused:
        refuse_unsafe()
    assert "CAUCE_HOST no existe; ¿es CAUCE_HOSTS?" in refused.value.text("es")
    assert "CAUCE_HOST does not exist; is it CAUCE_HOSTS?" in refused.value.text("en")
    with override_settings(STARTS_UNSAFE=True):
        refuse_unsafe()
