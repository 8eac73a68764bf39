"""``cauce import-cases``: tried without leaving a row behind, then brought, every row accounted for."""

from __future__ import annotations

import dataclasses
import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from cauce.cases.actions import _bringing, bring_rows, confirm_file
from cauce.cases.models import BroughtFile, Case
from cauce.content.model import both
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.standards import legacy_import
from cauce.standards.legacy_import import import_run
from cauce.standards.legacy_import.judging import Refusal
from tests.rounds import rounds_of
from tests.uglysheet import read_by, ugly

pytestmark = pytest.mark.django_db
BOTH = both("No cabe.", "It does not fit.")


def told(capsys, *words: str) -> tuple[int, dict]:
    with pytest.raises(SystemExit) as ended:
        call_command("import-cases", *words, "--json")
    return int(ended.value.code or 0), json.loads(capsys.readouterr().out)


def test_it_asks_first_tries_without_keeping_and_then_brings(cast, tmp_path, capsys):
    path = tmp_path / "casos.xlsx"
    path.write_bytes(ugly())
    code, answer = told(capsys, str(path), "--post", "HOU", "--dry-run")
    assert code == 2 and "/importaciones/" in answer["error"]["cure_es"]
    assert not BroughtFile.objects.exclude(state="dropped").exists()
    read_by(cast.mateo, cast.houston)  # answered once on the page, and kept
    code, answer = told(capsys, str(path), "--post", "HOU", "--dry-run")
    assert (code, answer["rows"], answer["made"], answer["refused"]) == (1, 9, 4, 5)
    assert not Case.objects.exists() and BroughtFile.objects.filter(state="waiting").exists()
    code, answer = told(capsys, str(path), "--post", "HOU")
    assert (answer["made"], answer["refused"], Case.objects.count()) == (4, 5, 4)
    assert {one["line"] for one in answer["refused_rows"]} == {6, 7, 8, 9, 12}
    code, answer = told(capsys, str(path), "--post", "HOU", "--mapping", "otro")
    assert code == 2 and answer["error"]["where"] == "--mapping"


def test_the_loop_goes_on_with_a_file_half_brought_and_forgets_its_rows_in_time(cast):
    file = read_by(cast.mateo, cast.houston)
    confirm_file(actor=cast.mateo.actor, file=file, at=timezone.now())
    assert rounds_of("cauce.standards", timezone.now())["earlier_files_gone_on"] == 1
    assert Case.objects.count() == 4
    done = rounds_of("cauce.standards", file.ends_at)
    assert done == {"earlier_files_gone_on": 0, "earlier_files_forgotten": 1}
    file.refresh_from_db()
    assert (file.state, bytes(file.sealed)) == ("brought", b"")


def test_a_file_half_brought_when_the_edition_changes_is_finished_and_every_row_accounted_for(
    cast, monkeypatch
):
    file = read_by(cast.mateo, cast.houston)
    confirm_file(actor=cast.mateo.actor, file=file, at=timezone.now())
    judged = legacy_import.judge(SYSTEM, file)
    bring_rows(actor=SYSTEM, file=file, rows=judged.ready[:1], at=timezone.now())
    # From now on an edition without the fact that one of its columns goes to.
    then, before = timezone.now(), current_edition()
    facts = {id: fact for id, fact in before.facts.items() if id != "risk.level"}
    newer = dataclasses.replace(before, facts=facts)
    monkeypatch.setattr(import_run, "current_edition", lambda at=None: before if at and at < then else newer)
    monkeypatch.setattr(_bringing, "edition_under", lambda *_: newer)
    assert rounds_of("cauce.standards", timezone.now())["earlier_files_gone_on"] == 1
    file.refresh_from_db()
    assert (file.state, file.made, file.refused) == ("brought", 4, 5)
    assert Case.objects.count() == 4


def test_a_row_that_was_brought_and_would_be_refused_by_now_is_counted_once(cast, monkeypatch):
    file = read_by(cast.mateo, cast.houston)
    confirm_file(actor=cast.mateo.actor, file=file, at=timezone.now())
    judged = legacy_import.judge(SYSTEM, file)
    bring_rows(actor=SYSTEM, file=file, rows=judged.ready[:2], at=timezone.now())
    first, second, *others = judged.ready
    refused = (*judged.refused, (Refusal(first.line, "", "", BOTH, BOTH),))
    now = dataclasses.replace(judged, ready=tuple(others), refused=refused, doubled=(second.line,))
    assert legacy_import.bring(SYSTEM, file, now, at=timezone.now)
    file.refresh_from_db()
    assert (file.state, file.made, file.refused, file.doubled) == ("brought", 4, 5, 0)
