"""How tests ask something of Mexico, sign it, and answer for the office."""

from __future__ import annotations

from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.models import Case
from cauce.custody.journal.gathered import gathered
from cauce.sharing.binational.actions import PetitionAsked, answer_petition, ask_petition, sign_petition
from cauce.sharing.binational.models import Petition
from cauce.staff.offices.access import actor_for

from .conftest import consent

GENERAL = {"region": "21", "people": "2-3", "children": "yes", "language": "spa"}
UNNAMED = {"coarse": GENERAL, "identity": {}}
NAMES = {"relatives": "Rosa y sus dos hijos", "family_place": "Calle 5 de Mayo, Atlixco"}


def agreed(cast, case, to=None, fields=tuple(NAMES)):
    return consent(cast, case, "mexico", recipient=str((to or cast.puebla).id), fields=fields)


def ask(cast, case, **given):
    return ask_petition(
        **gathered(
            {
                "actor": cast.ines.actor,
                "case": case,
                "partner": cast.puebla,
                "kind": "family_protection",
                "coarse": GENERAL,
                "identity": {},
                "at": timezone.now(),
                **given,
            },
            asked=PetitionAsked,
        )
    )


def named(cast, case, **given):
    """Asked with names, agreed to, and not signed yet."""
    agreed(cast, case)
    return ask(cast, case, identity=NAMES, **given)


def sent(cast, case, **given):
    """The same, signed by Mateo and with the office."""
    petition = named(cast, case, **given)
    sign_petition(actor=cast.mateo.actor, petition=petition, at=timezone.now())
    return again(petition)


def again(petition) -> Petition:
    return Petition.objects.select_related("case__post", "partner").get(id=petition.id)


def done(cast, petition, code="measures_in_place", **given):
    answer_petition(
        **{
            "actor": cast.nora.actor,
            "petition": petition,
            "what": "finish",
            "code": code,
            "at": timezone.now(),
            **given,
        }
    )


def p411(case: Case) -> str:
    page = cases.page_for(actor_for(case.officer), case.id, "x", timezone.now())
    return {one.action: one.state for one in page.plan}["P4-11"]
