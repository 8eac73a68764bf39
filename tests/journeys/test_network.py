"""The invented network in numbers: four years of cases in 53 posts, so that there is something to see."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.demo import load, network, statistics
from tests.closing import close

from . import at_numbers, checks
from .house import Served

pytestmark = pytest.mark.journey
CASES = 400
PART = 0.1  # of the people of three years, for the picture by year


@pytest.fixture(scope="module")
def served(chromium, db):
    """The demonstration network, small, behind a server."""
    load.load(CASES, lambda *_: None)
    today = timezone.now().date()
    statistics.load(today, part=PART, since=today.year - 2)
    close()
    opened = Served(chromium, network.PASSWORD)
    yield opened
    opened.close()


def test_it_shows_the_head_of_a_post_the_same_cases_as_numbers(served):
    head = served.person(f"{network.SHOWN.lower()}-titular")
    at_numbers.of_post(head, shot="12-post-numbers")
    assert at_numbers.open_cases(head) > 0


def test_it_shows_headquarters_every_post_side_by_side_and_one_alone(served):
    sofia = served.person("central")
    at_numbers.of_network(sofia, shot="13-network")
    assert sofia.page.locator("main table tbody tr").count() >= 53
    sofia.follow("Houston", exact=True)
    sofia.heading("Ver cómo va Houston")
    sofia.look("one post")


def test_it_tells_the_head_of_a_post_in_a_minute_how_it_differs_and_why(served):
    head = served.person(f"{network.SHOWN.lower()}-titular")
    at_numbers.beside_the_network(head)
    assert checks.TELLING.search(head.page.title()) is None
    at_numbers.how_alike(served.person("central"))


def test_it_shows_the_protection_desk_a_list_that_is_long_and_in_order(served):
    officer = served.person(f"{network.SHOWN.lower()}-proteccion")
    officer.go("/pendientes/")
    officer.look("long worklist")
    assert officer.page.locator("main ul.worklist li").count() > 0
    assert checks.TELLING.search(officer.page.title()) is None
