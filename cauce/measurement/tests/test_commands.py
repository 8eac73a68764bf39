"""``cauce journal verify`` and ``cauce replan --check`` find what was changed behind their back."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.db import connection

from cauce.custody.journal import guards
from cauce.custody.journal.models import Entry
from cauce.staff.obligations.models import Obligation

pytestmark = pytest.mark.django_db


def run(capsys, *words: str) -> tuple[int, dict]:
    status = 0
    capsys.readouterr()
    try:
        call_command(*words, "--json")
    except SystemExit as stop:
        status = int(stop.code or 0)
    return status, json.loads(capsys.readouterr().out)


def test_it_finds_the_journal_whole(capsys, cast):
    status, found = run(capsys, "journal", "verify")
    assert status == 0 and found["whole"] and found["links"] == Entry.objects.count()


def test_it_names_the_entry_that_was_altered(capsys, cast, make, dba):
    make(cast.houston)
    Entry.objects.filter(chain="HOU", number=1).update(actor="somebody-else")
    guards.put_up(connection)
    status, found = run(capsys, "journal", "verify")
    assert status == 1 and not found["whole"]
    assert [(one["chain"], one["number"]) for one in found["breaks"]] == [("HOU", 1)]


def test_it_finds_that_the_rows_are_what_the_rules_say(capsys, cast, make):
    make(cast.houston, ("safety_checked", 1))
    make(cast.laredo)
    assert run(capsys, "replan", "--check") == (
        0,
        {"cases": 2, "posts": 53, "equal": True, "differences": []},
    )


def test_it_names_the_row_that_differs_with_both_values(capsys, cast, make):
    case = make(cast.houston)
    make(cast.laredo)
    Obligation.objects.filter(subject_id=case.id, action="P2-02").update(state="met")
    Obligation.objects.filter(subject_id=case.id, action="P2-04").delete()
    status, found = run(capsys, "replan", "--check", "--post", "HOU")
    assert status == 1 and found["cases"] == 1
    first, second = found["differences"]
    assert (first["case"], first["action"]) == (str(case.id), "P2-02")
    assert (first["stored"]["state"], first["planned"]["state"]) == ("met", "open")
    assert second["action"] == "P2-04" and second["stored"] is None
    assert run(capsys, "replan", "--check", "--post", "LAR")[0] == 0


@pytest.mark.parametrize("words", [("replan",), ("replan", "--check", "--post", "HUO")])
def test_it_says_the_cure_when_it_is_asked_for_something_else(capsys, cast, words):
    status, found = run(capsys, *words)
    assert status == 2 and found["error"]["cure_es"]
