"""Tests that need much memory have processes of their own: what they read stays there.

A worker keeps whatever its tests read. NumPy's friends, which only few files need, would double each: 300 MB
without, 600 MB with. The whole program as trees is another 250 MB; a browser's side and every page, 100 MB.

    pytest --apart none          everything but these
    pytest --apart estimation    only these; also: comparing, journeys, paper, reading
    pytest                       everything, as ever
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
JOURNEYS = "journeys"
APART = {
    # What is compiled for the processor (numba), and what is drawn or solved many times.
    "estimation": (
        "cauce/demo/tests/test_yearbook.py",
        "cauce/desk/measurement/analyst/tests/test_estimate_pages.py",
        "cauce/desk/measurement/reports/tests/test_pages.py",
        "cauce/methods/estimation",
        "cauce/measurement/tests/test_ledger.py",
        "cauce/measurement/tests/test_programme.py",
        "cauce/measurement/tests/test_publishing.py",
        "cauce/measurement/tests/test_reports.py",
        "cauce/measurement/tests/test_safe.py",
        "cauce/measurement/tests/test_synthetic.py",
        "cauce/measurement/tests/test_year_estimates.py",
        "tests/bench/test_quick.py",
        "tests/journeys/test_figures.py",
        "tests/security/test_closings.py",
        "tests/security/test_subtraction.py",
        "tests/security/test_subtraction_cohorts.py",
        "tests/security/test_two_closings.py",
        "tests/test_estimate_command.py",
    ),
    # Splink and DuckDB, the tests that ask statsmodels whether we are right, a directory of a whole country,
    # Schemathesis.
    "comparing": (
        "cauce/api/tests/test_schemathesis.py",
        "cauce/desk/people/list_linkage",
        "cauce/methods/estimation/tests/test_independent.py",
        "cauce/methods/evaluation",
        "cauce/methods/linkage",
        "cauce/measurement/tests/test_cohort_figures.py",
        "cauce/measurement/tests/test_rules_cohorts.py",
        "cauce/measurement/tests/test_rules_likeness.py",
        "cauce/rules/tests/test_medians.py",
        "cauce/standards/hsds/tests/test_official.py",
        "tests/casework/test_lists_compared.py",
        "tests/journeys/test_lists_compared.py",
        "tests/security/test_hostile_cells.py",
        "tests/test_evaluate_command.py",
    ),
    # What is walked in a browser: a fourth of the whole time, so in as many workers as what is not apart.
    JOURNEYS: (
        "cauce/desk/measurement/board/tests/test_readable.py",
        "cauce/ui/tests/test_pages.py",
        "tests/journeys",
    ),
    # What holds hundreds of megabytes for a moment, of which a part stays in pieces: the whole Protocol set
    # on paper, papers of fifty megabytes, the demonstration network made from nothing, and old houses that
    # are migrated, for which Django keeps how every table once looked.
    "paper": (
        "cauce/desk/cases/papers/tests/test_pages.py",
        "cauce/protocol/documents/tests/test_paper.py",
        "tests/casework/test_demo.py",
        "tests/security/test_demonstration.py",
        "tests/upgrading",
    ),
    # What the program's own code says, all of it held as trees (tests/architecture/reading.py).
    "reading": (
        "cauce/desk/intake/screenings/tests/test_guard_rails.py",
        "tests/architecture/test_consent.py",
        "tests/architecture/test_events.py",
        "tests/architecture/test_floors.py",
        "tests/architecture/test_hiding.py",
        "tests/architecture/test_house.py",
        "tests/architecture/test_leaving.py",
        "tests/architecture/test_linkage.py",
        "tests/architecture/test_no_list.py",
        "tests/architecture/test_pressed.py",
        "tests/architecture/test_routes.py",
        "tests/architecture/test_running.py",
        "tests/architecture/test_scoped.py",
        "tests/architecture/test_sealed.py",
        "tests/architecture/test_withdrawn.py",
        "tests/architecture/test_words.py",
        "tests/architecture/test_writes.py",
        "tests/casework/test_held.py",
        "tests/casework/test_look_up.py",
        "tests/ethics/test_gate.py",
        "tests/ethics/test_people_decide.py",
        "tests/security/test_a08_forbidden_fields.py",
        "tests/security/test_asvs_accounts.py",
        "tests/security/test_asvs_code.py",
        "tests/security/test_asvs_crypto.py",
        "tests/security/test_asvs_documents.py",
        "tests/security/test_banned.py",
    ),
}
# None of them is needed to read any other test.
LIBRARIES = frozenset(
    {"duckdb", "llvmlite", "numba", "opendp", "pandas", "pyarrow", "scipy", "splink", "statsmodels"}
)
read_by_then = pytest.StashKey[frozenset[str]]()


# Each place, as text, with its process: three thousand files are asked about, each more than once.
NAMED = {f"{ROOT / place}/": name for name, places in APART.items() for place in places}
LONGEST_FIRST = sorted(NAMED, key=len, reverse=True)


def of(path: Path) -> str:
    """In which process a test file is run, by the narrowest place that names it; "" in any."""
    whole = f"{path}/"
    return next((NAMED[place] for place in LONGEST_FIRST if whole.startswith(place)), "")


def is_shared(id: str) -> bool:
    """Whether a test runs in the workers that share what is not apart."""
    return not of(ROOT / id.partition("::")[0])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--apart", choices=("none", *APART), default="")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Those that share do not look into a folder that is apart as a whole: it has a conftest of its own."""
    chosen = config.getoption("--apart")
    where = of(collection_path)
    if not chosen or (collection_path.is_dir() and (chosen != "none" or not where)):
        return None
    return True if where != chosen.replace("none", "") else None


def read() -> frozenset[str]:
    """Those of ``LIBRARIES`` that this process holds."""
    return frozenset(name for name in LIBRARIES if name in sys.modules)


def pytest_collection_finish(session: pytest.Session) -> None:
    session.config.stash[read_by_then] = read()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    """No test of those that share a worker makes it read one of ``LIBRARIES``: it would keep it."""
    done = yield
    if item.config.getoption("--apart") == "none":
        refuse_more(item.config.stash)
    return done


def refuse_more(stash: pytest.Stash) -> None:
    """Fail the test that made this process read a library of them; of those after it, none for the same."""
    more = read() - stash[read_by_then]
    stash[read_by_then] |= more
    if more:
        pytest.fail(f"it reads {', '.join(sorted(more))}: its file belongs in APART, {Path(__file__).name}")
