"""One thing of each kind, for the walk: what needs no more than the cast and a case."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from django.utils import timezone

from cauce.aid import actions as aid
from cauce.cases import actions as cases
from cauce.cases.papers import actions as papers
from cauce.family.reunification import actions as reunification
from cauce.protocol.documents.incoming import Clean
from cauce.protocol.editions import actions as editions
from cauce.protocol.editions.models import Edition
from cauce.sharing.binational import actions as binational
from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts.proofs import Proof
from cauce.staff.accounts.webauthn import NewKey
from cauce.staff.oversight import actions as oversight
from cauce.staff.oversight.roles import payload_of
from cauce.staff.readiness import actions as readiness
from tests.cast import today as cast_today

# A name that stands in the case and must stand in no page of whoever has no right to it.
CANARY = "Citlalmina Nochebuena"
# What stands in the other sealed parts of a case, by post.
CANARIES = {"HOU": "Quetzalmiztli", "LAR": "Ehecatonatiuh"}
DAY = dt.timedelta(days=1)


def planted(code: str) -> dict[str, str]:
    """A text for each sensitive part of a case of the post, that stands nowhere else."""
    parts = (
        "phone",
        "narrative",
        "note",
        "reasons",
        "destination",
        "shared",
        "plan",
        "safety",
        "interpreter",
        "demand",
        "request",
        "breach",
        "petition",
        "papers",
        "call",
    )
    texts = {part: f"{CANARIES[code]}-{part}" for part in parts}
    return {**texts, "name": CANARY if code == "HOU" else f"{CANARIES[code]}-name"}


def ready(cast) -> dict[str, Any]:
    """An agreement and an event of Houston."""
    now, day = timezone.now(), cast_today()
    signed = readiness.record_agreement(
        actor=cast.aurora.actor,
        post=cast.houston,
        signed=readiness.AgreementSigned(
            kind="labour",
            with_whom="Autoridad (ejemplo)",
            liaison_there="Guardia",
            liaison_here="Protección",
            signed_on=day - dt.timedelta(days=1),
        ),
        at=now,
    )
    event = readiness.plan_outreach(
        actor=cast.ines.actor,
        post=cast.houston,
        kind="media",
        place="Radio",
        planned_on=day,
        message="Tiene derechos.",
        at=now,
    )
    return {"agreement_id": signed.id, "outreach_id": event.id}


def overseen(cast, case) -> dict[str, Any]:
    """A role proposed for Houston, and a case of Houston that Tomás of Laredo opened."""
    now = timezone.now()
    about = cast.raul.actor.user
    proposal = oversight.propose(
        actor=cast.bruno.actor,
        matter=oversight.Matter(
            kind="role.grant",
            about=("user", about),
            payload=payload_of("window_officer", None, now.date(), None),
        ),
        post=cast.houston.code,
        at=now,
        reason="Para la ventanilla.",
    )
    opening = oversight.open_glass(
        actor=cast.tomas.actor,
        case=oversight.GlassCase(
            case_id=case.id, person_id=case.person_id, key_id=case.key_id, post=cast.houston
        ),
        reason_code="person_is_here",
        text="Está aquí y no puede esperar más.",
        at=now,
    )
    return {"proposal_id": proposal.id, "user_id": about, "opening_id": opening.id, "review_id": opening.id}


def accounts_of(cast) -> dict[str, Any]:
    """A key, a session and a name at the ministry, all of Inés."""
    ines, now = cast.ines, timezone.now()
    new = NewKey(uuid4().bytes, b"public half", 0)
    kept = accounts.add_key(actor=ines.actor, user=ines.user, new=new, name="llavero", here=None, at=now)
    opened = accounts.open_session(
        actor=ines.actor,
        user=ines.user,
        proof=Proof("demo"),
        device=uuid4().hex * 2,
        label="Firefox",
        roles="",
        at=now,
    )
    linked = accounts.link_outside(
        actor=cast.bruno.actor,
        user=ines.user,
        issuer="https://example.org",
        subject=str(uuid4()),
        at=now,
    )
    return {
        "key_id": kept.id,
        "session_id": opened.id,
        "outside_id": linked.id,
        "username": cast.lucia.user.username,
    }


def a_family(cast, case, text: dict[str, str]):
    """The family of a case, shared with IOM, and a relative."""
    ines, now = cast.ines.actor, timezone.now()
    family = reunification.open_family(actor=ines, case=case, agreed=True, at=now)
    told = reunification.Told(name=text["name"], relation="spouse", where=text["plan"], note=text["note"])
    relative = reunification.add_relative(actor=ines, reunion=family, told=told, at=now)
    reunification.open_blocker(
        actor=ines,
        reunion=family,
        held_up=reunification.HeldUp(
            kind="cost", owner="post", since=now.date() - dt.timedelta(days=2), note=text["note"]
        ),
        at=now,
    )
    reunification.share_family(
        actor=ines,
        reunion=family,
        partner=cast.oim,
        shared=reunification.FamilyShared(fields=()),
        agreed=True,
        at=timezone.now(),
    )
    return family, relative


def a_paper(cast, case) -> dict[str, Any]:
    """A paper that was seen and returned, and a copy of it."""
    given, now = {"actor": cast.ines.actor, "case": case}, timezone.now()
    cases.record_consent(purpose="paper_copy", given=True, at=now, **given)
    seen = papers.note_paper(kind="passport", last="9431", on=now.date() - DAY, to="person", at=now, **given)
    picture = Clean("JPEG", b"\xff\xd8\xff\xff\xd9")
    copy = papers.keep_copy(paper=seen, use="return_trip", agreed=True, picture=picture, at=now, **given)
    return {"paper_id": seen.id, "copy_id": copy.id}


def returning(cast, case) -> dict[str, Any]:
    """A return that Inés prepares, and that the office in Puebla is asked to receive."""
    now = timezone.now()
    cases.record_facts(actor=cast.ines.actor, case=case, facts={"wish.return": True}, at=now)
    trip = reunification.start_return(actor=cast.ines.actor, case=case, destination="21", at=now)
    given = {"actor": cast.ines.actor, "trip": trip, "at": now}
    reunification.note_advice(
        **given, answer="taken", who="Bufete (ejemplo)", on=now.date() - dt.timedelta(days=1)
    )
    reunification.assess_destination(
        **given, level="low", reasons=planted(case.post_id)["destination"], measures="Llamar."
    )
    reunification.plan_return(
        **given,
        plan=reunification.ReturnPlan(
            departs_at=now + dt.timedelta(days=2),
            arrives_at=now + dt.timedelta(days=3),
            people=1,
            escort="alone",
            escort_who="",
        ),
    )
    reunification.share_return(**given, partner=cast.puebla, needs="Cama.", agreed=True)
    # As if the risk were high and nobody else at the post could look at it.
    type(trip).objects.filter(id=trip.id).update(high=True, outside=True)
    return {"trip_id": trip.id}


def an_aid(cast, case, words: str):
    """An aid that waits for amounts: none is configured."""
    today, actor = cast_today(), cast.ines.actor
    cases.record_facts(actor=actor, case=case, facts={"person.age": 30}, at=timezone.now())
    return aid.ask_aid(
        actor=actor,
        case=case,
        asked=aid.AidAsked(need="food", starts_on=today, ends_on=today, words=words),
        at=timezone.now(),
    )


def to_mexico(cast, case, told: str):
    """A petition with data of identity, agreed to and signed, that lies with the office in Puebla."""
    cases.record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="mexico",
        given=True,
        at=timezone.now(),
        recipient=str(cast.puebla.id),
        terms=cases.ConsentTerms(fields=("relatives",)),
    )
    made = binational.ask_petition(
        actor=cast.ines.actor,
        case=case,
        partner=cast.puebla,
        asked=binational.PetitionAsked(
            kind="locate_family", coarse={"region": "21"}, identity={"relatives": told}
        ),
        at=timezone.now(),
    )
    binational.sign_petition(actor=cast.mateo.actor, petition=made, at=timezone.now())
    return made


def edition(cast) -> str:
    if not Edition.objects.filter(id="2030.1").exists():
        editions.draft(actor=cast.sofia.actor, id="2030.1", in_force_from=dt.date(2030, 1, 1), note="Prueba.")
    return "2030.1"
