"""The only look-ups of numbers: a post's for whoever leads it, the network's for headquarters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cauce.custody.journal.door import check_may
from cauce.custody.journal.models import Chain, Entry
from cauce.rules.adherence import Rate, wilson
from cauce.rules.permissions import Actor, Scope
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post

from .access_closed import closed
from .boards import adherence, outside
from .boards.adherence import Part, Year, parts_of
from .boards.likeness import Alike
from .boards.outside import Network, network
from .boards.post_comparison.comparison import Beside
from .boards.post_comparison.kept import own_of
from .closed import BOARD
from .facts.departures import Recorded, recorded
from .facts.model import PostNumbers
from .facts.readers import READERS
from .facts.tallying import due_days
from .hiding import closing, cues_table
from .indicators.cues import CueNumbers, cue_numbers
from .indicators.network_numbers import now_of
from .indicators.post_numbers import post_numbers
from .models import Collected

POST, NETWORK = "numbers.post", "numbers.network"
UNREAD = 20_000  # entries without a fact after which a chain is marked as read all the same


def numbers_of_post(actor: Actor, code: str, at: dt.datetime) -> PostNumbers:
    """The numbers of one post, for who leads there. Raises ``Absent``."""
    check_may(actor, POST, Scope(post=code), about=("post", code))
    return post_numbers(code, at)


@dataclass(frozen=True, slots=True)
class Now:
    """A post as it stands, beside the network as the last closing tells it, and how alike all posts act."""

    numbers: PostNumbers
    parts: list[Part]
    year: str  # of the parts
    alike: Alike


def post_now(actor: Actor, code: str, at: dt.datetime) -> Now:
    """One post, for who leads there. Raises ``Absent``."""
    check_may(actor, POST, Scope(post=code), about=("post", code))
    followed, steps = closing.standing_of(BOARD + adherence.ID, "steps")
    year = _year(followed, at)
    parts = parts_of(adherence.own_of(code, year.period, at), year)
    alike = outside.how_alike(steps, at)
    return Now(now_of(code, at), parts, year.code, alike)


def _followed(at: dt.datetime) -> Year:
    """How closely all posts follow the Protocol, as its board was closed."""
    return _year(closing.standing(BOARD + adherence.ID), at)


def _year(found: closing.Closed, at: dt.datetime) -> Year:
    return Year(found, adherence.year_of(found.at or at))


def followed_at_post(actor: Actor, code: str, at: dt.datetime) -> tuple[str, Rate | None]:
    """The year that every page tells, and how much one post followed of what was due in it, for who leads
    there; None: nothing was due. Raises ``Absent``."""
    check_may(actor, POST, Scope(post=code), about=("post", code))
    year = adherence.year_of(at)
    return year.code, wilson(*adherence.whole_of(adherence.own_of(code, year, at)))


def recorded_of_post(actor: Actor, code: str, since: dt.datetime) -> Recorded:
    """Departures of one post since an instant, and steps that it recorded as on time after their deadline,
    for who leads there. Raises ``Absent``."""
    check_may(actor, POST, Scope(post=code), about=("post", code))
    return recorded(code, since)


def cases_of_edition(actor: Actor, id: str) -> dict[str, int | None]:
    """Open and closed cases that follow an edition, for who sees the network. None: hidden. Raises
    ``Absent``."""
    found = closed(actor, "editions")
    return {state: found.number(id, state) for state in ("open", "closed")}


def cues_of_post(actor: Actor, code: str, since: dt.date, until: dt.date) -> CueNumbers:
    """Passive cues of one post in a quarter, for who leads there. Raises ``Absent``."""
    check_may(actor, POST, Scope(post=code), about=("post", code))
    return cue_numbers([code], since, until)


def cues_of_network(actor: Actor, since: dt.date, until: dt.date) -> CueNumbers:
    """Passive cues of all posts in a quarter, for who sees the network. Raises ``Absent``."""
    return cues_table.numbers_of(closed(actor, "cues"), since, until)


def network_posts(actor: Actor) -> list[Post]:
    """All posts by name, for who sees the network. Raises ``Absent``."""
    check_may(actor, NETWORK)
    return offices.posts()


def numbers_of_network(actor: Actor, posts: list[Post]) -> Network:
    """All posts (``network_posts``) side by side, as the last closing tells them. Raises ``Absent``."""
    found = closed(actor, "posts")
    return network(found, _followed(found.at or timezone.now()), [one.code for one in posts])


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


def beside_network(actor: Actor, code: str, at: dt.datetime) -> Beside:
    """One post whole beside the network, both as of the last closing; where that did not know the post, as it
    is now. Raises ``Absent``."""
    check_may(actor, POST, Scope(post=code), about=("post", code))
    steps, likeness, followed = closing.standing_of("steps", "likeness", BOARD + adherence.ID)
    year = _year(followed, at)
    mine = adherence.whole_of(adherence.own_of(code, year.period, at))
    told = outside.Tables(steps, likeness, year, mine if mine[1] else None)
    return outside.likeness(own_of(code, at), told, at)


def likeness(actor: Actor, at: dt.datetime) -> Beside:
    """How alike all posts acted up to the last closing, and as it tells; nothing before the first. Raises
    ``Absent``."""
    told = outside.Tables(closed(actor, "steps"), closed(actor, "likeness"), _followed(at))
    return outside.likeness(None, told, at)


def closed_on(actor: Actor) -> dt.datetime | None:
    """When the numbers of the network were closed last, for who sees it. None: never. Raises ``Absent``."""
    return closed(actor, "steps").at


def alike_of_network(actor: Actor, at: dt.datetime) -> Alike:
    """How alike all posts act, as the last closing tells it, for who sees the network. Raises ``Absent``."""
    return outside.how_alike(closed(actor, "steps"), at)
