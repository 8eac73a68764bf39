"""The only look-ups of kits on paper: by number as somebody typed it, by post, by case."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Q

from cauce.cases.models import Case
from cauce.content.errors import BadInput, BadInputs
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Absent, as_id, check_may
from cauce.custody.journal.look_up import look_up
from cauce.intake.kits.rules import read_number
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, posts_with
from cauce.staff.offices.models import Post

from .models import Kit, KitEntry, KitSheet

bad_input = BadInputs(__file__)

MOST = 200
OPEN = ("used", "given", "printed")  # what is not accounted for yet, in the order of the list
MOST_CHASED = 3


def kit_for(actor: Actor, kit_id: UUID | str, permission: str = "kit.manage") -> Kit:
    """One kit, for its post. Raises ``Absent``."""
    return look_up(Kit.objects.select_related("post"), actor, kit_id, permission, "kit")


def numbered(actor: Actor, post: Post, typed: str) -> Kit:
    """The kit of this post with the number as it was typed, also one that was entered already.

    Raises ``BadInput``, each with its own cure: misread, of another post, never printed, spoiled.
    """
    check_may(actor, "kit.enter", post)
    number = read_number(typed)
    if number.post != post.code:
        raise bad_input("this_kit_was_printed_for_another_post", where="number", post=number.post)
    found = Kit.objects.select_related("post").filter(post_id=post.code, serial=number.serial).first()
    if found is None:
        raise bad_input("the_number_is_well_formed", where="number", number=number)
    if found.state == "spoiled":
        raise bad_input("kit_number_was_noted_as_spoiled", where="number", number=number)
    return found


def kit_of_number(actor: Actor, typed: str) -> UUID | None:
    """The kit with exactly this number, of a post where the actor keeps kits; None: it opens none.

    A number that was misread, one of another post and one that was never printed are all None.
    """
    try:
        number = read_number(typed)
    except BadInput:
        return None
    rows = Kit.objects.filter(post_id__in=posts_with(actor, "kit.manage"))
    return rows.filter(post_id=number.post, serial=number.serial).values_list("id", flat=True).first()


def listed(actor: Actor, post: Post) -> list[Kit]:
    """The kits of a post: those not accounted for first, the used ones at their head. Raises ``Absent``."""
    check_may(actor, "kit.manage", post)
    rows = Kit.objects.filter(post=post).select_related("post", "entry")
    rows = rows.annotate(accounted=Count("done"))
    pending = [
        one for one in rows.filter(state="entered").order_by("serial") if one.accounted < len(one.sheets)
    ]
    still = sorted(rows.filter(state__in=OPEN)[:MOST], key=lambda one: (OPEN.index(one.state), one.serial))
    seen = {one.id for one in pending}
    over = [one for one in rows.exclude(state__in=OPEN).order_by("-serial")[:MOST] if one.id not in seen]
    return [*pending, *still, *over][:MOST]


def counted(actor: Actor, post: Post) -> Counter[str]:
    """How many kits of a post are in each state. Raises ``Absent``."""
    check_may(actor, "kit.manage", post)
    rows = Kit.objects.filter(post=post).values_list("state").annotate(n=Count("id"))
    return Counter(dict(rows))


def batch_of(actor: Actor, batch: UUID | str, post: Post) -> list[Kit]:
    """The kits that were printed together, in their order. Raises ``Absent``."""
    check_may(actor, "kit.manage", post)
    rows = Kit.objects.filter(post=post, batch=as_id(batch)).select_related("post")
    if not (found := list(rows.order_by("serial"))):
        raise Absent()
    return found


def entry_of(kit: Kit) -> KitEntry | None:
    """The entry of a kit already looked up; None: it was not entered."""
    return KitEntry.objects.filter(kit_id=kit.id).select_related("case").first()


def case_of(kit: Kit) -> UUID | None:
    """Id of the case that a kit was entered into; None: of none yet."""
    entry = entry_of(kit)
    return entry.case_id if entry else None


def done_of(kit: Kit) -> dict[str, KitSheet]:
    """The sheets of a kit already looked up that are accounted for."""
    return {row.sheet: row for row in KitSheet.objects.filter(kit_id=kit.id)}


def of_case(case: Case) -> list[KitEntry]:
    """The kits that were entered into a case already read, oldest first."""
    rows = KitEntry.objects.filter(case_id=case.id).select_related("kit")
    return list(rows.order_by("began_at"))


def numbers_of(kit_ids: Iterable[str]) -> dict[str, str]:
    """Numbers of kits by id, for incidents already looked up."""
    rows = Kit.objects.filter(id__in=[as_id(one) for one in kit_ids])
    return {str(row.id): row.number for row in rows}


def grace(at: dt.datetime) -> dt.timedelta:
    """How long a used kit is waited for to be entered."""
    return dt.timedelta(hours=parameter_on(current_edition(), "kit-entry", at.date()).value)


def late(at: dt.datetime) -> list[Kit]:
    """Kits reported used, or entered in part, that wait longer than they should; said up to three times.

    Not one whose file went to another post, was sealed, blocked or erased: nobody here could enter the rest.
    """
    wait = grace(at)
    works = Q(entry__case__post_id=F("post_id"), entry__case__blocked_at=None, entry__case__erased_at=None)
    rows = (
        Kit.objects.filter(
            Q(state="used", used_at__lte=at - wait)
            | works & Q(state="entered", entry__entered_at__lte=at - wait),
            chased__lt=MOST_CHASED,
        )
        .select_related("post", "entry")
        .annotate(accounted=Count("done"))
    )
    return [one for one in rows if due(one, one.accounted, at, wait)]


def due(kit: Kit, accounted: int, at: dt.datetime, wait: dt.timedelta) -> bool:
    """Whether a kit is to be chased at this instant (again)."""
    if kit.state == "used":
        since = kit.used_at
    elif kit.state == "entered" and accounted < len(kit.sheets):
        since = kit.entry.entered_at
    else:
        return False
    return since is not None and kit.chased < MOST_CHASED and since + wait * (kit.chased + 1) <= at
