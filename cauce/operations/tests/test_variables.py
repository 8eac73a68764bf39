"""A misspelt variable is named with the one that was meant, and nothing starts with it."""

from __future__ import annotations

import pytest
from django.test import override_settings

from cauce.operations.backup import age
from cauce.operations.checks import UnsafeStart, refuse_unsafe
from cauce.operations.variables import RECIPIENT, WHOLE, Misspelt, known, misspelt, refused, whole, wrong


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


def test_a_number_that_is_none_stops_nothing_but_the_start():
    assert set(WHOLE) <= known().keys()
    for value in ("abc", "-1", "5 87", "٥x"):
        assert whole(value, 587) == 587
        [(name, es, en)] = wrong({"CAUCE_MAIL_PORT": value})
        assert name == "CAUCE_MAIL_PORT" and value in es and value in en
    assert whole("465", 587) == 465 and wrong({"CAUCE_MAIL_PORT": "465"}) == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CAUCE_HOTS", "a.example", "¿es CAUCE_HOSTS?"),
        ("CAUCE_PROXIES", "uno", "is no number"),
        (RECIPIENT, "age1nada", "is no recipient"),
        (RECIPIENT, age.new_pair()[0], "It is the identity"),
    ],
    ids=["misspelt", "no number", "no recipient", "identity"],
)
def test_what_cannot_hold_is_not_written_and_it_is_said_why(name, value, told):
    assert told in refused(name, value)


def test_what_may_hold_is_written():
    for name, value in ((RECIPIENT, age.new_pair()[1]), ("CAUCE_HOSTS", "a.example"), ("PATH", "/bin")):
        assert refused(name, value) == ""
