"""The parts of a case: six groups, one place marked, and a number only where something waits."""

from __future__ import annotations

import re

from django.utils import timezone

from cauce.cases.actions import record_act
from cauce.desk.cases.frame.parts import groups


def nav_of(page) -> str:
    """The navigation of the parts of a case, as it was sent."""
    found = re.search(r'<nav class="parts".*?</nav>', page.content.decode(), re.S)
    assert found, "the page shows no parts"
    return found[0]


def test_every_part_of_a_case_stands_in_exactly_one_group_and_opens(desk):
    case = desk.open()
    routes = [page.route for _, pages in groups() for page in pages]
    assert len(routes) == len(set(routes)) == 33
    shown = re.findall(r'href="([^"]+)"', nav_of(desk.get(case)))
    assert len(shown) == len(set(shown)) == 33
    assert {desk.client.get(address).status_code for address in shown} == {200}


def test_the_group_of_the_page_stands_open_and_only_the_page_is_marked(desk):
    case = desk.open()
    nav = nav_of(desk.get(case, "seguridad/"))
    assert re.findall(r'aria-current="page">([^<]+?)\s*<', nav) == ["Seguridad"]
    assert '<ul class="within" aria-label="La persona">' in nav
    assert nav.count("<details") == 4, "the other groups are closed, and the first is one page"


def test_a_page_under_a_part_marks_the_part_as_its_place_and_not_as_the_page(desk):
    nav = nav_of(desk.get(desk.open(), "actos/"))
    assert 'aria-current="true">Lo siguiente' in nav
    assert 'aria-current="page"' not in nav


def test_a_journey_has_its_place_in_the_group_of_family_and_return(desk):
    case = desk.open()
    nav = nav_of(desk.client.get(f"/casos/{case.id}/viaje/"))
    assert re.findall(r'aria-current="page">([^<]+?)\s*<', nav) == ["Viaje"]


def test_a_number_stands_where_steps_wait_falls_when_one_is_done_and_says_what_is_overdue(desk):
    def mark(case) -> str:
        nav = nav_of(desk.get(case))
        return re.search(r'seguridad/"[^>]*>Seguridad(.*?)</a>', nav, re.S)[1]

    def waits(case) -> int:
        return int((re.findall(r"(\d+)<span", mark(case)) or ["0"])[0])

    case = desk.open()
    before = waits(case)
    assert before and "vencido" not in mark(case)
    record_act(
        actor=desk.actor,
        case=case,
        name="safety_checked",
        happened_at=timezone.now(),
        note="a solas",
        facts={"danger.immediate": False},
    )
    assert waits(case) < before
    assert "algo vencido" in mark(desk.open(minutes=60 * 24 * 3))


def test_it_marks_the_page_where_the_person_must_still_be_told(desk):
    from cauce.desk.cases.frame.parts import LOG, waiting

    assert waiting((), untold=True)[0][LOG] == 1
    assert not waiting((), untold=False)[0]


def test_going_through_the_groups_asks_the_server_for_nothing(desk):
    nav = nav_of(desk.get(desk.open()))
    assert "hx-" not in nav and "<script" not in nav
    assert 'name="partes"' in nav, "one group opens at a time"
