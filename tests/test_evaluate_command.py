"""``cauce evaluate`` and ``cauce draw-order``: an answer or a reasoned refusal, else exit status 2."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from cauce.methods.evaluation.tests.panels import as_csv, rollout

POSTS = "post,size\n" + "".join(f"P{n:02d},{2000 // n}\n" for n in range(1, 21))


def run(name: str, *words: object) -> str:
    out = io.StringIO()
    call_command(name, *(str(word) for word in words), stdout=out)
    return out.getvalue()


def write(folder, text: str, name: str = "panel.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def panel(tmp_path):
    return write(tmp_path, as_csv(rollout(2.0, 1)))


def test_it_answers_in_words_in_either_language(panel):
    spanish = run("evaluate", panel, "--draws", 99)
    assert "Donde empezó el Protocolo se identificaron más casos." in spanish
    english = run("evaluate", panel, "--draws", 99, "--language", "en")
    assert "More cases were identified where the Protocol began." in english


def test_it_answers_with_one_document_that_can_be_had_again(panel):
    first = run("evaluate", panel, "--json", "--draws", 99, "--seed", 7)
    assert run("evaluate", panel, "--json", "--draws", 99, "--seed", 7) == first
    found = json.loads(first)
    assert found["answer"] == "higher" and found["redraw"]["draws"] == 99
    assert found["estimate"]["ratio_lower"] < found["estimate"]["ratio"]
    assert set(found["sensitivity"]) >= {"crv3", "months_since", "waves_apart", "nb2"}


@pytest.mark.parametrize("name", ["informe.html", "informe.txt"])
def test_it_writes_the_report_in_both_languages(panel, tmp_path, name):
    run("evaluate", panel, "--draws", 19, "--report", tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.index("¿Ayudó?") < text.index("Did it help?")


def test_not_enough_data_is_an_answer_and_no_error(tmp_path):
    text = as_csv(rollout())
    at_once = "\n".join(
        line if number == 0 else ",".join([*line.split(",")[:4], "2025-09", "0"])
        for number, line in enumerate(text.splitlines())
    )
    found = json.loads(run("evaluate", write(tmp_path, at_once), "--json"))
    assert found["answer"] == "not_enough_data" and found["estimate"] is None
    assert [one["id"] for one in found["reasons"]] == ["all-at-once"]


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (lambda t: t.replace("P01,2025-01,", "P01,2025-02,", 1), (), "two lines"),
        (lambda t: "\n".join(t.splitlines()[:-1]), (), "Months are missing"),
        (lambda t: t.replace("count", "cuenta", 1), (), "'count' is missing"),
        (lambda t: t, ("--draws", "0"), "--draws"),
        (lambda t: t, ("--seed", "-1"), "--seed"),
        (lambda t: t, ("--report", "informe.docx"), ".html"),
        (lambda t: t, ("--order", "no-such.csv"), "does not exist"),
    ],
)
def test_unusable_input_ends_with_2_and_the_cure(tmp_path, capsys, change, options, words):
    file = write(tmp_path, change(as_csv(rollout())))
    with pytest.raises(SystemExit) as end:
        run("evaluate", file, "--language", "en", "--json", *options)
    assert end.value.code == 2
    assert words in capsys.readouterr().err


def test_what_was_drawn_goes_on_to_the_evaluation(tmp_path):
    posts, order = write(tmp_path, POSTS, "posts.csv"), tmp_path / "order.csv"
    options = ("--waves", 5, "--seed", "3-14-15", "--first", "2025-07", "--step", 2)
    drawn = json.loads(run("draw-order", posts, *options, "--out", order, "--json"))
    assert len(drawn["order"]) == 20 and drawn["strata"] == ["1", "2"]
    lines = as_csv(rollout()).splitlines()
    bare = "\n".join(",".join(line.split(",")[:4]) for line in lines)
    found = json.loads(run("evaluate", write(tmp_path, bare), "--order", order, "--json", "--draws", 19))
    assert [one["begins"] for one in found["waves"]][:2] == ["2025-07", "2025-09"]
    assert "no-strata" not in {one["id"] for one in found["warnings"]}


def test_the_draw_is_a_public_record_that_can_be_drawn_again(tmp_path):
    posts = write(tmp_path, POSTS, "posts.csv")
    text = run("draw-order", posts, "--waves", 5, "--seed", "3-14-15")
    assert run("draw-order", posts, "--waves", 5, "--seed", "3-14-15") == text
    assert "Semilla: 3-14-15" in text and "sha256sum" in text and "Oleada 5" in text


def test_it_says_beforehand_what_could_be_seen(tmp_path):
    posts = write(tmp_path, POSTS, "posts.csv")
    options = ("--waves", 5, "--seed", "x", "--yearly", 1250, "--language", "en")
    assert "a rise of +40 % would be seen" in run("draw-order", posts, *options)
    with pytest.raises(SystemExit):
        run("draw-order", posts, *options[:-4], "--yearly", 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("post,size\nP1,3\nP1,4\n", "repeats"),
        ("post,size\nP1,3\n", "more waves"),
        ("post\nP1\n", "'size' is missing"),
    ],
)
def test_a_list_that_cannot_be_drawn_ends_with_2(tmp_path, capsys, text, words):
    with pytest.raises(SystemExit) as end:
        run("draw-order", write(tmp_path, text), "--waves", 5, "--seed", "x", "--language", "en")
    assert end.value.code == 2 and words in capsys.readouterr().err
