"""Sofía, at headquarters, sees all posts side by side: a funnel and a table, never a ranking."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from cauce.cases import actions as case_actions
from cauce.measurement.closed import BOARD
from cauce.measurement.models import Fact
from tests.closing import close
from tests.tallied import tally

pytestmark = pytest.mark.django_db
HERE = "/red/"


@pytest.fixture
def cases(cast):
    """Houston asked about safety at once; Laredo did not."""
    start = timezone.now() - dt.timedelta(days=3)
    for member, post in ((cast.ines, cast.houston), (cast.tomas, cast.laredo)):
        case = case_actions.open_case(actor=member.actor, post=post, channel="walk_in", started_at=start)
        if post == cast.houston:
            case_actions.record_act(actor=member.actor, case=case, name="safety_checked", happened_at=start)


def page(client, member, address: str = HERE, status: int = 200) -> str:
    client.force_login(member.user)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_before_anything_was_closed_it_says_so_and_tells_no_number(client, cast, cases):
    shown = page(client, cast.sofia)
    assert "Todavía no hay cifras" in shown and '<svg class="chart"' not in shown


def test_it_shows_every_post_by_name_and_how_closely_the_protocol_is_followed(client, cast, cases):
    for post in ("HOU", "LAR", "DAL"):
        tally(post, due=60, followed=50, departed=20)
    close("posts", BOARD + "adherence")
    shown = page(client, cast.sofia)
    names = re.findall(r'<th scope="row"><a href="/red/[A-Z]+/">([^<]+)</a>', shown)
    assert len(names) == len(cast.posts) == 53 and names == sorted(names)
    assert "En toda la red se siguió el 50\u00a0% de los pasos que vencieron en " in shown
    assert re.search(r"Corte al \d+ de \w+ de 20", shown)
    assert "no es una clasificación" in shown


def test_the_first_picture_says_how_many_are_reached_and_what_nobody_can_say(client, cast):
    for back in (1, 2):
        year = timezone.now().year - back
        for kind, number in (("signal", 60), ("screened", 40)):
            Fact.objects.bulk_create(
                Fact(
                    period=year,
                    kind=kind,
                    item=f"{year}-{one}",
                    post="HOU",
                    happened_on=dt.date(year, 1, 5),
                    known_at=timezone.now(),
                )
                for one in range(number)
            )
    close(BOARD + "screening-coverage")
    shown = page(client, cast.sofia)
    main = shown[shown.index("<main") :]
    assert '<svg class="chart"' in main and "40 de 60 contactos con una señal (67\u00a0%)" in main
    assert "todavía no están validados en este ámbito" in main and "está firmada por dos personas" in main
    assert "No se conoce cuántos actos consulares hubo" in main and 'class="not-seen"' in main


def test_it_compares_two_posts_and_no_step_of_one_person(client, cast, cases):
    shown = page(client, cast.sofia, f"{HERE}?a=HOU&b=LAR")
    assert "Ver Houston y Laredo, lado a lado" in shown and "Casos abiertos" in shown
    assert "preguntar, a solas, si está a salvo" not in shown and "oculto" in shown


@pytest.mark.parametrize("query", ["?a=HOU&b=HOU", "?a=HOU", "?a=HOU&b=XXX"])
def test_it_asks_for_two_different_posts_and_loses_nothing(client, cast, query):
    shown = page(client, cast.sofia, HERE + query)
    assert "Elija dos consulados distintos" in shown and "Houston" in shown


def test_it_opens_the_numbers_of_one_post_and_nothing_where_there_is_no_post(client, cast, cases):
    shown = page(client, cast.sofia, "/red/HOU/")
    assert "Ver cómo va Houston" in shown and "Casos abiertos" in shown
    assert "Leer la conclusión" not in shown
    page(client, cast.sofia, "/red/XXX/", status=404)


def test_it_is_complete_in_english(client, cast, cases):
    client.cookies["idioma"] = "en"
    assert "See all posts, side by side" in page(client, cast.sofia)
    assert "Open cases" in page(client, cast.sofia, f"{HERE}?a=HOU&b=LAR")


def test_it_opens_for_the_analyst_and_the_auditor_and_for_no_post(client, cast):
    for member in (cast.raul, cast.elena):
        page(client, member)
    for member in (cast.aurora, cast.mateo, cast.ines, cast.lucia, cast.clara, cast.bruno):
        for address in (HERE, "/red/HOU/", f"{HERE}?a=HOU&b=LAR"):
            page(client, member, address, status=404)


def test_it_asks_the_same_few_questions_for_all_posts(client, cast, cases, django_assert_max_num_queries):
    client.force_login(cast.sofia.user)
    client.get(HERE)  # the first page of a session also writes when it began
    for address in (HERE, f"{HERE}?a=HOU&b=LAR", "/red/HOU/"):
        with django_assert_max_num_queries(15):
            client.get(address)
