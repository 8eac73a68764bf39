"""``cauce plan``: one JSON document, or one clear refusal with its cure and exit status 2."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

AT = "2026-12-01T10:00:00-06:00"
CONTACT = {"act": "contact_started", "at": "2026-12-01T09:50:00-06:00"}


def write(folder, content) -> str:
    file = folder / "case.json"
    text = content if isinstance(content, str) else json.dumps(content)
    file.write_text(text, encoding="utf-8")
    return str(file)


def run(file: str, *options: str, at: str = AT) -> str:
    out = io.StringIO()
    call_command("plan", file, "--at", at, *options, stdout=out)
    return out.getvalue()


def test_it_answers_with_the_obligations_most_urgent_first(tmp_path):
    file = write(tmp_path, {"post": "HOU", "facts": {"person.age": 16}, "acts": [CONTACT]})
    answer = json.loads(run(file, "--json", "--language", "en"))
    assert (answer["post"], answer["at"]) == ("HOU", AT)
    first = answer["obligations"][0]
    assert first["urgent"] and first["due_says"].endswith("Houston time")
    child = next(row for row in answer["obligations"] if row["action"] == "P2-07")
    assert child["state"] == "open" and child["sources"]
    assert "16" in child["reasons"][0]


def test_it_prints_a_list_that_a_person_can_read_in_either_language(tmp_path):
    file = write(tmp_path, {"post": "HOU", "facts": {}, "acts": [CONTACT]})
    assert "hora de Houston" in run(file)
    assert "Houston time" in run(file, "--language", "en")


@pytest.mark.parametrize(
    ("content", "at", "words"),
    [
        ("{", AT, "not valid JSON"),
        ("[]", AT, "must be an object"),
        ({"post": "HOU", "fact": {}}, AT, "must be an object"),
        ('{"post": "HOU", "facts": {"person.age": 1, "person.age": 2}}', AT, "stands twice"),
        ({"facts": {}}, AT, "the post is missing"),
        ({"post": "HUO"}, AT, "HOU"),
        ({"post": "HOU", "facts": {"person.agee": 1}}, AT, "person.age"),
        ({"post": "HOU", "facts": {"person.age": "16"}}, AT, "integer"),
        ({"post": "HOU", "acts": [{"act": "contact_startd", "at": AT}]}, AT, "contact_started"),
        ({"post": "HOU", "acts": [CONTACT | {"acton": "P2-07"}]}, AT, "action"),
        ({"post": "HOU", "acts": [{"act": "contact_started", "at": AT[:19]}]}, AT, "time zone"),
        ({"post": "HOU"}, AT[:19], "time zone"),
        ({"post": "HOU"}, "tomorrow", "not an instant"),
        ({"post": "HOU"}, "2011-12-01T10:00:00-06:00", "not in force"),
    ],
)
def test_it_refuses_unusable_input_with_the_cure(tmp_path, capsys, content, at, words):
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("plan", write(tmp_path, content), "--at", at, "--json", stdout=out)
    error = json.loads(out.getvalue())["error"]
    assert end.value.code == 2
    assert words in f"{error['en']} {error['cure_en']}"
    assert error["es"] and error["cure_es"] and error["es"] in capsys.readouterr().err


def test_it_refuses_a_file_that_is_not_there(tmp_path, capsys):
    with pytest.raises(SystemExit):
        run(str(tmp_path / "none.json"))
    assert "Revise la ruta" in capsys.readouterr().err
