"""The figures of the boards, for whoever may see them: who leads a post its own, some the network."""

from __future__ import annotations

import datetime as dt
from functools import partial

from cauce.content.errors import BadInputs
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope

from .access_closed import closed
from .boards.board import Board, Wanted, board_of, period_for
from .boards.network_board import beside, network_board
from .closed import BOARD
from .facts.reading import read_once
from .hiding import closing

bad_input = BadInputs(__file__)

POST = "figures.post"


def board(actor: Actor, wanted: Wanted, today: dt.date, at: dt.datetime) -> Board:
    """The page that the actor asks for; of the network, what the last closing tells. Raises ``Absent``;
    ``BadInput`` for a breakdown of less than a year, and it or ``NotInForce`` where the indicator refuses a
    figure."""
    name = BOARD + wanted.one.id
    if wanted.post is None:
        told = closed(actor, name)
    else:
        check_may(actor, POST, Scope(post=wanted.post), about=("post", wanted.post))
        told = closing.standing(name)
    if wanted.period != period_for(wanted.by, wanted.period):
        raise bad_input("figure_is_broken_down_is_shown", where=wanted.period.code)
    content = current_edition()
    if wanted.post is None:
        return network_board(wanted, content, told, today)
    small = int(parameter_on(content, "small-cell", today).value)
    with read_once():  # the facts are read once for all that a page asks of them
        return board_of(wanted, content, small, today, at, partial(beside, told, wanted.one))
