"""The house is put together from what its features say: nothing central lists them, and nothing is lost."""

from __future__ import annotations

from django.urls import reverse

from cauce.rules.roles import ROLES
from cauce.ui.nav import sections

# The menu in the order of the work. A new entry finds its place by its weight; these keep theirs.
MENU = """
    protection:worklist protection:signatures disclosures:waiting protection:tools registers:home
    registers:network letters:list calls:home kits:home appointments:day crews:list searches:take
    searches:counts window:cues partner:inbox families:list mexico:list mexico:post mexico:counts
    entries:own returning:inbox returning:counts field:home outings:list aid:home directory:find
    head:numbers alike:post headquarters:numbers analyst:list reports:list alike:network
    crews:numbers board:post board:network readiness:home linking:list history:home editions:list
    proposals:list glass:reviews glass:start accounts:list machines:list protocol:contents
    colleagues:home learning:index disclosures:count rights:home voices:list files:list files:left
    auditor:journal notices:list demo:outbox
""".split()


def test_the_menu_keeps_the_order_of_the_work():
    shown = [section.route for section in sections()]
    assert [route for route in shown if route in MENU] == MENU
    assert len(shown) == len(set(shown))


def test_each_entry_of_the_menu_has_a_place_of_its_own_and_a_page():
    weights = [section.weight for section in sections()]
    assert len(weights) == len(set(weights)), "two entries of one weight: which is first?"
    assert all(reverse(section.route) for section in sections())


def test_each_entry_of_the_menu_asks_for_a_permission_of_the_one_map():
    assert {section.permission for section in sections()} <= set(ROLES)
