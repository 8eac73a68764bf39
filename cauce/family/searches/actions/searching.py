"""A search from its beginning to its end: steps, forensic offices, remains, the family, and her own
choice.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act
from cauce.custody.keystore import create_key
from cauce.family.searches import rules as rules
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from ..access import told_of
from ..models import Identification, Search, SearchStep

bad_input = BadInputs(__file__)

SUBJECT = "Tiene un pendiente / You have something to do"
RECALL = (
    "Algo de lo que está a su cargo ya toca; está en Recados. / Something in your "
    "charge is due; see Messages."
)
WORKS = ("protection_officer", "protection_consul")


@dataclass(frozen=True)
class SearchTold:
    """Who is sought, who asks and how they are reached, and what is known."""

    who: str
    asker: str
    known: str


@act("search.open", requires="search.work", on="post")
def open_search(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    origin: str,
    told: SearchTold,
    owner: User,
    at: dt.datetime,
) -> Search:
    """Begin a search. ``who``: who is sought; ``asker``: who asks and how they are reached; ``known``:
    what is known. Raises ``Unknown``, ``BadInput`` without either of the first two."""
    if origin not in rules.ORIGINS:
        raise unknown("orígenes", "origins", origin, rules.ORIGINS)
    for field, value in (("who", told.who), ("asker", told.asker)):
        if not value.strip():
            raise bad_input("missing_complete_it_to_go_on", where=field)
    _check_owner(post, owner)
    made = Search(
        id=uuid.uuid4(),
        post=post,
        origin=origin,
        owner=owner,
        opened_at=at,
        chase_on=offices.day_at(post, at) + dt.timedelta(days=rules.CHASE_DAYS),
    )
    create_key(made.id, post.code)  # committed first: a key without a row harms nobody
    told = {"who": told.who.strip(), "asker": told.asker.strip(), "known": told.known.strip()}
    made.sealed = Search.sealed.seal(made, told)
    made.save(force_insert=True)
    _about(entry, made, origin=origin)
    return made


def _check_owner(post: Post, owner: User) -> None:
    if owner not in offices.staff(post.code, *WORKS):
        raise bad_input("that_person_works_on_no_cases_here", where="owner")


def _about(entry: Entry, search: Search, **detail: Any) -> None:
    entry.about("search", search.id, post=search.post_id)
    entry.detail(**detail)


def _check_open(search: Search) -> None:
    if search.state != "open":
        raise bad_input("this_search_has_ended", where="search")


def _check_past(search: Search, on: dt.date, field: str, at: dt.datetime) -> None:
    if on > offices.day_at(search.post, at):
        raise bad_input("that_day_has_not_come_yet", where=field)


@dataclass(frozen=True)
class StepTaken:
    """What was asked of whom on a day, and what came of it."""

    kind: str
    on: dt.date
    result: str
    words: str


@act("search.step", requires="search.work", on="search")
def add_step(
    *,
    actor: Actor,
    entry: Entry,
    search: Search,
    step: StepTaken,
    chase_on: dt.date | None,
    at: dt.datetime,
) -> SearchStep:
    """What was asked on a day, and when it is asked again (None: in a week). Of a shelter nothing but
    the day is kept. Raises ``Unknown``, ``BadInput``."""
    _check_open(search)
    rules.check_step(step.kind, step.result, step.words)
    _check_past(search, step.on, "on", at)
    made = SearchStep(
        id=uuid.uuid4(),
        search=search,
        kind=step.kind,
        on=step.on,
        result=step.result,
        typed_at=at,
        by=actor.user,
    )
    if step.words.strip():
        made.sealed = SearchStep.sealed.seal(made, {"words": step.words.strip()}, search.id)
    made.save(force_insert=True)
    today = offices.day_at(search.post, at)
    search.chase_on = max(chase_on or today + dt.timedelta(days=rules.CHASE_DAYS), today)
    search.save(update_fields=["chase_on"])
    _about(entry, search, kind=step.kind, result=step.result)
    return made


@act("search.hand", requires="search.work", on="search")
def hand_search(*, actor: Actor, entry: Entry, search: Search, owner: User, at: dt.datetime) -> None:
    """Somebody else is in charge from now on. Raises ``BadInput``."""
    _check_open(search)
    _check_owner(search.post, owner)
    search.owner = owner
    search.save(update_fields=["owner"])
    _about(entry, search, owner=str(owner.id))


@act("search.identify", requires="search.work", on="search")
def add_identification(
    *,
    actor: Actor,
    entry: Entry,
    search: Search,
    office: str,
    asked: str,
    on: dt.date,
    samples: list[dict[str, str]],
    at: dt.datetime,
) -> Identification:
    """What a forensic office was asked. ``samples``: relatives who gave one, each with the day of their
    yes (``who``, ``agreed_on``); the sample itself and what it says never come here. Raises ``BadInput``."""
    _check_open(search)
    _check_past(search, on, "on", at)
    if not office.strip():
        raise bad_input("it_does_not_say_which_office", where="office")
    for one in samples:
        if not one.get("agreed_on"):
            raise bad_input("without_relatives_yes_no_sample_of_theirs", where="agreed_on")
    made = Identification(
        id=uuid.uuid4(),
        search=search,
        asked_on=on,
        samples=len(samples),
        typed_at=at,
        by=actor.user,
    )
    told = {"office": office.strip(), "asked": asked.strip(), "samples": samples, "authority": ""}
    made.sealed = Identification.sealed.seal(made, told, search.id)
    made.save(force_insert=True)
    _about(entry, search, samples=len(samples))
    return made


@act("search.result", requires="search.work", on="search")
def note_result(
    *,
    actor: Actor,
    entry: Entry,
    search: Search,
    identification: Identification,
    result: str,
    authority: str,
    on: dt.date | None,
    at: dt.datetime,
) -> None:
    """What the office says, in a code, by which authority and of which day. Raises ``Unknown``,
    ``BadInput``, ``Absent``."""
    identification.refresh_from_db()
    if identification.search_id != search.id:
        raise Absent()
    rules.check_identification(result, authority, on)
    if on is not None:
        _check_past(search, on, "on", at)
    told = told_of(identification) | {"authority": authority.strip()}
    identification.result, identification.result_on = result, on
    identification.sealed = Identification.sealed.seal(identification, told, search.id)
    identification.save()
    _about(entry, search, result=result)


@act("search.tell", requires="search.work", on="search")
def tell_family(
    *, actor: Actor, entry: Entry, search: Search, way: str, on: dt.date, at: dt.datetime
) -> None:
    """Whoever types this told the family of the death, by their own voice, on that day; nothing is sent.

    Raises ``Unknown``, ``BadInput``.
    """
    if way not in rules.TOLD_WAYS:
        raise unknown("maneras", "ways", way, rules.TOLD_WAYS)
    _check_past(search, on, "on", at)
    search.told_on, search.told_by, search.told_way = on, actor.user, way
    search.save(update_fields=["told_on", "told_by", "told_way"])
    _about(entry, search, way=way)


@act("search.remains", requires="search.work", on="search")
def note_remains(
    *,
    actor: Actor,
    entry: Entry,
    search: Search,
    wish: str,
    bearer: str,
    aid_kind: str,
    at: dt.datetime,
) -> None:
    """Return or burial, as the family wishes, and who bears it; ``aid_kind``: of an aid there is, or ''.

    Raises ``Unknown``.
    """
    for table, code, es, en in (
        (rules.WISHES, wish, "deseos", "wishes"),
        (rules.BEARERS, bearer, "quién paga", "who bears it"),
    ):
        if code not in table:
            raise unknown(es, en, code, table)
    search.wish, search.bearer = wish, bearer
    search.aid_kind = aid_kind if bearer == "aid" else ""
    search.save(update_fields=["wish", "bearer", "aid_kind"])
    _about(entry, search, wish=wish, bearer=bearer)


@act("search.end", requires="search.work", on="search")
def end_search(
    *,
    actor: Actor,
    entry: Entry,
    search: Search,
    state: str,
    may_know: str,
    words: str,
    at: dt.datetime,
) -> None:
    """It ends: found, with what the person lets the family know; dead, once a person told the family;
    or without finding anybody. Raises ``Unknown``, ``BadInput``."""
    _check_open(search)
    rules.check_end(state, may_know, words, search.told_on is not None)
    search.state, search.ended_at, search.ended_by, search.chase_on = state, at, actor.user, None
    search.may_know = may_know if state == rules.FOUND else ""
    if words.strip():
        search.ending = Search.ending.seal(search, {"words": words.strip()})
    search.save()
    _about(entry, search, state=state)


@act("search.chase", requires="system.run", on="search")
def chase_search(*, actor: Actor, entry: Entry, search: Search, at: dt.datetime) -> bool:
    """The day to ask again has come: whoever is in charge is told, once for that day."""
    entry.about("search", search.id, post=search.post_id)
    if search.state != "open" or search.chase_on is None or search.chased_on == search.chase_on:
        return False
    search.chased_on = search.chase_on
    search.save(update_fields=["chased_on"])
    to = [search.owner] if search.owner.is_active else offices.staff(search.post_id, *WORKS, "head_of_post")
    queue_each(
        to, key=f"search:{search.id}:{search.chase_on}", about=None, subject=SUBJECT, body=RECALL, at=at
    )
    return True
