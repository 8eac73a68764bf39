"""The page where contact is lost at a high risk: one asks, another reads the attempts, the first closes."""

from __future__ import annotations

import datetime as dt
import time
import uuid

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.models import Case, ContactTry
from cauce.staff.oversight.models import Proposal

pytestmark = pytest.mark.django_db
WHY = "Se fue cinco veces al lugar que dijo; nadie sabe de ella."


@pytest.fixture
def case(cast):
    """At a high risk, sought in person on five different days."""
    now = timezone.now()
    given = {"actor": cast.ines.actor}
    made = actions.open_case(**given, post=cast.houston, channel="walk_in", started_at=now)
    for purpose in ("keeping", "contact"):
        actions.record_consent(**given, case=made, purpose=purpose, given=True, at=now)
    ways = [
        {
            "way": "in_person",
            "days": list(range(7)),
            "start": "00:00",
            "end": "00:00",
            "languages": ["spa"],
            "address": "La panadería de siempre",
        }
    ]
    actions.confirm_contact(**given, case=made, ways=ways, at=now)
    actions.record_facts(**given, case=made, facts={"risk.level": "high"}, at=now)
    for day in range(5):
        one = actions.log_contact(
            **given,
            case=made,
            attempt=actions.ContactAttempt(
                way="in_person",
                language="spa",
                result="no_answer",
                word_said="not_agreed",
                note="Nadie abrió.",
                happened_at=timezone.now(),
            ),
        )
        ContactTry.objects.filter(id=one.id).update(on=one.on - dt.timedelta(days=day))
    return made


def signed_in(client, who) -> None:
    """And proved a moment ago that it is them, as what two people decide asks."""
    client.force_login(who.user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()


def page(client, who, address: str) -> str:
    signed_in(client, who)
    return client.get(address).content.decode()


def post(client, who, address: str, **form):
    signed_in(client, who)
    return client.post(address, {"once": str(uuid.uuid4())} | form)


CLOSE = {
    "do": "close",
    "reason": "lost_contact",
    "satisfaction": "not_asked",
    "agreed": "on",
    "words": "Lo que dijo.",
    "note": "",
}


def test_one_asks_another_reads_and_agrees_with_a_reason_and_the_first_closes(client, cast, case):
    here = f"/casos/{case.id}/cierre/"
    assert "nadie cierra a solas" in page(client, cast.ines, here)
    said = post(client, cast.ines, here, **CLOSE).content.decode()
    assert "Hace falta que otra persona lo apruebe" in said and "Lo que dijo." in said
    said = post(client, cast.ines, here, do="ask", **{"lost-reason": "corto"}).content.decode()
    assert "Falta decir por qué" in said and "corto" in said
    assert post(client, cast.ines, here, do="ask", **{"lost-reason": WHY}).status_code == 302
    assert "espera a otra persona" in page(client, cast.ines, here)
    there = f"/propuestas/{Proposal.objects.get().id}/"
    assert there in page(client, cast.aurora, "/propuestas/")
    shown = page(client, cast.aurora, there)
    assert case.folio in shown and shown.count("Nadie abrió.") == 5 and WHY in shown
    assert "En persona, en el lugar que dijo" in shown and "panadería" not in shown
    for reason in ("", "Sí."):
        assert post(client, cast.aurora, there, do="yes", reason=reason).status_code == 200
    assert Proposal.objects.get().state == "waiting"
    post(client, cast.aurora, there, do="yes", reason="Leí los intentos; no queda otra manera.")
    assert "Nadie abrió." not in page(client, cast.aurora, there)
    shown = page(client, cast.ines, here)
    assert "Aurora Beltrán leyó los intentos y estuvo de acuerdo" in shown
    assert "no queda otra manera" in shown
    assert post(client, cast.ines, here, **CLOSE).status_code == 302
    assert Case.objects.get(id=case.id).status == "closed"


def test_a_no_is_read_where_it_was_asked_and_what_was_asked_may_be_taken_back(client, cast, case):
    here = f"/casos/{case.id}/cierre/"
    post(client, cast.ines, here, do="ask", **{"lost-reason": WHY})
    post(client, cast.ines, here, do="back")
    assert Proposal.objects.get().state == "taken_back"
    assert "Pedir que otra persona lo decida" in page(client, cast.ines, here)
    post(client, cast.ines, here, do="ask", **{"lost-reason": WHY})
    one = Proposal.objects.get(state="waiting")
    post(client, cast.mateo, f"/propuestas/{one.id}/", do="no", reason="Falta ir a la iglesia.")
    shown = page(client, cast.ines, here)
    assert "Mateo Villegas no estuvo de acuerdo" in shown and "Falta ir a la iglesia." in shown
    assert post(client, cast.mateo, here, do="back").status_code == 404


def test_the_page_of_contacts_says_what_counts_in_danger(client, cast, case):
    shown = page(client, cast.ines, f"/casos/{case.id}/seguimiento/")
    assert "Solo cuenta acudir al lugar y a la hora que dijo" in shown and "medio y hora seguros" in shown
    assert "En persona, en el lugar que dijo (segura)" in shown
    assert "in_person|" not in page(client, cast.ines, f"/casos/{case.id}/contacto/")
