"""A case at Houston about which somebody asks, or is in danger."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.gathered import gathered
from cauce.rules.permissions import SYSTEM
from cauce.sharing.disclosures import actions
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import add_user, assign
from tests import quickcast
from tests.cast import today

WHY = "Lo explica con sus palabras."


@pytest.fixture(scope="module")
def made(module_db):
    cast = quickcast.build()
    case = cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        officer=cast.ines.user,
        started_at=timezone.now() - dt.timedelta(minutes=30),
    )
    return SimpleNamespace(cast=cast, case=case)


@pytest.fixture
def cast(world):
    return world.cast


@pytest.fixture
def case(world):
    return world.case


def somebody(username, role, **where):
    user = add_user(actor=SYSTEM, username=username, display_name=username.title(), password="x" * 20)
    assign(actor=SYSTEM, user=user, role=role, **where)
    return SimpleNamespace(user=user, actor=offices.actor_for(user))


def demand(cast, case, by=None):
    return actions.record_demand(
        actor=(by or cast.ines).actor,
        case=case,
        who="Juzgado (ejemplo)",
        paper="Citatorio 12",
        asked="Todo lo que se sepa de la persona.",
        received_on=today(),
        at=timezone.now(),
    )


def narrow(cast, found, fields=("age_band",), words="Es mayor de edad."):
    actions.narrow(actor=cast.valeria.actor, demand=found, fields=fields, words=words)


def review(who, found, **more):
    given = {"seen": found.content_hash, "reason": WHY, "at": timezone.now()} | more
    actions.review(actor=who.actor, demand=found, **given)


def approve(who, found, **more):
    given = {"seen": found.content_hash, "reason": WHY, "at": timezone.now()} | more
    actions.approve(actor=who.actor, demand=found, **given)


def release(who, found):
    return actions.release(actor=who.actor, demand=found, at=timezone.now())


def agree_authority(cast, case, **changes):
    given = {
        "purpose": "us_authority",
        "given": True,
        "at": timezone.now(),
        "recipient": "us_local_police",
        "fields": ("what_happened", "language"),
    } | changes
    return cases.record_consent(actor=cast.ines.actor, case=case, **gathered(given, terms=cases.ConsentTerms))


def contact(cast, case, **changes):
    given = {
        "recipient": "us_local_police",
        "fields": ("what_happened",),
        "lawyer": "Servicio legal (ejemplo)",
        "danger": "",
        "words": "Se dijo que quiere denunciar.",
        "at": timezone.now(),
    } | changes
    return actions.note_contact(
        actor=cast.ines.actor, case=case, **gathered(given, contact=actions.AuthorityContact)
    )


def danger(cast, case, **changes):
    given = {
        "exception": "danger_to_life",
        "recipient": "us_local_police",
        "fields": ("where_now", "danger"),
        "reason": "Alguien armado está afuera.",
        "at": timezone.now(),
    } | changes
    return actions.report_danger(
        actor=cast.ines.actor, case=case, **gathered(given, told=actions.ToldWithout)
    )


def propose(cast, case, **changes):
    given = {
        "exception": "child_abuse",
        "recipient": "us_hhs_otip",
        "fields": ("age_band", "where_now"),
        "reason": "Lo contó la niña, con detalle.",
        "us_state": "TX",
        "at": timezone.now(),
    } | changes
    return actions.propose_exception(
        actor=cast.ines.actor, case=case, **gathered(given, told=actions.ToldWithout)
    )
