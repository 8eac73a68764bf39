"""The only look-ups of persons; the vault opens here, for a reason, and it is written down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cauce.custody.journal import read_limits
from cauce.custody.journal.door import check_may, record_read
from cauce.protocol.editions.access import current_edition
from cauce.rules.names import How, closeness, nicknames, words
from cauce.rules.permissions import Actor, Scope
from cauce.rules.tools import age_on, doubts_adulthood

from . import vault
from .models import Person


@dataclass(frozen=True)
class Opened:
    """An identity as it was opened: version 0 when nothing has been saved yet."""

    version: int
    fields: dict[str, str]

    @property
    def name(self) -> str:
        """The name as Mexicans write it; empty when not known."""
        parts = ("given_names", "first_surname", "second_surname")
        return " ".join(filter(None, (self.fields.get(part, "") for part in parts)))


def identity(actor: Actor, person: Person, *, reason: str) -> Opened:
    """Open the identity; the read and its reason are journalled. Raises ``Absent``."""
    check_may(actor, "identity.read", person, about=("person", person.id))
    with transaction.atomic():
        record_read(actor, "identity.open", about=("person", person.id), post=person.post_id, reason=reason)
        return Opened(*vault.open_latest(person))


def birth_date_doubts(actor: Actor, person: Person, age: int | None, on: dt.date) -> bool:
    """Whether the sealed birth date casts doubt on the person having turned 18.

    For the acts that keep an age: a yes or a no leaves the vault and no date does; that it was
    compared is journalled. False too when no birth date was kept.
    """
    if not person.identities.exists():
        return False
    with transaction.atomic():
        record_read(actor, "identity.compare", about=("person", person.id), post=person.post_id)
        born = vault.open_latest(person)[1].get("birth_date")
    return bool(born) and doubts_adulthood(dt.date.fromisoformat(born), age, on)


def adult_on(actor: Actor, person: Person, on: dt.date) -> bool | None:
    """Whether the person is 18 or older on a day, by the sealed birth date; None: none was kept.

    A yes or a no leaves the vault and no date does; that it was compared is journalled.
    """
    if not person.identities.exists():
        return None
    with transaction.atomic():
        record_read(actor, "identity.compare", about=("person", person.id), post=person.post_id)
        born = vault.open_latest(person)[1].get("birth_date")
    return age_on(dt.date.fromisoformat(born), on) >= 18 if born else None


def search_in_scope(actor: Actor, post_code: str, text: str, most: int = 20) -> dict[UUID, How]:
    """Persons of one post whose name is close to the text, closest first, each with what the word that fits
    least was found by; decrypting in the scope.

    Any name counts, what the person is called too. The journal keeps a keyed hash of the question,
    never the name. Raises ``Absent``; ``TooMany`` for more names than an hour of work explains.
    """
    check_may(actor, "identity.search", Scope(post=post_code))
    read_limits.check_question(actor, post_code, timezone.now())
    wanted = " ".join(words(text))
    with transaction.atomic():
        record_read(
            actor,
            "identity.search",
            about=("post", post_code),
            post=post_code,
            question=salted_hmac("identity.search", wanted).hexdigest()[:16],
        )
        if not wanted:
            return {}
        known = nicknames(current_edition().catalogues.get("nicknames", ()))
        close = []
        for person_id, fields in vault.open_all(post_code):
            found = closeness(wanted, (fields.get(name, "") for name in vault.NAMES), known)
            if found is not None:
                close.append((-found.degree, str(person_id), person_id, found.weakest))
    return {person_id: how for *_, person_id, how in sorted(close)[:most]}
