"""The figures of the boards, for whoever may see them: who leads a post its own, some the network."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope

from .boards.board import Board, Wanted, board_of, period_for
from .hiding.showing import BEYOND

bad_input = BadInputs(__file__)

POST, NETWORK = "figures.post", "figures.network"


def board(actor: Actor, wanted: Wanted, today: dt.date, at: dt.datetime) -> Board:
    """The page that the actor asks for; of the network, in fives and from ten on (``showing``). Raises
    ``Absent``; ``BadInput`` for a breakdown of less than a year, and it or ``NotInForce`` where the
    indicator refuses a figure."""
    if wanted.post is None:
        check_may(actor, NETWORK)
    else:
        check_may(actor, POST, Scope(post=wanted.post), about=("post", wanted.post))
    if wanted.period != period_for(wanted.by, wanted.period):
        raise bad_input("figure_is_broken_down_is_shown", where=wanted.period.code)
    content = current_edition()
    small = BEYOND if wanted.post is None else int(parameter_on(content, "small-cell", today).value)
    return board_of(wanted, content, small, today, at)
