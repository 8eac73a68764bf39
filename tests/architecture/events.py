"""Every name an entry of the journal can have, found in the code. ``python -m`` this to write the inventory.

docs/security/events.yaml holds the list for whoever watches the journal from outside; a test
compares. Source: ASVS 5.0, 16.1.1.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ruamel.yaml import YAML

from .reading import ROOT, code

INVENTORY = ROOT / "docs/security/events.yaml"
HEAD = """\
# What the journal writes down: the names (`what`) of entries, by their kind. Kept equal to the code by
# tests/architecture/test_events.py; written by `python -m tests.architecture.events`.
#
# Form: one row of journal_entry, and one JSON line when exported (docs/journal.md). Instants in UTC.
# Used by: the auditor's desk, `cauce journal verify`, the sheet of who has seen a file, the pace.
# Access: auditors read; the program adds; nobody changes. Kept: for good. Data: ids and codes only.
"""


def _constant(node: ast.AST | None, names: dict[str, str]) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return names.get(node.id) if isinstance(node, ast.Name) else None


def _constants(module: ast.Module) -> dict[str, str]:
    return {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }


# The function and the place of the name among its arguments; a name that begins with a dot is of a case.
CALLS = {
    "record_read": ("read", 1, ""),
    "record_refusal": ("refused", 1, ""),
    "look_up": ("refused", 3, ""),
    "among": ("refused", 3, ""),
    "page_for": ("read", 2, "case."),
    "case_page": ("read", 2, "case."),
}


def calls(module: ast.Module) -> Iterator[tuple[str, str]]:
    """(kind, name) of each entry that a module writes by a name that stands there."""
    names = _constants(module)
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        kind, place, before = CALLS.get(called, ("", 0, ""))
        if kind and len(node.args) > place and (name := _constant(node.args[place], names)):
            yield kind, before + name


# Names given to a helper, which passes them on.
PASSED_ON = {"read": {"card.printed", "form.printed"}, "refused": set()}


def found() -> dict[str, list[str]]:
    """Every name by kind. What is refused by permission or by act bears the permission's or act's name."""
    from cauce.custody.journal.door import ACTS
    from cauce.rules.roles import ROLES

    from .test_writes import action_modules

    action_modules()
    names: dict[str, set[str]] = {kind: set(PASSED_ON[kind]) for kind in ("read", "refused")}
    for _, module in code():
        for kind, name in calls(module):
            names[kind].add(name)
    acts = {name for name in ACTS if not name.startswith("kitchen.")}
    names["refused"] |= set(ROLES) | acts
    return {"act": sorted(acts), "read": sorted(names["read"]), "refused": sorted(names["refused"])}


def written() -> dict[str, list[str]]:
    return dict(YAML(typ="safe").load(INVENTORY.read_text(encoding="utf-8")))


def main() -> None:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.site.settings.test")
    import django

    django.setup()
    lines = [HEAD]
    for kind, names in found().items():
        lines.append(f"{kind}:\n" + "".join(f"  - {name}\n" for name in names))
    INVENTORY.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
