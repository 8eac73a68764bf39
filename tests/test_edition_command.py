"""``cauce edition``: the editions, their difference in words, and a trial, by command."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil

import pytest
import time_machine
from django.core.management import call_command

from cauce.content import earlier_editions
from cauce.content.editing import set_head, set_value
from cauce.content.loader import load_edition, seed_cache
from cauce.protocol.editions import schedule
from tests.drafting import approved, draft, tomorrow

pytestmark = pytest.mark.django_db


def asked(*arguments: str) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("edition", *arguments, stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


@pytest.fixture
def folder(tmp_path):
    """The shipped content with one deadline that is half as long."""
    root = tmp_path / "nueva" / "content"
    shutil.copytree(load_edition().root, root)
    file = root / "parameters/deadlines.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(set_value(text, "classification", 12, tomorrow(), tomorrow(), None), encoding="utf-8")
    return str(root)


def test_it_lists_the_shipped_edition_and_then_those_of_the_database(cast):
    assert "shipped" in asked("list")[0]
    approved(cast, draft(cast))
    rows = json.loads(asked("list", "--json")[0])["editions"]
    now = load_edition().info.id
    assert [(row["id"], row["in_force"]) for row in rows] == [
        *((one.id, one.id == now) for one in earlier_editions.shipped()),
        ("2030.1", False),
    ]


def test_it_says_the_difference_of_a_folder_in_words(db, folder):
    text, status = asked("diff", folder, "--language", "es")
    assert status == 0 and "24 horas → 12 horas" in text
    (one,) = json.loads(asked("diff", folder, "--json")[0])["changes"]
    assert (one["area"], one["tone"]) == ("parameters", "stricter")


def test_it_writes_an_edition_out_and_tries_it(cast, tmp_path):
    draft(cast)
    assert asked("export", "2030.1", "--to", str(tmp_path / "copia"))[1] == 0
    assert load_edition(tmp_path / "copia").info.id == "2030.1"
    found = json.loads(asked("try", "2030.1", "--json")[0])
    assert found["open"] is None or found["open"]["changed"] == 0
    assert asked("export", "2030.1", "--to", str(tmp_path / "copia"))[1] == 2


@pytest.mark.parametrize("which", ["", "2099.9", "no-such-folder"])
def test_it_refuses_what_is_no_edition_and_no_folder(db, which):
    assert asked("diff", *([which] if which else []))[1] == 2


def test_it_takes_what_came_with_the_program_as_a_draft(cast):
    before, now = earlier_editions.shipped()[-2:]
    with time_machine.travel(schedule.start_of(now.in_force_from) - dt.timedelta(days=9), tick=False):
        assert asked("adopt")[0].strip() == before.id
    made = json.loads(asked("take", "--json")[0])
    assert (made["id"], made["both"]) == (now.id, [])
    assert asked("take")[1] == 2
    rows = json.loads(asked("list", "--json")[0])["editions"]
    assert [(row["id"], row["state"]) for row in rows][-1] == (now.id, "draft")


def test_it_keeps_a_folder_that_was_published_among_the_earlier_ones(tmp_path, monkeypatch):
    root = tmp_path / "content"
    shutil.copytree(load_edition().root, root)
    older = tmp_path / "older" / "content"
    shutil.copytree(root, older, ignore=shutil.ignore_patterns("earlier"))
    head = older / "edition.yaml"
    head.write_text(
        set_head(head.read_text(encoding="utf-8"), "2020.1", dt.date(2020, 1, 1)), encoding="utf-8"
    )
    for folder in (root, older):
        seed_cache(folder, load_edition())
    monkeypatch.setenv("CAUCE_CONTENT", str(root))
    said = json.loads(asked("archive", str(older), "--json")[0])
    assert said["file"] == "2020.1.zip"
    assert earlier_editions.earlier()[0].id == "2020.1"
    assert earlier_editions.edition_before("2020.1").hash == said["hash"]
    assert asked("archive", str(root))[1] == 2 == asked("archive")[1]
