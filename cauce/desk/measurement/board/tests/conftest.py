"""The figures of these tests are invented: in the shape of the contract, whatever the journal holds."""

import pytest

from cauce.measurement.boards import board, network_board
from cauce.measurement.hiding import figures_tree
from tests.closing import close

from . import fake

CLOSED = ("victims-attended", "assistance-rate", "identification-rate", "consent-compliance", "times")


@pytest.fixture(autouse=True)
def asked(monkeypatch, cast) -> list[tuple]:
    """What was asked of the figures, in its order; the network was closed before."""
    calls: list[tuple] = []

    def figures(indicator, **named):
        calls.append((indicator, named.get("by"), named.get("posts")))
        return fake.figures(indicator, **named)

    for module in (board, network_board, figures_tree):
        monkeypatch.setattr(module, "figures", figures)
    close(*(f"board:{id}" for id in CLOSED))
    calls.clear()
    return calls
