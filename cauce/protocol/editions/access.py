"""Which edition holds: the one door to content for everything that has a database.

An edition begins at the first minute of its date at headquarters, everywhere at once.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db.models import Max
from django.utils import timezone

from cauce.content import earlier_editions
from cauce.content.annex import Annex
from cauce.content.earlier_editions import edition_on
from cauce.content.errors import BadInput, NotInForce, unknown
from cauce.content.loader import Edition as Content
from cauce.content.loader import load_edition
from cauce.custody.journal.door import Absent, check_may
from cauce.rules.permissions import Actor, Scope, permits

from . import annexes, folder, schedule, writers
from .models import Approval, Edition, PostAnnex, Trial
from .paths import check_path


def current_edition(at: dt.datetime | None = None) -> Content:
    """The edition in force at an instant (None: now), for whatever is not bound to one already.

    Raises ``NotInForce`` when the dates leave that day without an edition.
    """
    day = schedule.day_of(at or timezone.now())
    if not schedule.dated():
        return _came_with_the_program(day)
    held = schedule.last_before(day)
    if held is None:
        first = schedule.dated()[0]
        raise NotInForce(
            f"el {day.isoformat()} aún no regía ninguna edición.",
            f"on {day.isoformat()} no edition was in force yet.",
            cure_es=f"La primera, {first.id}, rige desde el {first.in_force_from.isoformat()}.",
            cure_en=f"The first, {first.id}, is in force from {first.in_force_from.isoformat()}.",
        )
    return folder.load(held.id, held.hash)


def _came_with_the_program(day: dt.date) -> Content:
    """What was shipped for that day. Before the first one of all, that one: the rules refuse the day."""
    now = load_edition()
    if day >= now.info.in_force_from:
        # A folder that says when it ends leaves a hole after that day, and the hole is said.
        return now if now.info.in_force_to is None else edition_on(day)
    before = earlier_editions.earlier()
    if not before:
        return now
    begun = [one for one in before if one.in_force_from <= day]
    one = begun[-1] if begun else before[0]
    return folder.load(one.id, one.hash)


def edition_by_id(id: str) -> Content:
    """An edition that is, was or will be in force, whatever became of it. NotInForce for any other.

    Where nobody ever drafted, those that came with the program; an earlier one of them in any house.
    """
    for one in schedule.dated():
        if one.id == id:
            return folder.load(one.id, one.hash)
    shipped = load_edition()
    if shipped.info.id == id and not schedule.dated():
        return shipped
    for before in earlier_editions.earlier():
        if before.id == id:
            return folder.load(before.id, before.hash)
    raise NotInForce(
        f"la edición {id} no está en este sistema.",
        f"edition {id} is not in this system.",
        where=id,
        cure_es="Recupérela de un respaldo, o regístrela con «cauce edition adopt».",
        cure_en="Restore it from a backup, or register it with 'cauce edition adopt'.",
    )


def first_day() -> dt.date:
    """Since when there is any edition at all: from then on the periods of the Protocol can count."""
    held = schedule.dated() or earlier_editions.shipped()
    return held[0].in_force_from


def beginnings(after: dt.datetime, until: dt.datetime) -> tuple[tuple[str, dt.datetime], ...]:
    """The editions that began after an instant and not after another, each with the instant it began."""
    held = (
        (one.id, schedule.start_of(one.in_force_from))
        for one in schedule.dated() or earlier_editions.shipped()
    )
    return tuple((id, at) for id, at in held if after < at <= until)


def offered() -> Content | None:
    """What came with the program and this house could take over as a draft; None: it has it already.

    A house that never drafted follows it by itself.
    """
    if not Edition.objects.exists():
        return None
    shipped = load_edition()
    return None if Edition.objects.filter(id=shipped.info.id).exists() else shipped


def edition_under(id: str, post: str, annex: int) -> Content:
    """An edition with what a post added to it in that version of its annex (0: nothing)."""
    return annexes.merged(edition_by_id(id), post, annex)


def merged(edition: Content, post: str, annex: int) -> Content:
    """Any edition, a draft too, with what a post adds in that version of its annex (0: nothing)."""
    return annexes.merged(edition, post, annex)


def annex_number(post: str) -> int:
    """The annex that a post follows now; 0: it has none."""
    rows = PostAnnex.objects.filter(post=post, state="approved")
    return rows.aggregate(last=Max("number"))["last"] or 0


def annex_numbers() -> dict[str, int]:
    """The annex that each post follows now; a post without one is not in it."""
    rows = PostAnnex.objects.filter(state="approved").values("post").annotate(last=Max("number"))
    return {row["post"]: row["last"] for row in rows}


def annex_content(id: str, post: str, number: int) -> Annex:
    """What a post adds, as read against an edition."""
    return annexes.annex_of(edition_by_id(id), post, number)


# For the pages of headquarters and of whoever leads a post


def in_force(at: dt.datetime) -> str:
    """The id of the edition in force at an instant."""
    return current_edition(at).info.id


def in_force_between(since: dt.date, until: dt.date) -> tuple[str, ...]:
    """Ids of the editions in force on some day of [``since``, ``until``), oldest first."""
    held, last = schedule.dated(), dt.date.max
    if not held:
        held, end = earlier_editions.shipped(), load_edition().info.in_force_to
        last = dt.date.max if end is None else end + dt.timedelta(days=1)
    ends = (*(one.in_force_from for one in held[1:]), last)
    return tuple(
        one.id for one, end in zip(held, ends, strict=True) if one.in_force_from < until and end > since
    )


def editions(actor: Actor) -> list[Edition]:
    """Every edition that the actor may read, the newest date first: drafts only for headquarters."""
    check_may(actor, "edition.read")
    rows = Edition.objects.order_by("-in_force_from", "-id")
    if not permits(actor, "edition.draft").allowed:
        rows = rows.filter(state__in=Edition.IN_USE)
    return list(rows)


def edition_for(actor: Actor, id: str, *, permission: str = "edition.read") -> Edition:
    """One edition. Raises ``Absent`` for a draft that is not the actor's to see, or for none."""
    check_may(actor, permission, about=("edition", id))
    found = Edition.objects.filter(id=id).first()
    if found is None:
        raise Absent()
    if not found.in_use:
        check_may(actor, "edition.draft", about=("edition", id))
    return found


def content_of(edition: Edition) -> Content:
    """What an edition says, also while it is a draft. BadInput when it cannot be read."""
    return folder.load(edition.id, edition.content_hash)


def base_of(edition: Edition) -> Content | None:
    """What the edition before it says; None: it is the first."""
    base = Edition.objects.filter(id=edition.base_id).first()
    return content_of(base) if base else None


def texts(edition: Edition) -> dict[str, str]:
    """Every file of an edition by its path."""
    return folder.texts_of(edition)


def file_hashes(edition: Edition) -> dict[str, str]:
    """The hash of every file of an edition by its path."""
    return dict(edition.files.values_list("path", "content_id"))


def file_of(edition: Edition, path: str) -> tuple[str, str]:
    """The text of a file and its hash; two empty texts for one that is not there yet.

    Raises ``Absent`` for a path that is no file of content.
    """
    try:
        check_path(path)
    except BadInput as problem:
        raise Absent() from problem
    row = edition.files.filter(path=path).select_related("content").first()
    return (row.content.text, row.content_id) if row else ("", "")


def file_with(edition: Edition, folder: str, id: str) -> tuple[str, str, str]:
    """Path, text and hash of the file below a folder that holds the entry with that id.

    Raises ``Unknown`` when no file does.
    """
    mark = re.compile(rf"^- (?:\{{\s*)?id:\s*[\"']?{re.escape(id)}[\"']?\s*$", re.MULTILINE)
    rows = edition.files.filter(path__startswith=folder).select_related("content")
    for row in rows.order_by("path"):
        if mark.search(row.content.text):
            return row.path, row.content.text, row.content_id
    raise unknown("archivos", "files", id, ())


def approvals(edition: Edition) -> list[Approval]:
    """Who approved it, in order; what was taken back is not in it."""
    return list(edition.approvals.filter(taken_back_at=None).order_by("at"))


def last_trial(edition: Edition) -> Trial | None:
    """The last trial of exactly what the edition now says; None: it was not tried like this."""
    rows = Trial.objects.filter(edition=edition, content_hash=edition.content_hash)
    return rows.order_by("-at").first()


def annex_for(actor: Actor, post: str, *, permission: str = "annex.read") -> dict[str, Any]:
    """The annex of a post: ``approved`` and ``draft``, None where there is none. Raises ``Absent``."""
    check_may(actor, permission, Scope(post=post), about=("post", post))
    rows = PostAnnex.objects.filter(post=post).order_by("-number")
    return {
        "approved": rows.filter(state="approved").first(),
        "draft": rows.filter(state="draft").first(),
    }


def annexes_to_approve(actor: Actor) -> list[PostAnnex]:
    """Drafts of posts that this person could approve, by post: not those they wrote part of."""
    rows = PostAnnex.objects.filter(state="draft").order_by("post")
    return [
        row
        for row in rows
        if permits(actor, "annex.approve", row.scope).allowed
        and actor.user not in writers.of_annex(row.post, row.number)
    ]
