"""Aurora, who leads Houston, sees the same cases as numbers; others find nothing there."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import replace

import pytest
from django.utils import timezone

from cauce.cases import actions as case_actions
from cauce.cases.facts import plan_of
from cauce.cases.models import Case
from cauce.desk.home.head.sections import pace
from cauce.desk.measurement.figures import _sentence as phase_sentence
from cauce.desk.measurement.saying import percent
from cauce.measurement import access
from cauce.measurement.closed import BOARD
from cauce.measurement.facts.model import (
    Cases,
    Encounters,
    FirstService,
    PostNumbers,
    Referrals,
    Signatures,
    Steps,
    none_yet,
)
from cauce.rules.adherence import KINDS, Adherence, adherence_of
from cauce.rules.pathway import is_late
from cauce.staff.offices import access as offices
from tests.closing import close
from tests.tallied import tally

pytestmark = pytest.mark.django_db
HERE = "/oficina/"
ALL = "/oficina/cifras/"
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
NOBODY = PostNumbers(
    post="HOU",
    at=START,
    since=START,
    cases=Cases(),
    signatures=Signatures(),
    encounters=Encounters(),
    referrals=Referrals(),
    first_service=FirstService(),
    steps=Steps(),
    overdue=0,
    overall=adherence_of(None, none_yet()),
)


@pytest.fixture
def case(cast):
    """A case of Houston with a conclusion that waits, a departure and an offer that was declined."""
    actor, start = cast.ines.actor, timezone.now() - dt.timedelta(days=9)
    case = case_actions.open_case(
        actor=actor,
        post=cast.houston,
        channel="walk_in",
        started_at=start,
        facts={"person.age": 31, "danger.immediate": False},
    )
    case_actions.record_act(actor=actor, case=case, name="safety_checked", happened_at=start)
    case_actions.record_consent(actor=actor, case=case, purpose="keeping", given=True, at=start)
    case_actions.record_act(actor=actor, case=case, name="urgent_help_declined", happened_at=start)
    case_actions.depart(
        actor=actor,
        case=case,
        action="P2-05",
        reason="person_asked",
        note="Prefiere traer su acta la próxima vez.",
    )
    case_actions.conclude(
        actor=actor,
        case=case,
        conclusion="possible",
        concepts={},
        verdicts={},
        reasons="Falta saber cómo llegó a ese trabajo.",
        at=start + dt.timedelta(days=2),
    )
    return case


@pytest.fixture
def many(cast):
    """Three posts with sixty steps due in each."""
    for post in ("HOU", "LAR", "DAL"):
        tally(post, due=60, followed=40, departed=10)


def network_posts(member):
    return access.numbers_of_network(member.actor, access.network_posts(member.actor))


def page(client, member, address: str = HERE, status: int = 200) -> str:
    client.force_login(member.user)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_it_tells_aurora_what_waits_and_what_she_may_sign(client, cast, case):
    shown = page(client, cast.aurora)
    assert "Conclusiones que esperan firma" in shown and "1; la que más espera, 7 días" in shown
    assert case.folio in shown and "Leer la conclusión y decidir si se firma" in shown


def test_it_never_offers_a_signature_to_whoever_concluded(client, cast):
    actor, now = cast.mateo.actor, timezone.now()
    case = case_actions.open_case(
        actor=actor, post=cast.houston, channel="walk_in", started_at=now - dt.timedelta(hours=1)
    )
    case_actions.record_consent(actor=actor, case=case, purpose="keeping", given=True, at=now)
    case_actions.conclude(
        actor=actor,
        case=case,
        conclusion="possible",
        concepts={},
        verdicts={},
        reasons="Falta saber cómo llegó a ese trabajo.",
        at=now,
    )
    assert case.folio not in page(client, cast.mateo)
    assert case.folio in page(client, cast.aurora)


def test_it_says_the_share_with_its_interval_and_counts_a_declined_offer_as_followed(
    client, cast, case, many
):
    shown, behind = page(client, cast.aurora), page(client, cast.aurora, ALL)
    whole = "30 se hicieron u ofrecieron a tiempo: 50\u00a0% (entre "
    assert "De 60 pasos que vencieron en " in shown and whole in shown and "<svg" in shown
    assert whole in behind
    assert "Lo que se ofreció y la persona no quiso cuenta como seguido" in behind
    assert "Donde más falta" in behind


def test_it_lists_a_departure_with_its_reason_and_names_nobody(client, cast, case):
    shown = page(client, cast.aurora, ALL)
    assert "Presumir la nacionalidad" in shown
    assert "La persona pidió hacerlo de otra manera (1)" in shown
    assert "Inés Carranza" not in shown and "traer su acta" not in shown


def test_it_is_complete_in_english(client, cast, case, many):
    client.cookies["idioma"] = "en"
    shown, behind = page(client, cast.aurora), page(client, cast.aurora, ALL)
    assert "How closely the Protocol is followed" in shown and "steps that fell due in" in shown
    assert "Qué tan de cerca" not in shown + behind and "The person asked for another way (1)" in behind


def test_it_opens_before_the_first_case(client, cast):
    for address in (HERE, ALL):
        assert "Todavía no hay pasos cuyo plazo haya llegado en " in page(client, cast.aurora, address)
    assert "Nada está fuera de plazo" in page(client, cast.aurora)


def test_each_thing_that_waits_or_is_late_is_a_link_and_the_rest_is_behind_one(client, cast, case, many):
    shown = page(client, cast.aurora)
    main = shown[shown.index("<main") :]
    listed = re.findall(r'<p class="do">\s*<a href="([^"]+)">', main)
    assert len(listed) == main.count('<p class="do">') >= 2
    for address in {*listed, ALL}:
        assert f'href="{address}"' in main and client.get(address).status_code == 200, address
    assert main.count("<figure") == 1 and "Pasos fuera de plazo" in main


def test_the_picture_sets_the_post_beside_the_share_that_every_page_of_the_network_says(client, cast, many):
    close("posts", BOARD + "adherence")
    shown = page(client, cast.aurora)
    network = network_posts(cast.sofia)
    assert network.overall is not None and (network.overall.followed, network.overall.total) == (90, 180)
    assert f"en la red, {percent(network.overall.value)}" in shown
    assert f"se siguió el {percent(network.overall.value)} de" in page(client, cast.sofia, "/red/")


def test_where_the_post_is_nearly_all_of_the_network_the_share_of_all_is_not_told(client, cast):
    tally("HOU", due=60, followed=30)
    tally("LAR", due=5, followed=2)
    close(BOARD + "adherence")
    shown = page(client, cast.aurora)
    assert "pasos que vencieron en" in shown and "; en la red, " not in shown


def test_requests_that_nobody_answered_are_part_of_those_of_which_some_were_accepted():
    sent = Referrals(accepted=66, expired=26)
    numbers = replace(NOBODY, referrals=sent)
    said = {line["name"].es: line["value"] for line in pace(numbers)}
    assert said["Solicitudes aceptadas, de las respondidas o vencidas sin respuesta"].es == "66 de 92"


def test_it_shows_the_consul_the_post_and_everybody_else_nothing(client, cast, case):
    page(client, cast.mateo)
    for member in (
        cast.ines,
        cast.lucia,
        cast.tomas,
        cast.clara,
        cast.sofia,
        cast.elena,
        cast.bruno,
    ):
        for address in (HERE, ALL):
            page(client, member, address, status=404)


def test_it_asks_at_most_fifteen_questions(client, cast, case, django_assert_max_num_queries):
    client.force_login(cast.aurora.user)
    client.get(HERE)  # the first page of a session also writes when it began
    for address in (HERE, ALL):
        with django_assert_max_num_queries(15):
            client.get(f"{address}?{uuid.uuid4()}")


def test_what_was_recorded_as_on_time_after_the_deadline_is_counted_by_step(client, cast, case):
    client.force_login(cast.aurora.user)
    shown = client.get(ALL).content.decode()
    assert "Anotado después del plazo" in shown and case.folio not in shown[shown.index("Anotado después") :]


def test_where_nothing_was_recorded_so_the_page_does_not_speak_of_it(client, cast):
    client.force_login(cast.aurora.user)
    assert "Anotado después del plazo" not in client.get(ALL).content.decode()


def test_it_tells_her_what_is_late_though_it_was_put_on_another_day(client, cast, case):
    words, now = "Con algo atrasado que se puso para otro día", timezone.now()
    assert words not in page(client, cast.aurora)
    for late in (one for one in plan_of(case, now) if is_late(one, now)):
        case_actions.reschedule(
            actor=cast.ines.actor,
            case=case,
            action=late.action,
            day=offices.day_at(cast.houston, now),
            reason="other_first",
            at=now,
        )
    Case.objects.filter(id=case.id).update(officer=cast.ines.user)
    shown = page(client, cast.aurora)
    assert words in shown and "Lo más antiguo venció el" in shown


def test_the_steps_of_a_phase_are_not_written_as_a_year_is():
    counts = {kind: 0 for kind in KINDS} | {"met_on_time": 1853, "met_late": 168}
    said = phase_sentence([Adherence("P2-06", counts, None, 0)])
    assert said.es.startswith("1,853 de 2,021 pasos se hicieron")
    assert said.en.startswith("1,853 of 2,021 steps were done")
