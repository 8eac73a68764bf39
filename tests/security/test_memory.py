"""The server and the commands leave no memory on a disk and let no neighbour look into it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# There is no database here, so the server says so and ends; what it closed first stays closed.
WEB = "try:\n    import cauce.site.wsgi\nexcept Exception:\n    pass"
LOOK = "from cauce.site.process import is_kept_inside; print(is_kept_inside())"


def said(tmp_path, program: str) -> str:
    given = {
        **os.environ,
        "CAUCE_VAR": str(tmp_path),
        "CAUCE_SECRET_KEY": "",
        "DJANGO_SETTINGS_MODULE": "cauce.site.settings.run",
        "DATABASE_URL": "",
    }
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, env=given, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("start", "kept"),
    [
        (WEB, "True"),
        ("import sys; sys.argv = ['cauce', 'version']; from cauce.site.cli import main; main()", "True"),
        ("", "False"),  # without it there would be a dump: the look itself can tell
    ],
)
def test_a_process_of_ours_makes_no_core_dump(tmp_path, start, kept):
    assert said(tmp_path, f"{start}\n{LOOK}").splitlines()[-1] == kept


def test_its_children_make_none_either(tmp_path):
    program = (
        f"{WEB}\nimport subprocess, sys\n"
        "print(subprocess.run([sys.executable, '-c', 'import resource;"
        " print(resource.getrlimit(resource.RLIMIT_CORE))'], capture_output=True, text=True).stdout)"
    )
    assert said(tmp_path, program).splitlines()[-1] == "(0, 0)"
