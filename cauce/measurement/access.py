"""The only look-ups of numbers: a post's for whoever leads it, the network's for headquarters."""

from __future__ import annotations

import datetime as dt

from cauce.journal.door import check_may
from cauce.offices import access as offices
from cauce.rules.permissions import Actor, Scope, permits

from .departures import Departure, departures
from .model import PostNumbers
from .network_numbers import network_numbers
from .post_numbers import post_numbers

POST, NETWORK = "numbers.post", "numbers.network"


def led_posts(actor: Actor) -> list[str]:
    """Codes of the posts whose numbers the actor may see as one who leads there."""
    return [c for c in sorted(actor.posts) if permits(actor, POST, Scope(post=c)).allowed]


def numbers_of_post(actor: Actor, code: str, at: dt.datetime) -> PostNumbers:
    """The numbers of one post, for who leads there. Raises ``Absent``."""
    check_may(actor, POST, Scope(post=code), about=("post", code))
    return post_numbers(code, at)


def numbers_of_network_post(actor: Actor, code: str, at: dt.datetime) -> PostNumbers:
    """The numbers of one post, for who sees the network alone. Raises ``Absent``."""
    check_may(actor, NETWORK, about=("post", code))
    return post_numbers(code, at)


def departures_of_post(actor: Actor, code: str, since: dt.datetime) -> list[Departure]:
    """Departures of one post since an instant, for who leads there or sees the network.

    Raises ``Absent``.
    """
    if not permits(actor, NETWORK).allowed:
        check_may(actor, POST, Scope(post=code), about=("post", code))
    return departures(code, since)


def numbers_of_network(actor: Actor, at: dt.datetime) -> list[PostNumbers]:
    """All posts side by side, by the name of the post. Raises ``Absent``."""
    check_may(actor, NETWORK)
    return network_numbers([post.code for post in offices.posts()], at)
