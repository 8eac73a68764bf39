"""A pytest plugin (``-p tests.luck --order-seed N``): files, and tests in each, in an order drawn by N.

What depends on who came before shows itself, and shows itself again with the same number. The clock
is moved from outside, for child processes and browsers too: ``scripts/luck.sh``.
"""

from __future__ import annotations

import random

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--order-seed", type=int, default=None, help="draw the order of the tests")


def drawn(items: list, seed: int) -> list:
    """The same tests: whole files, so that a module's things are made once, in an order drawn.

    That of the tests of a file hangs on its name too, so that the file alone shows the same order.
    """
    files: dict[str, list] = {}
    for item in items:
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    order = list(files.values())
    random.Random(seed).shuffle(order)
    for name, tests in files.items():
        if not tests[0].get_closest_marker("steps"):
            random.Random(f"{seed} {name}").shuffle(tests)
    return [item for tests in order for item in tests]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list) -> None:
    seed = config.getoption("--order-seed")
    if seed is not None:
        items[:] = drawn(items, seed)


def pytest_report_header(config: pytest.Config) -> str | None:
    seed = config.getoption("--order-seed")
    return None if seed is None else f"order drawn with --order-seed {seed}"
