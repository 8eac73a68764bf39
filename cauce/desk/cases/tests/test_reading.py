"""Three laws side by side; a person concludes with reasons, another signs, anyone may contest."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.actions import record_consent
from cauce.cases.models import Assessment
from cauce.intake.screenings.actions import finish, save_answers, start

REASONS = "Hay amenazas y trabajo forzado; falta saber quién le llevó."


@pytest.fixture
def case(desk):
    made, now = desk.open(person__age=31), timezone.now()
    for purpose in ("keeping", "screening"):
        record_consent(actor=desk.actor, case=made, purpose=purpose, given=True, at=now)
    made.refresh_from_db()
    sitting = start(actor=desk.actor, case=made, instrument="protection-desk", at=now)
    save_answers(
        actor=desk.actor,
        sitting=sitting,
        seen=1,
        at=now,
        answers={"threats_self": "yes", "forced_work": "yes", "under_18": "no", "journey": "yes"},
    )
    finish(actor=desk.actor, sitting=sitting, at=now)
    return made


TICKS = {"act": ["act_transported"], "means": ["means_threat_self"], "purpose": ["purp_forced_labour"]}


def conclude(desk, case, **changes):
    form = {"do": "conclude", "conclusion": "presumed", "reasons": REASONS} | TICKS | changes
    return desk.post(case, "lectura/", **form)


def as_(desk, member):
    desk.client.force_login(member.user)
    return desk.client


def test_it_ticks_what_the_answers_tell_and_says_which(desk, case):
    shown = desk.get(case, "lectura/").content.decode()
    assert "Respondió a: ¿Le exigen trabajar o servir bajo amenaza" in shown
    laws, _, below = shown.partition("Su conclusión")
    for part in (laws, below):  # beneath, each element says what it rests on
        assert part.count("dijo que era mayor de edad; no aplica") == 3
    age = shown[shown.index("dijo que era mayor de edad") :][:200]
    assert "no se cumple" not in age, "of an adult the age is no element that fails"
    assert shown.count("se reúnen los elementos") == 3 and "Protocolo de Palermo" in shown


def test_it_reads_again_with_what_the_officer_takes_away(desk, case):
    shown = desk.post(case, "lectura/", do="read", act=["act_transported"]).content.decode()
    assert "Todavía no se puede determinar. Falta saber: el medio, el fin de explotación" in shown
    assert "Leer las tres leyes con estos cambios" in shown
    assert not Assessment.objects.exists()


def test_it_treats_an_unknown_age_as_the_protocol_says(desk):
    shown = desk.get(desk.open(), "lectura/").content.decode()
    assert "Mientras se verifica" in shown


def test_it_needs_a_conclusion_and_reasons(desk, case):
    shown = conclude(desk, case, reasons="").content.decode()
    assert "Falta" in shown and not Assessment.objects.exists()
    shown = conclude(desk, case, reasons="Sí.").content.decode()
    assert "Faltan las razones" in shown and "means_threat_self" in shown


DIFFERS = "Contó a solas que todo fue un malentendido y lo confirmó su hermana."


@pytest.mark.parametrize(
    ("concluded", "ticks"),
    [
        ("not_victim", {}),
        ("confirmed", {"means": [], "purpose": [], "act": []}),
    ],
    ids=["less than a law reads", "more than any law reads"],
)
def test_it_asks_why_in_either_direction_when_the_laws_read_otherwise(desk, case, concluded, ticks):
    shown = conclude(desk, case, conclusion=concluded, **ticks).content.decode()
    assert "difiere del resultado de hoy conforme a" in shown and "Protocolo de Palermo" in shown
    assert not Assessment.objects.exists()
    short = conclude(desk, case, conclusion=concluded, differs="Pues no.", **ticks).content.decode()
    assert "difiere del resultado" in short and "Pues no." in short and not Assessment.objects.exists()
    conclude(desk, case, conclusion=concluded, differs=DIFFERS, **ticks)
    said = cases.assessments(case)[0][1]
    assert said["reasons"].startswith(REASONS) and said["reasons"].endswith(DIFFERS)
    assert "Difiere del resultado conforme a" in said["reasons"]
    shown = as_(desk, desk.cast.aurora).get(f"/firmas/{Assessment.objects.get().id}/").content.decode()
    assert "La conclusión difiere" in shown and DIFFERS in shown, "whoever signs is told"


@pytest.mark.parametrize("concluded", ["possible", "presumed", "confirmed", "declines"])
def test_it_asks_nothing_more_when_the_laws_agree_or_the_person_does_not_go_on(desk, case, concluded):
    assert "Distinto de lo que" not in desk.get(case, "lectura/").content.decode()
    conclude(desk, case, conclusion=concluded)
    assert cases.assessments(case)[0][1]["reasons"] == REASONS


def test_reasons_that_are_too_short_are_not_made_up_for_by_why_it_differs(desk, case):
    shown = conclude(desk, case, conclusion="not_victim", reasons="Sí.", differs=DIFFERS).content.decode()
    assert "Faltan las razones" in shown and DIFFERS in shown and not Assessment.objects.exists()


def test_the_conclusion_stands_right_beneath_the_three_laws(desk, case):
    shown = desk.get(case, "lectura/").content.decode()
    stands = ('class="compare', "Su conclusión", "Lo que se sabe</h2>")
    laws, own, known = (shown.index(words) for words in stands)
    assert laws < own < known
    assert "<details" not in shown[laws:own], "nothing to unfold lies between"


def test_it_keeps_the_verdicts_as_they_stood_with_what_was_added_and_removed(desk, case):
    conclude(desk, case, condition=["cond_hazardous"], act=[])
    said = cases.assessments(case)[0][1]
    assert said["concepts"]["added"] == ["cond_hazardous"]
    assert said["concepts"]["removed"] == ["act_transported"]
    assert said["verdicts"]["palermo"]["missing"] == ["act"]


def test_what_waits_for_a_signature_says_so_and_whose_and_leads_on(desk, case):
    conclude(desk, case)
    shown = " ".join(desk.get(case, "lectura/").content.decode().split())
    head = shown[shown.index("<h1>") : shown.index('class="compare')]
    assert "<h1>En espera de la firma de otra persona</h1>" in head and "Valorar lo que se sabe" not in shown
    for who in (desk.cast.mateo, desk.cast.aurora):
        assert f"<strong>{who.user.display_name}</strong>" in head
    assert desk.cast.ines.user.display_name not in head, "never who concluded it"
    assert f'<a class="button" href="/casos/{case.id}/">Ver lo que sigue</a>' in head
    type(desk.cast.mateo.user).objects.filter(id=desk.cast.mateo.user.id).update(is_active=False)
    shown = desk.get(case, "lectura/").content.decode()
    assert f"En espera de la firma de {desk.cast.aurora.user.display_name}" in shown


def test_it_waits_for_the_second_person_who_signs(desk, case):
    conclude(desk, case)
    made = Assessment.objects.get()
    client = as_(desk, desk.cast.aurora)
    assert case.folio in client.get("/firmas/").content.decode()
    mine = "Una conclusión espera su firma"
    assert mine in as_(desk, desk.cast.mateo).get("/pendientes/").content.decode()
    assert mine not in as_(desk, desk.cast.ines).get("/pendientes/").content.decode()
    client = as_(desk, desk.cast.aurora)
    shown = client.get(f"/firmas/{made.id}/").content.decode()
    assert REASONS in shown and "Inés Carranza" in shown
    client.post(f"/firmas/{made.id}/", {"do": "sign", "once": str(uuid.uuid4())})
    made.refresh_from_db()
    assert made.state == "signed" and made.signed_by == desk.cast.aurora.actor.user


def test_it_is_returned_with_remarks_that_must_say_why(desk, case):
    conclude(desk, case)
    made, client = Assessment.objects.get(), as_(desk, desk.cast.mateo)
    send = {"do": "return", "once": str(uuid.uuid4()), "remarks": ""}
    assert "Faltan las razones" in client.post(f"/firmas/{made.id}/", send).content.decode()
    send |= {"remarks": "Falta preguntar quién le llevó a la obra.", "once": str(uuid.uuid4())}
    client.post(f"/firmas/{made.id}/", send)
    made.refresh_from_db()
    assert made.state == "returned"


def test_it_is_not_signed_by_whoever_concluded(desk, case):
    desk.client.force_login(desk.cast.mateo.user)
    conclude(desk, case)
    made = Assessment.objects.get()
    answer = desk.client.post(f"/firmas/{made.id}/", {"do": "sign", "once": str(uuid.uuid4())})
    made.refresh_from_db()
    assert made.state == "concluded" and "la firma otra persona" in answer.content.decode()


def test_it_may_be_contested_and_says_that_support_goes_on(desk, case):
    conclude(desk, case)
    form = {"who": "person", "reason": "not_heard", "words": "No escucharon lo de mi hermana."}
    answer = desk.client.post(
        f"/casos/{case.id}/lectura/revision/", form | {"once": str(uuid.uuid4())}, follow=True
    )
    made = Assessment.objects.get()
    assert made.state == "contested" and made.contested_by == "person"
    assert "los apoyos siguen" in answer.content.decode()


def test_it_shows_a_conclusion_to_nobody_who_could_not_sign_it(desk, case):
    conclude(desk, case)
    made, cast = Assessment.objects.get(), desk.cast
    for member in (cast.ines, cast.tomas, cast.lucia, cast.clara, cast.raul, cast.bruno):
        client = as_(desk, member)
        assert client.get(f"/firmas/{made.id}/").status_code == 404
        assert client.get("/firmas/").status_code == 404


def test_it_closes_once_somebody_else_has_signed(desk, case):
    conclude(desk, case)
    made, client = Assessment.objects.get(), as_(desk, desk.cast.mateo)
    page, send = f"/firmas/{made.id}/", {"do": "sign", "once": str(uuid.uuid4())}
    for _ in "two clicks":
        assert client.post(page, send)["Location"] == "/firmas/"
    assert client.get(page).status_code == 200
    assert as_(desk, desk.cast.aurora).get(page).status_code == 404


def test_it_asks_the_database_few_questions(desk, case):
    conclude(desk, case)
    assert len(desk.queries(f"/casos/{case.id}/lectura/")) <= 15
    assert len(desk.queries(f"/casos/{case.id}/lectura/revision/")) <= 15
    as_(desk, desk.cast.aurora)
    assert len(desk.queries(f"/firmas/{Assessment.objects.get().id}/")) <= 15
