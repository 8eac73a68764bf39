"""What is forked from a warm process is a process of its own: its settings, its end, its killing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from faults import started

pytestmark = pytest.mark.own_database

TOLD = "from django.conf import settings; print(settings.VAR, settings.DATABASES['default']['NAME'])"


def told(folder: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "CAUCE_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "faults.settings",
        "DATABASE_URL": f"sqlite:///{folder}/cauce.sqlite3",
        "FAULTS_BREAK": "",
        "CAUCE_SECRET_KEY": "of-a-test-and-of-nothing-else-at-all",
    } | more


def test_each_has_the_settings_of_its_own_environment(tmp_path):
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        done = started.run("code", TOLD, environment=told(folder))
        assert done.stdout.split() == [str(folder), f"{folder}/cauce.sqlite3"], done.stderr


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("", 0),
        ("raise SystemExit(3)", 3),
        ("raise ValueError", 1),
        ("import os; os.kill(os.getpid(), 9)", -9),
        ("import os; os.kill(os.getpid(), 15)", -15),
    ],
)
def test_its_end_is_told_as_that_of_any_process(tmp_path, code, status):
    done = started.run("code", code, environment=told(tmp_path))
    assert done.returncode == status
    assert ("ValueError" in done.stderr) == ("ValueError" in code)


def _asleep(folder: Path) -> started.Process:
    with open(os.devnull, "r+b") as nothing:
        return started.start(
            "code",
            "import time; time.sleep(60)",
            environment=told(folder),
            streams=[nothing.fileno()] * 3,
            apart=True,
        )


def test_it_is_really_killed_and_nobody_else_is(tmp_path):
    one, other = _asleep(tmp_path), _asleep(tmp_path)
    assert isinstance(one, started.Forked) and one.pid != other.pid
    os.kill(one.pid, signal.SIGKILL)
    assert one.wait(10) == -signal.SIGKILL
    assert not Path(f"/proc/{one.pid}").exists()
    assert other.poll() is None
    other.terminate()
    assert other.wait(10) == -signal.SIGTERM


def test_what_is_taken_out_before_anything_is_imported_begins_from_nothing(tmp_path):
    with open(os.devnull, "r+b") as nothing:
        one = started.start(
            "code",
            "print(1)",
            environment=told(tmp_path, FAULTS_BREAK="no_transaction"),
            streams=[nothing.fileno()] * 3,
        )
    assert isinstance(one, subprocess.Popen) and one.wait(60) == 0


HARNESS = """
import sys
from pathlib import Path
from tests.faults.test_started import _asleep
print(_asleep(Path(sys.argv[1])).pid, flush=True)
import os; os.kill(os.getpid(), 9)
"""


def test_none_is_left_when_its_harness_is_killed(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", HARNESS, tmp_path], cwd=started.ROOT, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    until = time.monotonic() + 20
    while Path(f"/proc/{int(done.stdout)}").exists():
        assert time.monotonic() < until, "it goes on"
        time.sleep(0.05)
