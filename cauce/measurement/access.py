"""The only look-ups of numbers: a post's for whoever leads it, the network's for headquarters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cauce.journal.door import check_may
from cauce.journal.models import Chain, Entry
from cauce.offices import access as offices
from cauce.offices.models import Post
from cauce.rules.permissions import Actor, Scope, permits

from .by_edition import by_edition
from .collecting import READERS
from .cues import CueNumbers, cue_numbers
from .departures import Departure, departures
from .figures import Figures, figures
from .model import PostNumbers
from .models import Collected
from .network_numbers import network_numbers, numbers_of
from .post_numbers import post_numbers
from .tallying import due_days

POST, NETWORK = "numbers.post", "numbers.network"
FIGURES_POST, FIGURES_NETWORK = "figures.post", "figures.network"
UNREAD = 20_000  # entries without a fact after which a chain is marked as read all the same


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


def numbers_of_some(actor: Actor, codes: list[str], at: dt.datetime) -> list[PostNumbers]:
    """Some posts beside each other, for who sees the network. Raises ``Absent``."""
    check_may(actor, NETWORK)
    return numbers_of(codes, at, only=codes)


def departures_of_post(actor: Actor, code: str, since: dt.datetime) -> list[Departure]:
    """Departures of one post since an instant, for who leads there or sees the network.

    Raises ``Absent``.
    """
    if not permits(actor, NETWORK).allowed:
        check_may(actor, POST, Scope(post=code), about=("post", code))
    return departures(code, since)


def cases_by_edition(actor: Actor) -> dict[str, dict[str, int]]:
    """Open and closed cases by edition, for who sees the network. Raises ``Absent``."""
    check_may(actor, NETWORK)
    return by_edition()


def cues_of_post(actor: Actor, code: str, since: dt.date, until: dt.date) -> CueNumbers:
    """Passive cues of one post in a quarter, for who leads there. Raises ``Absent``."""
    check_may(actor, POST, Scope(post=code), about=("post", code))
    return cue_numbers([code], since, until)


def cues_of_network(actor: Actor, since: dt.date, until: dt.date) -> CueNumbers:
    """Passive cues of all posts in a quarter, for who sees the network. Raises ``Absent``."""
    check_may(actor, NETWORK)
    return cue_numbers(None, since, until)


def network_posts(actor: Actor) -> list[Post]:
    """All posts by name, for who sees the network. Raises ``Absent``."""
    check_may(actor, NETWORK)
    return offices.posts()


def numbers_of_network(actor: Actor, codes: list[str], at: dt.datetime) -> list[PostNumbers]:
    """All these posts side by side, in that order. Raises ``Absent``."""
    check_may(actor, NETWORK)
    return network_numbers(codes, at)


def figures_of_network(
    actor: Actor, indicator: str, *, since: dt.date, until: dt.date, known: dt.datetime,
    by: Sequence[str] = (), posts: Sequence[str] | None = None,
) -> Figures:  # fmt: skip
    """The figures of the network, or of some posts, for who sees it. Raises ``Absent``, and what
    ``figures`` raises."""
    check_may(actor, FIGURES_NETWORK)
    return figures(indicator, since=since, until=until, known=known, by=by, posts=posts)


def figures_of_post(
    actor: Actor, code: str, indicator: str, *, since: dt.date, until: dt.date, known: dt.datetime,
    by: Sequence[str] = (),
) -> Figures:  # fmt: skip
    """The figures of one post, for who leads there. Raises ``Absent``, and what ``figures`` raises."""
    check_may(actor, FIGURES_POST, Scope(post=code), about=("post", code))
    return figures(indicator, since=since, until=until, known=known, by=by, posts=[code])


def to_collect() -> list[str]:
    """Chains of the journal with entries that make facts and were not read yet; for the loop."""
    marks = dict(Collected.objects.values_list("chain", "number"))
    found = []
    for name, length in Chain.objects.order_by("name").values_list("name", "length"):
        mark = marks.get(name, 0)
        if length > mark and (length - mark > UNREAD or _any_fact(name, mark)):
            found.append(name)
    return found


def _any_fact(chain: str, mark: int) -> bool:
    rows = Entry.objects.filter(chain=chain, number__gt=mark, kind="act", what__in=sorted(READERS))
    return rows.exists()


def to_tally(at: dt.datetime) -> list[dt.date]:
    """Days that are over and were not tallied; for the loop."""
    return due_days(at)
