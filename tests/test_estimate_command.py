"""``cauce estimate``: one JSON document, a report, or one clear refusal with exit status 2."""

from __future__ import annotations

import io
import json

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from cauce.methods.estimation import DATA


def asked(*arguments: str) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("estimate", *arguments, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


def written(folder, text: str) -> str:
    file = folder / "lists.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


UK = str(DATA / "UKdat_5.csv")
QUICK = ("--method", "stepwise", "--bootstrap", "200")


def test_it_answers_with_one_document_and_tells_its_progress_apart(capsys):
    said, status = asked(UK, *QUICK, "--json")
    told = json.loads(said)
    assert status == 0
    assert (told["n"], told["lists"]) == (2744, ["LA", "NG", "PFNCA", "GO", "GP"])
    (only,) = told["results"]
    assert (only["method"], only["status"]) == ("stepwise", "refused")
    assert only["estimate"] == pytest.approx(11312.9902894, rel=1e-9)
    assert only["lower"] < only["estimate"] < only["upper"]
    assert "PFNCA:GP" in only["terms"]
    assert told["headline"] is None
    assert {"unstable-lists", "unstable-models"} <= {one["id"] for one in told["refused"]}
    assert {one["id"] for one in told["warnings"]} >= {"linkage-unmeasured", "windows-unknown"}
    assert told["sensitivity"]["leave_one_out"]["PFNCA"] == pytest.approx(22623.0, abs=0.06)
    progress = capsys.readouterr().err
    assert "Selección por pasos" in progress and "remuestreos" in progress


def test_all_methods_are_asked_unless_one_is_named():
    told = json.loads(asked(str(DATA / "Artificial_3.csv"), "--bootstrap", "50", "--json")[0])
    assert [one["method"] for one in told["results"]] == ["main", "stepwise", "bic", "mth", "latent-class"]


def test_the_threshold_the_order_and_the_seed_are_heard():
    by = {
        at: json.loads(asked(UK, *QUICK, "--threshold", at, "--json")[0])["results"][0]["estimate"]
        for at in ("0.001", "0.02")
    }
    assert by == {"0.001": pytest.approx(13100.8433), "0.02": pytest.approx(11312.9903)}
    pairs = json.loads(asked(UK, "--method", "bic", "--order", "2", "--bootstrap", "0", "--json")[0])
    assert pairs["results"][0]["estimate"] == pytest.approx(22991.3313, abs=1e-3)
    one, same, other = (
        json.loads(asked(UK, *QUICK, "--seed", seed, "--json")[0])["results"][0]["lower"]
        for seed in ("3", "3", "4")
    )
    assert one == same != other


def test_it_prints_lines_that_a_person_can_read_in_either_language():
    es, en = (asked(UK, *QUICK, "--language", one)[0] for one in ("es", "en"))
    assert "no citable" in es and "not to be quoted" in en
    assert "11,313" in es and "No se da una estimación" in es and "Advertencias:" in es
    assert "No estimate is given" in en and "Warnings:" in en


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A,B,C\n1,0,0\n", "the column 'count' is missing"),
        ("A,B,C,count\n1,0,0,-5\n", "negative"),
        ("A,B,C,count\n1,0,0,2.5\n", "not whole"),
        ("A,B,C,count\n1,0,x,5\n", "neither 0 nor 1"),
        ("A,B,C,count\n1,0,2,5\n", "people are more than once on that list"),
        ("", "is empty"),
    ],
)
def test_input_that_cannot_be_used_ends_with_status_2_and_the_cure(tmp_path, capsys, text, words):
    said, status = asked(written(tmp_path, text), "--language", "en")
    assert (said, status) == ("", 2)
    assert words in capsys.readouterr().err


def test_a_file_that_is_not_there_and_an_order_that_cannot_be_are_unusable(capsys):
    assert asked("nowhere.csv", "--language", "en")[1] == 2
    assert "does not exist" in capsys.readouterr().err
    assert asked(str(DATA / "UKdat.csv"), "--order", "3", "--method", "bic", "--language", "en")[1] == 2
    assert "not all models" in capsys.readouterr().err


GOOD = "A,B,C,D,count\n" + "".join(
    f"{','.join(f'{mask:04b}')},{count}\n"
    for mask, count in enumerate([0, 700, 800, 90, 900, 110, 120, 14, 1000, 120, 130, 16, 150, 18, 20, 3])
    if mask
)


def warned(told) -> set[str]:
    return {one["id"] for one in told["refused"]} | {one["id"] for one in told["warnings"]}


@pytest.mark.parametrize(
    ("option", "field", "reason"),
    [
        (("--routes", "unrecorded"), "routes: unrecorded", "route-between-lists"),
        (("--reviewed-pairs", "150"), "reviewed-pairs: 150", "linkage-poor"),
        (("--recall", "0.8"), "recall: 80%", "linkage-poor"),
        (("--same-window", "no"), "same-window: no", "lists-of-different-things"),
        (("--same-population", "no"), "same-population: no", "lists-of-different-things"),
        (("--unlawful", "C", "--unlawful", "D"), "unlawful: C; D", "fewer-than-three-lists"),
    ],
)
def test_each_rule_is_reached_by_an_option_and_by_a_line_of_the_file(tmp_path, option, field, reason):
    plain = written(tmp_path, GOOD)
    assert reason not in warned(json.loads(asked(plain, *QUICK, "--json")[0]))
    by_option = json.loads(asked(plain, *QUICK, *option, "--json")[0])
    by_field = json.loads(asked(written(tmp_path, f"# {field}\n{GOOD}"), *QUICK, "--json")[0])
    for told in (by_option, by_field):
        assert reason in {one["id"] for one in told["refused"]} and told["headline"] is None
        assert {one["status"] for one in told["results"]} == {"refused"}


def test_what_was_answered_no_longer_warns_and_every_sentence_says_at_least(tmp_path):
    said = "# routes: recorded\n# same-window: yes\n# same-population: yes\n# reviewed-pairs: 300\n"
    file = written(tmp_path, f"{said}# recall: 0.95\n# precision: 0.99\n# recall of Maya: 0.85\n{GOOD}")
    told = json.loads(asked(file, *QUICK, "--json")[0])
    assert not {one["id"] for one in told["warnings"]} & {
        "linkage-unmeasured",
        "windows-unknown",
        "routes-unknown",
    }
    assert told["headline"]["bound"] == "at least"
    assert told["linkage"]["groups"]["Maya"]["recall"] == 0.85
    es, en = (asked(file, *QUICK, "--language", one)[0] for one in ("es", "en"))
    assert "Al menos" in es and "At least" in en and "como mucho el" in es and "Maya" in en
    assert "desviación 0.5" in es and "deviation 1" in en


def test_a_line_that_says_nothing_is_refused_with_its_number_and_what_it_may_say(tmp_path, capsys):
    assert asked(written(tmp_path, f"# a comment\n# recal: 0.9\n{GOOD}"), "--language", "en")[1] == 2
    told = capsys.readouterr().err
    assert "lists.csv:2" in told and "recall: 0.93" in told


@pytest.mark.parametrize(
    "option",
    [("--threshold", "2"), ("--bootstrap", "-1"), ("--order", "9"), ("--method", "magic"), ("--seed", "x")],
)
def test_an_option_that_makes_no_sense_is_refused(option):
    with pytest.raises((CommandError, SystemExit)):
        call_command("estimate", UK, *option)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A,B,count\n1,0,100\n0,1,80\n1,1,30\n", "fewer-than-three-lists"),
        ("A,B,C,count\n1,0,0,100\n0,1,0,80\n0,0,1,60\n", "no-overlap"),
        ("A,B,C,count\n1,0,0,4\n0,1,0,2\n0,0,1,2\n1,1,0,1\n1,0,1,1\n", "too-few-cases"),
    ],
)
def test_a_reasoned_refusal_is_an_answer(tmp_path, text, reason):
    said, status = asked(written(tmp_path, text), "--bootstrap", "100", "--json")
    told = json.loads(said)
    assert status == 0 and told["headline"] is None
    assert reason in {one["id"] for one in told["refused"]}
    assert all(one["es"] and one["en"] for one in told["refused"] + told["warnings"])


def test_it_writes_the_report_as_html_and_as_a_tagged_pdf(tmp_path):
    page, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    assert asked(UK, *QUICK, "--report", str(page))[1] == 0
    assert asked(UK, *QUICK, "--report", str(paper))[1] == 0
    assert "Qué mueve la cifra" in page.read_text("utf-8")
    with pikepdf.open(paper) as found:
        assert str(found.Root.Lang) == "es" and found.Root.MarkInfo.Marked
        assert len(found.pages) >= 4


@pytest.mark.parametrize("name", ["report.docx", "nowhere/report.pdf"])
def test_a_report_that_cannot_be_written_is_said_before_the_work(tmp_path, capsys, name):
    assert asked(UK, "--report", str(tmp_path / name), "--language", "en")[1] == 2
    assert "--report" in capsys.readouterr().err
