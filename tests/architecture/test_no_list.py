"""Nothing central keeps a list of features by hand: what the house is made of, the features say."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from cauce.custody.features import features, named
from cauce.ui.doors import doors

from .reading import CAUCE, code, imports
from .walking import routes

# Who names several features all the same, and why.
NAMED = {
    "rules/roles/__init__.py": "the one map of permissions: some bear the name of what two people decide",
    "operations/serving.py": "what the demonstration is made of: the loop, the pages, and what is made ready",
    "site/routes.py": "which routes open without an account is decided in one place, name by name",
    "site/settings/base.py": "what is installed: a line for each application",
    "desk/cases/colleagues/week.py": "what somebody new does first: five sentences, each with its page",
    "desk/cases/colleagues/views_load.py": "the load of a post and of the network: which entry is marked",
    "desk/home/head/waiting.py": "what waits for whoever leads a post: each with its page, in one order",
    "desk/home/worklist/rows.py": "what waits for somebody as a number: each with its page, in one order",
    "desk/intake/kits/words.py": "where each sheet of paper is typed later, and how the page says so",
}
SPACES = {name.partition(":")[0] for name, _ in routes() if ":" in name}
ROUTE = re.compile(r"(\w+):[\w-]+")
DOTTED = re.compile(r"(cauce\.\w+\.\w+)[\w.]*")
LITERAL = ast.Tuple | ast.List | ast.Set | ast.Dict


@cache
def gathered() -> dict[str, str]:
    """Module → its feature, of all that a feature or a door says and the house gathers."""
    found = {}
    for one in features():
        said = [step.do.rpartition(".")[0] for step in one.rounds]
        for name in ("feature", *one.sentences, *said):
            found[f"{one.package}.{name}"] = one.package
    for door in doors():
        for name in ("door", *(mount.module for mount in door.urls)):
            found[f"{door.package}.{name}"] = door.package
    return found


@cache
def kinds() -> dict[str, str]:
    """What two people decide, what may leave, what is published: kind → whose it is."""
    words = ("decides", "leaves", "publishes")
    return {kind: feature.package for word in words for kind, (feature, _) in named(word).items()}


def literals(module: ast.Module) -> set[str]:
    """The words that stand in tuples, lists, sets and dictionaries of a module."""
    found, waiting = set(), [(module, False)]
    while waiting:
        node, inside = waiting.pop()
        inside = inside or isinstance(node, LITERAL)
        if inside and isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        waiting += [(child, inside) for child in ast.iter_child_nodes(node)]
    return found


def names(module: ast.Module, package: str) -> set[str]:
    """The other features that a module of this package lists: by their pages, modules or dotted names."""
    own = {one.name for door in doors() if package.startswith(door.package) for one in door.urls}
    words, there = literals(module), gathered()
    found = {route[1] for word in words if (route := ROUTE.fullmatch(word)) and route[1] in SPACES - own}
    found |= {dotted[1] for word in words if (dotted := DOTTED.fullmatch(word))}
    whose = {kinds()[word] for word in words & kinds().keys()}
    found |= {feature for feature in whose if not package.startswith(feature)}
    for _, name in imports(module):
        feature = there.get(name) or there.get(name.rpartition(".")[0])
        if feature and not package.startswith(feature):
            found.add(feature)
    return found


def lists() -> set[str]:
    """The modules of the program that name two features or more which are not their own."""
    found = set()
    for path, module in code():
        place = path.relative_to(CAUCE)
        if len(names(module, ".".join(("cauce", *place.parent.parts)))) > 1:
            found.add(place.as_posix())
    return found


def test_nothing_central_names_two_features():
    assert lists() == set(NAMED)


@pytest.mark.parametrize(
    "planted",
    [
        'MENU = (("kits:home", "kit.manage"), ("aid:home", "aid.see"))',
        'PAGES = {"kits:home": 1} | {"aid:home": 2}',
        "from cauce.aid.rounds import aids_chased\nfrom cauce.intake.kits.rounds import kits_chased",
        "from cauce.aid import sentences\nfrom cauce.people import sentences as others",
        "def ready():\n    from cauce.aid import rounds\n    from cauce.people.sentences import DID",
        'KINDS = {"aid.allot": 72, "linkage.run": 24 * 14}',
        'LEAVES = {"own_copy": "rights.work"} | {"figures": "figures.take"}',
        'URLS = ["cauce.desk.aid.urls", "cauce.desk.people.list_linkage.urls"]',
    ],
)
def test_a_list_that_somebody_keeps_by_hand_is_found(planted):
    assert len(names(ast.parse(planted), "cauce.operations.loop")) == 2


def test_a_feature_may_name_its_own_and_one_other():
    own = 'PARTS = ("kits:home", "kits:enter", "aid:home")\nfrom cauce.intake.kits.rounds import kits_chased'
    assert names(ast.parse(own), "cauce.desk.intake.kits") == {"aid", "cauce.intake.kits"}
    assert names(ast.parse('X = ("kits:home", "a:b", "kits: home")'), "cauce.desk.intake.kits") == set()
