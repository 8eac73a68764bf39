"""Content that changed under one edition's name: open cases are planned by what it says now."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils import timezone

from cauce.cases.drift import differences
from cauce.cases.models import Case
from cauce.content import fingerprint as fingerprints
from cauce.content.fingerprint import fingerprint
from cauce.custody.journal.models import Entry
from cauce.operations.loop.tick import tick
from cauce.protocol.editions.access import current_edition
from cauce.staff.obligations.models import Obligation

from .conftest import open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return open_case(cast)


def without_a_step(case) -> str:
    """As a database of before lacks a step that the content did not yet ask for; which one."""
    row = Obligation.objects.filter(subject_id=case.id).order_by("action").first()
    row.delete()
    return row.action


def test_no_step_is_missing_once_the_loop_ran_after_an_upgrade(case):
    lacks = without_a_step(case)
    Case.objects.filter(id=case.id).update(said="0123456789abcdef")
    assert tick(timezone.now())["cases_moved"] == 1
    assert Obligation.objects.filter(subject_id=case.id, action=lacks).exists()
    assert differences(timezone.now())[1] == []
    moved = Entry.objects.get(what="case.edition_moved")
    assert moved.detail["said_from"] == "0123456789abcdef"
    assert moved.detail["said_to"] == fingerprint(current_edition())
    assert moved.detail["edition_from"] == moved.detail["edition_to"]
    assert tick(timezone.now())["cases_moved"] == 0


def test_a_case_of_before_there_was_a_fingerprint_moves_once(case):
    Case.objects.filter(id=case.id).update(said="")
    assert tick(timezone.now())["cases_moved"] == 1
    assert tick(timezone.now())["cases_moved"] == 0


def test_whatever_is_done_in_a_case_plans_it_by_what_is_said_now(case):
    assert Case.objects.get(id=case.id).said == fingerprint(current_edition())
    assert tick(timezone.now())["cases_moved"] == 0


def test_words_that_no_plan_reads_move_nothing(monkeypatch):
    edition = current_edition()
    before = fingerprint(edition)

    def said(path: str) -> str:
        monkeypatch.setattr(fingerprints, "_known", {})
        changed = {**edition.file_hash, path: "f" * 64}
        return fingerprint(type("Other", (), {"hash": "other", "file_hash": changed}))

    assert said("guide/pages.yaml") == before
    assert said("pathways/2-identification.yaml") != before
    assert said("parameters/deadlines.yaml") != before


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        call_command("replan", *words)
    return int(ended.value.code or 0)


def test_the_command_puts_right_what_is_left_and_writes_it_down(case, capsys):
    lacks = without_a_step(case)
    assert run("--check") == 1
    call_command("replan", "--apply")
    assert "0 filas difieren" in capsys.readouterr().out
    assert Obligation.objects.filter(subject_id=case.id, action=lacks).exists()
    assert Entry.objects.get(what="case.replanned").about_id == str(case.id)
    call_command("replan", "--check")


@pytest.mark.parametrize("where", ["now", "earlier"])
def test_content_that_is_gone_is_said_with_its_cure_and_the_case_keeps_all_it_had(
    cast, case, client, capsys, where
):
    other, gone, at = open_case(cast), "2019.1", "2026-01-01T00:00:00+00:00"
    row = {"edition": gone, "annex": 0, "post": "HOU", "until": at}
    change = {"edition": gone, "said": "0" * 16} if where == "now" else {"followed": [row]}
    Case.objects.filter(id=case.id).update(**change)
    owed = list(Obligation.objects.filter(subject_id=case.id).order_by("action").values())
    for words in ("--check", "--apply"):
        assert run(words) == 2
        said = capsys.readouterr().err
        assert gone in said and "respaldo" in said and "cauce edition adopt" in said
    assert tick(timezone.now())["cases_moved"] == 0
    client.force_login(cast.ines.user)
    page = client.get(f"/casos/{case.id}/")
    assert page.status_code == 503 and f"La edición {gone}" in page.content.decode()
    assert "respaldo" in page.content.decode()
    assert client.get(f"/casos/{other.id}/").status_code == 200
    assert list(Obligation.objects.filter(subject_id=case.id).order_by("action").values()) == owed
    Case.objects.filter(id=case.id).update(edition=other.edition, followed=[], said=other.said)
    call_command("replan", "--check")


@pytest.mark.parametrize("words", [(), ("--check", "--apply")])
def test_the_command_asks_what_to_do(db, words, capsys):
    assert run(*words) == 2
    assert "cauce replan --check" in capsys.readouterr().err
