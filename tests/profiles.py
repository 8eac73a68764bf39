"""How Hypothesis looks for examples, in every test alike: the root ``conftest.py`` loads a profile.

``suite``, unless told otherwise, finds the same examples on every machine and in every order of the
tests, however slow the machine is. ``more`` (``HYPOTHESIS_PROFILE=more``, as ``make faults`` does)
finds others each time, ``TESTS_EXAMPLES`` times as many (10).
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

SUITE, MORE = "suite", "more"
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", SUITE)
TIMES = int(os.environ.get("TESTS_EXAMPLES", "10")) if PROFILE == MORE else 1
USUAL = 100

# How long a test takes is judged where all of them are: the budget of tests/suite/durations.py.
PATIENT = [HealthCheck.too_slow]
settings.register_profile(
    SUITE, deadline=None, database=None, derandomize=True, suppress_health_check=PATIENT, max_examples=USUAL
)
settings.register_profile(
    MORE,
    deadline=None,
    database=None,
    derandomize=False,
    suppress_health_check=PATIENT,
    max_examples=USUAL * TIMES,
    print_blob=True,
)


def load() -> None:
    """Before any test is imported: a test takes its settings when it is defined."""
    settings.load_profile(PROFILE)
    if PROFILE == SUITE:
        forget_constants()


def examples(number: int, *, one_fixture: bool = False) -> settings:
    """So many examples (``more``: so many times as many); ``one_fixture``: all of them share it."""
    checks = [*PATIENT, HealthCheck.function_scoped_fixture] if one_fixture else PATIENT
    return settings(max_examples=number * TIMES, suppress_health_check=checks)


def forget_constants() -> None:
    """No example is drawn from the constants of whichever modules another test has imported.

    Hypothesis reads the source of every one at the first draw: seconds when nothing is in its cache,
    and other examples in another order of the tests.
    """
    providers._get_local_constants = lambda: providers._local_constants
