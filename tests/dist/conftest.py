"""What is handed out: ``./test`` looks at what is in the package; ``make dist-test`` installs and runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dist import ministry
from tests.shared import ROOT

# Each makes environments from nothing and takes minutes.
collect_ignore = [] if os.environ.get("DIST") else ["test_container.py", "test_guide.py", "test_installed.py"]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The package, built from this folder without any network."""
    folder = tmp_path_factory.mktemp("dist")
    words = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    [found] = folder.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def provider(tmp_path_factory) -> Path:
    """A folder with a ministry's sign-in that others wrote."""
    return ministry.fetch(tmp_path_factory.mktemp("ministry"))
