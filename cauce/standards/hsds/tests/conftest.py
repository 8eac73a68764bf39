from __future__ import annotations

from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def invented() -> Path:
    """The invented directory as a 3.x CSV folder."""
    return FIXTURES / "v3"
