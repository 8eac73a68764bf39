"""A draft of long ago that nobody agreed to keep, of somebody in danger: it stands on a person's list."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.cases.actions.bulk import Did, History, load_histories
from cauce.cases.models import Case
from cauce.people.models import Person
from cauce.protocol.editions.access import beginnings, in_force
from cauce.rights.rights.actions import follow_draft
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.models import Post, User

from .branches import ROUND
from .more import next_number
from .world import Invented

AGO = dt.timedelta(days=100)
TOLD = "Dijo que no la deja salir sola y que regresaría cuando pudiera. No se le preguntó más. (ejemplo)"


def load(post: Post, now: dt.datetime) -> int:
    """One case of the shown post, written by its officer a hundred days ago; the round finds it."""
    start, code = now - AGO, post.code.lower()
    officer = User.objects.get(username=f"{code}-proteccion")
    person = Person(id=uuid.uuid4(), post=post)
    case = Case(
        id=uuid.uuid4(),
        post=post,
        person=person,
        officer=officer,
        folio=f"{post.code}-{start.year}-{next_number(post, start.year):05d}",
        edition=in_force(start),
        opened_at=start,
        key_id=uuid.uuid4(),
        draft_key_id=uuid.uuid4(),
    )
    person.key_id = case.key_id
    acts = [
        Did(name, start, start, str(officer.id))
        for name in ("contact_started", "case_opened", "safety_checked")
    ]
    facts = {"contact.channel": "walk_in", "contact.present": True, "danger.immediate": True}
    told = History(case, person, facts, acts, sections={"draft": TOLD})
    told.moved += [(id, on + ROUND) for id, on in beginnings(start, now - ROUND)]
    load_histories(actor=SYSTEM, post_code=post.code, histories=[told], at=now)
    follow_draft(actor=SYSTEM, case=Case.objects.get(id=case.id), at=now)
    return 1


INVENTED = Invented(310, lambda world: load(world.post, world.now))
