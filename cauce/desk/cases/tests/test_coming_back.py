"""A link shown once, a page to print, what was told by telephone, what the person says, and another try."""

from __future__ import annotations

import re
import uuid

from django.utils import timezone

from cauce.cases.actions import ConsentTerms, record_consent
from cauce.custody.journal.models import Entry
from cauce.directory.models import Organization, Service
from cauce.sharing.referrals.actions import (
    Asked,
    Sought,
    acknowledge,
    answer,
    send,
    withdraw_consent_everywhere,
)
from cauce.sharing.referrals.models import Group, Referral
from tests.cast import shelter


def without_account(name: str = "Casa Girasol (ejemplo)") -> Service:
    organization = Organization.objects.create(name=name, source="tests", external_id=name)
    made = Service.objects.create(
        organization=organization, name=name, source="tests", status="active", external_id=name
    )
    made.kinds.create(kind="shelter")
    return made


def sent(desk, service, case=None) -> Referral:
    case = case or desk.open()
    agreed(desk, case, service)
    return send(
        actor=desk.actor,
        case=case,
        asked=Asked(service=service, shared={"needs": "Dormir hoy."}),
        sought=Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )


def agreed(desk, case, service) -> None:
    record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=("needs", "language")),
    )


def do(desk, referral, what, **more):
    form = {"do": what, "once": str(uuid.uuid4())} | more
    return desk.client.post(f"/canalizaciones/{referral.id}/", form, follow=True)


def page(desk, referral) -> str:
    return desk.client.get(f"/canalizaciones/{referral.id}/").content.decode()


def test_the_link_and_its_code_are_shown_once(desk):
    referral = sent(desk, without_account())
    assert "dele un enlace y, por otro medio" in page(desk, referral)
    once = str(uuid.uuid4())
    shown = do(desk, referral, "invite", once=once).content.decode()
    assert re.search(r"/respuesta/\S{60,}/", shown) and re.search(r">\d{4} \d{4}<", shown)
    again = do(desk, referral, "invite", once=once).content.decode()
    for later in (again, page(desk, referral)):
        assert "/respuesta/" not in later and "Hay un enlace que abre hasta" in later
    assert referral.links.count() == 1
    do(desk, referral, "close_link")
    assert "El último enlace ya no abre" in page(desk, referral)


def test_a_receiver_with_an_account_is_offered_no_link(desk, cast):
    referral = sent(desk, shelter(cast.jacaranda))
    assert "Dar un enlace" not in page(desk, referral)
    assert "responde ahí" in do(desk, referral, "invite").content.decode()


def test_the_printed_page_has_a_neutral_name_and_is_journalled(desk):
    referral = sent(desk, without_account())
    answer_ = desk.client.get(f"/canalizaciones/{referral.id}/hoja/")
    assert answer_.headers["Content-Disposition"] == 'inline; filename="solicitud.pdf"'
    assert answer_.content.startswith(b"%PDF") and answer_.content.count(b"/Type /Page\n") <= 1
    entry = Entry.objects.get(what="referral.print")
    assert entry.detail["fields"] == ["needs"] and entry.about_id == str(referral.id)
    do(desk, referral, "withdraw")
    assert desk.client.get(f"/canalizaciones/{referral.id}/hoja/").status_code == 302


def test_what_was_told_is_written_down_and_marked(desk):
    referral = sent(desk, without_account())
    assert "Falta. Complételo" in do(desk, referral, "told").content.decode()
    do(desk, referral, "told", told="accept", places="2")
    shown = page(desk, referral)
    assert "por teléfono, lo anotó quien atiende" in shown
    referral.refresh_from_db()
    assert referral.state == "accepted"
    assert "Elija una opción" in do(desk, referral, "told", told="reject:x").content.decode()


def test_the_person_is_asked_once_when_it_is_completed(desk):
    referral = sent(desk, without_account())
    do(desk, referral, "told", told="accept")
    assert "¿Qué dice la persona?" not in page(desk, referral)
    do(desk, referral, "told", told="complete:need_met")
    assert "¿Qué dice la persona?" in page(desk, referral)
    do(desk, referral, "not_said")
    shown = page(desk, referral)
    assert "prefirió no decir" in shown and "¿Qué dice la persona?" not in shown
    assert "Ya se le preguntó" in do(desk, referral, "given").content.decode()


def test_what_was_declined_leads_to_the_next_service_and_asks_for_a_new_permission(desk, cast):
    first, second = shelter(cast.jacaranda), without_account()
    referral = sent(desk, first)
    acknowledge(actor=cast.clara.actor, referral=referral, at=timezone.now())
    answer(actor=cast.clara.actor, referral=referral, what="reject", reason="no_capacity", at=timezone.now())
    address = f"/casos/{referral.case_id}/canalizaciones/?service={second.id}&former={referral.id}"
    shown = desk.client.get(address).content.decode()
    assert "no vale aquí: pregúntele" in shown
    assert shown.count("former%3D") == shown.count("/datos/?next=") == 1, "only to come back to this request"
    form = {
        "need": "shelter",
        "priority": "urgent",
        "way": "none",
        "do": "send",
        "once": str(uuid.uuid4()),
    }
    assert desk.client.post(address, form).status_code == 409
    agreed(desk, referral.case, second)
    assert desk.client.post(address, form | {"s_needs": "Dormir."}).status_code == 302
    assert Referral.objects.get(service=second).former_id == referral.id


def test_a_yes_taken_back_and_given_again_to_the_same_receiver_reads_as_one_history(desk, cast):
    first = sent(desk, shelter(cast.jacaranda))
    case, service = first.case, first.service
    withdraw_consent_everywhere(actor=desk.actor, case=case, consent=first.consent, at=timezone.now())
    assert "pedirlo otra vez a la misma organización" in page(desk, first)
    query = f"service={service.id}&need=shelter&former={first.id}"
    shown = desk.client.get(f"/casos/{case.id}/canalizaciones/?{query}").content.decode()
    assert "la historia queda unida" in shown and "no vale aquí" not in shown
    # Through the question to the person and back, what is taken up is not lost.
    asking = f"/casos/{case.id}/permisos/?para={service.organization_id}&{query}"
    shown = desk.client.get(asking).content.decode()
    assert f"former={first.id}" in shown and f'name="former" value="{first.id}"' in shown
    agreed(desk, case, service)
    again = send(  # whichever way it is sent
        actor=desk.actor,
        case=case,
        asked=Asked(service=service, shared={"needs": "Dormir."}),
        sought=Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    assert again.former_id == first.id and "Viene de otra" in page(desk, again)
    third = send(
        actor=desk.actor,
        case=case,
        asked=Asked(service=service, shared={"needs": "Orientación."}),
        sought=Sought(need="legal", priority="urgent"),
        at=timezone.now(),
    )
    assert third.former_id is None, "another need is another history"


def test_several_and_a_crew_are_sent_from_one_form(desk, cast):
    one, two = without_account("Casa Uno (ejemplo)"), without_account("Casa Dos (ejemplo)")
    case, other, stranger = desk.open(), desk.open(), desk.open()
    for mine, service in ((case, one), (case, two), (other, one)):
        agreed(desk, mine, service)
    address = f"/casos/{case.id}/canalizaciones/varias/"
    form = {
        "need": "shelter",
        "priority": "urgent",
        "way": "none",
        "s_needs": "Dormir.",
        "do": "send",
        "once": str(uuid.uuid4()),
    }
    assert "Falta. Complételo" in desk.client.post(address, form).content.decode()
    hours = re.findall(r"(?:Emergencia|Urgente): [^·<]+ · [^<]+", desk.client.get(address).content.decode())
    assert len(hours) == 2, "by when they would answer, as when one is asked"
    chosen = [str(one.id), str(two.id)]
    assert desk.client.post(address, form | {"chosen": chosen}).status_code == 302
    assert desk.client.post(address, form | {"chosen": chosen}).status_code == 302
    assert Referral.objects.filter(case=case).count() == 2
    crew = f"/canalizaciones/grupos/{one.id}/"
    listed = desk.client.get(crew).content.decode()
    # What each shares is seen before sending to several, or for several, as it is before sending to one.
    for page_ in (desk.client.get(address).content.decode(), listed):
        assert "cuándo se lo piden" in page_ and "Nadie le ha preguntado." in page_
    said = "Nada sin orden de un juez (ejemplo)."
    Service.objects.filter(id=one.id).update(sharing=said, sharing_on=timezone.localdate())
    for page_ in (desk.client.get(address), desk.client.get(crew)):
        assert "sin orden de un juez" in page_.content.decode()
    assert case.folio in listed and other.folio in listed and stranger.folio not in listed
    form |= {"chosen": [str(case.id), str(other.id)], "others": "7", "once": str(uuid.uuid4())}
    told = desk.client.post(crew, form, follow=True).content.decode()
    assert "al menos 5 más" in told and Group.objects.get().others == 5
