"""The figures of these tests are invented: in the shape of the contract, whatever the journal holds."""

import pytest

from cauce.measurement.boards import board

from . import fake


@pytest.fixture(autouse=True)
def asked(monkeypatch) -> list[tuple]:
    """What was asked of the figures, in its order."""
    calls: list[tuple] = []

    def figures(indicator, **named):
        calls.append((indicator, named.get("by"), named.get("posts")))
        return fake.figures(indicator, **named)

    monkeypatch.setattr(board, "figures", figures)
    return calls
