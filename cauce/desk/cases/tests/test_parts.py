"""The parts of a case: six groups, one place marked, and a number only where something waits."""

from __future__ import annotations

import re
from types import SimpleNamespace

from django.utils import timezone

from cauce.cases.actions import record_act
from cauce.desk.cases.frame.parts import groups, parts_of


def nav_of(page) -> str:
    """The navigation of the parts of a case, as it was sent."""
    found = re.search(r'<nav class="parts".*?</nav>', page.content.decode(), re.S)
    assert found, "the page shows no parts"
    return found[0]


def step(action: str) -> SimpleNamespace:
    """An action that is due."""
    return SimpleNamespace(action=action, state="open")


def test_every_part_of_a_case_stands_in_exactly_one_group_and_opens(desk):
    case = desk.open()
    parts = [page for _, pages in groups() for page in pages]
    routes = [page.route for page in parts]
    assert len(routes) == len(set(routes)) == 35
    shown = re.findall(r'href="([^"]+)"', nav_of(desk.get(case)))
    assert len(shown) == len(set(shown)) == len([page for page in parts if not page.under])
    assert {desk.client.get(address).status_code for address in shown} == {200}


def test_what_is_a_tab_beside_a_part_is_marked_there_and_its_steps_are_counted_there(desk):
    case = desk.open()
    shown = desk.get(case, "lugar/").content.decode()
    tabs = re.search(r'<nav class="tabs" aria-label="Circunstancias".*?</nav>', shown, re.S)[0]
    assert re.findall(r">([^<>]+?)\s*</a>", tabs) == ["Circunstancias", "Detención", "Otra nacionalidad"]
    assert re.findall(r'aria-current="page">([^<]+?)\s*<', tabs) == ["Detención"]
    assert 'aria-current="true">Circunstancias' in nav_of(desk.get(case, "lugar/"))
    parts = parts_of(case.id, "protection:case", "/", [step("P4-10e"), step("P2-02")])
    counted = {page["label"].es: page["count"] for group in parts for page in group["pages"]}
    assert counted["Circunstancias"] == 1 and counted["Seguridad"] == 1 and "Detención" not in counted
    assert '<nav class="tabs"' not in desk.get(case, "seguridad/").content.decode()


def test_the_group_of_the_page_stands_open_and_only_the_page_is_marked(desk):
    case = desk.open()
    nav = nav_of(desk.get(case, "seguridad/"))
    assert re.findall(r'aria-current="page">([^<]+?)\s*<', nav) == ["Seguridad"]
    assert '<ul class="within" aria-label="La persona">' in nav
    folded = re.findall(r'<details name="partes"', nav)
    assert len(folded) == 4, "the other groups are closed, and the first is one page"


def test_a_page_under_a_part_marks_the_part_as_its_place_and_not_as_the_page(desk):
    nav = nav_of(desk.get(desk.open(), "actos/"))
    assert 'aria-current="true">Lo siguiente' in nav
    assert 'aria-current="page"' not in nav


def test_a_journey_has_its_place_in_the_group_of_family_and_return(desk):
    case = desk.open()
    nav = nav_of(desk.client.get(f"/casos/{case.id}/viaje/"))
    assert re.findall(r'aria-current="page">([^<]+?)\s*<', nav) == ["Repatriación"]


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
