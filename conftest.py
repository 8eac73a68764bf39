"""What every test shares: the browser's start-up arguments, and no skips where CI counts."""

from __future__ import annotations

import contextlib
import os
import shutil

import pytest

from tests import profiles

profiles.load()

# Reasons for which a test may be skipped in CI; anything else is a failure there. Spark (400 MB and
# Java) is for lists that outgrow one machine: whoever installs it has its test, CI does not.
MAY_SKIP = ("../shared/", "spark:")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's chromium, silent towards the network."""
    from tests import browser

    try:
        path = browser.path()
    except browser.Missing as missing:
        pytest.fail(str(missing), pytrace=False)
    return {
        "executable_path": path,
        # It does not start under a clock that is moved (scripts/luck.sh): it keeps the true one.
        "env": {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"},
        "args": browser.ARGUMENTS,
    }


@pytest.fixture(scope="session")
def chromium(browser_type_launch_args):
    """One browser for every test of this process: playwright allows no second one beside it."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as tools:
        browser = tools.chromium.launch(**browser_type_launch_args)
        yield browser
        browser.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr)
        if not any(allowed in reason for allowed in MAY_SKIP):
            report.outcome = "failed"
            report.longrepr = f"skipped in CI for a reason that is not listed: {reason}"


@pytest.fixture(autouse=True)
def anchors_end_with_their_test():
    """Anchors tell of a journal that is gone with the test's database: the next one finds none."""
    yield
    from django.conf import settings

    shutil.rmtree(settings.JOURNAL_ANCHORS, ignore_errors=True)


@pytest.fixture(autouse=True)
def only_the_shipped_edition():
    """What a test did to editions is over with its database: the next one knows none of it."""
    yield
    from cauce.protocol.editions import annexes, schedule

    schedule.assume()
    annexes.forget()


@pytest.fixture(scope="session", autouse=True)
def no_word_in_the_tokens():
    """A form's token is sixty-four letters by chance: in tests of letters that no word or number has, or
    one page in some thousands would "show" whatever short text a test looks for and must not find."""
    from django.middleware import csrf

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(csrf, "CSRF_ALLOWED_CHARS", "JKQWXZ")
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """What pytest-django asks for before it makes a test database: here it is copied, not migrated."""
    from tests import template

    with template.used():
        yield


@pytest.fixture(scope="session", autouse=True)
def content_is_parsed_once():
    """Every worker that checks a draft would parse all of the content for itself."""
    from tests.parsed import parsed_once

    with parsed_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def each_request_is_answered_in_one_piece(django_test_environment):
    """A server of tests makes a thread for each connection; the real one's door does the same."""
    from django.core.handlers.wsgi import WSGIHandler

    from cauce.site.stack import in_one_piece

    answer = WSGIHandler.__call__
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WSGIHandler, "__call__", lambda *given: in_one_piece(answer, *given))
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_are_drawn_as_on_a_server(django_test_environment):
    """A test client would keep what each template of a page was drawn with, and hardly a test asks it."""
    from tests.printing import drawn_plainly

    with drawn_plainly():
        yield


@pytest.fixture
def world(db, made):
    """What the file shares as ``made``, as objects of this test's own (``tests/sharing.py``)."""
    from tests.sharing import own

    return own(made)


@pytest.fixture
def told():
    """Answers of the test client have the ``context`` and ``templates`` that their page was drawn with."""
    from tests.printing import drawn_and_told

    with drawn_and_told():
        yield


@pytest.fixture(scope="session", autouse=True)
def flushing_is_quick():
    """Tests with transactions of their own empty every table, which the guards of the journal refuse."""
    from tests.flushing import quick_flush

    with quick_flush():
        yield


@pytest.fixture(scope="session", autouse=True)
def one_list_for_many_databases():
    """Tests undo their database and the list of what was withdrawn goes on: to a command each of them
    would be a copy of before. Whether commands ask has a test of its own (test_withdrawn_foreign.py)."""
    from cauce.operations import console

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(console, "refuse_behind", lambda: None)
        yield


@pytest.fixture(scope="module")
def module_db(request, django_db_setup, django_db_blocker):
    """A database for the whole file: what is written here, each of its tests finds (tests/sharing.py)."""
    from django.db import transaction

    from tests.sharing import check_no_real_commits

    check_no_real_commits(request.session.items, request.path)
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def commits(db):
    """What waits for a commit is done as each act ends, though the test's transaction is undone."""
    from django.db import connection

    from tests.commits import as_acts_end

    with as_acts_end() if connection.in_atomic_block else contextlib.nullcontext():
        yield


@pytest.fixture
def dba(db):
    """Whoever owns the database: the guards of the journal are taken down."""
    from django.db import connection

    from cauce.custody.journal import guards

    guards.take_down(connection)


@pytest.fixture
def ready_pairs():
    """Telephones get key pairs that were made before, for tests that are not about making them."""
    from tests.pairs import ready

    with ready():
        yield


@pytest.fixture
def cast(db):
    """The invented people of tests/cast.py, in this test's database."""
    from tests import quickcast

    return quickcast.build()
