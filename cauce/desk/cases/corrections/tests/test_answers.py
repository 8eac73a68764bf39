"""The page opens filled with what was answered."""

from __future__ import annotations

from django.utils import timezone

from cauce.cases.actions import record_consent
from cauce.cases.corrections.models import CaseCorrection
from cauce.intake.screenings.actions import finish, save_answers, start
from cauce.intake.screenings.models import Sitting

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
