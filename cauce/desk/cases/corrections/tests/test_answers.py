"""The page opens filled with what was answered."""

from __future__ import annotations

from django.utils import timezone

from cauce.cases.actions import add_plan_item, record_consent
from cauce.cases.corrections.actions import Line, agree_correction, correct_line
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.facts import facts_of
from cauce.cases.models import Assessment
from cauce.intake.screenings.access import all_answers
from cauce.intake.screenings.actions import correct_answers, finish, save_answers, start
from cauce.intake.screenings.models import Sitting
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal
from tests.cast import today

WHY = "Se marcó en el renglón de arriba."


def test_it_opens_filled_and_keeps_what_was_not_touched(desk):
    case, now = desk.open(), timezone.now
    for purpose in ("keeping", "screening"):
        record_consent(actor=desk.actor, case=case, purpose=purpose, given=True, at=now())
    made = start(actor=desk.actor, case=case, instrument="protection-desk", at=now())
    answers = {"alone_and_safe": "yes", "can_leave": "no"}
    save_answers(actor=desk.actor, sitting=made, seen=1, answers=answers, at=now())
    finish(actor=desk.actor, sitting=made, at=now())
    assert f"correcciones/{made.id}/" in desk.get(case, "correcciones/").content.decode()
    page = desk.get(case, f"correcciones/{made.id}/").content.decode()
    assert page.count(" checked") == 2
    short = desk.post(case, f"correcciones/{made.id}/", **answers | {"can_leave": "yes"}, why="mal")
    assert "Falta decir por qué se corrige" in short.content.decode()
    sent = answers | {"can_leave": "does_not_know", "why": WHY}
    assert desk.post(case, f"correcciones/{made.id}/", **sent).status_code == 302
    assert CaseCorrection.objects.count() == 1
    again = desk.post(case, f"correcciones/{made.id}/", **sent).content.decode()
    if CaseCorrection.objects.get().state == "made":
        assert "Otra persona corrigió estas respuestas" in again
        assert Sitting.objects.get(case=case).corrects_id == made.id
        listed = desk.get(case, "correcciones/").content.decode()
        assert "No → No sabe" in listed and WHY in listed
    else:
        assert "en espera de otra persona" in again


def ended(desk, **answers):
    """A case with a talk that ended with these answers."""
    case, now = desk.open(), timezone.now
    for purpose in ("keeping", "screening"):
        record_consent(actor=desk.actor, case=case, purpose=purpose, given=True, at=now())
    made = start(actor=desk.actor, case=case, instrument="protection-desk", at=now())
    save_answers(actor=desk.actor, sitting=made, seen=1, answers=answers, at=now())
    finish(actor=desk.actor, sitting=made, at=now())
    return case, made


def corrected(desk, case, sitting, hide=False, **answers):
    """By two where it takes two; the talk that stands since."""
    given = {"actor": desk.actor, "case": case, "of": sitting, "answers": answers, "hide": hide}
    made = correct_answers(**given, why=WHY, at=timezone.now())
    for waits in Proposal.objects.filter(kind="case.correct", state="waiting"):
        agree_correction(actor=desk.cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())
    made.refresh_from_db()
    return Sitting.objects.get(id=made.made)


def test_what_stands_no_more_is_opened_by_nobody(desk):
    case, first = ended(desk, can_leave="no", alone_and_safe="yes")
    second = corrected(desk, case, first, hide=True, can_leave="yes")
    for method in ("get", "head"):
        page = getattr(desk.client, method)(f"/casos/{case.id}/correcciones/{first.id}/")
        assert page.status_code == 302 and page.url == f"/casos/{case.id}/correcciones/"
    assert desk.get(case, f"correcciones/{second.id}/").status_code == 200


def test_what_an_earlier_correction_had_made_stand_goes_out_of_sight_with_a_later_one(desk):
    case, first = ended(desk, can_leave="no", alone_and_safe="yes")
    second = corrected(desk, case, first, can_leave="does_not_know")
    assert "No → No sabe" in desk.get(case, "correcciones/").content.decode()
    corrected(desk, case, second, hide=True, can_leave="yes")
    listed = desk.get(case, "correcciones/").content.decode()
    assert "No sabe" not in listed and "fuera de la vista" in listed


def test_while_somebody_looks_at_it_an_earlier_correction_tells_nothing_of_it_either(desk):
    case, first = ended(desk, can_leave="no", alone_and_safe="yes")
    second = corrected(desk, case, first, can_leave="does_not_know")
    sent = {"alone_and_safe": "yes", "can_leave": "yes", "why": WHY, "hide": "on"}
    assert desk.post(case, f"correcciones/{second.id}/", **sent).status_code == 302
    listed = desk.get(case, "correcciones/").content.decode()
    assert "No sabe" not in listed and "fuera de la vista" in listed
    assert "nadie del consulado lee lo anterior" in listed


def test_of_a_line_that_stands_no_more_nothing_is_read(desk):
    case = desk.open()
    given = {"need": "shelter", "due_on": today(), "responsible": desk.cast.ines.user}
    line = add_plan_item(actor=desk.actor, case=case, agreed="El nombre de otra.", at=timezone.now(), **given)
    correct_line(
        actor=desk.actor,
        case=case,
        of=line,
        line=Line(agreed="Una cama hoy.", **given),
        why=WHY,
        hide=True,
        at=timezone.now(),
    )
    for part in ("plan/", "correcciones/"):  # out of sight as soon as it is asked for
        assert "El nombre de otra." not in desk.get(case, part).content.decode()
    assert desk.get(case, f"correcciones/acciones/{line.id}/").status_code == 302
    [waits] = Proposal.objects.filter(kind="case.correct")
    agree_correction(actor=desk.cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())
    assert desk.get(case, f"correcciones/acciones/{line.id}/").status_code == 302
    assert "El nombre de otra." not in desk.get(case, "correcciones/").content.decode()
    sent = desk.post(case, f"correcciones/acciones/{line.id}/", why="mal").content.decode()
    assert "El nombre de otra." not in sent


def test_an_answer_that_should_not_have_been_written_is_out_of_sight_as_soon_as_it_is_asked_for(desk):
    case, talk = ended(desk, expected_back="yes", can_leave="no", alone_and_safe="yes")
    sent = {"expected_back": "yes", "alone_and_safe": "yes", "can_leave": "yes", "why": WHY, "hide": "on"}
    assert desk.post(case, f"correcciones/{talk.id}/", **sent).status_code == 302
    assert all_answers(case) == {"expected_back": "yes", "alone_and_safe": "yes"}
    assert facts_of(case)["danger.immediate"] is True, "what is owed follows only when two agree"
    for address in (f"/casos/{case.id}/relato/", f"/sesiones/{talk.id}/resultado/"):
        shown = desk.client.get(address).content.decode()
        assert shown.count("Fuera de la vista mientras otra persona lo confirma.") == 1
    assert desk.get(case, f"correcciones/{talk.id}/").status_code == 302
    [waits] = Proposal.objects.filter(kind="case.correct")
    given = {"actor": desk.cast.mateo.actor, "proposal": waits, "reason": WHY, "at": timezone.now()}
    decide(approve=False, **given)
    assert all_answers(case)["can_leave"] == "no"
    assert "Fuera de la vista" not in desk.get(case, "relato/").content.decode()


def test_whoever_concludes_and_whoever_signs_is_told_that_answers_were_out_of_sight(desk, client):
    case, talk = ended(desk, can_leave="no", alone_and_safe="yes")
    words = "respuestas fuera de la vista"
    assert words not in desk.get(case, "lectura/").content.decode()
    sent = {"alone_and_safe": "yes", "can_leave": "yes", "why": WHY, "hide": "on"}
    assert desk.post(case, f"correcciones/{talk.id}/", **sent).status_code == 302
    assert f"Hay {words}" in desk.get(case, "lectura/").content.decode()
    said = {"do": "conclude", "conclusion": "possible", "reasons": "Falta saber cómo llegó a ese trabajo."}
    assert desk.post(case, "lectura/", **said).status_code == 302
    # Nobody agreed, and they are in sight again: the table that was frozen counts them as little as before.
    waits = Proposal.objects.get(kind="case.correct")
    decide(actor=desk.cast.mateo.actor, proposal=waits, approve=False, reason=WHY, at=timezone.now())
    assert words not in desk.get(case, "lectura/").content.decode()
    client.force_login(desk.cast.mateo.user)
    page = client.get(f"/firmas/{Assessment.objects.get(case=case).id}/").content.decode()
    assert f"había {words}" in page and "regrésela" in page
