"""``cauce assess`` and ``cauce screen`` as typed: one JSON document, exit 2 on unusable input.

The commands run apart, so that the rules import nothing above them; all but the first in one process, for
half a second of each is its start.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.own_database

ROOT = Path(__file__).resolve().parents[3]
# Answers one command a line, each as if it had been typed.
ANSWERING = """
import contextlib, io, json, os, sys
from cauce.site.cli import answer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.site.settings.run")
for line in sys.stdin:
    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            answer(["cauce", *json.loads(line)])
        except SystemExit as stop:
            code = stop.code or 0
    print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
"""


def environment():
    given = os.environ | {"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}
    given.pop("DJANGO_SETTINGS_MODULE", None)
    return given


@pytest.fixture(scope="module")
def run():
    """Types one command after another; of each what it wrote and its exit status."""
    with subprocess.Popen(
        [sys.executable, "-c", ANSWERING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    ) as child:

        def typed(command, *asked):
            child.stdin.write(json.dumps([command, *map(str, asked)]) + "\n")
            child.stdin.flush()
            code, out, err = json.loads(child.stdout.readline())
            return subprocess.CompletedProcess(asked, code, out, err)

        yield typed
        child.stdin.close()


@pytest.fixture
def written(tmp_path):
    def write(content):
        file = tmp_path / "input.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        return file

    return write


def test_it_answers_for_three_laws_and_one_reading_without_a_database(written):
    file = written({"concepts": ["act_recruited", "purp_forced_labour"], "not_known": ["means_threat_self"]})
    command = [sys.executable, "-m", "cauce.site.cli", "assess", str(file), "--json"]
    found = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, env=environment())
    assert found.returncode == 0, found.stderr
    document = json.loads(found.stdout)
    assert list(document) == ["palermo", "tvpa_us", "lgt_mx", "reading"]
    for law in ("palermo", "tvpa_us", "lgt_mx"):
        assert document[law]["verdict"] == "unclear"
        assert set(document[law]["elements"]) == {"act", "means", "purpose", "minor"}
        assert document[law]["reasons"]
    assert document["palermo"]["elements"]["means"]["state"] == "unknown"
    assert document["reading"] == "inconclusive_follow_up"


def test_it_shows_a_person_the_three_verdicts_and_no_reading(run, written):
    found = run("assess", written({"concepts": ["x_free_to_leave"]}))
    assert found.returncode == 0
    assert found.stdout.count("no se cumple") == 3
    assert "trafficking" not in found.stdout


BAD = [
    ({"concepts": ["act_recruted"]}, "act_recruted", "act_recruited"),
    ({"concepts": [], "not_known": ["x_free_to_leav"]}, "x_free_to_leav", "x_free_to_leave"),
    ({"concept": ["act_recruited"]}, "concept", "concepts"),
    ({}, "'concepts' is missing", "Add"),
    ({"concepts": "act_recruited"}, "A list of concepts", "For instance"),
    ({"concepts": [1]}, "A list of concepts", "For instance"),
    ({"concepts": ["act_recruited", "act_recruited"]}, "Given twice: act_recruited", "once"),
    ({"concepts": ["act_recruited"], "not_known": ["act_recruited"]}, "Both known", "one list"),
    ('{"concepts": [], "concepts": []}', "Given twice: concepts", "once"),
    ('{"concepts": [', "not valid JSON", "commas"),
    ("[]", "A JSON object was expected", "braces"),
]


@pytest.mark.parametrize(("content", "what", "cure"), BAD)
def test_it_refuses_unusable_concepts_with_what_and_cure(run, written, content, what, cure):
    found = run("assess", written(content), "--json", "--language", "en")
    assert found.returncode == 2
    assert what in found.stderr and cure in found.stderr
    assert "Traceback" not in found.stderr
    assert json.loads(found.stdout)["error"]["id"] in ("unknown", "bad_input")


def test_it_refuses_a_file_that_is_not_there_or_no_text(run, tmp_path):
    absent = run("assess", tmp_path / "absent.json")
    assert absent.returncode == 2 and "No se puede leer" in absent.stderr
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in run("assess", binary).stderr


def test_it_screens_by_ticks_and_by_answers(run, written):
    ticks = {"instrument": "window-cues", "answers": ["other_speaks", "visible_fear"]}
    document = json.loads(run("screen", written(ticks), "--json").stdout)
    assert document["outcomes"] == ["offer_private_talk"]
    assert document["predictive_value"]["assumed"] is True
    desk = {"instrument": "protection-desk", "answers": {"can_leave": "no"}}
    document = json.loads(run("screen", written(desk), "--json").stdout)
    assert document["concepts"] == ["cond_cannot_leave"]


def test_it_asks_a_case_file_what_its_space_would_ask(run):
    document = json.loads(run("screen", "--case", "v01", "--json").stdout)
    assert document["instrument"] == "farm-outreach"
    assert document["outcomes"] == ["offer_private_talk", "labour_route"]
    absent = run("screen", "--case", "v99")
    assert absent.returncode == 2 and "v39" in absent.stderr
    assert run("screen", "--json").returncode == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"instrument": "window-cue", "answers": {}}, "window-cues"),
        ({"instrument": "window-cues", "answers": {"other_speak": "yes"}}, "other_speaks"),
        ({"instrument": "protection-desk", "answers": {"can_leave": "maybe"}}, "none of the four"),
        ({"instrument": "protection-desk", "answers": ["can_leave"]}, "must be an object"),
        ({"instrument": "protection-desk"}, "'answers' is missing"),
        ({"instrument": 3, "answers": {}}, "must be a text"),
    ],
)
def test_it_refuses_an_unusable_sitting_with_words(run, written, content, words):
    found = run("screen", written(content), "--language", "en", "--json")
    assert found.returncode == 2 and words in found.stderr
