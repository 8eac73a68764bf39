"""Which way things depend: keys down the floors, the journal alone, one place for each secret."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import models

from .reading import CAUCE, code, floors, imports, nodes, question, room_of, short, tree, whole


def keys_that_point_up(tables) -> list[str]:
    """Foreign keys from a floor to one above it, or between two parts of the same floor."""
    wrong = []
    for table in tables:
        here = table._meta.app_label
        for field in table._meta.get_fields():
            there = getattr(field.related_model, "_meta", None) if field.is_relation else None
            if there is None or field.auto_created or room_of(there.app_label) not in floors():
                continue
            own, far = room_of(here), room_of(there.app_label)
            if far != own and floors()[far] <= floors()[own]:
                wrong.append(f"{table._meta.label}.{field.name} → {there.label}")
    return wrong


def our_tables():
    return [table for table in apps.get_models() if room_of(table._meta.app_label) in floors()]


def in_rooms(tables) -> dict[str, set[str]]:
    """application → the others of its own room that its keys point to."""
    found: dict[str, set[str]] = {}
    for table in tables:
        here = table._meta.app_label
        for field in table._meta.get_fields():
            there = getattr(field.related_model, "_meta", None) if field.is_relation else None
            if there and not field.auto_created and there.app_label != here:
                if room_of(there.app_label) == room_of(here):
                    found.setdefault(here, set()).add(there.app_label)
    return found


def test_no_two_applications_of_a_room_hold_keys_to_each_other():
    assert list(TopologicalSorter(in_rooms(our_tables())).static_order()) is not None
    with pytest.raises(CycleError):
        list(TopologicalSorter({"kits": {"calls"}, "calls": {"kits"}}).static_order())


def _table(label: str, *fields):
    made = [
        SimpleNamespace(
            name=name,
            is_relation=True,
            auto_created=False,
            related_model=SimpleNamespace(_meta=SimpleNamespace(app_label=to, label=f"{to}.Thing")),
        )
        for name, to in fields
    ]
    meta = SimpleNamespace(app_label=label, label=f"{label}.Row", get_fields=lambda: made)
    return SimpleNamespace(_meta=meta)


def test_foreign_keys_point_down_the_floors():
    assert len(our_tables()) > 20
    assert keys_that_point_up(our_tables()) == []
    up = _table("people", ("case", "cases"), ("post", "offices"))
    beside = _table("aid", ("family", "reunification"))
    assert keys_that_point_up([up, beside]) == [
        "people.Row.case → cases.Thing",
        "aid.Row.family → reunification.Thing",
    ]


def keys_of(tables) -> list[str]:
    return [
        f"{table._meta.label}.{field.name}"
        for table in tables
        for field in table._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField | models.OneToOneField)
    ]


def test_the_journal_keeps_values_and_no_foreign_key():
    journal = apps.get_app_config("journal").get_models()
    assert keys_of(journal) == []
    assert keys_of([apps.get_model("cases", "Case")]), "the reader of keys finds none anywhere"


def importers(name: str, modules) -> set[str]:
    """Which modules import a package (``name``) or something inside it."""
    return {
        where
        for where, module in modules
        for _, what in imports(module)
        if what == name or what.startswith(f"{name}.")
    }


def rule_modules() -> set[str]:
    """The questions the rules answer: modules and folders of the shared rules, and each feature's own."""
    asked = {question(path) for path, _ in code()} - {""}
    return {one for one in asked if not any(other.startswith(f"{one}.") for other in asked)}


def unused_rules(rules: set[str], modules) -> set[str]:
    used: set[str] = set()
    for path, module in modules:
        for _, said in imports(module):
            parts = whole(short(path), said).split(".")
            used |= rules & set(accumulate(parts, "{}.{}".format))
    return rules - used


def test_every_rule_answers_a_question_somebody_asks():
    above = [(p, m) for p, m in code() if not question(p)]
    assert len(rule_modules()) > 50
    assert unused_rules(rule_modules(), above) == set()
    assert unused_rules({"cauce.rules.weather"}, above) == {"cauce.rules.weather"}


SIBLINGS = {"cauce.content", "cauce.rules.dates", "cauce.content.errors"}
# One answer that rests on another, by the last word of their names. No new one without a reason.
RESTS_ON = {
    "binational": {"cauce.rules.consent"},
    "cohorts": {"cauce.rules.adherence"},  # one interval of a share
    "envelope": {"cauce.rules.consent"},
    "follow_up": {"cauce.rules.contact"},
    "group": {"cauce.rules.hiding"},
    "indicators": {"cauce.measurement.rules.cohorts"},  # what is counted, and whom that follows
    "messages": {"cauce.rules.names"},
    "permissions": {"cauce.rules.roles"},
    "programmes": {"cauce.rules.matching", "cauce.rules.routes"},
    "publication": {"cauce.rules.hiding"},
    "totals": {"cauce.rules.hiding"},
}


def rules_that_know_too_much(modules) -> list[str]:
    """A module of the rules imports from its siblings ``content``, ``dates`` and ``errors`` alone."""
    wrong = []
    for own, where, module in modules:
        for line, said in imports(module):
            what = whole(where, said)
            known = SIBLINGS | {own} | RESTS_ON.get(own.rpartition(".")[2], set())
            if "rules" not in what.split(".")[:-1] or not what.startswith("cauce."):
                continue
            if not any(f"{what}.".startswith(f"{one}.") for one in known):
                wrong.append(f"{where}:{line} {what}")
    return wrong


def test_a_rule_reads_content_dates_and_errors_and_no_other_rule():
    modules = []
    for path, module in code():
        if question(path):
            modules.append((question(path), short(path), module))
    assert len(modules) > 60
    assert rules_that_know_too_much(modules) == []
    bad = ast.parse("from cauce.rules.law import assess\nfrom cauce.rules.dates import due")
    assert rules_that_know_too_much([("cauce.rules.consent", "x.py", bad)]) == [
        "x.py:1 cauce.rules.law.assess"
    ]


# Files of the house an app does without, and why.
WITHOUT = {
    "journal": {"access": "read as a chain, never by id"},
    "obligations": {"access": "read through the case, the post or the referral that owes them"},
}
HOUSE = ("models", "actions", "access", "tests")


def missing_files(app: str, present: set[str]) -> list[str]:
    excused = WITHOUT.get(app, {})
    return [f"{app}/{name}" for name in HOUSE if name not in present and name not in excused]


# Doors, the look and what only sets type: they keep nothing.
NO_TABLES = ("ui", "desk", "public", "api", "documents", "operations", "site")


def test_every_app_has_the_files_of_the_house():
    wrong = []
    for config in apps.get_app_configs():
        app = config.label
        if config.name.startswith("cauce.") and app not in NO_TABLES:
            present = {path.name.removesuffix(".py") for path in Path(config.path).iterdir()}
            wrong += missing_files(app, present)
    assert wrong == []
    assert missing_files("kitchen", {"models", "tests"}) == ["kitchen/actions", "kitchen/access"]


def used_only_as_annotation(module: ast.Module) -> list[str]:
    """Models that a screen imports and then uses for more than naming a type."""
    wrong: list[str] = []
    tables = {
        alias.asname or alias.name
        for node in nodes(module)
        if isinstance(node, ast.ImportFrom)
        and "models" in (node.module or "").split(".")
        and (node.module or "").startswith("cauce")
        for alias in node.names
    }
    allowed: set[int] = set()
    for node in nodes(module):
        for hint in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if hint is not None:
                allowed |= {id(inner) for inner in ast.walk(hint)}
    for node in nodes(module):
        if isinstance(node, ast.Name) and node.id in tables and id(node) not in allowed:
            wrong.append(f"line {node.lineno}: {node.id}")
        if isinstance(node, ast.Attribute) and node.attr in ORM:
            wrong.append(f"line {node.lineno}: .{node.attr}")
    return wrong


ORM = {
    "objects",
    "bulk_create",
    "bulk_update",
    "select_for_update",
    "get_or_create",
    "update_or_create",
    "_default_manager",
    "_base_manager",
}


def screens():
    """Pages, what stands around them, and the rounds of the loop."""
    yield from code(CAUCE / "desk")
    yield from code(CAUCE / "ui")
    kept = ("management", "backup", "demo", "settings", "sqlite3")
    for top in ("site", "operations"):
        for path, module in code(CAUCE / top):
            if not set(kept) & set(path.relative_to(CAUCE).parts):
                yield path, module
    for path, module in code():
        inside = path.relative_to(CAUCE).with_suffix("").parts
        if inside[0] != "desk" and ("rounds" in inside or inside[-2:] == ("exports", "handing")):
            yield path, module
    yield CAUCE / "demo/views.py", tree(CAUCE / "demo/views.py")


def test_a_screen_never_touches_the_database_itself():
    wrong = [
        f"{short(path)} {what}" for path, module in screens() for what in used_only_as_annotation(module)
    ]
    assert wrong == []
    bad = ast.parse(
        "from cauce.cases.models import Case\n"
        "def page(case: Case) -> Case:\n    return Case.objects.get(id=1)"
    )
    assert used_only_as_annotation(bad) == ["line 3: .objects", "line 3: Case"]
