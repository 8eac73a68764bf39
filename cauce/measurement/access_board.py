"""The figures of the boards, for whoever may see them: who leads a post its own, some the network."""

from __future__ import annotations

import datetime as dt

from cauce.editions.access import current_edition
from cauce.journal.door import check_may
from cauce.rules.content.loader import parameter_on
from cauce.rules.permissions import Actor, Scope, permits

from .board import Board, Wanted, board_of

POST, NETWORK = "figures.post", "figures.network"


def own_posts(actor: Actor) -> list[str]:
    """Codes of the posts whose figures the actor may see as one who leads there."""
    return [c for c in sorted(actor.posts) if permits(actor, POST, Scope(post=c)).allowed]


def board(actor: Actor, wanted: Wanted, today: dt.date, at: dt.datetime) -> Board:
    """The page that the actor asks for. Raises ``Absent``; ``BadInput`` or ``NotInForce`` where
    the indicator refuses a figure."""
    if wanted.post is None:
        check_may(actor, NETWORK)
    else:
        check_may(actor, POST, Scope(post=wanted.post), about=("post", wanted.post))
    content = current_edition()
    small = int(parameter_on(content, "small-cell", today).value)
    return board_of(wanted, content, small, today, at)
