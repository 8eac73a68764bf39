"""Every benchmark of a server or a whole process, in its quick form, on one small demonstration network."""

from __future__ import annotations

import pytest

from tests import demonstration

from .quickly import alone

pytestmark = pytest.mark.own_database

SHOWN = {
    "broken_line": ("baseline, the browser alone", "sent by another"),
    "keys": ("executemany, no cryptography", "0 errors"),
    "memory": ("RSS of a worker at its first answer", "at most 220 MB"),
    "pages": ("vivo (fixed text)", "worklist"),
    "signins": ("nobody signing in (baseline)", "refused 0"),
    "start": ('python -c "import django"', "the server, until it answers"),
    "submissions": ("nobody sending (baseline)", "taken 20 of 20"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_is_refused_lost_or_over_its_budget(name):
    printed = alone(name, demonstration.made())
    missing = [text for text in SHOWN[name] if text not in printed]
    assert not missing, f"bench_{name} --quick does not show {missing}"
