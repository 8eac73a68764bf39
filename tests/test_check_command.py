"""``cauce check``: one JSON document, the findings for people, and the exit status."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

BASE = Path(__file__).resolve().parent / "broken_content" / "base"


def asked(*arguments: str) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("check", *arguments, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


@pytest.fixture
def broken(tmp_path):
    shutil.copytree(BASE, tmp_path / "content")
    posts = tmp_path / "content/catalogues/posts.csv"
    posts.write_text(posts.read_text(encoding="utf-8").replace("Tijuana", "X"), encoding="utf-8")
    return str(tmp_path / "content")


def test_it_answers_zero_for_sound_content():
    said, status = asked(str(BASE), "--on", "2026-11-25", "--json")
    document = json.loads(said)
    assert status == 0 and document["edition"] == "1" and len(document["hash"]) == 64
    assert document["errors"] == document["warnings"] == []


def test_it_answers_one_for_an_error_and_tells_the_cure_in_both_languages(broken):
    said, status = asked(broken, "--on", "2026-11-25", "--json")
    (error,) = json.loads(said)["errors"]
    assert status == 1
    assert set(error) == {"id", "file", "line", "es", "en", "cure_es", "cure_en"}
    assert (error["id"], error["file"], error["line"]) == ("time_zone", "catalogues/posts.csv", 3)
    assert "catalogues/posts.csv:3: [time_zone]" in asked(broken, "--language", "es")[0]


def test_it_answers_zero_for_warnings_only():
    said, status = asked(str(BASE), "--on", "2028-01-01", "--json")
    assert status == 0
    assert {one["id"] for one in json.loads(said)["warnings"]} == {"catalogue_stale", "source_stale"}


def test_it_answers_two_when_there_is_no_such_folder(tmp_path, capsys):
    said, status = asked(str(tmp_path / "nowhere"), "--json")
    assert status == 2 and json.loads(said)["error"]["id"] == "bad_input"
    assert "CAUCE_CONTENT" in capsys.readouterr().err
