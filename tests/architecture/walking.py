"""How the routes are walked: their names, the addresses filled in, and what an answer means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import CaseAct, PlanItem
from cauce.cases.notes.actions import write_note
from cauce.directory.actions import NameAndPhone, add_interpreter, say_of_own
from cauce.intake.screenings import actions as screenings
from cauce.intake.screenings.models import LinkNotice
from cauce.people.vault import FIELDS
from cauce.rights.complaints.tests.conftest import filed
from cauce.rights.rights import actions as rights
from cauce.rights.rights.models import UnkeptDraft
from cauce.rights.rights.rules.retention import Due
from cauce.rules.interpreting import Interpreter, Tongue
from cauce.rules.permissions import SYSTEM, Scope
from cauce.sharing.disclosures import actions as disclosures
from cauce.sharing.joins.actions import ask_to_join_here
from cauce.sharing.referrals import actions as referrals
from cauce.staff.exports.actions import Content, Grounds, make
from cauce.staff.offices.access import post_of
from tests.cast import member, shelter
from tests.cast import today as cast_today
from tests.coming import an_appointment
from tests.crews import one_of_a_crew
from tests.envelopes import enveloped
from tests.field import one_of_each
from tests.figures import figures_to_sign
from tests.joins import joined_elsewhere
from tests.linking import a_pair
from tests.outings import an_outing
from tests.papers import a_kit
from tests.published import signed_answer
from tests.ringing import a_call
from tests.searching import searching
from tests.uglysheet import read_by

from .walking_things import (
    CANARIES,
    a_family,
    a_paper,
    accounts_of,
    an_aid,
    edition,
    overseen,
    ready,
    returning,
    to_mexico,
)
from .walking_things import CANARY as CANARY
from .walking_things import planted as planted

NONSENSE = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "int": "999999",
    **dict.fromkeys(("slug", "str", "path", "rest"), "nada"),
}
# Something of each kind of field, none of it right.
FORM = {
    "what": "accept",
    "reason": "nada",
    "turn": "A-999",
    "do": "yes",
    "q": "\x00",
    "given": "yes",
    "purpose": "keeping",
    "text": "nada",
    "action": "nada",
    "version": "1",
    "sign": "yes",
}
POSTS = {text: post for post, text in CANARIES.items()}
PLANTED = re.compile(f"({'|'.join(POSTS)})-([a-z]+)".encode())


def routes(patterns=None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(full name, address with its places) of each route of the house."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        here = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from routes(one.url_patterns, here, space + inner)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name or ''}", "/" + here


PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")


def filled(address: str, ids: Mapping[str, Any] | None = None) -> str:
    """The address with real ids by name, or with nonsense of the right form."""

    def one(found: re.Match[str]) -> str:
        kind, name = found[1] or "str", found[2]
        return NONSENSE[kind] if ids is None else str(ids[name])

    return PLACE.sub(one, address)


def coincidences(cast) -> dict[str, Any]:
    """A notice and a query of Houston, made as they are made: four visits, then a question."""
    screenings.switch_cues(actor=cast.sofia.actor, scope="links", on=True, reason="review")
    for _ in range(4):
        screenings.record_links(
            actor=cast.lucia.actor,
            post=cast.houston,
            minor=False,
            cleared=[],
            given={"companion_phone": "+1 713 555 0147"},
        )
    query = screenings.ask_link(
        actor=cast.ines.actor,
        post=cast.houston,
        field="companion_phone",
        typed="7135550147",
        reason="repeated_notice",
    )
    return {"notice_id": LinkNotice.objects.get(post=cast.houston).id, "query_id": query.id}


def canaries(content: bytes) -> set[tuple[str, str]]:
    """(post, part) of each planted text that an answer shows."""
    found = {(POSTS[post.decode()], part.decode()) for post, part in PLANTED.findall(content)}
    return found | ({("HOU", "name")} if CANARY.encode() in content else set())


def tell(cast, case) -> None:
    """What she told, and what was written of it, in each sealed part of the case."""
    ines, now, text = cast.ines.actor, timezone.now(), planted(case.post_id)
    for kind in ("narrative", "safety"):
        content = {"note": text[kind]} if kind == "safety" else text[kind]
        cases.save_section(actor=ines, case=case, kind=kind, content=content, seen=0)
    cases.record_act(actor=ines, case=case, name="safety_checked", happened_at=now, note=text["note"])
    cases.add_plan_item(
        actor=ines,
        case=case,
        need="shelter",
        agreed=text["plan"],
        due_on=now.date(),
        responsible=None,
        at=now,
    )


def _asked(cast, case) -> dict[str, Any]:
    """A request about her data, a part whose time is over, and a record of what got out."""
    now, text = timezone.now(), planted(case.post_id)
    asked = rights.receive(
        actor=cast.ines.actor,
        case=case,
        kind="access",
        asked=text["request"],
        received_at=now,
        at=now,
    )
    unkept = cases.open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    cases.record_facts(actor=cast.ines.actor, case=unkept, facts={"danger.immediate": True}, at=now)
    cases.save_section(actor=cast.ines.actor, case=unkept, kind="draft", content="Lo que contó.", seen=0)
    rights.follow_draft(actor=SYSTEM, case=unkept, at=now + dt.timedelta(days=100))
    over = rights.propose_erasure(
        actor=SYSTEM, case=case, due=Due("words", now.date(), "retention-words", 2), at=now
    )
    breach = rights.record_breach(
        actor=cast.aurora.actor,
        post=cast.houston,
        breach=rights.BreachKnown(
            nature="leak",
            classes=["identity"],
            people=1,
            happened_on=None,
            known_at=now,
            what=text["breach"],
            actions="",
        ),
        at=now,
    )
    return {
        "request_id": asked.id,
        "erasure_id": over.id,
        "draft_id": UnkeptDraft.objects.get(case=unkept).id,
        "breach_id": breach.id,
        "complaint_id": filed(post=case.post).id,
    }


def houston(cast) -> dict[str, Any]:
    """One thing of each kind that Houston keeps, through the acts alone: name of the place → id."""
    ines, now, text = cast.ines.actor, timezone.now(), planted(cast.houston.code)
    turn = screenings.pass_to_protection(
        actor=cast.lucia.actor, post=cast.houston, turn="B12", cues=[], asked=True
    )
    case = cases.open_case(
        actor=ines, post=cast.houston, channel="walk_in", started_at=now - dt.timedelta(minutes=9)
    )
    for purpose in ("keeping", "screening"):
        kept = cases.record_consent(actor=ines, case=case, purpose=purpose, given=True, at=now)
    names = {name: text["name"] if "name" in name else "" for name in FIELDS}
    names["phone"] = text["phone"]
    cases.save_identity(actor=ines, case=case, seen_version=0, fields=names, at=timezone.now())
    tell(cast, case)
    sitting = screenings.start(actor=ines, case=case, instrument="protection-desk", at=timezone.now())
    reading = cases.conclude(
        actor=ines,
        case=case,
        conclusion="possible",
        reasons=text["reasons"],
        concepts={},
        verdicts={},
        at=timezone.now(),
    )
    service = shelter(cast.jacaranda)
    shared = {"needs": text["shared"]}
    cases.record_consent(
        actor=ines,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=cases.ConsentTerms(fields=tuple(shared)),
    )
    referral = referrals.send(
        actor=ines,
        case=case,
        asked=referrals.Asked(service=service, shared=shared),
        sought=referrals.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    told = disclosures.propose_exception(
        actor=ines,
        case=case,
        told=disclosures.ToldWithout(
            exception="danger_to_life",
            recipient="us_local_police",
            fields=("danger",),
            reason="Lo explica con sus palabras.",
        ),
        at=timezone.now(),
    )
    asked = disclosures.record_demand(
        actor=ines,
        case=case,
        who="Juzgado (ejemplo)",
        paper="Citatorio 12",
        asked=text["demand"],
        received_on=cast_today(),
        at=timezone.now(),
    )
    interpreter = add_interpreter(
        actor=ines,
        post=cast.houston,
        contact=NameAndPhone(name=text["interpreter"], phone="713 555 0188"),
        person=Interpreter("", (Tongue("spa"),), frozenset({"phone"})),
    )
    said = say_of_own(
        actor=cast.clara.actor if cast.houston.code == "HOU" else SYSTEM,
        service=service,
        scope=Scope(partner=str(cast.jacaranda.id)),
        changes={"free": 2},
        at=now,
    )
    elsewhere = cases.open_case(
        actor=cast.tomas.actor,
        post=post_of(cast.tomas.actor),
        channel="walk_in",
        started_at=now - dt.timedelta(minutes=9),
    )
    over = referrals.ask_transfer(
        actor=cast.tomas.actor,
        case=elsewhere,
        to=cast.houston,
        reason="moves",
        note=text["shared"],
        agreed=True,
        at=timezone.now(),
    )
    family, relative = a_family(cast, case, text)
    petition = to_mexico(cast, case, text["petition"])
    envelope = enveloped(cast, case, text["papers"])
    letter = cases.start_letter(
        actor=ines, case=case, template="attestation", language="es", at=timezone.now()
    )
    cases.ask_letter(actor=ines, case=case, letter=letter, answers={}, seen=1, agreed=True, at=timezone.now())
    letter = cases.issue_letter(
        actor=cast.mateo.actor, letter=letter, seen=letter.text_hash, at=timezone.now()
    )
    opinion = cases.ask_opinion(
        actor=ines, case=case, of=cast.mateo.user, question=text["note"], at=timezone.now()
    )
    filled_form = cases.start_form(actor=ines, case=case, tool="T18", at=timezone.now())
    write_note(actor=ines, case=case, text=text["note"], to=cast.mateo.user, at=timezone.now())
    apart = cases.open_case(actor=ines, post=cast.houston, channel="walk_in", started_at=now)
    recusal = cases.declare_party(
        actor=ines, case=apart, user=cast.lucia.user, relation="relative", words=text["reasons"], at=now
    )
    double = ask_to_join_here(actor=ines, case=case, other=apart, at=now)
    file = make(
        actor=cast.mateo.actor,
        thing=case,
        kind="case_sheet",
        about=("case", str(case.id)),
        grounds=Grounds(reason="coordination", why="Para probar."),
        content=Content("registro", "csv", b"a\r\n1\r\n", 1),
        at=now,
    ).export
    return {
        "export_id": file.id,
        "recusal_id": recusal.id,
        "double_id": double.id,
        **_asked(cast, case),
        **one_of_each(cast.mateo.actor, cast.houston),
        **a_call(cast, text["call"]),
        **a_kit(cast, case),
        "interpreter_id": interpreter.id,
        "form_id": filled_form.id,
        "number": "t7",
        "edition": edition(cast),
        "path": "sources.yaml",
        "encounter_id": turn.id,
        "case_id": case.id,
        "consent_id": kept.id,
        "action": "P2-04",
        "sitting_id": sitting.id,
        "act_id": CaseAct.objects.get(case=case, name="contact_started").pk,
        "line_id": PlanItem.objects.filter(case=case).values_list("id", flat=True)[0],
        "assessment_id": reading.id,
        "service_id": service.id,
        "disclosure_id": told.id,
        "demand_id": asked.id,
        "referral_id": referral.id,
        "transfer_id": over.id,
        "aid_id": an_aid(cast, case, text["shared"]).id,
        "partner_id": cast.jacaranda.id,
        "reunion_id": family.id,
        "relative_id": relative.id,
        "petition_id": petition.id,
        "envelope_id": envelope.id,
        "officer_id": cast.ines.user.id,
        "correction_id": said.id,
        "opinion_id": opinion.id,
        "secret": "nada",
        "letter_id": letter.id,
        **figures_to_sign(cast),
        "order": 0,
        "file_id": read_by(cast.mateo, cast.houston).id,
        **searching(cast, text["note"]),
        **returning(cast, case),
        **a_pair(cast, case.person_id),
        "code": cast.houston.code,
        "space": "mobile_consulate",
        **accounts_of(cast),
        **an_outing(cast),
        **coincidences(cast),
        **joined_elsewhere(cast),
        "step": "contexto",
        "file": "nada.wav",
        "lesson": "counter",
        "case": "v02",
        "certificate_id": UUID(int=0),
        # A language that the manual has not: printing it takes half a minute, and shows nothing here.
        "part": "principles",
        "tool": "T7",
        "language": "qaa",
        **one_of_a_crew(cast, case, text["shared"]),
        **an_appointment(cast, case),
        **a_paper(cast, case),
        **ready(cast),
        **overseen(cast, case),
        "report_id": signed_answer(cast).id,
        "as_file": "csv",
        "picture": "alcance",
    }


def laredo(cast) -> dict[str, Any]:
    """The same things of Laredo, made by Tomás and by three who work there with him."""
    there = SimpleNamespace(**vars(cast))
    there.houston, there.ines, there.jacaranda = cast.laredo, cast.tomas, cast.nopal
    there.tomas = cast.ines  # from Laredo, Houston is the other post
    for name, username, role in (
        ("lucia", "lola", "window_officer"),
        ("mateo", "martin", "protection_consul"),
        ("aurora", "alicia", "head_of_post"),
    ):
        setattr(there, name, member(username, username.title(), role, post=cast.laredo))
    there.raul = member("ramon", "Ramón", "protection_officer", post=cast.laredo)
    return houston(there)
