"""Inés looks for a case: what fits, what must be asked, what does not, and that nothing was found."""

from __future__ import annotations

import re
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.models import Entry
from cauce.desk.directory.providers.living import answers
from cauce.directory.models import Location, Service
from cauce.directory.tests.network import id_of
from cauce.intake.screenings.actions import save_answers, start
from cauce.sharing.referrals.access_feedback import Feedback
from cauce.sharing.referrals.models import Unmet
from tests.closing import close


@pytest.fixture
def case(looking):
    cast, now = looking.cast, timezone.now()
    made = cases.open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    cases.record_consent(actor=cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    cases.record_act(
        actor=cast.ines.actor,
        case=made,
        name="urgent_needs_checked",
        happened_at=now,
        facts={
            "need.shelter": True,
            "person.sex": "man",
            "person.age": 41,
            "person.with_children": True,
            "labour.situation": True,
            "person.nationality": "mx",
        },
    )
    return made


def test_it_says_in_how_many_referrals_the_help_arrived():
    said = answers(Feedback(few=False, asked=12, accepted=11, hours=2, served=4, confirmed=3, denied=0))
    assert said.es.endswith("la persona dijo que la ayuda llegó en 3, y que no llegó en 0.")
    assert said.en.endswith("the person said that help arrived in 3, and that it did not in 0.")


def find(looking, case, **more) -> str:
    return looking.find(need="shelter", **{"for": case.id}, **more)


def test_it_says_who_fits_who_must_be_asked_and_who_does_not_and_why(looking, case):
    page = find(looking, case)
    assert "hombre, 41 años, viene con familia y los hechos ocurrieron en un trabajo" in page
    assert "No encajan" in page and "Solo recibe mujeres." in page
    assert "Pregunte si recibe hombres" not in page and "Casa Jacaranda" in page
    assert "Papalote" not in page and "papeles" not in page and "migra" not in page.lower()
    assert Entry.objects.filter(kind="read", what="case.match", about_id=str(case.id)).count() == 1


def test_it_says_in_english_what_is_known_and_what_is_not(looking, case):
    looking.client.cookies["idioma"] = "en"
    page = find(looking, case)
    assert "Who can receive the person" in page and "Ask the person, then refer" in page
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "whether support is needed or which language is spoken" in words and " nor " not in words


def test_what_is_not_known_leads_to_that_very_question_and_back_to_the_list(looking, case):
    page = find(looking, case)
    here = f"/casos/{case.id}/"
    assert f'href="{here}lengua/#empezar"' in page
    query = "dato=person.needs_support&amp;need=shelter#averiguar"
    assert f'href="{here}?{query}"' in page
    assert page.index("No se sabe") > page.index('class="worklist"'), "first who may receive the person"
    assert page.index('href="#unknown"') < page.index('class="worklist"') < page.index('id="unknown"')
    asked = looking.client.get(f"{here}?dato=person.needs_support&need=shelter").content.decode()
    question = asked[asked.index('id="averiguar"') : asked.index("</section>", asked.index('id="averiguar"'))]
    assert 'name="fact"' in question and 'value="person.needs_support"' in question
    form = {"fact": "person.needs_support", "value": "yes", "need": "shelter", "once": str(uuid.uuid4())}
    after = looking.client.post(f"{here}datos/", form)
    assert after.headers["Location"] == f"/directorio/?for={case.id}&need=shelter"
    assert "si necesita apoyos" not in find(looking, case)


def test_what_may_not_be_kept_yet_leads_to_the_consent_that_it_waits_for(looking):
    cast, now = looking.cast, timezone.now()
    made = cases.open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    ask, answer = f"/casos/{made.id}/?dato=person.sex&need=shelter", {"fact": "person.sex", "need": "shelter"}
    page = looking.client.get(ask).content.decode()
    asked = page[page.index('id="averiguar"') : page.index("</section>", page.index('id="averiguar"'))]
    consent = f"/casos/{made.id}/permisos/?dato=person.sex&need=shelter"
    assert "<form" not in asked and f'href="{consent.replace("&", "&amp;")}"' in asked
    refused = looking.client.post(
        f"/casos/{made.id}/datos/", answer | {"value": "woman", "once": uuid.uuid4()}
    )
    told = refused.content.decode().partition('id="averiguar"')[2].partition("</section>")[0]
    assert "se guarda solo con consentimiento" in told and re.search(r'value="woman"[^>]*selected', told)
    shown = looking.client.get(consent).content.decode()
    assert shown.index("Lo que se necesita ahora") < shown.index("Las demás preguntas")
    once = re.search(r'name="once" value="([^"]+)"', shown)[1]
    how = {"language": "spa", "interpreter": "none", "way": "voice", "withdrawing": "con una llamada"}
    how["happened_at"] = now.astimezone(ZoneInfo("America/Chicago")).strftime("%Y-%m-%dT%H:%M")
    sent = {"keeping": "yes", "dato": "person.sex", "need": "shelter", "once": once} | how
    back = looking.client.post(f"/casos/{made.id}/permisos/", sent)
    assert back.headers["Location"] == f"/casos/{made.id}/?dato=person.sex&need=shelter#averiguar"
    assert "<form" in looking.client.get(ask).content.decode().partition('id="averiguar"')[2]
    after = looking.client.post(f"/casos/{made.id}/datos/", answer | {"value": "woman", "once": uuid.uuid4()})
    assert after.headers["Location"] == f"/directorio/?for={made.id}&need=shelter"


def test_pay_that_was_left_unpaid_is_a_labour_case_and_a_row_leads_to_what_it_says_is_not_known(looking):
    cast, now = looking.cast, timezone.now()
    made = cases.open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    Service.objects.update(labour=False, sex="women")
    page = find(looking, made)
    row = page[page.index('class="worklist"') :]
    assert "falta saber si este lo es" in row and "falta saber si es mujer" in row
    assert "dato=person.sex&amp;need=shelter#averiguar" in row[: row.index("</ul>")]
    assert "dato=labour.situation&amp;need=shelter#averiguar" in row[: row.index("</ul>")]
    assert "antes se pregunta si puede guardarse" in row[: row.index("</ul>")]
    for purpose in ("keeping", "screening"):
        cases.record_consent(actor=cast.ines.actor, case=made, purpose=purpose, given=True, at=now)
    made.refresh_from_db()
    sitting = start(actor=cast.ines.actor, case=made, instrument="protection-desk", at=now)
    save_answers(actor=cast.ines.actor, sitting=sitting, seen=1, answers={"unpaid": "yes"}, at=now)
    page = find(looking, made)
    assert "falta saber si este lo es" not in page and "los hechos ocurrieron en un trabajo" in page


def test_no_address_makes_the_page_of_a_case_ask_what_only_the_person_may_bring_up(looking, case):
    page = looking.client.get(f"/casos/{case.id}/?dato=wish.report&need=shelter").content.decode()
    assert 'name="need"' not in page


def test_what_stands_where_they_would_look_for_the_person_is_last_and_says_so(looking, case):
    assert "donde la buscarían" not in find(looking, case)
    cases.save_section(
        actor=looking.cast.ines.actor,
        case=case,
        kind="safety",
        content={"sought_in": "Dallas, Texas"},
        seen=0,
    )
    page = find(looking, case)
    assert "Está en la ciudad donde la buscarían." in page.partition("No encajan")[2]
    assert "la buscarían en Dallas, así que nada de ahí encaja" in page, "said before the search"
    assert "Casa Girasol" not in page.partition("No encajan")[0]
    assert "Dallas%2C" not in page and "Dallas, Texas" not in page, "nor does it stand in an address"


@pytest.mark.parametrize(
    ("kind", "title"), [("labour", "Derechos laborales"), ("children", "Protección de la niñez")]
)
def test_who_defends_wages_or_looks_after_children_is_found_by_that_need(looking, case, kind, title):
    service = Service.objects.get(id=id_of("service", "Casa Jacaranda"))
    service.kinds.all().delete()
    service.kinds.create(kind=kind)
    page = looking.find(need=kind, **{"for": case.id})
    assert "Casa Jacaranda" in page and title in page
    assert "Casa Jacaranda" not in find(looking, case)


def test_far_away_is_out_of_reach_today_for_a_bed_and_not_for_who_is_telephoned(looking, case):
    Location.objects.update(latitude=47.6, longitude=-122.3)
    assert "A 500 km o más: no se llega hoy" in " ".join(find(looking, case).split())
    legal = looking.find(need="legal", **{"for": case.id})
    assert "A 500 km o más" in legal and "no se llega hoy" not in legal


def test_why_a_house_farther_away_stands_before_a_near_one_is_said(looking, case):
    Service.objects.update(sex="any", families=True, labour=True)
    said = "Primero, donde dijeron tener lugar; después, lo más cercano."
    assert said not in find(looking, case), "nobody said so"
    keep(looking, "free", free="2")
    assert said in find(looking, case)


def test_it_does_not_put_what_is_known_in_the_address(looking, case):
    page = find(looking, case)
    assert f"for={case.id}&amp;need=shelter" in page and "sex=" not in page and "=41&" not in page


def test_a_case_of_another_post_is_a_search_like_any_other(looking, case):
    page = looking.as_("tomas").find(need="shelter", **{"for": case.id})
    assert "41 años" not in page and "3 opciones" in page


def test_more_criteria_make_it_a_plain_search(looking, case):
    assert "Buscar quién puede ayudar" in find(looking, case, sex="men")


def test_nothing_fitting_is_written_down_in_one_click_with_its_reasons(looking, case):
    page = find(looking, case)
    assert 'value="men" checked' in page and 'value="women" checked' not in page
    answer = looking.client.post(
        f"/casos/{case.id}/sin-servicio/",
        {"need": "shelter", "reasons": ["men", "families"]},
        follow=True,
    )
    assert "Oficinas centrales lo ve sin saber de quién se trata" in answer.content.decode()
    assert Unmet.objects.get().reasons == ["families", "men"]
    wrong = looking.client.post(f"/casos/{case.id}/sin-servicio/", {"need": "shelter"}, follow=True)
    assert "Falta decir por qué ninguna opción fue adecuada" in wrong.content.decode()
    for who in ("tomas", "sofia", "clara"):
        looking.as_(who)
        assert looking.client.post(f"/casos/{case.id}/sin-servicio/", {}).status_code == 404


def test_headquarters_sees_the_map_without_anybody(looking, case):
    looking.client.post(f"/casos/{case.id}/sin-servicio/", {"need": "shelter", "reasons": ["men"]})
    page = looking.as_("sofia").client.get("/red/faltantes/").content.decode()
    assert "Mapa por estado" not in page, "nothing was closed yet"
    close("unmet")
    page = looking.client.get("/red/faltantes/").content.decode()
    assert "<svg" in page and ">hidden<" not in page and "oculto" in page
    assert re.search(r'<td class="line only">En todo: oculto</td>', page), (
        "on a phone each state is one line, with the needs that are told"
    )
    assert case.folio not in page and str(case.id) not in page
    assert looking.as_("ines").client.get("/red/faltantes/").status_code == 404


def row() -> Service:
    return Service.objects.get(id=id_of("service", "Casa Girasol"))


def keep(looking, do, **given):
    return looking.client.post(
        looking.address("Casa Girasol", "datos/"), {"do": do, "version": row().version} | given
    )


def test_an_entry_is_brought_up_to_date_and_shows_it(looking, case):
    assert keep(looking, "free", free="0").status_code == 302
    assert keep(looking, "takes", sex="women", accessible="no", reporting="own").status_code == 302
    page = looking.entry("Casa Girasol")
    assert "sin lugares libres" in page and "Avisa a la autoridad según sus propias reglas" in page
    assert "Dijo hace poco que no tiene lugar." in find(looking, case)
    wrong = keep(looking, "free", free="-4").content.decode()
    assert "Escriba un número de 0 a 500" in wrong


def test_an_answer_written_down_for_a_request_leads_back_to_it(looking, case):
    request = f"/casos/{case.id}/canalizaciones/?service={row().id}&need=shelter"
    page = looking.client.get(request).content.decode()
    leads = re.search(r'href="([^"]+/datos/[^"]+)"', page)[1]
    shown = re.sub(r"\s+", " ", looking.client.get(leads).content.decode())
    assert "Guardar los lugares" not in shown and re.search(r'name="on_year"[^>]* value="20\d\d"', shown), (
        "answered today, as it is written down"
    )
    day = {"on_day": "1", "on_month": "6", "on_year": "2026"}
    sent = {"do": "sharing", "version": row().version, "said": "Con nadie sin orden de juez."} | day
    assert looking.client.post(leads, sent).url == request
    assert "Con nadie sin orden de juez." in looking.client.get(request).content.decode()
    elsewhere = looking.address("Casa Girasol", "datos/") + "?next=https://otra.example/"
    assert "otra.example" not in looking.client.get(elsewhere).content.decode().partition("<main")[2]


def test_an_internal_note_is_seen_by_protection_alone(looking, case):
    keep(looking, "warn", kind="do_not_refer", note="La dueña conoce al empleador")
    assert "La dueña conoce al empleador" in looking.entry("Casa Girasol")
    assert "Una nota interna pide no enviar aquí a nadie" in find(looking, case)
    assert "conoce al empleador" not in looking.as_("aurora").entry("Casa Girasol")


def test_an_agreement_that_ends_soon_says_so(looking):
    day = {
        "valid_from_day": "1",
        "valid_from_month": "2",
        "valid_from_year": "2026",
        "valid_to_day": "1",
        "valid_to_month": "12",
        "valid_to_year": "2026",
    }
    assert keep(looking, "agreed", kind="letter", number="HOU-7", **day).status_code == 302
    page = looking.entry("Casa Girasol")
    assert "HOU-7" in page and "vence pronto" in page
    late = day | {"valid_to_year": "2025"}
    assert "acaba antes de empezar" in keep(looking, "agreed", kind="letter", **late).content.decode()
