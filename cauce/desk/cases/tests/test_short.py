"""A bad day, a message that came, a list of people held, and a doubt about an age with its ground."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, record_consent, record_facts
from cauce.cases.facts import acts_of, facts_of, plan_of
from cauce.content.errors import BadInput
from cauce.desk.measurement.figures import short_sentence
from cauce.directory.actions import record_sharing
from cauce.measurement.indicators.post_numbers import post_numbers
from cauce.rules.dates import zone
from cauce.sharing.referrals.models import Referral
from tests.cast import shelter

pytestmark = pytest.mark.django_db


def here(desk) -> str:
    """This minute as the form of Houston shows it."""
    return f"{timezone.now().astimezone(zone(desk.cast.houston.time_zone)):%Y-%m-%dT%H:%M}"


def step(case, action: str):
    plan = plan_of(case, timezone.now())
    return next(one for one in plan if one.action == action)


def test_the_twenty_minutes_are_noted_with_their_reason_and_the_rest_stays_owed(desk):
    case = desk.open(minutes=90, protection__accepted=True)
    before = {one.action: one.due for one in plan_of(case, timezone.now())}
    page = desk.get(case, "veinte-minutos/").content.decode()
    places = [
        page.index(words) for words in ("límites de la reserva", "Explicar derechos", "Atender lo urgente")
    ]
    assert places == sorted(places)
    assert desk.post(case, "veinte-minutos/").status_code == 200 and not facts_of(case).get(
        "case.minimum_path"
    )
    desk.post(case, "veinte-minutos/", why="one_officer")
    assert facts_of(case)["case.minimum_path"] == "one_officer"
    assert step(case, "P2-08h").state == "open" and step(case, "P2-08h").due is not None
    after = {one.action: one.due for one in plan_of(case, timezone.now())}
    assert {a: due for a, due in after.items() if a != "P2-08h"} == {
        a: due for a, due in before.items() if a != "P2-08h"
    }
    again = desk.get(case, "veinte-minutos/").content.decode()
    assert "una sola persona atendía el consulado" in again and "Pasos pendientes" in again


def test_the_numbers_of_the_post_say_that_the_short_way_was_taken_and_what_it_left(desk):
    case = desk.open(minutes=90)
    assert short_sentence(post_numbers("HOU", timezone.now())) is None
    desk.post(case, "veinte-minutos/", why="short_time")
    numbers = post_numbers("HOU", timezone.now())
    assert numbers.short.cases == 1 and numbers.short.late == sum(n for _, n in numbers.short.by_action) > 0
    said = short_sentence(numbers)
    assert "En 1 casos se tomó el camino de veinte minutos" in said.es and "se deben todavía" in said.es


def test_a_message_is_noted_without_a_word_of_it_and_asks_for_the_safe_way(desk):
    case = desk.open()
    page = desk.get(case, "mensaje/").content.decode()
    assert "<li>Se contesta una sola vez: «Gracias, recibido.»" in page and "<textarea" not in page
    desk.post(case, "mensaje/")
    assert step(case, "P4-16a").state == "open"
    desk.post(case, "actos/P4-16a/", act="message_moved", note="", happened_at=here(desk))
    assert [act.name for act in acts_of(case)].count("unsafe_message_came") == 1
    assert step(case, "P4-16a").state == "met"


@pytest.mark.parametrize(("ground", "told"), [("", False), ("person_said", True)])
def test_a_doubt_without_its_ground_protects_and_tells_no_child_authority(desk, ground, told):
    case = desk.open()
    desk.post(
        case,
        "seguridad/",
        danger="no",
        doubt="yes",
        doubt_ground=ground,
        indigenous="",
        interpreter="",
        support="",
        seen="0",
        happened_at=here(desk),
    )
    record_facts(actor=desk.actor, case=case, facts={"screening.outcome": "stopped"}, at=timezone.now())
    assert facts_of(case).get("person.age_doubt") is True
    assert facts_of(case).get("person.age_doubt_ground") == (ground or None)
    assert step(case, "P3-03").state in ("open", "overdue", "blocked")
    owed = step(case, "P2-07a").state in ("open", "overdue", "blocked")
    assert owed is told


def test_the_limits_are_said_on_the_page_before_the_first_question(desk):
    case = desk.open()
    page = desk.get(case, "seguridad/").content.decode()
    assert page.index("Antes de la primera pregunta, dígale") < page.index("¿Corre peligro en este momento")


def test_a_list_is_placed_from_the_page_of_detention_and_an_order_calls_the_lawyer_today(desk):
    case = desk.open(person__detained=True, person__age=41, person__age_doubt=False, danger__immediate=False)
    desk.post(
        case,
        "lugar/",
        do="keep",
        seen="0",
        centre="Centro Montaña (ejemplo)",
        state="",
        county="",
        order="yes",
        medication="yes",
        at_courthouse="no",
    )
    known = facts_of(case)
    assert (known["detention.order"], known["detention.medication"]) == (True, True)
    assert step(case, "P4-10h").state == "met"
    assert step(case, "P4-10j").state in ("open", "overdue") and step(case, "P4-10j").urgent
    assert step(case, "P4-10l").state in ("open", "overdue")
    assert step(case, "P4-10n").state == "not_required"


def test_whoever_was_removed_before_anything_reached_them_is_looked_for_and_counted(desk):
    case = desk.open(person__detained=True)
    desk.post(case, "lugar/", do="keep", seen="0", centre="Centro Montaña (ejemplo)")
    desk.post(case, "lugar/", do="removed", seen="1")
    assert facts_of(case)["detention.removed"] is True
    assert step(case, "P4-10o").state == "open" and step(case, "P4-10h").state == "not_required"
    removed = post_numbers("HOU", timezone.now()).removed
    assert (removed.cases, removed.unserved) == (1, 1)


def test_whoever_was_visited_before_the_removal_is_not_counted_as_unserved(desk):
    case = desk.open(person__detained=True)
    desk.post(case, "lugar/", do="keep", seen="0", centre="Centro Montaña (ejemplo)")
    desk.post(case, "actos/P4-10i/", act="two_minute_check_done", note="", happened_at=here(desk))
    assert "two_minute_check_done" in [act.name for act in acts_of(case)]
    desk.post(case, "lugar/", do="removed", seen="1")
    removed = post_numbers("HOU", timezone.now()).removed
    assert (removed.cases, removed.unserved) == (1, 0)


def test_nothing_is_sent_before_the_way_was_looked_at_and_what_the_service_shares_is_dated(desk):
    service, case = shelter(desk.cast.jacaranda), desk.open()
    record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=("needs",)),
    )
    address = f"canalizaciones/?service={service.id}"
    assert "Nadie le ha preguntado" in desk.get(case, address).content.decode()
    today = timezone.now().date()
    record_sharing(
        actor=desk.actor,
        service=service,
        version=service.version,
        on=today - dt.timedelta(days=400),
        said="Con la policía, solo con orden de juez.",
        at=timezone.now(),
    )
    page = desk.get(case, address).content.decode()
    assert "Con la policía, solo con orden de juez." in page and "Hace mucho: pregunte otra vez" in page
    form = {"need": "shelter", "priority": "urgent", "s_needs": "Dormir hoy.", "do": "send"}
    desk.post(case, address, **form)
    assert not Referral.objects.exists()
    refused = desk.post(case, address, **form, way=["none", "court"]).content.decode()
    assert "no va junto con otro" in refused and not Referral.objects.exists()
    desk.post(case, address, **form, way=["court"])
    assert Referral.objects.count() == 1 and "way_checked" in [act.name for act in acts_of(case)]
    service.refresh_from_db()
    with pytest.raises(BadInput):
        record_sharing(
            actor=desk.actor,
            service=service,
            version=service.version,
            on=today + dt.timedelta(days=9),
            said="Nada.",
            at=timezone.now(),
        )
