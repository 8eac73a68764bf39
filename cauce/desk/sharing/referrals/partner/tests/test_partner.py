"""Clara of Casa Jacaranda sees one request and nothing else, and answers it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms
from cauce.custody.journal.models import Entry
from cauce.rules.referral import possible
from cauce.sharing.referrals.actions import record_consent_everywhere, withdraw
from cauce.sharing.referrals.models import Referral

from .conftest import send_to


def test_it_lists_what_waits_with_when_an_answer_is_due(desk):
    page = desk.client.get("/solicitudes/").content.decode()
    assert "Lugar seguro donde dormir · Urgente" in page
    assert "hora de Houston" in page
    assert desk.referral.case.folio not in page


def test_each_line_has_its_date_and_in_care_nothing_presses_any_more(desk):
    assert "Enviada el" in desk.client.get("/solicitudes/").content.decode()
    desk.say("accept")
    assert "contestada el" in desk.client.get("/solicitudes/").content.decode()
    desk.say("start_service")
    page = desk.client.get("/solicitudes/").content.decode()
    assert "Lugar seguro donde dormir" in page and "Urgente" not in page


def test_how_soon_is_told_only_where_the_person_agreed_to_tell_it(desk):
    """The help that is asked for and the hour of the answer go with every request (record 99)."""
    unsaid = {"needs": "Dormir hoy.", "language": "spa"}
    other = send_to(desk.cast, desk.cast.jacaranda, unsaid, priority="emergency")
    page = desk.client.get(f"/solicitudes/{other.id}/").content.decode()
    assert "Lugar seguro donde dormir" in page and "Se espera su respuesta:" in page
    assert "hora de Houston" in page and "Emergencia" not in page and "Urgente" not in page
    lines = desk.client.get("/solicitudes/").content.decode()
    assert lines.count("Lugar seguro donde dormir") == 2 and "Emergencia" not in lines
    assert lines.count("Lugar seguro donde dormir · Urgente") == 1, "of hers, who agreed, it is told"


def test_how_soon_is_told_no_more_after_a_yes_to_less(desk):
    assert "Lugar seguro donde dormir · Urgente" in desk.open()
    record_consent_everywhere(
        actor=desk.cast.ines.actor,
        case=desk.referral.case,
        recipient=str(desk.referral.service.organization_id),
        given=True,
        at=timezone.now(),
        terms=ConsentTerms(fields=("needs", "language")),
    )
    assert "Lugar seguro donde dormir" in desk.open() and "Urgente" not in desk.open()
    assert "Urgente" not in desk.client.get("/solicitudes/").content.decode()


def test_it_lists_first_what_is_due_first(desk):
    more = {"case": desk.referral.case}
    later = send_to(desk.cast, desk.cast.jacaranda, need="legal", priority="normal", **more)
    # Late in the evening a bed for tonight is due before a doctor: which comes first, the hour decides.
    doctor = send_to(desk.cast, desk.cast.jacaranda, need="medical", priority="emergency", **more)
    due = {"Emergencia": doctor.due_at, "Urgente": desk.referral.due_at, "Sin urgencia": later.due_at}
    page = desk.client.get("/solicitudes/").content.decode()
    assert sorted(due, key=page.index) == sorted(due, key=due.__getitem__)
    assert max(due, key=due.__getitem__) == "Sin urgencia" and len(set(due.values())) == 3


def test_what_says_that_it_presses_stands_above_what_was_sent_before(desk):
    unsaid = {"needs": "Dormir hoy.", "language": "spa"}
    other = send_to(desk.cast, desk.cast.jacaranda, unsaid, priority="emergency")
    Referral.objects.filter(id=other.id).update(due_at=desk.referral.due_at - dt.timedelta(minutes=5))
    page = desk.client.get("/solicitudes/").content.decode()
    assert page.index("· Urgente") < page.index(str(other.id))


def test_it_says_so_when_nothing_waits(client, cast):
    client.force_login(cast.clara.user)
    assert "Nada espera su respuesta" in client.get("/solicitudes/").content.decode()


def test_it_shows_only_what_the_person_agreed_to_share(desk):
    page = desk.open()
    assert "Luz" in page and "25-34" in page
    assert "Lugar seguro donde dormir, Atención médica" in page
    assert "Español" in page and "Si es urgente" in page
    told = page[: page.index('id="responder"')]  # below, what may be asked for is named
    assert "Contacto seguro" not in told and "Quiénes vienen" not in told
    for secret in (desk.referral.case.folio, str(desk.referral.case_id), "Inés", "Houston HOU"):
        assert secret not in page


def test_it_confirms_reading_once_and_writes_every_reading_down(desk):
    desk.open()
    assert desk.state() == "acknowledged"
    desk.open()
    assert desk.referral.steps.filter(act="acknowledge").count() == 1
    assert Entry.objects.filter(what="referral.open", about_id=str(desk.referral.id)).count() == 2


def test_it_accepts_and_says_what_comes_next(desk):
    desk.open()
    answer = desk.say("accept")
    assert answer.headers["Location"] == desk.address
    assert desk.state() == "accepted"
    page = desk.open()
    assert "El consulado ya lo sabe" in page and "iniciar la atención" in page


def test_it_asks_for_a_reason_to_decline_and_keeps_it(desk):
    desk.open()
    page = desk.say("reject").content.decode()
    assert "Elija una razón" in page and desk.state() == "acknowledged"
    desk.say("reject", reason="no_capacity")
    assert desk.state() == "rejected" and desk.referral.rejection == "no_capacity"


@pytest.mark.parametrize("wrong", [{"what": "reject", "reason": "because"}, {"what": "explode"}, {}])
def test_it_refuses_an_answer_that_does_not_exist_and_changes_nothing(desk, wrong):
    desk.open()
    answer = desk.client.post(desk.address, wrong)
    assert answer.status_code == 200 and "Falta corregir algo" in answer.content.decode()
    assert desk.state() == "acknowledged"


def test_it_goes_from_asking_to_the_end(desk):
    desk.open()
    assert "Marque lo que hace falta" in desk.say("ask_info").content.decode()
    assert desk.state() == "acknowledged", "nothing goes off before it is said what is asked for"
    desk.say("ask_info", wanted=["arrival_time", "other"])
    page = desk.open()
    assert "Se le pidió al consulado" in page
    assert "Cuándo llegaría; Otra cosa, por teléfono" in page
    assert desk.referral.steps.get(act="ask_info").wanted == ["arrival_time", "other"]
    desk.say("answer_info")
    assert "ya se sabe" in desk.open()
    for what, state in (("accept", "accepted"), ("start_service", "in_service"), ("complete", "completed")):
        desk.say(what)
        assert desk.state() == state
    assert not possible(desk.state(), "receiver")
    assert "Esta solicitud terminó" in desk.open()


def test_it_closes_as_not_completed(desk):
    desk.open()
    desk.say("accept")
    desk.say("not_complete")
    assert desk.state() == "not_completed"


def test_it_has_one_effect_when_sent_twice(desk):
    desk.open()
    once = str(uuid.uuid4())
    first, second = desk.say("accept", once=once), desk.say("accept", once=once)
    assert first.headers["Location"] == second.headers["Location"] == desk.address
    assert desk.referral.steps.filter(act="accept").count() == 1


def test_it_says_what_is_possible_when_the_request_was_withdrawn_meanwhile(desk):
    desk.open()
    withdraw(actor=desk.cast.ines.actor, referral=desk.referral, at=timezone.now())
    page = desk.say("accept").content.decode()
    assert "no es posible" in page and "fue retirada" in page
    assert "Luz" not in page and desk.state() == "withdrawn"
    assert "Luz" not in desk.open()


def test_it_answers_a_guess_at_another_request_as_it_answers_nonsense(desk):
    other = send_to(desk.cast, desk.cast.nopal)
    guessed = desk.client.get(f"/solicitudes/{other.id}/")
    nonsense = desk.client.get(f"/solicitudes/{uuid.uuid4()}/")
    assert guessed.status_code == nonsense.status_code == 404
    assert guessed.content == nonsense.content
    assert desk.client.post(f"/solicitudes/{other.id}/", {"what": "accept"}).status_code == 404
    assert Entry.objects.filter(kind="refused", about_id=str(other.id)).count() == 2
    assert other.id.hex[:6].upper() not in desk.client.get("/solicitudes/").content.decode()


@pytest.mark.parametrize(
    "who", ["lucia", "ines", "mateo", "aurora", "tomas", "sofia", "raul", "elena", "bruno"]
)
def test_it_is_no_page_for_who_receives_no_requests(desk, who):
    desk.client.force_login(getattr(desk.cast, who).user)
    assert desk.client.get("/solicitudes/").status_code == 404
    assert desk.client.get(desk.address).status_code == 404


def test_it_never_needs_more_than_sixteen_queries(desk, django_assert_max_num_queries):
    for _ in range(3):
        send_to(desk.cast, desk.cast.jacaranda, case=desk.referral.case)
    desk.open()
    for address in ("/solicitudes/", desk.address):
        with django_assert_max_num_queries(16):
            desk.client.get(address)


def test_it_speaks_english_to_who_chose_it(desk):
    desk.client.cookies["idioma"] = "en"
    page = desk.open()
    assert "Say whether you can take the person" in page and "Safe place to sleep" in page


def test_what_the_program_filled_in_is_read_in_the_readers_language(desk):
    said = {"needs": "Safe place to sleep", "age_band": "18 to 29 years", "urgent": "Yes: needed today"}
    said |= {"sex_gender": "woman", "safety_notes": "Quiet room."}
    other = send_to(desk.cast, desk.cast.jacaranda, said)
    page = desk.client.get(f"/solicitudes/{other.id}/").content.decode()
    for words in ("Lugar seguro donde dormir", "18 a 29 años", "Sí: hace falta hoy", "mujer"):
        assert words in page
    assert "18 to 29 years" not in page and "woman" not in page and "Quiet room." in page
