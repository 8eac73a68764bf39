"""How many different people's records somebody opens in an hour and in a day, counted in the journal.

Different things count, not requests: reading one case all morning is one. The journal is the only
counter, so that no restart, second server or cleared cache forgets.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import connection

from cauce.rules.permissions import SYSTEM, Actor

from .models import Entry

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
COUNTED = (
    "case",
    "person",
    "referral",
    "arrival",
    "service",
    "aid",
    "call",
    "crew",
    "demand",
    "envelope",
    "petition",
    "return",
    "search",
    "transfer",
)
QUESTION = "identity.search"  # by name: a list of names tried one after the other finds whoever is here
MISSED = "number.find"  # a folio or a number that opened nothing: what was typed stands nowhere
EXTEND = "pace.extend"


class TooMany(Exception):
    """More different records than the work explains. ``why``: hour or day.

    No ``CauceError``: a form that shows those beside a field must not swallow this one.
    """

    def __init__(self, why: str, about: tuple[str, str]) -> None:
        self.why, self.about = why, about
        super().__init__(why)


def limit(actor: Actor, name: str) -> int:
    """The widest that one of the actor's roles allows."""
    own = [settings.PACE_OF_ROLE.get(grant.role, {}).get(name) for grant in actor.grants]
    given = [value for value in own if value is not None]
    return max(given) if given else settings.PACE[name]


def check(actor: Actor, about: tuple[str, str], at: dt.datetime) -> None:
    """Raise ``TooMany`` when one more different thing would be over the limit. One indexed query."""
    kind, id = about
    if kind not in COUNTED or actor.user == SYSTEM.user:
        return
    hour, day = (connection.ops.adapt_datetimefield_value(at - span) for span in (HOUR, DAY))
    # Asked with every page about somebody, and written out as in ``walks``.
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT "about_id", MAX("at") > %s FROM "journal_entry" WHERE "actor" = %s AND "at" > %s'
            """ AND "kind" = 'read' AND "about_kind" = %s GROUP BY "about_id" """,
            [hour, actor.user, day, kind],
        )
        seen = dict(cursor.fetchall())
    lately = {one for one, late in seen.items() if late}
    for why, known, span in (("hour", lately, HOUR), ("day", set(seen), DAY)):
        most = limit(actor, why)
        if id not in known and len(known) >= most and len(known) >= most + _extra(actor, at, span):
            raise TooMany(why, about)


def check_question(actor: Actor, post: str, at: dt.datetime) -> None:
    """Raise ``TooMany`` when one more name would be looked for than the work of an hour explains."""
    asked = Entry.objects.filter(actor=actor.user, at__gt=at - HOUR, kind="read", what=QUESTION)
    most = limit(actor, "questions")
    if asked.count() >= most and asked.count() >= most + _extra(actor, at, HOUR):
        raise TooMany("hour", ("post", post))


def check_missed(actor: Actor, at: dt.datetime) -> None:
    """Raise ``TooMany`` when more numbers that open nothing were tried than an hour of slips explains.

    Asked before any is looked up, so that a right one too is answered as all others from then on.
    """
    missed = Entry.objects.filter(actor=actor.user, at__gt=at - HOUR, kind="refused", what=MISSED)
    most = limit(actor, "missed")
    if missed.count() >= most and missed.count() >= most + _extra(actor, at, HOUR):
        raise TooMany("hour", ("post", min(actor.posts, default="")))


def _extra(actor: Actor, at: dt.datetime, span: dt.timedelta) -> int:
    return extensions(actor, at, span) * settings.PACE["extra"]


def extensions(actor: Actor, at: dt.datetime, span: dt.timedelta = DAY) -> int:
    """How often the actor said lately why they need more."""
    return Entry.objects.filter(actor=actor.user, at__gt=at - span, kind="act", what=EXTEND).count()


def walks(actor: Actor, at: dt.datetime) -> bool:
    """Whether the actor tried many ids of cases that do not open for them."""
    # Asked after each «nothing here», and written out: Django needs longer to put it together than
    # the database to answer it.
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT COUNT(DISTINCT "about_id") FROM "journal_entry" WHERE "actor" = %s AND "at" > %s'
            """ AND "kind" = 'refused' AND "about_kind" = 'case'""",
            [actor.user, connection.ops.adapt_datetimefield_value(at - HOUR)],
        )
        tried = cursor.fetchone()[0]
    return tried >= limit(actor, "unknown")
