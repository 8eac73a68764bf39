"""Readiness as its people see it: what is missing, the form of each, and nobody from elsewhere."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cauce.desk.staff.readiness.steps import STEPS
from cauce.desk.staff.readiness.views_post import care_words
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices.access import day_at
from cauce.staff.readiness import access, actions
from cauce.staff.readiness.models import Agreement, ContextSheet, Outreach, SelfCare, Training

pytestmark = pytest.mark.django_db


def date(name: str, day: dt.date) -> dict[str, str]:
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def step(slug: str) -> str:
    return reverse("readiness:step", args=[slug])


@pytest.fixture
def today(cast) -> dt.date:
    return day_at(cast.houston, timezone.now())


def answers(cast, today: dt.date) -> dict[str, dict]:
    """What is typed in each form."""
    who = [
        f"{getattr(cast, name).user.id}·{role}"
        for name, role in (
            ("lucia", "window_officer"),
            ("ines", "protection_officer"),
            ("mateo", "protection_consul"),
            ("aurora", "head_of_post"),
        )
    ]
    items = [one.id for one in current_edition().catalogues["space_checklist"]]
    return {
        "adopcion": date("on", today - dt.timedelta(days=3)),
        "contexto": {"sectors": "Empaque de pollo", "seen_version": "0"} | date("reviewed_on", today),
        "directorio": {"missing": ["otip"]} | date("reviewed_on", today),
        "acuerdos": {
            "kind": "labour",
            "with_whom": "Oficina laboral (ejemplo)",
            "liaison_there": "Guardia",
            "liaison_here": "Protección",
            "alert_days": "60",
        }
        | date("signed_on", today)
        | date("expires_on", today + dt.timedelta(days=50)),
        "enlace": {"user": str(cast.ines.user.id), "deputy": str(cast.mateo.user.id)},
        "capacitacion": {"who": who} | date("trained_on", today),
        "espacio": {"present": items} | date("checked_on", today),
        "jornadas": {"kind": "media", "place": "Radio", "message": "Tiene derechos."}
        | date("planned_on", today),
        "aviso": {"notice_version": "1", "accesses_reviewed": "on", "retention_reviewed": "on"}
        | date("set_on", today),
    }


@pytest.mark.usefixtures("told")
def test_the_head_prepares_the_whole_post_form_by_form(cast, as_, today):
    aurora, typed = as_("aurora"), answers(cast, today)
    assert list(typed) == list(STEPS)
    for slug, given in typed.items():
        assert aurora.get(step(slug)).status_code == 200
        sent = aurora.post(step(slug), given | {"once": str(uuid.uuid4())})
        assert sent.status_code == 302, (slug, sent.context["form"].errors)
    event = Outreach.objects.get()
    held = {"contacts": "30", "conversations": ""} | date("held_on", today)
    assert aurora.post(reverse("readiness:outreach", args=[event.id]), held).status_code == 302
    for who in ("lucia", "ines", "mateo", "aurora"):
        assert as_(who).post(reverse("readiness:own")).status_code == 302
    page = aurora.get(reverse("readiness:post")).content.decode()
    # The agreement ends in fifty days, and warns.
    assert "8 de 9 tareas listas; 1 toca pronto." in page
    assert "Oficina laboral (ejemplo)" in page
    assert Training.objects.count() == 4


def test_a_form_sent_twice_has_one_effect(cast, as_, today):
    given = answers(cast, today)["capacitacion"] | {"once": str(uuid.uuid4())}
    aurora = as_("aurora")
    for _ in range(2):
        assert aurora.post(step("capacitacion"), given).status_code == 302
    assert Training.objects.count() == 4


@pytest.mark.parametrize(
    ("slug", "wrong", "says"),
    [
        ("contexto", {"sectors": " "}, "La ficha está vacía"),
        ("contexto", {"seen_version": "7"}, "Otra persona guardó una versión"),
        ("contexto", date("reviewed_on", dt.date(2199, 1, 1)), "todavía no llega"),
        ("adopcion", date("on", dt.date(1999, 1, 1)), "El Protocolo cuenta desde"),
        ("acuerdos", date("expires_on", dt.date(2020, 1, 1)), "anterior a la primera"),
        ("aviso", {"accesses_reviewed": ""}, "El aviso solo no basta"),
        ("enlace", {"deputy": "same"}, "son la misma"),
        ("espacio", {"present": ["nada"]}, ""),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(cast, as_, today, slug, wrong, says):
    given = answers(cast, today)[slug] | wrong
    if given.get("deputy") == "same":
        given["deputy"] = given["user"]
    page = as_("aurora").post(step(slug), given)
    text = page.content.decode()
    assert page.status_code == 200
    assert says in text
    kept = given.get("sectors") or given.get("with_whom") or given.get("notice_version")
    assert (kept or "").strip() in text
    assert not ContextSheet.objects.exists() and not Agreement.objects.exists()


def test_nobody_of_another_post_sees_or_writes_anything(cast, as_, today):
    aurora, tomas = as_("aurora"), as_("tomas")
    for slug, given in answers(cast, today).items():
        aurora.post(step(slug), given)
    agreement, event = Agreement.objects.get(), Outreach.objects.get()
    for address in (
        reverse("readiness:agreement", args=[agreement.id]),
        reverse("readiness:outreach", args=[event.id]),
        reverse("readiness:one", args=["HOU"]),
        reverse("readiness:network"),
    ):
        assert tomas.get(address).status_code == 404
        assert tomas.post(address, {"do": "end"}).status_code in (404, 405)
    own = tomas.get(step("contexto")).content.decode()
    assert "Empaque de pollo" not in own and "Laredo" in own
    assert "Oficina laboral" not in tomas.get(reverse("readiness:post")).content.decode()


def test_an_officer_notes_what_officers_note_and_signs_no_agreement(cast, as_, today):
    ines, typed = as_("ines"), answers(cast, today)
    assert ines.post(step("contexto"), typed["contexto"]).status_code == 302
    assert "Lo registra la persona titular" in ines.get(step("acuerdos")).content.decode()
    assert ines.post(step("acuerdos"), typed["acuerdos"]).status_code == 404
    assert not Agreement.objects.exists()


def test_an_agreement_is_renewed_once_and_ended(cast, as_, today):
    aurora, typed = as_("aurora"), answers(cast, today)
    aurora.post(step("adopcion"), typed["adopcion"])
    aurora.post(step("acuerdos"), typed["acuerdos"])
    first = Agreement.objects.get()
    address = reverse("readiness:agreement", args=[first.id])
    again = typed["acuerdos"] | date("expires_on", today + dt.timedelta(days=900))
    assert aurora.post(address, again).status_code == 302
    refused = aurora.post(address, again)
    assert "ya se renovó" in refused.content.decode()
    renewed = Agreement.objects.get(renews=first)
    task = {t.action: t for t in access.tasks(cast.houston, timezone.now())}["P1-03"]
    assert day_at(cast.houston, task.due) == renewed.expires_on
    ended = {"do": "end"} | date("ended_on", today)
    assert aurora.post(reverse("readiness:agreement", args=[renewed.id]), ended).status_code == 302
    task = {t.action: t for t in access.tasks(cast.houston, timezone.now())}["P1-03"]
    assert day_at(cast.houston, task.due) == today


def test_headquarters_sees_every_post_and_changes_none(cast, as_, today):
    sofia, aurora = as_("sofia"), as_("aurora")
    aurora.post(step("adopcion"), answers(cast, today)["adopcion"])
    assert sofia.get(reverse("readiness:home")).url == reverse("readiness:network")
    page = sofia.get(reverse("readiness:network")).content.decode()
    assert page.count('<th scope="row"><a ') == 53
    assert "1 de 53 consulados adoptaron el Protocolo" in page
    aurora.post(step("directorio"), answers(cast, today)["directorio"])
    one = sofia.get(reverse("readiness:one", args=["HOU"])).content.decode()
    assert "OTIP" in one, "what a post did not find is seen by the network"
    assert "P1-03" in one and "/preparacion/acuerdos/" not in one
    assert sofia.post(step("contexto"), {"sectors": "x"}).status_code == 404


def test_headquarters_reads_what_is_overdue_before_what_comes(cast, as_, today):
    sofia, aurora = as_("sofia"), as_("aurora")
    long_ago = date("on", today - dt.timedelta(days=400))
    aurora.post(step("adopcion"), answers(cast, today)["adopcion"] | long_ago)
    page = sofia.get(reverse("readiness:network")).content.decode()
    late = page.index("<h3>Vencido</h3>")
    assert late < page.index("Toca pronto") < page.index('id="tabla"')
    told = page[late : page.index("Toca pronto")]
    assert told.count(f">{cast.houston.name}<") == 1 and "Acuerdos" in told and "Desde el" in told
    line = re.search(r'<td class="line only">(.*?)</td>', page, re.DOTALL)[1]
    assert "0 de 9 listas" in line and "Acuerdos" in line


def test_each_person_sees_their_own_training_and_only_a_date_of_self_care(cast, as_, today):
    lucia = as_("lucia")
    assert "Falta capacitarse" in lucia.get(reverse("readiness:own")).content.decode()
    once = {"once": str(uuid.uuid4()), "answer": "agotada"}
    for _ in range(2):
        lucia.post(reverse("readiness:own"), once)
    row = SelfCare.objects.get()
    assert (row.user_id, row.on) == (cast.lucia.user.id, today)
    # The head learns neither who nor, in a small post, how many.
    page = as_("aurora").get(reverse("readiness:post")).content.decode()
    assert "Lucía" not in page and "Aquí trabajan pocas" in page


def test_everybody_finds_the_post_of_a_county_and_that_nobody_confirmed_it(as_):
    address = reverse("readiness:counties")
    page = as_("lucia").get(address, {"state": "TX", "q": "harris"}).content.decode()
    assert "Harris County" in page and "Houston" in page and "sin verificar" in page
    texas = as_("sofia").get(address, {"state": "TX"}).content.decode()
    rows, rest = texas.split("De estos no se sabe")
    assert "Harris County" in rows and "Anderson County" in rest, "only what is known is a row"
    assert "nueve regiones" in as_("ines").get(address, {"state": "CT"}).content.decode()
    assert as_("ines").get(address, {"state": "ZZ", "q": "\x00"}).status_code == 200
    closed = as_("ines").get(reverse("readiness:closed"), {"year": "2026"}).content.decode()
    assert "Día de la Revolución" in closed and "Natalicio de Washington" in closed


def test_an_event_called_off_is_not_held(cast, as_, today):
    actions.adopt(actor=cast.aurora.actor, post=cast.houston, on=today, at=timezone.now())
    ines = as_("ines")
    ines.post(step("jornadas"), answers(cast, today)["jornadas"])
    event = Outreach.objects.get()
    ines.post(reverse("readiness:outreach", args=[event.id]), {"do": "off"})
    event.refresh_from_db()
    assert (event.held_on, event.called_off_on) == (None, today)
    task = {t.action: t for t in access.tasks(cast.houston, timezone.now())}["P1-07"]
    assert task.met_at is None


@pytest.mark.parametrize("count, said", [((3, 5), "3 de 5"), ((5, 5), ""), ((0, 5), ""), (None, "")])
def test_how_many_cared_for_themselves_is_not_said_where_it_says_who(count, said):
    words = care_words(count).es
    assert ("3 de 5" in words) is bool(said) and (bool(said) or "Se ofrece" in words)
