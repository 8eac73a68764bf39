"""Identities are marked so that they can be compared: only whose owner wants it, and not again and again."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from cauce.custody.journal.door import effect, record_read
from cauce.custody.keystore import KeyGone, create_key, mark
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import NETWORK

from .. import vault
from ..access_marks import Due, mark_key
from ..identity_match import signs
from ..models import Mark, Marking, MarkKey, Person


def _key(at: dt.datetime) -> UUID:
    found = mark_key()
    if found is None:
        found = uuid4()
        create_key(found, NETWORK)  # committed first: a key without a row harms nobody
        MarkKey.objects.create(key_id=found, made_at=at)
    return found


def _said(person: Person) -> dict[str, str]:
    try:
        return vault.open_latest(person)[1]
    except KeyGone:  # whoever was forgotten is compared with nobody, and keeps nobody else from it
        return {}


@effect
def mark_identities(*, actor: Actor, due: Due, at: dt.datetime) -> None:
    """Let the marks follow who wants to be compared; each identity that is opened for it is journalled."""
    # All that goes, before the first entry of the journal: whoever takes a yes back deletes marks too.
    fresh = [one.person for one in due.new]
    Mark.objects.filter(person__in=[*due.gone, *due.held, *fresh]).delete()
    people = Person.objects.in_bulk(fresh)
    # By post: the journals of several posts are locked in one order everywhere.
    for one in sorted(due.new, key=lambda one: people[one.person].post_id):
        person = people[one.person]
        record_read(actor, "identity.mark", about=("person", person.id), post=person.post_id)
        if one.counts:
            Marking.objects.create(person=person, version=one.version, asked_by=one.by, at=at)
        key = _key(at)
        found = signs(_said(person)) or {"none": str(person.id)}
        Mark.objects.bulk_create(
            Mark(person=person, kind=kind, mark=mark(key, f"identity.{kind}", plain))
            for kind, plain in sorted(found.items())
        )
