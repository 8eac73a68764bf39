"""The figures of these tests are invented: in the shape of the contract, whatever the journal holds."""

import pytest

from cauce.measurement.boards import board, network_board
from cauce.measurement.hiding import figures_tree
from tests.cast import today
from tests.closing import close

from . import fake

OWN, NET = "/tablero/", "/tablero/red/"
CLOSED = ("victims-attended", "assistance-rate", "identification-rate", "consent-compliance", "times")


@pytest.fixture(scope="module", autouse=True)
def calls():
    """What was asked of the figures so far."""
    asked: list[tuple] = []

    def figures(indicator, **named):
        asked.append((indicator, named.get("by"), named.get("posts")))
        return fake.figures(indicator, **named)

    with pytest.MonkeyPatch.context() as patched:
        for module in (board, network_board, figures_tree):
            patched.setattr(module, "figures", figures)
        yield asked


def closed() -> None:
    """The numbers of the network are closed, as the loop does it."""
    close(*(f"board:{id}" for id in CLOSED))


@pytest.fixture
def asked(calls, cast) -> list[tuple]:
    """What this test asked of the figures, in its order: the network was closed before."""
    calls.clear()
    return calls


@pytest.fixture
def year() -> int:
    return today().year
