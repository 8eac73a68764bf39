"""The only writes of persons and identities."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from cauce.content.errors import CauceError
from cauce.custody.journal.door import EFFECT, Entry, act, effect
from cauce.custody.journal.held import lock
from cauce.rules.permissions import Actor

from .. import vault
from ..facts import clean_birth_date, clean_name
from ..models import Identity, Mark, Person


class Conflict(CauceError):
    """Somebody saved a newer version; ``current`` holds it, and nothing was overwritten."""

    id = "conflict"

    def __init__(self, version: int, current: dict[str, str]) -> None:
        self.version, self.current = version, current
        super().__init__(
            "Otra persona guardó cambios mientras usted escribía; los suyos siguen aquí.",
            "Somebody else saved changes while you were writing; yours are still here.",
            cure_es="Compare ambos textos y guarde el que deba quedar.",
            cure_en="Compare both and save the one that should stay.",
        )


@act("person.add", requires=EFFECT)
def add_person(*, actor: Actor, entry: Entry, post_code: str, key_id: UUID) -> Person:
    """A person without a name yet: story first, name last."""
    person = Person.objects.create(post_id=post_code, key_id=key_id)
    entry.about("person", person.id, post=post_code)
    return person


@effect
def move_person(person_id: UUID, post_code: str) -> None:
    """Another post keeps the person from now on; part of the transfer of their case."""
    Person.objects.filter(id=person_id).update(post_id=post_code)


def _clean_identity(fields: dict[str, str], on: dt.date) -> dict[str, str]:
    """The fields of an identity, checked one by one. Raises ``BadInput`` naming the field."""
    clean = {}
    for name in vault.FIELDS:
        value = fields.get(name, "")
        if name == "birth_date":
            clean[name] = clean_birth_date(value, name, on)
        else:
            clean[name] = clean_name(value, name)
    return clean


@effect
def write_identity(
    *, person: Person, seen_version: int, fields: dict[str, str], at: dt.datetime, by: str
) -> int:
    """Seal a new version of the identity and return its number.

    Raises ``Conflict`` when ``seen_version`` is not the newest, ``BadInput`` when a field is bad.
    """
    # Not ``FOR UPDATE``: a row that points to the person may be written meanwhile.
    lock(person)
    version, current = vault.open_latest(person)
    if version != seen_version:
        raise Conflict(version, current)
    vault.close(person, version + 1, _clean_identity(fields, at.date()), at=at, by=by).save()
    return version + 1


@effect
def forget_marks(person: Person) -> None:
    """Nothing of this identity is compared any more, from this moment on."""
    Mark.objects.filter(person=person).delete()


@effect
def erase_identity(person: Person) -> None:
    """Forget who it is: she does not want it kept."""
    forget_marks(person)
    Identity.objects.filter(person=person).delete()
