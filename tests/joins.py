"""Two files of one person at Houston and Laredo, and each step up to reading them as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.custody.journal.gathered import gathered
from cauce.measurement.rounds import joins_counted
from cauce.operations.loop.tick import each
from cauce.sharing.joins import actions as joins
from cauce.sharing.joins.join_side import Leg
from cauce.sharing.joins.models import Join, Possible
from cauce.staff.notices.models import Message
from cauce.staff.offices.access import post_of
from tests.linking import named_case
from tests.rounds import rounds_of

HERE = ("María Guadalupe", "Tzotzilmeh", "Pérez", "1998-02-11")
THERE = ("Ma. Lupita", "Tzotzilmé", "Peres", "1998-11-02")  # as another post wrote it down

MORNING = dt.datetime(2026, 5, 5, 15, 0, tzinfo=dt.UTC)


def loop() -> dict[str, int]:
    """What ``cauce tick`` does of this."""
    at = timezone.now()
    return rounds_of("cauce.sharing.joins", at, each) | {"joins_counted": joins_counted(at, each)}


def notices(start: str) -> list[Message]:
    return list(Message.objects.filter(key__startswith=start))


def see(client, cast_member, route, *args):
    client.force_login(cast_member.user)
    return client.get(reverse(route, args=args))


def says(by, case, purpose, given=True, **more):
    return cases.record_consent(
        actor=by.actor,
        case=case,
        purpose=purpose,
        given=given,
        at=timezone.now(),
        **gathered(more, terms=cases.ConsentTerms),
    )


def known(cast, by, post, person, yes: bool | None = True) -> Case:
    """A file with a name, whose owner said yes, no or nothing to being asked about elsewhere."""
    case = named_case(cast, person, officer=by, post=post, counting=None)
    if yes is not None:
        says(by, case, "known_elsewhere", yes)
    return case


def two(cast, here=HERE, there=THERE) -> SimpleNamespace:
    """Both said yes, and the loop has found them."""
    found = SimpleNamespace(
        here=known(cast, cast.ines, cast.houston, here),
        there=known(cast, cast.tomas, cast.laredo, there),
    )
    loop()
    found.possible = Possible.objects.filter(sides__case=found.here).first()
    return found


def both(cast, pair):
    return ((cast.ines, pair.here), (cast.tomas, pair.there))


def told_same(cast, pair, said=("same", "same")) -> None:
    """Both wanted to talk, talked, and said what it was."""
    for by, case in both(cast, pair):
        joins.want_to_talk(actor=by.actor, possible=pair.possible, case=case, at=timezone.now())
    for (by, case), what in zip(both(cast, pair), said, strict=True):
        joins.answer(actor=by.actor, possible=pair.possible, case=case, said=what, at=timezone.now())
    pair.possible.refresh_from_db()


def joined(cast, pair, until: Callable[[], object] = lambda: None) -> Join:
    """Her yes at both posts, asked from Houston, which leads, and agreed to at Laredo.

    ``until``: done in between, when only the other's agreement is missing."""
    for by, case in both(cast, pair):
        says(by, case, "joining")
    asked = joins.ask_to_join(
        actor=cast.ines.actor, possible=pair.possible, case=pair.here, leads=True, at=timezone.now()
    )
    until()
    joins.agree_to_join(actor=cast.tomas.actor, leg=Leg(asked, pair.there.id), at=timezone.now())
    for case in (pair.here, pair.there):
        case.refresh_from_db()
    return asked


def joined_elsewhere(cast) -> dict[str, object]:
    """A coincidence between two posts and the joint file it led to, without a name in either."""
    files = []
    for by in (cast.ines, cast.tomas):
        case = cases.open_case(
            actor=by.actor, post=post_of(by.actor), channel="walk_in", started_at=timezone.now()
        )
        for purpose in ("keeping", "known_elsewhere"):
            says(by, case, purpose)
        files.append(case)
    possible = Possible.objects.create(pair=uuid4().hex, found_at=timezone.now())
    for case in files:
        possible.sides.create(case=case)
    pair = SimpleNamespace(here=files[0], there=files[1], possible=possible)
    told_same(cast, pair)
    return {"possible_id": possible.id, "join_id": joined(cast, pair).id}
