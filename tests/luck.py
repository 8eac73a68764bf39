"""A pytest plugin (``-p tests.luck --order-seed N``): files, and tests in each, in an order drawn by N.

What depends on who came before shows itself, and shows itself again with the same number. The clock
is moved from outside, for child processes and browsers too: ``scripts/luck.sh``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--order-seed", type=int, default=None, help="draw the order of the tests")


def _by_file(items: list) -> dict[str, list]:
    files: dict[str, list] = {}
    for item in items:
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    return files


def drawn_inside(items: list, seed: int) -> list:
    """The same tests, those of each file in an order drawn; it hangs on the name of the file as well, so that
    the file alone shows the same."""
    files = _by_file(items)
    for name, tests in files.items():
        if not tests[0].get_closest_marker("steps"):
            random.Random(f"{seed} {name}").shuffle(tests)
    return [item for tests in files.values() for item in tests]


def drawn_files(items: list, seed: int) -> list:
    """The same tests, whole files, so that a module's things are made once, in an order drawn."""
    files = list(_by_file(items).values())
    random.Random(seed).shuffle(files)
    return [item for tests in files for item in tests]


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list) -> Iterator[None]:
    """Inside the files before pytest brings together what shares a thing made for several tests; the files
    after the suite has put the longest first."""
    seed = config.getoption("--order-seed")
    if seed is not None:
        items[:] = drawn_inside(items, seed)
    yield
    if seed is not None:
        items[:] = drawn_files(items, seed)


def pytest_report_header(config: pytest.Config) -> str | None:
    seed = config.getoption("--order-seed")
    return None if seed is None else f"order drawn with --order-seed {seed}"
