"""Settings of the tests: the same as a running server but for what would only cost time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import STORAGES

SECRET_KEY = "tests-only-and-nothing-else-never-a-real-one"  # noqa: S105
DEMO = True
DEMO_DATABASE = "tests"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
_folder = Path(tempfile.gettempdir()) / f"cauce-test-{os.getuid()}-{os.getpid()}-{_worker}"
_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
DEMO_MARK = _folder / "demonstration"
KEYSTORE_URL = f"sqlite:///{_folder / 'keystore.sqlite3'}"
KEYSTORE_ROOT = _folder / "keystore.root"
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
