"""Cases of Houston and Laredo with a known end, for whoever counts them."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions.bulk import Did, History, load_histories
from cauce.cases.models import Case
from cauce.content.loader import load_edition
from cauce.people.models import Person
from cauce.rules.permissions import SYSTEM

FACTS = {
    "contact.channel": "walk_in",
    "person.age": 31,
    "labour.claim": True,
    "danger.immediate": False,
    "protection.accepted": True,
}


class Maker:
    """Makes cases that began so many days ago; each act is (name, hours after the beginning)."""

    def __init__(self, cast) -> None:
        self.cast, self.at, self.number = cast, timezone.now(), 0

    def __call__(self, post, *acts, days: int = 30, imported: bool = False) -> Case:
        self.number += 1
        start = self.at - dt.timedelta(days=days)
        person = Person(id=uuid.uuid4(), post=post)
        case = Case(
            id=uuid.uuid4(),
            post=post,
            person=person,
            folio=f"{post.code}-T-{self.number:05d}",
            edition=load_edition().info.id,
            opened_at=start,
            key_id=uuid.uuid4(),
            draft_key_id=uuid.uuid4(),
            imported=imported,
        )
        person.key_id = case.key_id
        by = str(self.cast.ines.user.id)
        done = [Did("contact_started", start, start, by)]
        for name, hours, *action in acts:
            at = start + dt.timedelta(hours=hours)
            done.append(Did(name, at, at, by, *action))
        load_histories(
            actor=SYSTEM, post_code=post.code, histories=[History(case, person, FACTS, done)], at=self.at
        )
        return case


@pytest.fixture
def make(cast):
    return Maker(cast)
