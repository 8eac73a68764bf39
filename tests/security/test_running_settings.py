"""The settings of a server have no door for tests, and none for the demonstration unless it is one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.own_database

ROOT = Path(__file__).resolve().parents[2]
TOLD = """
import json, django
django.setup()
from django.conf import settings
from cauce.staff.accounts.codes import DEMO_CODE
from cauce.staff.accounts.proofs import is_demo_code
print(json.dumps({"demo": settings.DEMO, "bare": settings.BARE_SESSIONS,
    "opens": is_demo_code(DEMO_CODE), "environment": settings.ENVIRONMENT,
    "hasher": settings.PASSWORD_HASHERS[0], "cookie": settings.SESSION_COOKIE_NAME}))
"""


def told(folder: Path, **more: str) -> dict:
    """What a server with its data in this folder has; whatever the environment tries."""
    given = {
        **os.environ,
        "CAUCE_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "cauce.site.settings.run",
        "DATABASE_URL": f"sqlite:///{folder / 'cauce.sqlite3'}",
        **more,
    }
    answer = subprocess.run(  # noqa: S603
        [sys.executable, "-c", TOLD], env=given, capture_output=True, check=True, cwd=ROOT
    )
    return json.loads(answer.stdout)


TRIES = {"BARE_SESSIONS": "1", "DEMO": "1", "CAUCE_DEMO": "1", "CAUCE_BARE_SESSIONS": "1"}


@pytest.mark.parametrize("more", [{}, TRIES], ids=["as it is", "whatever one tries"])
def test_a_server_takes_no_session_without_its_row_and_no_demonstration_code(tmp_path, more):
    found = told(tmp_path, **more)
    assert found["demo"] is False and found["bare"] is False and found["opens"] is False
    assert found["environment"] == "production" and "accounts.hashers" in found["hasher"]
    assert found["cookie"] == "__Host-sesion"


def test_a_mark_made_for_another_database_makes_no_demonstration(tmp_path):
    (tmp_path / "demonstration").write_text("somebody put this here")
    assert told(tmp_path)["opens"] is False


def test_the_marked_demonstration_takes_the_code_and_still_no_session_without_its_row(tmp_path):
    """The positive side: otherwise the check above could pass on anything."""
    import hashlib

    url = f"sqlite:///{tmp_path / 'cauce.sqlite3'}"
    (tmp_path / "demonstration").write_text(hashlib.sha256(url.encode()).hexdigest())
    found = told(tmp_path)
    assert found["opens"] is True and found["bare"] is False
    assert found["environment"] == "demonstration"
