"""What keeps the invented directory alive: places free, agreements, a note, what came by a link, and
what was not found."""

from __future__ import annotations

import datetime as dt
import random

from cauce.cases.models import Case
from cauce.directory.actions import (
    edit_entry,
    invite,
    record_agreed,
    say_by_link,
    say_capacity,
)
from cauce.directory.models import Service
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals.actions import record_unmet
from cauce.staff.offices.models import Post

from . import network
from .world import Invented

SEED = 20260111
REASONS = (
    ("men",),
    ("families",),
    ("men", "families"),
    ("capacity",),
    ("language",),
    ("none",),
    ("labour",),
    ("distance",),
    ("minors",),
)
NEEDS = ("shelter", "shelter", "shelter", "legal", "psychological", "economic")


def load(now: dt.datetime, shown: str) -> None:
    """Small numbers, the same each time; the post that the tour shows has one thing to review."""
    chance = random.Random(SEED)  # noqa: S311 - invented, not a secret
    post = Post.objects.get(code=shown)
    shelters = list(
        Service.objects.filter(kinds__kind="shelter").select_related("organization").order_by("id")
    )
    house = house_of(post)
    for service in shelters:
        _tell(chance, service, now, shown=service == house)
    ours = [one for one in shelters if one.places.filter(location__state=post.state).exists()]
    for number, service in enumerate((ours or shelters)[:3], start=1):
        begins = now.date() - dt.timedelta(days=400)
        record_agreed(
            actor=SYSTEM,
            post=post,
            organization=service.organization,
            kind="memorandum",
            number=f"{shown}-EJ-{number:02}",
            valid_from=begins,
            valid_to=now.date() + dt.timedelta(days=(40, 300, 700)[number - 1]),
        )
    if shelters:
        chosen = (ours or shelters)[0]
        link = invite(actor=SYSTEM, service=chosen, post=post, at=now)
        say_by_link(
            actor=SYSTEM,
            invitation=link.invitation,
            at=now,
            changes={"free": 3, "families": True, "languages": ["spa", "mix"]},
        )
    _missing(chance, now)


def house_of(post: Post) -> Service | None:
    """The house in the city of a post whose people sign in; None: there is none."""
    rows = Service.objects.filter(kinds__kind="shelter", organization__partner__isnull=False)
    here = rows.filter(places__location__state=post.state, places__location__city=post.city)
    return here.select_related("organization").order_by("id").first()


def _tell(chance: random.Random, service: Service, now: dt.datetime, *, shown: bool) -> None:
    """What a house says of itself, which agrees with whom it takes in. ``shown``: of the post of the tour."""
    service.refresh_from_db(fields=["version"])
    changes = {
        name: value
        for name, value in (
            ("accessible", chance.choice((True, False, None))),
            ("pregnant", chance.choice((True, True, None))),
            ("pets", chance.choice((True, False, None))),
            ("cost", chance.choice(("free", "free", ""))),
            ("intake", chance.choice(("phone", "referral", ""))),
            ("reporting", chance.choice(("asked", "minors", "own", ""))),
        )
        if value not in (None, "")
    }
    if shown:
        changes |= {"accessible": True, "pregnant": True}
    if service.sex == "men":
        changes.pop("pregnant", None)
    now_is = edit_entry(actor=SYSTEM, service=service, version=service.version, changes=changes)
    if shown or chance.random() < 0.7:
        ago, free = dt.timedelta(days=chance.choice((0, 1, 2, 3, 12, 40))), chance.choice((0, 0, 1, 2, 4))
        if shown:
            ago, free = dt.timedelta(0), 3
        if service.status == "temporarily closed":
            free = 0
        say_capacity(actor=SYSTEM, service=now_is, version=now_is.version, free=free, at=now - ago)


def _missing(chance: random.Random, now: dt.datetime) -> None:
    """For some cases of the last year nothing fitted: most often a place to sleep, for men or families."""
    cases = Case.objects.filter(blocked_at=None, erased_at=None).select_related("post")
    rows = [case for case in cases.order_by("folio") if chance.random() < 0.08]
    for case in rows[:160]:
        record_unmet(
            actor=SYSTEM,
            case=case,
            need=chance.choice(NEEDS),
            reasons=chance.choice(REASONS),
            at=now - dt.timedelta(days=chance.randint(0, 300)),
        )


INVENTED = Invented(110, lambda world: load(world.now, network.SHOWN))
