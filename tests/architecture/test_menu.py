"""The menu: few groups of few pages for whoever it is, nothing lost, and one word for one thing."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.utils import timezone

from cauce.content.model import both
from cauce.rules.permissions import Actor, Grant, permits
from cauce.rules.roles import EVERYBODY
from cauce.ui import menu
from cauce.ui.doors import Door, Section
from cauce.ui.menu import GROUPS, JOINS, MOST, grouped, sections
from cauce.ui.nav import nav


def actor(*roles: str) -> Actor:
    """Somebody with these roles, at a post and for an organisation."""
    return Actor("x", tuple(Grant(role, "HOU", "p") for role in roles))


def shown(*roles: str, view: str = "", current: str = ""):
    """The menu of somebody with these roles, who is at the page of this name."""
    request = RequestFactory().get("/")
    request.actor = actor(*roles)
    request.resolver_match = SimpleNamespace(view_name=view)
    return nav(request, current)


def entered(role: str) -> list[Section]:
    """Every section that the map of permissions opens to a role, of two of one name the wider."""
    who = actor(role)
    return [
        one
        for one in sections()
        if permits(who, one.permission).allowed
        and not any(permits(who, other).allowed for other in one.unless)
    ]


def words(found) -> dict[str, list[str]]:
    return {group.label.es: [page.label.es for page in group.pages] for group in found.groups}


@pytest.mark.parametrize("role", EVERYBODY)
def test_nobody_chooses_among_more_than_six_groups_nor_among_more_than_six_pages_of_one(role):
    found = shown(role)
    assert len(found.groups) <= MOST
    assert all(len(group.pages) <= MOST for group in found.groups)


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_section_that_somebody_may_enter_stands_in_their_menu_once(role):
    addresses = [page.href for group in shown(role).groups for page in group.pages]
    assert len(addresses) == len(set(addresses)) == len(entered(role))


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_two_pages_and_no_two_groups_of_one_menu_have_one_name(role):
    for language in ("es", "en"):
        found = shown(role).groups
        pages = [page.label[language] for group in found for page in group.pages]
        groups = [group.label[language] for group in found if len(group.pages) > 1]
        assert len(pages) == len(set(pages)) and len(groups) == len(set(groups))


def test_one_address_has_one_name_for_every_role_and_one_name_one_meaning():
    named = {}
    for one in sections():
        assert named.setdefault(one.label.es, one.label.en) == one.label.en, one.label


def test_a_protection_officer_finds_the_day_first_and_the_case_beside_it():
    assert list(words(shown("protection_officer"))) == [
        "Mi día",
        "Casos",
        "Canalización",
        "Formatos y oficios",
        "Jornadas y visitas",
        "Capacitación",
    ]


def test_whoever_leads_or_watches_has_small_groups_joined_under_words_that_name_both():
    assert words(shown("protection_consul"))["Jornadas y capacitación"][:2] == [
        "Jornadas",
        "Formularios recibidos",
    ]
    assert "Casos y canalización" in words(shown("head_of_post"))
    assert "Guardia telefónica" in words(shown("headquarters"))["La red"]


def test_each_group_is_used_and_each_join_is_needed_by_somebody():
    assert {one.group for one in sections()} == set(GROUPS)
    for join in JOINS:
        used = [role for role in EVERYBODY if joined(role, join)]
        assert used, join


def joined(role: str, join: menu.Join) -> bool:
    found = {group.id: group for group in grouped(entered(role))}
    mine = {one.group for one in entered(role)}
    return join.group in mine and join.group not in found and join.beside in mine


def test_a_join_never_makes_a_group_too_long_nor_is_made_where_there_are_few():
    few = [Section(f"a:{id}", "self", both(id, id), id, 1) for id in list(GROUPS)[:MOST]]
    assert [group.id for group in grouped(few)] == list(GROUPS)[:MOST]
    many = [Section(f"a:{id}{n}", "self", both(id, id), id, n) for id in GROUPS for n in range(MOST)]
    assert [group.id for group in grouped(many)] == list(GROUPS)


def test_an_entry_of_a_group_that_there_is_not_is_found(monkeypatch):
    wrong = Door("x", menu=(Section("a:b", "self", both("Una", "One"), "days", 1),))
    monkeypatch.setattr(menu, "doors", lambda: (wrong,))
    with pytest.raises(ValueError, match="days"):
        menu.sections.__wrapped__()


def test_a_few_pages_need_no_groups_and_one_alone_no_menu():
    assert shown("partner_staff").flat and shown("administrator").flat
    assert not shown("window_officer").flat
    assert not shown("link_receiver")


def test_it_opens_the_group_where_one_is_and_marks_the_page_or_what_stands_above_it():
    found = shown("protection_officer", view="letters:decide")
    assert [group.label.es for group in found.groups if group.open] == ["Formatos y oficios"]
    assert [page.label.es for group in found.groups for page in group.pages if page.current] == [
        "Oficios y cartas"
    ]
    assert found.here.es == "Oficios y cartas"


def test_where_a_door_has_two_pages_in_the_menu_only_the_one_that_is_shown_is_marked():
    found = shown("protection_officer", view="directory:interpreters", current="directory:find")
    assert [page.label.es for group in found.groups for page in group.pages if page.current] == [
        "Intérpretes"
    ]


def test_on_a_page_of_no_section_the_first_group_stands_open_and_nothing_is_marked():
    found = shown("protection_officer", view="account:home")
    assert [group.open for group in found.groups] == [True, *[False] * 5]
    assert not any(group.current for group in found.groups) and found.here is None


PEOPLE = ("ines", "mateo", "lucia", "aurora", "sofia")


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_of_the_menu_says_above_its_heading_the_word_by_which_it_was_chosen(
    cast, client, who, settings
):
    settings.STEP_UP_SECONDS = 10**9
    somebody = getattr(cast, who)
    client.force_login(somebody.user)
    session = client.session
    session["proved_at"] = int(timezone.now().timestamp())
    session.save()
    request = RequestFactory().get("/")
    request.actor, request.resolver_match = somebody.actor, None
    for group in nav(request).groups:
        for page in group.pages:
            shown = client.get(page.href, follow=True)
            assert shown.status_code == 200, page
            kicker = re.search(r'<p class="section-name">(.*?)</p>', shown.content.decode(), re.S)[1]
            assert f"<strong>{page.label.es}</strong>" in kicker, (page.href, kicker)
