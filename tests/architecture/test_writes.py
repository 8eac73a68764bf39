"""One door for writes: what writes is an act, and nothing writes behind its back."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from functools import cache
from types import ModuleType

import pytest

from cauce.custody.journal.door import ACTS, Entry, act

from .reading import CAUCE, ROOT, code, imports, modules, nodes, short

NAME = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)*")


@cache
def action_modules() -> tuple[ModuleType, ...]:
    """Every public ``actions`` module; ``actions/_shared.py`` holds what the acts share.

    Found as files: to walk the packages would read every one of the program, estimation and all.
    """
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in modules()
    ]
    parts = [(name, name.split(".")) for name in names]
    return tuple(
        importlib.import_module(name)
        for name, said in parts
        if "actions" in said[2:] and not said[-1].startswith("_")
    )


def undecorated(module: ModuleType) -> list[str]:
    """Public functions of a module that are neither an act nor an effect."""
    return [
        f"{module.__name__}.{name}"
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
        and not name.startswith("_")
        and inspect.unwrap(thing).__module__ == module.__name__
        and not hasattr(thing, "act")
        and not hasattr(thing, "effect")
    ]


def test_every_public_function_of_an_actions_module_is_an_act_or_an_effect():
    assert len(action_modules()) > 15
    assert [name for module in action_modules() for name in undecorated(module)] == []
    bad = ModuleType("cauce.kitchen.actions")
    exec("def cook(case): pass\ndef _peel(): pass", vars(bad))  # noqa: S102
    assert undecorated(bad) == ["cauce.kitchen.actions.cook"]


def acts_of(modules) -> list[tuple[str, str]]:
    """(name of the act, function) of each act a module defines."""
    return sorted(
        (thing.act, f"{module.__name__}.{name}")
        for module in modules
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
        and hasattr(thing, "act")
        and inspect.unwrap(thing).__module__ == module.__name__
    )


def badly_named(acts: list[tuple[str, str]]) -> list[str]:
    names = [name for name, _ in acts]
    return [f"{name} ({where})" for name, where in acts if not NAME.fullmatch(name) or names.count(name) > 1]


def test_each_act_has_one_name_noun_dot_verb():
    acts = acts_of(action_modules())
    assert badly_named(acts) == []
    assert {name for name, _ in acts} == {name for name in ACTS if "kitchen" not in name}
    twice = [("case.open", "a"), ("case.open", "b"), ("CloseCase", "c")]
    assert badly_named(twice) == ["case.open (a)", "case.open (b)", "CloseCase (c)"]


def positional(module: ModuleType) -> list[str]:
    """Acts that take anything by position: everything is given by its name."""
    return [
        f"{module.__name__}.{name}"
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
        and hasattr(thing, "act")
        and any(
            p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
            for p in inspect.signature(inspect.unwrap(thing)).parameters.values()
        )
    ]


def test_an_act_takes_everything_by_name():
    assert [name for module in action_modules() for name in positional(module)] == []
    bad = ModuleType("cauce.kitchen.actions")

    def cook(case, *, actor: object, entry: Entry): ...

    bad.cook = act("kitchen.cook", requires="case.work")(cook)
    ACTS.pop("kitchen.cook")
    assert positional(bad) == ["cauce.kitchen.actions.cook"]


def test_an_act_without_actor_or_entry_cannot_be_made():
    with pytest.raises(TypeError, match="actor and entry"):
        act("kitchen.cook", requires="case.work")(lambda case: None)
    with pytest.raises(KeyError):
        act("kitchen.cook", requires="kitchen.enter")


def hidden_logic(module: ast.Module) -> list[str]:
    """Signals, logic in ``save`` or ``delete``, keyword expansion into the ORM, SQL in f-strings."""
    wrong = []
    for line, what in imports(module):
        if what.startswith(FORBIDDEN) or what.endswith(".cache_page"):
            wrong.append(f"{line}: imports {what}")
    for node in nodes(module):
        if isinstance(node, ast.ClassDef):
            wrong += [
                f"{inner.lineno}: {node.name}.{inner.name}()"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef) and inner.name in ("save", "delete")
            ]
        wrong += _expansion(node) + _sql(node)
    return wrong


FORBIDDEN = (
    "django.db.models.signals",
    "django.dispatch",
    "django.contrib.admin",
    "django.contrib.gis",
    "django.core.cache",
    "django.views.decorators.cache.cache_page",
    "pickle",
)
LOOKUPS = {"filter", "exclude", "get", "get_or_create", "update_or_create"}
WORDS = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA ")


def _expansion(node: ast.AST) -> list[str]:
    """A look-up that takes its names from a value: ``rows.filter(**asked)``.

    Names written out here pass: ``**{"a": 1}``, or ``**mine`` where ``mine`` is such a dict.
    """
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return []
    if node.func.attr not in LOOKUPS:
        return []
    return [
        f"{node.lineno}: {node.func.attr}(**{ast.unparse(given.value)})"
        for given in node.keywords
        if given.arg is None and not _literal(given.value)
    ]


def _literal(value: ast.AST) -> bool:
    return isinstance(value, ast.Dict) and all(isinstance(key, ast.Constant) for key in value.keys)


def _sql(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.JoinedStr):
        return []
    text = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    filled = any(isinstance(part, ast.FormattedValue) for part in node.values)
    return [f"{node.lineno}: SQL in an f-string"] if filled and text.startswith(WORDS) else []


def _literal_names(module: ast.Module) -> set[str]:
    """Names to which only dict displays with constant keys are ever assigned."""
    kept: dict[str, bool] = {}
    for node in nodes(module):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    kept[target.id] = kept.get(target.id, True) and _literal(node.value)
    return {name for name, literal in kept.items() if literal}


# A name chosen by the program, never by a request, and where it comes from.
CHOSEN_HERE = {
    (
        "cauce/cases/edited_since_import.py",
        "filter(**{f'{name}__in': wanted})",
    ): "each field of a table that names a case",
    ("cauce/directory/access/finding.py", "exclude(**{name: False})"): "FLAGS, in that file",
    ("cauce/custody/journal/access.py", "filter(**{name: value})"): "three names written out in the loop",
    (
        "cauce/methods/linkage/linking.py",
        "SQL in an f-string",
    ): "a table that Splink named, in memory; columns of ours",
    (
        "cauce/measurement/boards/post_comparison/rows.py",
        "filter(**through)",
    ): "four names written out above it",
    (
        "cauce/measurement/indicators/counting.py",
        "filter(**{path: post})",
    ): "written out by each caller there",
}


def test_nothing_writes_behind_the_door():
    wrong = []
    for path, module in code():
        safe = {f"**{name})" for name in _literal_names(module)}
        wrong += [
            f"{short(path)}:{what}"
            for what in hidden_logic(module)
            if not any(what.endswith(name) for name in safe)
            and (short(path), what.partition(": ")[2]) not in CHOSEN_HERE
        ]
    assert wrong == []


@pytest.mark.parametrize(
    ("snippet", "found"),
    [
        ("from django.db.models.signals import post_save", "imports django.db.models.signals"),
        ("from django.dispatch import receiver", "imports django.dispatch"),
        ("from django.contrib import admin", "imports django.contrib.admin"),
        ("from django.contrib.gis.db import models", "imports django.contrib.gis"),
        ("from django.views.decorators.cache import cache_page", "cache_page"),
        ("class Case(Model):\n    def save(self): self.x = 1", "Case.save()"),
        ("rows.filter(**asked)", "filter(**asked)"),
        ("rows.filter(**{name: 1})", "filter(**{name: 1})"),
        ('run(f"SELECT * FROM cases WHERE id = {x}")', "SQL in an f-string"),
    ],
)
def test_it_finds_each_way_of_writing_behind_the_door(snippet, found):
    assert any(found in what for what in hidden_logic(ast.parse(snippet)))


def test_names_written_out_here_may_be_expanded():
    assert hidden_logic(ast.parse('rows.filter(**{"service": 1})')) == []
    assert _literal_names(ast.parse('mine = {"a": 1}\nother = asked()')) == {"mine"}


def test_only_actions_and_their_floor_write_rows():
    """``.objects.create`` and its kin stand in actions, in the door and in effects alone."""
    wrong = []
    for path, module in code():
        where = short(path).split("/")
        if "actions" in where or "actions.py" in where or short(path) in WRITERS:
            continue
        wrong += [
            f"{short(path)}:{node.lineno} .{node.func.attr}()"
            for node in nodes(module)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("bulk_create", "bulk_update", "update_or_create")
        ]
        wrong += [
            f"{short(path)}:{node.lineno} write_many()"
            for node in nodes(module)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "write_many"
        ]
        wrong += creations(path, module)
    assert wrong == []
    bad = ast.parse("Case.objects.create(post=post)")
    assert creations(CAUCE / "desk/x.py", bad) == ["cauce/desk/x.py:1 .create()"]


# The door itself, the keystore's own store, and the effects beside their models.
WRITERS = {
    "cauce/custody/journal/door.py",
    "cauce/custody/journal/chain.py",
    "cauce/custody/journal/bulk_rows.py",
    "cauce/custody/journal/ledger.py",
    "cauce/cases/sections.py",
    "cauce/cases/replan.py",
    "cauce/measurement/facts/pseudonyms.py",  # effects: seeds and secrets, with the facts they are made for
    "cauce/staff/accounts/throttle.py",  # counts of failures: the refusal itself is in the journal
}


def creations(path, module: ast.Module) -> list[str]:
    return [
        f"{short(path)}:{node.lineno} .{node.func.attr}()"
        for node in nodes(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("create", "get_or_create")
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "objects"
    ]
