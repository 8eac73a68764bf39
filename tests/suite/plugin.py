"""What pytest takes of this folder; ``pyproject.toml`` names it.

A process that runs tests records them (``record.py``); the one that hands them out decides their
order (``order.py``) and what PostgreSQL need not run (``engines.py``).
"""

from __future__ import annotations

import gc
import os

import pytest

from tests.sharing import commits

from . import compiling, engines, memory, record
from .order import Handing, longest_files_first

# Every fixture of a database comes to one of these.
ASKING = frozenset({"db", "transactional_db", "django_db_setup", "django_db_blocker", "live_server"})
pytest_plugins = ("tests.suite.reporting", "tests.suite.apart", "tests.suite.shares")
most_held = pytest.StashKey[int]()  # megabytes
MANY = 500  # tests: of fewer nobody asks what they held


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--what-differs",
        action="store_true",
        help="on PostgreSQL: leave out what cannot differ from SQLite (tests/suite/engines.py)",
    )


def works(config: pytest.Config) -> bool:
    """Whether this process runs tests: a worker, or the only process."""
    return hasattr(config, "workerinput") or not config.getoption("numprocesses", None)


def pytest_configure(config: pytest.Config) -> None:
    if works(config):
        config.pluginmanager.register(record.Recorder(config), "record")
        config.pluginmanager.register(memory.Giving(), "memory")
        gc.disable()  # what is read and collected stays: nothing of it is looked through meanwhile
    else:
        config.option.testrunuid = config.option.testrunuid or f"run-{os.getpid()}"


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Of several workers each makes a part of what all will read, and keeps no report.

    Three for each test would stay to the end, for a summary that nobody sees.
    """
    if given := getattr(session.config, "workerinput", None):
        session.config.pluginmanager.unregister(name="terminalreporter")
        compiling.prepare(session.config, int(given["workerid"].removeprefix("gw")), given["workercount"])


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """What was read and collected stays to the end: circles are looked for among the rest alone.

    Hardly anything that a test leaves is a circle, and looked for as often as usual that is a twentieth
    of the whole time; looked for too seldom, a worker grows by hundreds of megabytes.
    """
    if works(session.config):
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 5)
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log) -> Handing:
    return Handing(config, log)


def engine() -> str:
    """The engine of the default database: ``sqlite`` or ``postgresql``."""
    from django.conf import settings

    return "sqlite" if "sqlite" in settings.DATABASES["default"]["ENGINE"] else "postgresql"


def known(item: pytest.Item) -> engines.Known:
    """What the choice for PostgreSQL asks of a test."""

    def marked(name: str) -> bool:
        return item.get_closest_marker(name) is not None

    journey = marked("journey") and not marked("essential")
    pages = marked("pages") or journey
    # The journeys of a file share the house that they walk through, and what was done in it.
    file = item.nodeid.partition("::")[0] if marked("journey") else ""
    differs = not pages and (marked("essential") or commits(item))
    shut = not (marked("django_db") or marked("journey") or ASKING & set(getattr(item, "fixturenames", ())))
    return engines.Known(item.nodeid, pages, differs, file, shut)


def pytest_collection_modifyitems(config, items) -> None:
    """On PostgreSQL only what can differ there; then the longest files first."""
    if config.option.what_differs:
        tests = [known(item) for item in items]
        from .apart import is_shared

        others = is_shared if config.option.apart not in ("", "none") else engines.nobody
        reasons = engines.left_out(tests, record.last("sqlite"), record.tree(), others)
        engines.write_list(reasons, config.option.apart or "all")
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in reasons])
        items[:] = [item for item in items if item.nodeid not in reasons]
    items[:] = longest_files_first(items)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session) -> None:
    """What the workers wrote becomes one file, once none of them writes any more."""
    config = session.config
    if hasattr(config, "workerinput"):
        return
    folder = record.FOLDER / (getattr(config.option, "testrunuid", None) or f"run-{os.getpid()}")
    if folder.is_dir():
        ran = record.keep(engine(), folder)
        config.stash[most_held] = max(test.memory for test in ran) if len(ran) > MANY else 0
        if holds_too_much(config) and os.environ.get("CI"):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def holds_too_much(config: pytest.Config) -> bool:
    """Whether a worker held more than its limit, in a run of all that is not apart.

    Fewer workers than three read larger shares, and may hold more.
    """
    shared = config.option.apart == "none" and (config.getoption("numprocesses", None) or 0) >= 3
    return shared and config.stash.get(most_held, 0) >= memory.LIMIT


def pytest_terminal_summary(terminalreporter, config) -> None:
    """What the largest process held after any of its tests, where many ran."""
    if most := config.stash.get(most_held, 0):
        more = f": {memory.LIMIT} are its limit (tests/suite/memory.py)" if holds_too_much(config) else ""
        terminalreporter.write_line(f"{most} MB at most in a process that runs tests{more}")
