"""Keys that people hold, and the reserved text that only they open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore.escrow import escrow_public
from cauce.custody.keystore.holders import ESCROW, SHORTEST, close_reserved, new_holder
from cauce.rules.permissions import Actor

from .. import access_reserved as reserved
from ..models import Case, HolderKey, ReservedText
from ..sections import LONGEST, SectionConflict

bad_input = BadInputs(__file__)

FEWEST = 2  # so that nothing is lost when one of them leaves


@act("reserved.make_key", requires="reserved.hold")
def make_holder_key(*, actor: Actor, entry: Entry, passphrase: str, at: dt.datetime) -> HolderKey:
    """A key pair of one's own; the one before stays for what was sealed with it.

    Raises ``BadInput`` for a short passphrase.
    """
    if len(passphrase.strip()) < SHORTEST:
        raise bad_input(
            "the_passphrase_needs_at_least_shortest_letters", where="passphrase", shortest=SHORTEST
        )
    HolderKey.objects.filter(user_id=actor.user, replaced_at=None).update(replaced_at=at)
    public, private = new_holder(passphrase)
    made = HolderKey.objects.create(user_id=actor.user, public=public, private=private, made_at=at)
    entry.about("holder_key", made.id)
    return made


def _keys_for(case: Case, users: Iterable[str]) -> dict[str, bytes]:
    """Public halves by id of key, the escrow's too. Raises ``BadInput``."""
    allowed = {str(user.id) for user in reserved.may_hold(case)}
    chosen = set(users)
    if len(chosen) < FEWEST or not chosen <= allowed:
        raise bad_input("at_least_two_protection_staff_at_post", where="holders")
    public = escrow_public()
    if public is None:
        raise bad_input("the_escrow_is_missing")
    rows = HolderKey.objects.filter(user_id__in=chosen, replaced_at=None)
    return {str(row.id): bytes(row.public) for row in rows} | {ESCROW: public}


@act("reserved.write", requires="reserved.hold", on="case")
def write_reserved(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    text: str,
    holders: Iterable[str],
    seen: int,
    passphrase: str = "",
    at: dt.datetime,
) -> int:
    """Seal the next version for these people (ids of users) and the escrow; its number.

    Where there is one already, only who opens it (``passphrase``) writes the next: nobody replaces
    what they cannot read. Raises ``BadInput``, ``SectionConflict``, ``WrongPassphrase``, ``Absent``.
    """
    if not text.strip() or len(text) > LONGEST:
        raise bad_input("write_the_text", where="text", longest=LONGEST)
    row = reserved.newest(case)
    version = row.version if row else 0
    if version != seen:
        raise SectionConflict(version, None)
    if row is not None:
        reserved.open_text(actor, case, passphrase)
    keys = _keys_for(case, holders)
    made = ReservedText(
        case=case, version=version + 1, saved_at=at, saved_by=actor.user, holders=sorted(set(keys) - {ESCROW})
    )
    kept = close_reserved(text, keys, reserved.inner_context(case, made.version))
    made.sealed = ReservedText.sealed.seal(made, kept)
    made.save()
    entry.about("case", case.id, post=case.post_id)
    entry.detail(version=made.version, holders=len(made.holders))
    return made.version
