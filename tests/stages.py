"""The stages of ``faults.prepared``, made once for all workers of a run; whoever is last tidies up."""

from __future__ import annotations

import pytest

from faults.prepared import shared
from tests.template import file


@pytest.fixture(scope="session")
def stages(testrun_uid):
    with shared(f"cauce-stages-{testrun_uid}") as folder, pytest.MonkeyPatch.context() as given:
        given.setenv("FAULTS_STAGES", str(folder))
        if migrated := file.whole(file.key()):
            given.setenv("FAULTS_TABLES", str(migrated))
        yield folder
