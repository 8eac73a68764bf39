"""Every benchmark without a server, in its quick form: its answers are right and its baselines are there."""

from __future__ import annotations

import pytest

from .quickly import ALONE, BENCH, TOGETHER, here

# What it compares itself with, as it stands in what it prints.
BASELINES = {
    "assess": ("act, means, purpose by hand", "all equal"),
    "cases": ("reading the CSV alone",),
    "chase": ("one act for each",),
    "coverage": (
        "dos poblaciones aparte · two populations apart                       given   0 of 3",
        "people unlike, sd 1",
    ),
    "crew": ("opened one by one",),
    "directory": ("plain search", "all found and all judged"),
    "document": ("reading the content",),
    "estimation": ("R, 1,000", "largest relative difference"),
    "evaluation": ("statsmodels, GLM with dummies", "differ from statsmodels by"),
    "homologation": ("fetching the acts, unread",),
    "import": ("reading the CSV files alone",),
    "indicators": ("counted anew in", "(aim: under 2)", "facts written"),
    "journal": ("one entry, empty journal",),
    "linkage": ("everybody",),
    "matching": ("one case, one by one and sorted",),
    "nights": ("urgent calls",),
    "plan": (
        "Python, written by hand",
        "CEL, a context for each case",
        "SpiffWorkflow DMN",
        "per engine, all equal",
        "compared with new ones, all equal",
    ),
    "publication": ("region x type",),
    "rows": ("executemany into a bare table",),
    "screen": ("yes answers counted",),
    "synthetic": ("people",),
}


def test_each_benchmark_has_a_quick_form_that_is_run():
    names = {path.stem.removeprefix("bench_") for path in BENCH.glob("bench_*.py")}
    run = [*BASELINES, *ALONE, *TOGETHER]
    assert len(run) == len(set(run)) and set(run) == names | {"walks"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BASELINES)
def test_its_answers_are_right_and_its_baselines_are_there(name, capsys):
    here(name)
    printed = capsys.readouterr().out
    missing = [text for text in BASELINES[name] if text not in printed]
    assert not missing, f"bench_{name} --quick does not show {missing}"


def test_plans_are_measured_under_the_edition_that_the_aim_was_set_for(capsys):
    here("plan", "--edition", "2026.1")
    printed = capsys.readouterr().out
    assert "of edition 2026.1, 68 actions each" in printed and "per engine, all equal" in printed, printed
    with pytest.raises(SystemExit, match="edition 2025.9 does not come with this program"):
        here("plan", "--edition", "2025.9")
