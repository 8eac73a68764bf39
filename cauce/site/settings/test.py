"""Settings of the tests: the same as a running server but for what would only cost time."""

from __future__ import annotations

import atexit
import os
import shutil

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES
from .place import mine

SECRET_KEY = "tests-only-and-nothing-else-never-a-real-one"  # noqa: S105
DEMO = True
DEMO_DATABASE = "tests"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
_folder = mine(os.environ.get("PYTEST_XDIST_WORKER", "main"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
DEMO_MARK = _folder / "demonstration"
KEYSTORE_URL = f"sqlite:///{_folder / 'keystore.sqlite3'}"
KEYSTORE_ROOT = _folder / "keystore.root"
JOURNAL_KEYS = _folder / "journal.keys"
JOURNAL_ANCHORS = _folder / "anchors"
RETENTION_LEDGER = _folder / "withdrawn.jsonl"  # it only grows, from test to test as well
STATISTICS_KEY = _folder / "statistics.key"
# Known: which way a figure is rounded decides whether a table can be made safe at all.
STATISTICS_KEY.write_bytes(bytes(range(32)))
EDITIONS_ROOT = _folder / "editions"
HELP_ROOTS = (_folder / "help",)  # none is made: whoever tests it makes one
PEPPER_PATH = _folder / "pepper.key"
SLOTS_ROOT = _folder / "slots"
NUMBERS = _folder / "numbers"
ENVIRONMENT = "tests"
# ``client.force_login`` makes a session without a row; nothing real is behind it here.
BARE_SESSIONS = True
HSDS_DOOR = True
HOOKS_TO_HERE = True
RATES = {}  # a test asks more often than anybody; rates have tests of their own
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as on a server: two threads then are two connections that wait for each other.
    DATABASES["default"]["TEST"] = {"NAME": _folder / "tests.sqlite3"}
