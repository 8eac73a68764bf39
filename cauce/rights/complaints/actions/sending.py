"""A complaint arrives: sent by whoever has it, or written down by somebody who hears it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.keystore import create_key
from cauce.protocol.editions.access import current_edition
from cauce.rights.complaints import rules as rules
from cauce.rights.complaints.models import Complaint
from cauce.rights.complaints.sealing import code_of_form, digest_of
from cauce.rules.dates import zone
from cauce.rules.pathway.planner import HEADQUARTERS_ZONE
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import NETWORK, Post

from .telling import tell

bad_input = BadInputs(__file__)

LONGEST = 4000  # letters of what she tells


@dataclass(frozen=True)
class ComplaintTold:
    """What somebody complains of. ``told``: what, who, when; ``post`` None: of no post."""

    about: str
    category: str
    post: Post | None
    told: dict[str, str]
    language: str
    interpreter: bool
    with_iom: bool


@act("complaint.file", requires="complaint.file")
def file(
    *,
    actor: Actor,
    entry: Entry,
    form: uuid.UUID,
    complaint: ComplaintTold,
    at: dt.datetime,
) -> Complaint:
    """What somebody sends without an account. ``told``: what, who, when. Raises ``Unknown``, ``BadInput``."""
    made = _made(form, complaint, False, at)
    entry.about("complaint", made.id)
    return made


@act("complaint.hear", requires="complaint.hear")
def hear(
    *,
    actor: Actor,
    entry: Entry,
    form: uuid.UUID,
    complaint: ComplaintTold,
    read_back: bool,
    at: dt.datetime,
) -> Complaint:
    """What she says aloud to somebody of another place, who writes it down and reads it back to her.

    Raises ``BadInput`` for whoever is of the place it is about, and where it was not read back.
    """
    _check_elsewhere(actor, complaint.about, complaint.post)
    if not read_back:
        raise bad_input("it_was_not_read_back_to_person", where="read_back")
    made = _made(form, complaint, True, at)
    entry.about("complaint", made.id)
    return made


def _check_elsewhere(actor: Actor, about: str, post: Post | None) -> None:
    own = {"headquarters": "headquarters", "control": "internal_control", "iom": "iom"}.get(about)
    if (own and actor.has_role(own)) or (post is not None and post.code in actor.posts):
        raise bad_input("it_is_about_place_where_you_work", where="post")


@effect
def _made(form: uuid.UUID, complaint: ComplaintTold, heard: bool, at: dt.datetime) -> Complaint:
    _check(complaint.about, complaint.category, complaint.told, complaint.language)
    edition, tz = current_edition(), zone(HEADQUARTERS_ZONE)
    due = rules.due(edition, complaint.category, at, tz)
    day = day_at(None, at)
    after = int(parameter_on(edition, "complaint-after", day).value)
    made = Complaint(
        digest=digest_of(rules.plain_code(code_of_form(form))),
        about=complaint.about,
        post=complaint.post,
        category=complaint.category,
        language=complaint.language,
        interpreter=complaint.interpreter,
        heard=heard,
        with_iom=complaint.with_iom and complaint.about in rules.IOM_CONCERNED,
        filed_at=at,
        acknowledge_by=due.acknowledge,
        answer_by=due.answer,
        end_by=due.end,
        ask_on=day + dt.timedelta(days=after),
        key_id=uuid.uuid4(),
    )
    create_key(made.key_id, NETWORK)
    made.sealed = Complaint.sealed.seal(made, {name: text.strip() for name, text in complaint.told.items()})
    made.save(force_insert=True)
    tell(made, f"complaint_filed:{made.id}", at, urgent=complaint.category in rules.URGENT)
    return made


def _check(about: str, category: str, told: dict[str, str], language: str) -> None:
    if about not in rules.ABOUT:
        raise unknown("sobre quién", "about whom", about, rules.ABOUT, "about")
    if category not in rules.CATEGORIES:
        raise unknown("de qué", "what of", category, rules.CATEGORIES, "category")
    known = [row["code"] for row in current_edition().catalogues["languages"]]
    if language not in known:
        raise unknown("lenguas", "languages", language, known, "language")
    if not told.get("what", "").strip():
        raise bad_input("say_what_happened", where="what")
    if any(len(text) > LONGEST for text in told.values()):
        raise bad_input("too_many_letters", where="what", longest=LONGEST)
