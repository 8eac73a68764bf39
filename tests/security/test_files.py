"""Whoever has another account on the same server reads nothing that Cauce keeps."""

from __future__ import annotations

import os
import stat
import subprocess
import sys


def _start(var, code: str) -> None:
    """Run ``code`` with the settings of a running server, under the usual mask of a shell."""
    env = {**os.environ, "CAUCE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "cauce.site.settings.run"}
    for name in ("DATABASE_URL", "KEYSTORE_URL", "KEYSTORE_ROOT", "CAUCE_SECRET_KEY"):
        env.pop(name, None)
    whole = f"import os; os.umask(0o022)\nimport django; django.setup()\n{code}"
    subprocess.run([sys.executable, "-c", whole], env=env, check=True, timeout=60)


def _mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_makes_the_database_for_its_own_account_alone(tmp_path):
    touch = (
        "from django.db import connection as c\nk = c.cursor()\nk.execute('CREATE TABLE a (b)')\n"
        "import stat, pathlib\n"
        f"for p in pathlib.Path({str(tmp_path)!r}).glob('cauce.sqlite3*'):\n"
        "    assert stat.S_IMODE(p.stat().st_mode) == 0o600, p\n"
    )
    _start(tmp_path, touch)
    assert _mode(tmp_path / "cauce.sqlite3") == _mode(tmp_path / "secret.key") == 0o600


def test_it_closes_a_database_that_was_made_open_to_everybody(tmp_path):
    old = tmp_path / "cauce.sqlite3"
    old.touch()
    old.chmod(0o644)
    _start(tmp_path, "")
    assert _mode(old) == 0o600
