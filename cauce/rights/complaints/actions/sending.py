"""A complaint arrives: sent by whoever has it, or written down by somebody who hears it."""

from __future__ import annotations

import datetime as dt
import uuid

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


@act("complaint.file", requires="complaint.file")
def file(
    *,
    actor: Actor,
    entry: Entry,
    form: uuid.UUID,
    about: str,
    category: str,
    post: Post | None,
    told: dict[str, str],
    language: str,
    interpreter: bool,
    with_iom: bool,
    at: dt.datetime,
) -> Complaint:
    """What somebody sends without an account. ``told``: what, who, when. Raises ``Unknown``, ``BadInput``."""
    made = _made(form, about, category, post, told, language, interpreter, with_iom, False, at)
    entry.about("complaint", made.id)
    return made


@act("complaint.hear", requires="complaint.hear")
def hear(
    *,
    actor: Actor,
    entry: Entry,
    form: uuid.UUID,
    about: str,
    category: str,
    post: Post | None,
    told: dict[str, str],
    language: str,
    interpreter: bool,
    with_iom: bool,
    read_back: bool,
    at: dt.datetime,
) -> Complaint:
    """What she says aloud to somebody of another place, who writes it down and reads it back to her.

    Raises ``BadInput`` for whoever is of the place it is about, and where it was not read back.
    """
    _check_elsewhere(actor, about, post)
    if not read_back:
        raise bad_input("it_was_not_read_back_to_person", where="read_back")
    made = _made(form, about, category, post, told, language, interpreter, with_iom, True, at)
    entry.about("complaint", made.id)
    return made


def _check_elsewhere(actor: Actor, about: str, post: Post | None) -> None:
    own = {"headquarters": "headquarters", "control": "internal_control", "iom": "iom"}.get(about)
    if (own and actor.has_role(own)) or (post is not None and post.code in actor.posts):
        raise bad_input("it_is_about_place_where_you_work", where="post")


@effect
def _made(
    form: uuid.UUID,
    about: str,
    category: str,
    post: Post | None,
    told: dict[str, str],
    language: str,
    interpreter: bool,
    with_iom: bool,
    heard: bool,
    at: dt.datetime,
) -> Complaint:
    _check(about, category, told, language)
    edition, tz = current_edition(), zone(HEADQUARTERS_ZONE)
    due = rules.due(edition, category, at, tz)
    day = day_at(None, at)
    after = int(parameter_on(edition, "complaint-after", day).value)
    made = Complaint(
        digest=digest_of(rules.plain_code(code_of_form(form))),
        about=about,
        post=post,
        category=category,
        language=language,
        interpreter=interpreter,
        heard=heard,
        with_iom=with_iom and about in rules.IOM_CONCERNED,
        filed_at=at,
        acknowledge_by=due.acknowledge,
        answer_by=due.answer,
        end_by=due.end,
        ask_on=day + dt.timedelta(days=after),
        key_id=uuid.uuid4(),
    )
    create_key(made.key_id, NETWORK)
    made.sealed = Complaint.sealed.seal(made, {name: text.strip() for name, text in told.items()})
    made.save(force_insert=True)
    tell(made, f"complaint_filed:{made.id}", at, urgent=category in rules.URGENT)
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
