"""One way to look for examples: no limit of time anywhere, and the same examples in any order."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

from tests.profiles import MORE, PROFILE, SUITE, examples

ROOT = Path(__file__).parents[2]
OF_ITS_OWN = re.compile(r"\bdeadline\s*=|HealthCheck\.too_slow|@settings\(|\bderandomize\s*=")


def limits(folder: Path) -> list[str]:
    """Tests that say for themselves how Hypothesis goes about it."""
    return [
        f"{path.relative_to(folder)}:{number}"
        for path in sorted(folder.rglob("test_*.py"))
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if OF_ITS_OWN.search(line)
    ]


def test_no_test_has_a_limit_of_time_or_settings_of_its_own():
    assert limits(ROOT / "cauce") + limits(ROOT / "tests") == []


def test_it_notices_one_that_has(tmp_path: Path):
    (tmp_path / "test_a.py").write_text("@settings(max_examples=3)\n@given(x)\n", "utf-8")
    (tmp_path / "test_b.py").write_text("PATIENT = settings(deadline=200)\n", "utf-8")
    (tmp_path / "test_c.py").write_text("@examples(60)\n@given(x)\n", "utf-8")
    assert limits(tmp_path) == ["test_a.py:1", "test_b.py:1"]


def test_the_profile_is_loaded_for_every_test():
    assert settings.default.deadline is None
    assert settings.default.database is None
    assert settings.default.derandomize is (PROFILE == SUITE)
    assert HealthCheck.too_slow in settings.default.suppress_health_check
    assert examples(7).deadline is None and examples(7).database is None


DRAWS = """
from tests import profiles
profiles.load()
{first}
from hypothesis import given, settings, strategies as st
drawn = []
@profiles.examples(40)
@given(st.integers(), st.text())
def draw(number, text):
    drawn.append((number, text))
draw()
print(len(drawn), hash(tuple(map(repr, drawn))))
"""


def drawn(first: str = "", **environment: str) -> str:
    """What a process finds that has imported something first."""
    text = DRAWS.format(first=first)
    return subprocess.run(
        [sys.executable, "-c", text],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0"} | environment,
    ).stdout


def test_the_examples_are_the_same_whatever_else_was_imported():
    assert (
        drawn()
        == drawn("import cauce.rules.consent, cauce.rules.names, cauce.family.reunification.rules.kinship")
        != ""
    )


def test_asked_for_more_it_finds_others_each_time():
    more = {"HYPOTHESIS_PROFILE": MORE, "TESTS_EXAMPLES": "3"}
    one, another = drawn(**more), drawn(**more)
    assert one.split()[0] == another.split()[0] == "120"
    assert one != another
