"""The only look-ups of reserved texts, and the only place where one is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cauce.custody.journal.door import Absent, check_may, record_read, record_refusal
from cauce.custody.keystore.holders import WrongPassphrase, open_holder, open_reserved
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .models import Case, HolderKey, ReservedText

ROLES = ("protection_officer", "protection_consul")


def inner_context(case: Case, version: int) -> str:
    """What the seal for the holders is bound to."""
    return f"cases.reserved|{case.id}|holders|{version}"


def own_key(user_id: object) -> HolderKey | None:
    """The key pair in use of somebody; None: they have none."""
    return HolderKey.objects.filter(user_id=str(user_id), replaced_at=None).first()


def newest(case: Case) -> ReservedText | None:
    """The newest reserved text of a case; None: there is none."""
    return ReservedText.objects.filter(case=case).order_by("-version").first()


def kept_of(case: Case, row: ReservedText) -> dict[str, Any]:
    """What is sealed for the holders; it opens nothing by itself."""
    return ReservedText.sealed.open(row, case.key_id)


def may_hold(case: Case) -> list[User]:
    """People of protection at the post of the case who have a key of their own."""
    with_key = HolderKey.objects.filter(replaced_at=None).values_list("user_id", flat=True)
    return _with_key(case, set(with_key))


def _with_key(case: Case, with_key: set[UUID]) -> list[User]:
    return [user for user in offices.staff(case.post_id, *ROLES, case=case.id) if user.id in with_key]


@dataclass(frozen=True)
class Reserved:
    """What the page shows without opening anything. ``version`` 0: nothing was reserved yet."""

    version: int
    saved_at: datetime | None
    holders: list[str]
    chosen: list[str]  # their ids
    mine: bool
    has_key: bool
    candidates: list[User]


def reserved_of(actor: Actor, case: Case) -> Reserved:
    """Whether there is a reserved text and who holds it. Raises ``Absent``."""
    check_may(actor, "reserved.hold", case, about=("case", case.id))
    row = newest(case)
    ids = row.holders if row else []
    # The keys that hold it and those in use, read at once.
    keys = HolderKey.objects.filter(Q(id__in=ids) | Q(replaced_at=None)).select_related("user")
    hold = [one for one in keys if str(one.id) in ids]
    with_key = {one.user_id for one in keys if one.replaced_at is None}
    return Reserved(
        version=row.version if row else 0,
        saved_at=row.saved_at if row else None,
        holders=sorted(one.user.display_name for one in hold),
        chosen=[str(one.user_id) for one in hold],
        mine=any(str(one.user_id) == actor.user for one in hold),
        has_key=any(str(user) == actor.user for user in with_key),
        candidates=_with_key(case, with_key),
    )


def _mine(actor: Actor, ids: list[str]) -> HolderKey | None:
    # Also a key that was replaced since: its passphrase still opens what was sealed for it.
    return HolderKey.objects.filter(user_id=actor.user, id__in=ids).order_by("-made_at").first()


def open_text(actor: Actor, case: Case, passphrase: str) -> str:
    """The newest reserved text, for one of its holders; journalled, as is a wrong passphrase.

    Raises ``Absent`` for anybody else, ``WrongPassphrase``.
    """
    check_may(actor, "reserved.hold", case, about=("case", case.id))
    row = newest(case)
    key = _mine(actor, row.holders) if row else None
    if row is None or key is None:
        record_refusal(actor, "reserved.read", post=case.post_id, about=("case", case.id))
        raise Absent()
    try:
        private = open_holder(key.public, key.private, passphrase)
    except WrongPassphrase:
        record_refusal(actor, "reserved.read", post=case.post_id, about=("case", case.id))
        raise
    with transaction.atomic():
        text = open_reserved(kept_of(case, row), str(key.id), private, inner_context(case, row.version))
        record_read(actor, "reserved.read", about=("case", case.id), post=case.post_id, version=row.version)
    return text


def holders_of(case: Case) -> list[UUID]:
    """Accounts that open the reserved part of a case; none where there is none."""
    row = newest(case)
    if row is None:
        return []
    return list(HolderKey.objects.filter(id__in=row.holders).values_list("user_id", flat=True))
