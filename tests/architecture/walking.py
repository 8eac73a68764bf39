"""How the routes are walked: their names, the addresses filled in, and what an answer means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from cauce.accounts import actions as accounts
from cauce.accounts.proofs import Proof
from cauce.accounts.webauthn import NewKey
from cauce.cases import actions as cases
from cauce.directory.actions import add_interpreter
from cauce.disclosures import actions as disclosures
from cauce.editions import actions as editions
from cauce.exports.actions import Content, make
from cauce.oversight import actions as oversight
from cauce.oversight.roles import payload_of
from cauce.people.vault import FIELDS
from cauce.readiness import actions as readiness
from cauce.referrals import actions as referrals
from cauce.rights import actions as rights
from cauce.rules.interpreting import Interpreter, Tongue
from cauce.rules.permissions import SYSTEM
from cauce.rules.retention import Due
from cauce.screenings import actions as screenings
from cauce.screenings.models import LinkNotice
from tests.cast import shelter
from tests.field import one_of_each

NONSENSE = {
    "uuid": "00000000-0000-4000-8000-000000000000", "int": "999999", "slug": "nada", "str": "nada",
    "path": "nada",
}  # fmt: skip
# Something of each kind of field, none of it right.
FORM = {
    "what": "accept", "reason": "nada", "turn": "A-999", "do": "yes", "q": "\x00", "given": "yes",
    "purpose": "keeping", "text": "nada", "action": "nada", "version": "1", "sign": "yes",
}  # fmt: skip
# A name that stands in the case and must stand in no page of whoever has no right to it.
CANARY = "Citlalmina Nochebuena"


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


def ask(client: Client, method: str, address: str) -> HttpResponse:
    return client.get(address) if method == "get" else client.post(address, FORM)


def judge(may: bool, response) -> str:
    """What is wrong with an answer, or ''. Who may gets a page or a next step; who may not, nothing."""
    code = response.status_code
    if code >= 500:
        return f"breaks ({code})"
    if not may and code not in (404, 405):
        return f"opens ({code})"
    if may and code not in (200, 302, 400, 404, 405, 409, 422):
        return f"answers {code}"
    if not may and CANARY.encode() in response.content:
        return "shows a name"
    return ""


def _ready(cast) -> dict[str, Any]:
    """An agreement and an event of Houston."""
    now, day = timezone.now(), timezone.now().date()
    signed = readiness.record_agreement(
        actor=cast.aurora.actor, post=cast.houston, kind="labour", with_whom="Autoridad (ejemplo)",
        liaison_there="Guardia", liaison_here="Protección", at=now,
        signed_on=day - dt.timedelta(days=1),
    )  # fmt: skip
    event = readiness.plan_outreach(
        actor=cast.ines.actor, post=cast.houston, kind="media", place="Radio", planned_on=day,
        message="Tiene derechos.", at=now,
    )  # fmt: skip
    return {"agreement_id": signed.id, "outreach_id": event.id}


def coincidences(cast) -> dict[str, Any]:
    """A notice and a query of Houston, made as they are made: four visits, then a question."""
    screenings.switch_cues(actor=cast.sofia.actor, scope="links", on=True, reason="review")
    for _ in range(4):
        screenings.record_links(
            actor=cast.lucia.actor, post=cast.houston, minor=False, cleared=[],
            given={"companion_phone": "+1 713 555 0147"},
        )  # fmt: skip
    query = screenings.ask_link(
        actor=cast.ines.actor, post=cast.houston, field="companion_phone",
        typed="7135550147", reason="repeated_notice",
    )  # fmt: skip
    return {"notice_id": LinkNotice.objects.get().id, "query_id": query.id}


def overseen(cast, case) -> dict[str, Any]:
    """A role proposed for Houston, and a case of Houston that Tomás of Laredo opened."""
    now = timezone.now()
    about = cast.raul.actor.user
    proposal = oversight.propose(
        actor=cast.bruno.actor, kind="role.grant", about=("user", about), post="HOU", at=now,
        payload=payload_of("window_officer", None, now.date(), None), reason="Para la ventanilla.",
    )  # fmt: skip
    opening = oversight.open_glass(
        actor=cast.tomas.actor, case_id=case.id, person_id=case.person_id, key_id=case.key_id,
        post=cast.houston, reason_code="person_is_here", text="Está aquí y no puede esperar más.",
        at=now,
    )  # fmt: skip
    return {"proposal_id": proposal.id, "user_id": about, "opening_id": opening.id,
            "review_id": opening.id}  # fmt: skip


def accounts_of(cast) -> dict[str, Any]:
    """A key, a session and a name at the ministry, all of Inés."""
    ines, now = cast.ines, timezone.now()
    new = NewKey(b"walked" * 4, b"public half", 0)
    kept = accounts.add_key(
        actor=ines.actor, user=ines.user, new=new, name="llavero", here=None, at=now
    )
    opened = accounts.open_session(
        actor=ines.actor, user=ines.user, proof=Proof("demo"), device="d" * 64, label="Firefox",
        roles="", at=now,
    )  # fmt: skip
    linked = accounts.link_outside(
        actor=cast.bruno.actor, user=ines.user, issuer="https://example.org", subject="7", at=now
    )
    return {
        "key_id": kept.id, "session_id": opened.id, "outside_id": linked.id, "username": "lucia",
    }  # fmt: skip


def _asked(cast, case) -> dict[str, Any]:
    """A request about her data, a part whose time is over, and a record of what got out."""
    now = timezone.now()
    asked = rights.receive(
        actor=cast.ines.actor, case=case, kind="access", asked=CANARY, received_at=now, at=now
    )
    over = rights.propose_erasure(
        actor=SYSTEM, case=case, due=Due("words", now.date(), "retention-words", 2), at=now
    )
    breach = rights.record_breach(
        actor=cast.aurora.actor, post=cast.houston, nature="leak", classes=["identity"], people=1,
        happened_on=None, known_at=now, what=CANARY, actions="", at=now,
    )  # fmt: skip
    return {"request_id": asked.id, "erasure_id": over.id, "breach_id": breach.id}


def houston(cast) -> dict[str, Any]:
    """One thing of each kind that Houston keeps, through the acts alone: name of the place → id."""
    ines, now = cast.ines.actor, timezone.now()
    turn = screenings.pass_to_protection(
        actor=cast.lucia.actor, post=cast.houston, turn="B12", cues=[], asked=True
    )
    case = cases.open_case(
        actor=ines, post=cast.houston, channel="walk_in", started_at=now - dt.timedelta(minutes=9)
    )
    for purpose in ("keeping", "screening"):
        kept = cases.record_consent(actor=ines, case=case, purpose=purpose, given=True, at=now)
    names = {name: CANARY if "name" in name else "" for name in FIELDS}
    cases.save_identity(actor=ines, case=case, seen_version=0, fields=names, at=timezone.now())
    sitting = screenings.start(
        actor=ines, case=case, instrument="protection-desk", at=timezone.now()
    )
    reading = cases.conclude(
        actor=ines, case=case, conclusion="possible", reasons="Lo que contó concuerda entre sí.",
        concepts={}, verdicts={}, at=timezone.now(),
    )  # fmt: skip
    service = shelter(cast.jacaranda)
    shared = {"needs": "alojamiento"}
    cases.record_consent(
        actor=ines, case=case, purpose="referral", given=True, at=timezone.now(),
        recipient=str(service.organization_id), fields=tuple(shared),
    )  # fmt: skip
    referral = referrals.send(
        actor=ines, case=case, service=service, need="shelter", priority="urgent", shared=shared,
        at=timezone.now(),
    )  # fmt: skip
    told = disclosures.propose_exception(
        actor=ines, case=case, exception="danger_to_life", recipient="us_local_police",
        fields=("danger",), reason="Lo explica con sus palabras.", at=timezone.now(),
    )  # fmt: skip
    asked = disclosures.record_demand(
        actor=ines, case=case, who="Juzgado (ejemplo)", paper="Citatorio 12",
        asked=f"Todo lo de {CANARY}.", received_on=timezone.now().date(), at=timezone.now(),
    )  # fmt: skip
    interpreter = add_interpreter(
        actor=ines, post=cast.houston, name=CANARY, phone="713 555 0188",
        person=Interpreter("", (Tongue("spa"),), frozenset({"phone"})),
    )  # fmt: skip
    filled_form = cases.start_form(actor=ines, case=case, tool="T18", at=timezone.now())
    edition = editions.draft(
        actor=cast.sofia.actor, id="2030.1", in_force_from=dt.date(2030, 1, 1), note="Para probar."
    )
    file = make(
        actor=cast.mateo.actor, thing=case, kind="case_sheet", about=("case", str(case.id)),
        reason="coordination", why="Para probar.", content=Content("registro", "csv", b"a\r\n1\r\n", 1),
        at=now,
    ).export  # fmt: skip
    return {
        "export_id": file.id, **_asked(cast, case),
        **one_of_each(cast.mateo.actor, cast.houston),
        "interpreter_id": interpreter.id, "form_id": filled_form.id, "number": "t7",
        "edition": edition.id, "path": "sources.yaml",
        "encounter_id": turn.id, "case_id": case.id, "consent_id": kept.id, "action": "P2-04",
        "sitting_id": sitting.id, "assessment_id": reading.id, "service_id": service.id,
        "disclosure_id": told.id, "demand_id": asked.id, "referral_id": referral.id,
        "code": "HOU", "space": "mobile_consulate",
        **accounts_of(cast), **coincidences(cast), "step": "contexto", "file": "nada.wav",
        "lesson": "counter", "case": "v02", "certificate_id": UUID(int=0),
        # A language that the manual has not: printing it takes half a minute, and shows nothing here.
        "part": "principles", "tool": "T7", "language": "qaa",
        **_ready(cast), **overseen(cast, case),
    }  # fmt: skip
