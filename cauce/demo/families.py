"""Families of the shown post at several steps, one shared with IOM, some together again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cauce.cases.actions import open_case, record_act, record_consent
from cauce.cases.models import Case
from cauce.family.reunification import actions
from cauce.family.reunification.actions import Told
from cauce.family.reunification.models import Reunification
from cauce.family.reunification.rules.reunion import STEPS
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import add_partner, add_user, assign
from cauce.staff.offices.models import Partner, Post, User

from .more import More, telling
from .world import Invented, World

IOM = "OIM México (ejemplo)"
LOGIN = "oim"


@dataclass(frozen=True)
class Who:
    """A relative: how old, and which steps are done (the first ``steps``)."""

    name: str
    relation: str
    years: int
    steps: int
    married: bool = False
    custody: tuple[str, str, str] = ("not_needed", "none", "family")
    of: tuple[int, ...] = ()  # children of these, by place


@dataclass(frozen=True)
class Tale:
    """A family: for how many days it waits, who comes, what holds it up, whether IOM sees it."""

    filed_days: int | None
    people: tuple[Who, ...]
    held: tuple[str, str, int] | None = None
    shared: bool = False
    danger: bool | None = None
    born: int = 34  # years of the person
    of: str = ""  # whose account it is, by the id of the content


HELD = ("court", "trafficker", "trafficker_family")
TALES = (
    Tale(
        420,
        (
            Who("Rosa Ibarra", "parent", 61, 3),
            Who("Beto Canela", "spouse", 36, 7, True),
            Who("Lía Canela Ibarra", "child", 9, 2, custody=HELD),
        ),
        ("custody_case", "family_lawyer", 210),
        True,
        True,
        born=24,
        of="v41",
    ),
    Tale(
        None,
        (Who("Iván Morales", "child", 20, 0), Who("Ana Morales", "child", 16, 0)),
        ("record_missing", "registry", 25),
        born=44,
        of="v07",
    ),
    Tale(
        700,
        (Who("Tomasa Cruz", "parent", 58, 8), Who("Luz Cruz", "sibling", 15, 8, of=(0,))),
        born=20,
        of="v39",
        danger=None,
    ),
    Tale(
        190,
        (Who("Efraín Soto", "spouse", 41, 5, True), Who("Dani Soto", "child", 12, 5)),
        ("visa_pending", "us_authority", 64),
        True,
        born=36,
        of="v01",
    ),
    Tale(
        60,
        (
            Who("Petra Luna", "parent", 55, 1),
            Who("Nico Luna", "sibling", 27, 1, of=(0,)),
            Who("Ema Luna", "descendant", 3, 0, of=(1,)),
        ),
        ("danger", "office_mexico", 12),
        danger=True,
        born=31,
        of="v16",
    ),
)


def iom(encoded: str, since: dt.date) -> Partner:
    """IOM, with somebody who answers for it."""
    made = add_partner(actor=SYSTEM, name=IOM, kind="iom")
    user = add_user(actor=SYSTEM, username=LOGIN, display_name="Enlace de la OIM", encoded=encoded)
    assign(actor=SYSTEM, user=user, role="iom", partner=made, starts_on=since)
    return made


def load(post: Post, partner: Partner, more: More | None = None) -> int:
    """One family for each tale, each of a case of its own; how many were made.

    ``more``: what tells a whole case; None: each has only begun."""
    officer = User.objects.get(username=f"{post.code.lower()}-proteccion")
    for tale in TALES:
        _family(officer, post, tale, partner, more)
    return len(TALES)


def _told(more: More, tale: Tale, at: dt.datetime) -> Case:
    """Whole, of a person who wants to be with the family again."""
    facts = {"wish.reunification": True, "wish.legal_status": True, "need.legal": True}
    return more(at, tale.of, {**facts, "person.age": tale.born, "danger.immediate": False})


def _case(officer: User, post: Post, at: dt.datetime) -> Case:
    """A case that began then, and is kept."""
    actor = actor_for(officer)
    case = open_case(actor=actor, post=post, channel="walk_in", started_at=at, officer=officer)
    record_act(
        actor=actor,
        case=case,
        name="safety_checked",
        happened_at=at,
        facts={"danger.immediate": False, "person.age": 34, "person.age_doubt": False},
    )
    record_consent(actor=actor, case=case, purpose="keeping", given=True, at=at)
    return case


def _family(officer: User, post: Post, tale: Tale, partner: Partner, more: More | None) -> None:
    actor, now = actor_for(officer), timezone.now()
    today, began = now.date(), now - dt.timedelta(days=(tale.filed_days or 30) + 30)
    case = _told(more, tale, began) if more else _case(officer, post, began)
    # Nobody talks of the family on the first day.
    family = actions.open_family(actor=actor, case=case, agreed=True, at=began + dt.timedelta(days=20))
    filed = today - dt.timedelta(days=tale.filed_days) if tale.filed_days else None
    actions.tell_family(
        actor=actor,
        reunion=family,
        born=_born(tale.born, today),
        filed=filed is not None,
        filed_on=filed,
        danger=tale.danger,
        at=now,
    )
    added = []
    for who in tale.people:
        told = Told(
            name=who.name,
            relation=who.relation,
            born=_born(who.years, today),
            married=who.married,
            parents=tuple(str(added[place].id) for place in who.of),
            where="En México (ejemplo).",
        )
        one = actions.add_relative(actor=actor, reunion=family, told=told, at=now)
        added.append(one)
        _walk(actor, family, one, who, filed or today)
    if tale.held:
        kind, owner, days = tale.held
        actions.open_blocker(
            actor=actor,
            reunion=family,
            held_up=actions.HeldUp(kind=kind, owner=owner, since=today - dt.timedelta(days=days)),
            at=now,
        )
    if tale.shared:
        actions.share_family(
            actor=actor,
            reunion=family,
            partner=partner,
            shared=actions.FamilyShared(fields=("first_name_or_alias",)),
            agreed=True,
            at=timezone.now(),
        )


def _walk(actor: Actor, family: Reunification, one, who: Who, since: dt.date) -> None:
    """Custody, papers and the steps that were done, some weeks apart from the filing on."""
    now, (custody, other, held) = timezone.now(), who.custody
    given = {"actor": actor, "reunion": family, "relative": one, "at": now}
    actions.note_custody(**given, custody=custody, other_parent=other, held_by=held)
    papers = {"birth_record": "obtained", "passport": "obtained" if who.steps > 3 else "missing"}
    actions.note_papers(**given, papers=papers)
    today = now.date()
    span = max(1, ((today - since).days - 20) // len(STEPS))
    for place, step in enumerate(STEPS[: who.steps]):
        day = min(since + dt.timedelta(days=place * span), today - dt.timedelta(days=1))
        actions.mark_step(**given, step=step, day=day)


def _born(years: int, today: dt.date) -> dt.date:
    # Seven months after the last birthday, so that ages are what the tale says.
    return today.replace(day=min(today.day, 28), year=today.year - years) - dt.timedelta(days=210)


def _all(world: World) -> None:
    officer = User.objects.get(username=f"{world.post.code.lower()}-proteccion")
    load(world.post, iom(world.encoded, world.since), telling(world.here, officer, world.now, 1))


INVENTED = Invented(270, _all)
