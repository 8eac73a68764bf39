"""A running server as the harnesses need it: plain HTTP on this machine, and what a control breaks.

Never imported by Cauce: only a harness names this module.
"""

from __future__ import annotations

import os

from cauce.site.settings.run import *  # noqa: F403
from cauce.site.settings.run import DATABASES, STORAGES

BREAK = os.environ.get("FAULTS_BREAK", "")

STARTS_UNSAFE = True  # the controls are exactly what the check at the start refuses
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_NAME = "sesion"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if BREAK.startswith("synchronous_"):
    word = BREAK.removeprefix("synchronous_").upper()
    command = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = command.replace(
        "synchronous=FULL", f"synchronous={word}"
    )
if BREAK == "sqlite_default":  # Django's own: a rollback journal, FULL
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=DELETE;"
RESERVE_BYTES = int(os.environ.get("FAULTS_RESERVE", 64 << 20))
CSRF_COOKIE_NAME = "csrftoken"
# Harnesses write as nobody does: hundreds of cases by one officer in a minute.
RATES: dict[str, int] = {}
PACE = {"hour": 10**6, "day": 10**6, "unknown": 10**6, "extra": 10**6}
PACE_OF_ROLE: dict[str, dict[str, int]] = {}
