"""The house is put together from what its features say: nothing central lists them, and nothing is lost."""

from __future__ import annotations

from dataclasses import fields
from importlib import import_module
from inspect import signature
from uuid import uuid4

import pytest
from django.urls import get_resolver, resolve, reverse

from cauce.content.loader import load_edition
from cauce.content.model import both, word_tables
from cauce.custody.features import PARTS as OF_RECORD
from cauce.custody.features import Feature, Leaving, asked, features, named
from cauce.desk.cases.frame import parts, where
from cauce.desk.cases.frame.parts import GROUPS, groups
from cauce.rules.roles import ROLES
from cauce.site import rates
from cauce.site.lazy_addresses import Part
from cauce.site.routes import OPEN_ROUTES
from cauce.site.settings import base
from cauce.site.views import FIRST_OF, first_pages
from cauce.ui.doors import CasePart, Door, doors
from cauce.ui.menu import sections

from .reading import CAUCE, code, imports, short
from .walking import filled, routes

# The menu in the order of the work. A new entry finds its place by its weight; these keep theirs.
MENU = """
    protection:worklist appointments:day calls:home searches:take window:cues colleagues:home partner:inbox
    mexico:list returning:inbox detained:list crews:list families:list returning:list emergency_access:start
    rights:home directory:find programmes:list directory:interpreters mexico:post aid:home entries:own
    protection:tools
    letters:list registers:home kits:home legacy_import:home files:list outings:list field:arrivals
    field:devices field:home protocol:contents learning:index readiness:home protection:signatures
    disclosures:waiting proposals:list
    emergency_access:reviews recusals:list head:numbers post_comparison:post board:post headquarters:numbers
    board:network post_comparison:network readiness:network complaints:list registers:network
    searches:counts mexico:counts returning:counts crews:numbers disclosures:count analyst:list reports:list
    list_linkage:list auditor:journal files:left editions:list accounts:list machines:list rights:endings
    demo:outbox
""".split()

# The parts of a case, likewise.
PARTS = {
    "next": """
        protection:case
    """,
    "person": """
        protection:safety protection:rights protection:consent protection:risk disclosures:contact
        protection:circumstances protection:custody crews:case protection:identity
    """,
    "happened": """
        protection:told protection:screening protection:interview protection:assess
    """,
    "help": """
        protection:plan protection:refer routes:sheet appointments:case aid:case follow:case
    """,
    "family": """
        families:case mexico:case returning:case
    """,
    "file": """
        protection:forms registers:case letters:case disclosures:log protection:history rights:case
        colleagues:sheet colleagues:case
    """,
}

# How many features, at least, answer each question that others ask them.
ASKED = {
    "keys_of_case": 3,
    "keys_along": 2,
    "posts_of_keys": 4,
    "ends_with_case": 1,
    "concerns": 2,
    "drafts": 3,
    "kept": 1,
    "attended_apart": 1,
    "closed_to": 1,
    "hidden_from": 1,
    "puts_right": 2,
}
# What two people decide, what may leave as a file, what is published.
KINDS = {
    "decides": """
        aid.allot audit_key.rotate case.correct case.death case.found case.lost case.void identity.export
        key.destroy linkage.run machine.give record.erase record.unblock recovery.approve role.end role.grant
    """,
    "leaves": """
        case_identity case_sheet earlier_rows figures incident_record letter own_copy packet register_waiting
    """,
    "publishes": "donors halfyear microdata transparency yearbook",
}
# Who erases something with each part of a record: what was told outside goes with the first.
TOLD = {
    "cauce.cases",
    "cauce.family.reunification",
    "cauce.family.searches",
    "cauce.intake.appointments",
    "cauce.sharing.binational",
    "cauce.sharing.referrals",
}
KNOWN = {"cauce.intake.crews", "cauce.sharing.machines"}
ERASED = {
    "words": TOLD
    | {
        "cauce.aid",
        "cauce.cases.corrections",
        "cauce.cases.notes",
        "cauce.cases.papers",
        "cauce.intake.screenings",
        "cauce.rights.rights",
    },
    "identity": TOLD | KNOWN,
    "record": TOLD
    | KNOWN
    | {
        "cauce.cases.corrections",
        "cauce.cases.notes",
        "cauce.cases.papers",
        "cauce.intake.screenings",
        "cauce.rights.rights",
    },
}
# Who keeps something under the key of a draft: whoever says when it was written also erases it.
DRAFTED = {"cauce.cases", "cauce.intake.crews", "cauce.intake.screenings"}
JOURNALS_DOOR = CAUCE / "custody/journal/door.py"  # of writes, not of pages


def test_the_menu_keeps_the_order_of_the_work():
    shown = [section.route for section in sections()]
    assert [route for route in shown if route in MENU] == MENU
    assert len(shown) == len(set(shown))


def test_each_entry_of_the_menu_has_a_place_of_its_own_and_a_page():
    weights = [(section.group, section.weight) for section in sections()]
    assert len(weights) == len(set(weights)), "two entries of one weight: which is first?"
    assert all(reverse(section.route) for section in sections())


def test_each_entry_of_the_menu_asks_for_a_permission_of_the_one_map():
    assert {section.permission for section in sections()} <= set(ROLES)
    assert {one for section in sections() for one in section.unless} <= set(ROLES)


def test_the_parts_of_a_case_keep_their_groups_and_their_order():
    assert list(GROUPS) == list(PARTS)
    for (_, pages), kept in zip(groups(), PARTS.values(), strict=True):
        assert [page.route for page in pages if page.route in kept.split()] == kept.split()


def test_each_part_of_a_case_has_a_place_of_its_own():
    taken = [(page.group, page.weight) for door in doors() for page in door.case_parts]
    assert len(taken) == len(set(taken)), "two parts of one weight: which is first?"
    routes = [page.route for _, pages in groups() for page in pages]
    assert len(routes) == len(set(routes))


def test_a_part_of_a_group_that_there_is_not_is_found(monkeypatch):
    wrong = Door("x", case_parts=(CasePart("persons", "protection:case", both("Quién", "Who"), weight=1),))
    monkeypatch.setattr(parts, "doors", lambda: (wrong,))
    with pytest.raises(KeyError, match="persons"):
        parts.groups.__wrapped__()


def test_an_action_is_done_at_one_page_of_a_case(monkeypatch):
    assert set(where.places()) <= set(load_edition().actions)
    assert all(reverse(route, args=[uuid4()]) for route in where.places().values())
    twice = (Door("a", places={"P2-02": "protection:safety"}), Door("b", places={"P2-02": "rights:case"}))
    monkeypatch.setattr(where, "doors", lambda: twice)
    with pytest.raises(ValueError, match="P2-02"):
        where.places.__wrapped__()


def test_no_door_stands_in_the_way_of_another():
    """Which door answers does not depend on the order in which they are found: two never begin alike, and
    where one begins within another, as the parts of a case within the case, the narrower is asked first."""
    under = [(begins, mount.name) for door in doors() for mount in door.urls for begins in mount.begins]
    apart = {(one, two) for one in under for two in under if one[1] != two[1]}
    assert not [(one, two) for one, two in apart if one[0] == two[0]]
    within = {(one, two) for one, two in apart if two[0].startswith(one[0])}
    assert {one[1] for one, _ in within} == {"protection", "guide"}
    order = [part.namespace for part in get_resolver().url_patterns if isinstance(part, Part)]
    assert all(order.index(two[1]) < order.index(one[1]) for one, two in within)
    for name, address in routes():
        assert resolve(filled(address)).view_name == name


def test_each_address_begins_as_its_door_says():
    """Otherwise nobody would ask for it: the module is not read."""
    for door in doors():
        for mount in door.urls:
            listed = import_module(f"{door.package}.{mount.module}").urlpatterns
            said = {str(one.pattern) for one in listed}
            assert all(one.startswith(mount.begins) for one in said), (door.package, said)
            assert all(any(one.startswith(way) for one in said) for way in mount.begins), door.package


def test_each_module_of_addresses_is_mounted_once_and_none_is_forgotten():
    mounted = [f"{door.package}.{mount.module}" for door in doors() for mount in door.urls]
    assert len(mounted) == len(set(mounted))
    there = {
        ".".join(path.relative_to(CAUCE.parent).with_suffix("").parts)
        for room in ("desk", "public", "api", "demo")
        for path in (CAUCE / room).rglob("*.py")
        if "tests" not in path.parts and "urlpatterns" in path.read_text("utf-8")
    }
    assert set(mounted) == there


def test_each_role_begins_at_one_page_and_none_at_two():
    said = [(role, section.route) for section in sections() for role in section.first_for]
    assert len(said) == len(dict(said)) and set(dict(said)) == set(FIRST_OF)
    assert first_pages() == {
        "protection_consul": "protection:worklist",
        "protection_officer": "protection:worklist",
        "window_officer": "window:cues",
        "head_of_post": "head:numbers",
        "headquarters": "headquarters:numbers",
        "analyst": "analyst:list",
        "partner_staff": "partner:inbox",
        "auditor": "auditor:journal",
        "internal_control": "complaints:list",
        "administrator": "accounts:list",
        "iom": "families:list",
        "sre_mexico": "mexico:list",
    }


def test_what_is_costly_exists_and_nothing_that_was_is_let_go():
    assert rates.costly() <= {name for name, _ in routes()}
    assert rates.costly() >= set(
        """
        protection:search protection:export protection:tool_sheet protection:form_sheet protection:card
        protocol:download learning:booklet learning:lesson_paper learning:certificate window:poster
        directory:find editions:trial editions:files protection:referral_paper
        """.split()
    )


def test_each_part_that_opens_without_an_account_has_a_limit_of_its_own():
    assert set(rates.groups().values()) | {"page"} <= set(base.RATES)
    open_to_all = {name.partition(":")[0] for name in OPEN_ROUTES if ":" in name}
    assert open_to_all - set(rates.groups()) == {"demo"}
    assert rates.groups() == {
        "guide": "guide",
        "openrosa": "telephone",
        "hsds": "directory",
        "fhir": "machine",
        "entries": "guide",
        "reply": "reply",
        "data": "guide",
        "accessibility": "guide",
        "voice": "reply",
    }


def test_feature_and_door_read_nothing_but_what_they_are_written_with():
    """So that no arrow between rooms comes of them, and finding them costs nothing."""
    may = {
        "feature": {"cauce.custody.features"},
        "door": {"cauce.ui.doors", "cauce.content.model"},
    }
    found = [(path, module) for path, module in code() if path.stem in may and path != JOURNALS_DOOR]
    assert len(found) > 80
    for path, module in found:
        assert {name.rpartition(".")[0] for _, name in imports(module)} <= may[path.stem], short(path)


def test_whatever_a_feature_names_is_there():
    for feature in features():
        for table in feature.sentences:
            said = word_tables(str(feature.table(table)))
            assert said and said.keys() <= {"did", "read", "wanted", "about"}, feature
        for one in feature.erases:
            assert feature.read(one.do).effect, one
            assert list(signature(feature.read(one.do)).parameters) == ["case", "at"], one
        for one in feature.decides:
            assert not one.done or feature.read(one.done).act, one
        for one in feature.publishes:
            assert callable(feature.read(one.made)) and callable(feature.read(one.printed or one.made)), one
    assert set(ASKED) == {one.name for one in fields(Feature) if one.type == "str"} - {"package", "hidden"}
    assert {what for what, least in ASKED.items() if len(asked(what)) < least} == set()


@pytest.mark.parametrize("what", KINDS)
def test_no_kind_of_what_several_features_have_is_lost(what):
    assert set(named(what)) == set(KINDS[what].split())


def test_a_kind_that_two_features_say_is_refused(monkeypatch):
    both = tuple(Feature(one, leaves=(Leaving("letter", "letter.take", ("", "")),)) for one in ("a", "b"))
    monkeypatch.setattr("cauce.custody.features.features", lambda: both)
    with pytest.raises(ValueError, match="leaves"):
        named("leaves")


@pytest.mark.parametrize("part", OF_RECORD)
def test_each_part_of_a_record_is_erased_by_whoever_holds_some_of_it(part):
    who = {feature.package for feature in features() for one in feature.erases if part in one.parts}
    assert who == ERASED[part]


def test_whoever_keeps_something_in_a_draft_says_when_and_erases_it():
    erase = {feature.package for feature in features() for one in feature.erases if "draft" in one.parts}
    assert erase == {feature.package for feature, _ in asked("drafts")} == DRAFTED
