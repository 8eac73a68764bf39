"""``cauce import-cases``: tried without leaving a row behind, then brought, every row accounted for."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from cauce.cases.actions import confirm_file
from cauce.cases.models import BroughtFile, Case
from cauce.site.tick_history import files
from tests.uglysheet import read_by, ugly

pytestmark = pytest.mark.django_db


def told(capsys, *words: str) -> tuple[int, dict]:
    with pytest.raises(SystemExit) as ended:
        call_command("import-cases", *words, "--json")
    return int(ended.value.code or 0), json.loads(capsys.readouterr().out)


def test_it_asks_first_tries_without_keeping_and_then_brings(cast, tmp_path, capsys):
    path = tmp_path / "casos.xlsx"
    path.write_bytes(ugly())
    code, answer = told(capsys, str(path), "--post", "HOU", "--dry-run")
    assert code == 2 and "/historial/" in answer["error"]["cure_es"]
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
    assert files(timezone.now(), lambda rows, do: sum(map(do, rows)))["earlier_files_gone_on"] == 1
    assert Case.objects.count() == 4
    done = files(file.ends_at, lambda rows, do: sum(map(do, rows)))
    assert done == {"earlier_files_gone_on": 0, "earlier_files_forgotten": 1}
    file.refresh_from_db()
    assert (file.state, bytes(file.sealed)) == ("brought", b"")
