"""The case that an exact number opens: a folio of ours, or its number in another register.

What does not open to whoever asks (a case of another post, one that is closed to them, blocked or erased) is
left out by the question itself: to the database it is no row, as is a number that nobody ever gave.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q

from cauce.cases.rules.folios import read_folio
from cauce.cases.rules.registers import clean_number, same
from cauce.content.errors import BadInput
from cauce.custody.keystore import mark
from cauce.rules.permissions import Actor, permits, posts_with

from .models import Case, RegisterKey, RegisterNumber

READ = "case.read"


def case_of_number(actor: Actor, typed: str) -> UUID | None:
    """The case that opens to this actor with exactly this number, open or closed; None: none does.

    As many questions whether the number is nobody's, another post's or of a case that is closed to the
    actor. That the case is read is for its own page to write down.
    """
    if not actor.posts:
        return None  # all of their cases are of a post, and they are of none
    return _of_folio(actor, typed) or _of_register(actor, typed)


def _opens(actor: Actor, case: str = "") -> Q:
    """What the map opens to the actor, said to the database; ``case``: the way from the row to its case."""
    own = posts_with(actor, READ)
    leads = [grant.post for grant in actor.grants if grant.post and grant.role == "head_of_post"]
    at = {name: f"{case}{name}" for name in ("post_id__in", "blocked_at", "erased_at", "sealed_at")}
    whole = Q(**{at["post_id__in"]: own, at["blocked_at"]: None})
    sealed = Q(**{at["post_id__in"]: leads}) | Q(**{at["post_id__in"]: own, f"{case}officer_id": actor.user})
    sealed &= Q(**{at["sealed_at"]: F(at["blocked_at"])})
    return (whole | sealed) & Q(**{at["erased_at"]: None})


def _whole(actor: Actor, case: Case | None) -> UUID | None:
    # The question left out what does not open; the map has the last word.
    return case.id if case is not None and permits(actor, READ, case.scope).allowed else None


def _of_folio(actor: Actor, typed: str) -> UUID | None:
    folio = read_folio(typed)
    if folio is None:
        return None
    rows = Case.objects.filter(_opens(actor), folio=folio)
    return _whole(actor, rows.select_related("post").first())


def _of_register(actor: Actor, typed: str) -> UUID | None:
    """By the keyed mark of the number: no number is opened, of whatever case it is."""
    try:
        number = same(clean_number(typed))
    except BadInput:
        return None
    keys = RegisterKey.objects.order_by("register")
    marks = [mark(key.id, key.register, number) for key in keys]
    rows = RegisterNumber.objects.filter(_opens(actor, "case__"), mark__in=marks, ended_at=None)
    found = rows.select_related("case__post").order_by("register").first()
    return _whole(actor, found.case if found else None)
