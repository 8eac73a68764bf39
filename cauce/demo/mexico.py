"""Two invented offices in Mexico and one authority, with what the shown post asked of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.actions import ConsentTerms, record_consent, record_facts
from cauce.cases.models import Case
from cauce.rules.permissions import SYSTEM
from cauce.sharing.binational.actions import (
    PetitionAsked,
    answer_petition,
    ask_petition,
    receive_petition,
    sign_petition,
)
from cauce.sharing.binational.models import Petition
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import add_partner, add_user, assign
from cauce.staff.offices.models import Partner, User

from . import network
from .choosing import adult, child, fitting, open_cases, victim, woman
from .more import More, telling
from .world import Invented, World

DAY = dt.timedelta(days=1)
# User name, who it is, for whom, what kind, the role and the clock.
OFFICES = (
    ("sre-puebla", "Nora Iturbe", "Oficina en Puebla (ejemplo)", "sre_office", "sre_mexico", ""),
    (
        "sre-tijuana",
        "Olga Paredes",
        "Oficina en Tijuana (ejemplo)",
        "sre_office",
        "sre_mexico",
        "America/Tijuana",
    ),
    (
        "comision-puebla",
        "Hugo Rentería",
        "Comisión estatal en Puebla (ejemplo)",
        "authority",
        "partner_staff",
        "",
    ),
)
PUEBLA, TIJUANA, COMMISSION = (row[0] for row in OFFICES)
SIGN_INS = (
    (PUEBLA, "oficina de la Secretaría en México · ministry office in Mexico"),
    (TIJUANA, "otra oficina, con otra hora · another office, on another clock"),
    (COMMISSION, "autoridad en México · authority in Mexico"),
)
GENERAL = {"region": "21", "people": "2-3", "children": "yes", "language": "spa"}
FAMILY = {"relatives": "Su madre y dos hermanas", "family_place": "Atlixco, cerca del mercado"}
PERSON = {"full_name": "María Inventada Ejemplo", "birth_date": "1 de enero de 1990"}


def load(encoded: str, since: dt.date) -> dict[str, Partner]:
    """The offices and their people, by user name."""
    found = {}
    for username, name, office, kind, role, zone in OFFICES:
        found[username] = add_partner(actor=SYSTEM, name=office, kind=kind, time_zone=zone)
        user = add_user(actor=SYSTEM, username=username, display_name=name, encoded=encoded)
        assign(actor=SYSTEM, user=user, role=role, partner=found[username], starts_on=since)
    return found


def ask(offices: dict[str, Partner], now: dt.datetime, more: More | None = None) -> int:
    """A few petitions of the shown post, one in each state, each of a case that it fits; how many.

    ``more``: what tells a case where none fits; None: the oldest is taken."""
    known, asked = open_cases(network.SHOWN), 0
    for scene, days, account, told, *fits in SCENES:
        if not known and not more:
            break
        case = fitting(known, now - days * DAY, *fits)
        if case is None:
            case = more(now - (days + 20) * DAY, account, told) if more else known[-1][0]
        scene(case, offices, now)
        known = [one for one in known if one[0] is not case]
        asked += 1
    return asked


def _asked(case: Case, office: Partner, kind: str, at: dt.datetime, coarse, identity) -> Petition:
    actor = actor_for(case.officer)
    if identity:
        record_consent(
            actor=actor,
            case=case,
            purpose="mexico",
            given=True,
            at=at,
            recipient=str(office.id),
            terms=ConsentTerms(fields=tuple(identity)),
        )
    return ask_petition(
        actor=actor,
        case=case,
        partner=office,
        asked=PetitionAsked(kind=kind, coarse=coarse, identity=identity),
        at=at,
    )


def _signed(*given) -> Petition:
    petition = _asked(*given)
    head = User.objects.get(username=f"{network.SHOWN.lower()}-titular")
    sign_petition(actor=actor_for(head), petition=petition, at=petition.asked_at)
    return petition


def _by(username: str):
    return actor_for(User.objects.get(username=username))


def _finish(username: str, petition: Petition, code: str, at: dt.datetime, note: str = "") -> None:
    answer_petition(actor=_by(username), petition=petition, what="finish", code=code, note=note, at=at)


def _protected(case, offices, now) -> None:
    petition = _signed(case, offices[PUEBLA], "family_protection", now - DAY / 4, GENERAL, FAMILY)
    receive_petition(actor=_by(PUEBLA), petition=petition, at=now - DAY / 6)
    answer_petition(actor=_by(PUEBLA), petition=petition, what="start", at=now - DAY / 8)


def _to_register(case, offices, at) -> Petition:
    actor = actor_for(case.officer)
    record_facts(actor=actor, case=case, facts={"wish.victim_register": True}, at=at)
    general = {"region": "21", "language": "spa"}
    return _signed(case, offices[COMMISSION], "victim_register", at, general, PERSON)


def _register(case, offices, now) -> None:
    petition = _to_register(case, offices, now - 6 * DAY)
    _finish(COMMISSION, petition, "form_filed", now - 2 * DAY)


def _waiting(case, offices, now) -> None:
    _to_register(case, offices, now - DAY)


def _record(case, offices, now) -> None:
    petition = _signed(case, offices[PUEBLA], "civil_record", now - 4 * DAY, {"region": "21"}, PERSON)
    _finish(PUEBLA, petition, "record_ready", now - DAY, "Ventanilla 3, de 9 a 14 h")


def _late(case, offices, now) -> None:
    _asked(case, offices[TIJUANA], "locate_family", now - 20 * DAY, GENERAL | {"region": "02"}, {})


def _to_sign(case, offices, now) -> None:
    general = {"region": "02", "language": "spa"}
    contact = {
        "full_name": "Rosa Inventada Ejemplo",
        "safe_contact": "Por su hermana, los domingos",
    }
    _asked(case, offices[TIJUANA], "follow_up", now - DAY / 3, general, contact)


def _forwarded(case, offices, now) -> None:
    general = {"region": "21", "people": "1", "language": "nah"}
    petition = _signed(
        case,
        offices[PUEBLA],
        "child_protection",
        now - DAY / 2,
        general,
        {"family_place": "Cholula"},
    )
    answer_petition(
        actor=_by(PUEBLA), petition=petition, what="forward", code="child_protection_office", at=now - DAY / 5
    )


# What is asked, how many days ago at most the case may have begun, whose account it is where none fits and
# what is known besides, and of whom it is asked, best of all.
SCENES: tuple[tuple[Any, ...], ...] = (
    (_late, 21, "v07", {}, lambda facts: victim(facts) and adult(facts)),
    (_register, 12, "v02", {}, lambda facts: victim(facts) and adult(facts) and woman(facts)),
    (_forwarded, 2, "v05", {}, child, lambda facts: facts.get("person.with_children") is True),
    (_record, 5, "v07", {"person.lacks_documents": True}, lambda facts: facts.get("person.lacks_documents")),
    (_protected, 2, "v02", {}, lambda facts: facts.get("danger.family"), victim),
    (_to_sign, 2, "v16", {}, lambda facts: adult(facts) and woman(facts)),
    (_waiting, 8, "v30", {}, lambda facts: victim(facts) and adult(facts) and woman(facts)),
)


def _offices(world: World) -> None:
    world.offices = load(world.encoded, world.since)


def _ask(world: World) -> None:
    ask(world.offices, world.now, telling(world.here, world.here.officers[0], world.now, 5))


INVENTED = (
    Invented(40, _offices),
    Invented(70, _ask),
)
