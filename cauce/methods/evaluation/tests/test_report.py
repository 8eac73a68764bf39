"""The report in words: complete in both languages, honest, and no list of posts."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from cauce.methods.evaluation.evaluating import ANSWERS, evaluate
from cauce.methods.evaluation.rendering import as_lines, as_page, as_text
from cauce.methods.evaluation.report import sections

from .panels import rollout

PANEL = replace(rollout(1.8, 1), posts=tuple(f"Ciudad {number}" for number in range(20)))
FOUND = evaluate(PANEL, draws=99, seed=3)


def told(found, language: str = "en") -> str:
    return "\n".join(as_lines(sections(found, language)))


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_is_said_in_both_languages(answer):
    found = replace(FOUND, answer=answer)
    spanish, english = (sections(found, language)[0] for language in ("es", "en"))
    assert spanish.title == "¿Ayudó?" and english.title == "Did it help?"
    assert spanish.lines[0] != english.lines[0]


def test_not_enough_data_is_said_with_the_reason():
    found = evaluate(replace(PANEL, starts=np.full(20, 9)), draws=19, seed=1)
    assert "Not enough data." in told(found) and "begin in the same month" in told(found)
    assert "No hay datos suficientes." in told(found, "es")
    assert "Objections" not in told(found) and "Assumptions and objections" in told(found)


def test_not_seeing_is_never_told_as_there_being_none():
    found = replace(FOUND, answer="not_seen", reasons=())
    assert "does not prove that there is none" in told(found)
    assert "No demuestra" in told(found, "es") or "no demuestra" in told(found, "es")


def test_it_tells_the_draw_the_interval_and_the_other_ways():
    text = told(FOUND)
    for words in (
        "99 times",
        "seed 3",
        "CRV3",
        "months 1 to 3",
        "complete after 6 months",
        "NB2",
        "Without one post",
        "four times in five",
    ):
        assert words in text, words


def test_the_whole_series_is_told_as_no_test():
    long = evaluate(
        replace(
            PANEL,
            months=(*PANEL.months, *(f"2030-{n:02d}" for n in range(1, 13))),
            counts=np.hstack([PANEL.counts, PANEL.counts[:, :12]]),
            exposure=np.hstack([PANEL.exposure, PANEL.exposure[:, :12]]),
            starts=PANEL.starts + 8,
        ),
        draws=19,
        seed=1,
    )
    assert "It is no test" in told(long) and "No es una prueba" in told(long, "es")
    assert "It is no test" not in told(FOUND)


def test_no_post_is_named_and_no_total_is_exact():
    both = sections(FOUND, "es"), sections(FOUND, "en")
    for text in (as_page(*both), as_text(*both)):
        assert "Ciudad" not in text
        assert str(int(PANEL.counts.sum())) not in text.replace(",", "")
    about = re.search(r"about ([\d,]+) cases", told(FOUND))
    assert int(about[1].replace(",", "")) % 10 == 0


def test_the_page_stands_alone_spanish_first_and_its_title_tells_nothing():
    page = as_page(sections(FOUND, "es"), sections(FOUND, "en"))
    assert page.index('lang="es"><h1>') < page.index('lang="en"><h1>')
    assert "<title>Evaluación · Evaluation</title>" in page
    assert "src=" not in page and "http" not in page and "<script" not in page


def test_both_languages_tell_the_same_number_of_things():
    spanish, english = sections(FOUND, "es"), sections(FOUND, "en")
    assert [len(one.lines) for one in spanish] == [len(one.lines) for one in english]
    assert [len(one.table) for one in spanish] == [len(one.table) for one in english]
