"""Every benchmark of a server or a whole process, in its quick form, on one small demonstration network."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.template import file

from .quickly import BENCH, alone

pytestmark = pytest.mark.own_database

SHOWN = {
    "broken_line": ("baseline, the browser alone", "sent by another"),
    "keys": ("executemany, no cryptography", "0 errors"),
    "pages": ("vivo (fixed text)", "worklist"),
    "signins": ("nobody signing in (baseline)", "refused 0"),
    "start": ('python -c "import django"', "the server, until it answers"),
    "submissions": ("nobody sending (baseline)", "taken 20 of 20"),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The demonstration network of the quick forms, made once for all of them."""
    folder = tmp_path_factory.mktemp("kept")
    made = "from pathlib import Path; from house import QUICK_CASES as n, network; "
    made += f"network(Path({str(folder)!r}) / f'bench-{{n}}', n)"
    migrated = file.whole(file.key())
    tables = {"BENCH_TABLES": str(migrated)} if migrated else {}
    subprocess.run(
        [sys.executable, "-c", made], cwd=BENCH, check=True, capture_output=True, env={**os.environ, **tables}
    )
    return folder


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_is_refused_lost_or_over_its_budget(name, kept):
    printed = alone(name, kept)
    missing = [text for text in SHOWN[name] if text not in printed]
    assert not missing, f"bench_{name} --quick does not show {missing}"
