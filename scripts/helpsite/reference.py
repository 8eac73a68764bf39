"""The pages of the help that the code and the content say by themselves: nobody writes them by hand.

Each is a function of the language («es» or «en») that gives a page of Markdown; the few words that these
pages add are in ``words.csv``.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ROOT / "cauce/operations/management/commands"
# What Django gives every command.
EVERYWHERE = {
    "help",
    "version",
    "verbosity",
    "settings",
    "pythonpath",
    "traceback",
    "no_color",
    "force_color",
}
EVERYWHERE |= {"json", "language", "skip_checks"}
BOTH = re.compile(r"^([^/]*\S) / (\S[^/]*)$")


@cache
def _words() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("words.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def said(names: str, language: str) -> list[str]:
    """What these pages say themselves, by names with blanks between them."""
    return [_words()[name][language] for name in names.split()]


def head(name: str, language: str) -> list[str]:
    title, lede = said(f"{name}_title {name}", language)
    return [f"# {title}", "", lede, ""]


def in_language(text: str, language: str) -> str:
    """The half of «español / English»; each of several parts between « · » alone; else the whole."""
    half = r"\1" if language == "es" else r"\2"
    return " · ".join(BOTH.sub(half, part) for part in text.split(" · "))


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(heads)
    cells = [[re.sub(r"\s+", " ", one).replace("|", r"\|") for one in row] for row in rows]
    lines = [names, ["---"] * len(names), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def commands() -> list[str]:
    """The name of every command of ours."""
    return sorted(path.stem for path in COMMANDS.glob("*.py") if path.stem != "__init__")


def _usage(name: str, parser: argparse.ArgumentParser) -> str:
    parts = [f"cauce {name}"]
    for one in parser._actions:
        if one.dest not in EVERYWHERE:
            value = "" if one.nargs == 0 else f" {one.dest.upper()}"
            shown = one.option_strings[-1] + value if one.option_strings else one.dest.upper()
            parts.append(shown if one.required else f"[{shown}]")
    return " ".join(parts)


def command_page(language: str) -> str:
    from django.core.management import load_command_class

    from cauce.site.cli import ALONE

    out = head("commands", language)
    for name in commands():
        command = load_command_class("cauce.operations", name)
        parser = command.create_parser("cauce", name)
        says = [in_language(command.help, language), *(said("alone", language) if name in ALONE else ())]
        out += [f"## {name}", "", " ".join(says), "", "```text", _usage(name, parser), "```", ""]
        rows = [
            (f"`{(one.option_strings or [one.dest])[-1]}`", in_language(one.help or "", language))
            for one in parser._actions
            if one.dest not in EVERYWHERE
        ]
        if rows:
            out.append(table(said("option is", language), rows))
    return "\n".join(out)


def settings_page(language: str) -> str:
    from cauce.operations.variables import known

    rows = [(f"`{name}`", es if language == "es" else en) for name, (es, en) in known().items()]
    return "\n".join([*head("settings", language), table(said("variable sets", language), rows)])


@cache
def _acts() -> dict[str, list[str]]:
    """The acts that each permission is asked for; every module of actions is read first."""
    import cauce
    from cauce.custody.journal.door import ACTS

    for one in pkgutil.walk_packages(cauce.__path__, "cauce."):
        if re.search(r"\.actions(\.|$)", one.name) and ".tests" not in one.name:
            importlib.import_module(one.name)
    found = defaultdict(list)
    for name, permission in sorted(ACTS.items()):
        found[permission].append(name)
    return found


def permissions_page(language: str) -> str:
    from cauce.desk.custody.journal.saying import DID
    from cauce.rules.roles import EVERYBODY, ROLES
    from cauce.ui.menu import sections

    pages = defaultdict(list)
    for section in sections():
        pages[section.permission].append(section.label[language])
    titles = {one.id: one.title for one in _edition().catalogues["roles"]}
    out = head("permissions", language)
    for role in EVERYBODY:
        rows = [
            (
                f"`{permission}`",
                ", ".join(said(" ".join(allowed[role]), language)),
                ", ".join(pages[permission]),
                "; ".join(DID[act][language] for act in _acts()[permission] if act in DID),
            )
            for permission, allowed in sorted(ROLES.items())
            if role in allowed
        ]
        out += [
            f"## {titles[role][language]}",
            "",
            table(said("permission reach pages done", language), rows),
        ]
    return "\n".join(out)


def _edition() -> Any:
    from cauce.content.loader import load_edition

    return load_edition()


def indicators_page(language: str) -> str:
    newest: dict[str, Any] = {}
    for one in _edition().indicators.values():
        if one.id not in newest or one.version > newest[one.id].version:
            newest[one.id] = one
    out = head("indicators", language)
    for one in sorted(newest.values(), key=lambda one: one.order):
        cells = [
            one.numerator.text[language],
            one.denominator.text[language] if one.denominator else "—",
            ", ".join(f"`{name}`" for name in one.breakdowns) or "—",
            *said(one.protocol, language),
        ]
        rows = zip(said("counts of breakdowns protocol", language), cells, strict=True)
        out += [f"## {one.title[language]}", "", f"`{one.id}`, v{one.version}. {one.why[language]}", ""]
        out.append(table(("", ""), rows))
    return "\n".join(out)


def formats_page(language: str) -> str:
    """English alone: keys and classes are in English."""
    from cauce.content.formats import FORMATS

    out = [
        "# Formats of the content",
        "",
        "One section a kind of file. `cauce check` holds every file to it.",
        "",
    ]
    for one in FORMATS:
        model = one.written or one.model
        out += [f"## {one.name}", "", f"`content/{one.pattern}`. {_plain(model.__doc__)}", ""]
        rows = [
            (f"`{name}`", f"`{_type(field.annotation)}`", "yes" if field.is_required() else "")
            for name, field in model.model_fields.items()
        ]
        out.append(table(("key", "type", "required"), rows))
    return "\n".join(out)


def _plain(text: str | None) -> str:
    """The first paragraph of a docstring, as Markdown."""
    return re.sub(r"\s+", " ", (text or "").strip().split("\n\n")[0].replace("``", "`"))


def _type(annotation: Any) -> str:
    plain = isinstance(annotation, type) and not hasattr(annotation, "__args__")
    return re.sub(r"(?:[a-z_]+\.)+(?=[A-Za-z])", "", annotation.__name__ if plain else str(annotation))


def addresses_page(language: str) -> str:
    """The addresses that machines ask; English alone, as what is said of them in the code is."""
    from django.urls import get_resolver

    from cauce.ui.doors import doors

    spaces = {mount.name for door in doors() if ".api." in door.package for mount in door.urls}
    rows = {
        (f"`/{address}`", _plain(view.__doc__))
        for address, space, view in _patterns(get_resolver().url_patterns, "")
        if space in spaces
    }
    out = [
        "# Addresses for machines",
        "",
        "How each is used: [Doors for other systems](../../api.md).",
        "",
    ]
    return "\n".join([*out, table(("address", "what it answers"), sorted(rows))])


def _patterns(found: Iterable[Any], before: str, space: str = "") -> Iterator[tuple[str, str, Callable]]:
    """(address, namespace, view) of each route."""
    for one in found:
        address = before + str(getattr(one.pattern, "_route", one.pattern))
        if hasattr(one, "url_patterns"):
            yield from _patterns(one.url_patterns, address, one.namespace or space)
        else:
            yield address, space, one.callback


def words_page(language: str) -> str:
    """A list of words, each in both languages, which the search leaves out."""
    from .word_list import page

    return "---\nnosearch: true\n---\n" + page(language)


# The name of each page, and who writes it: those that stand in both languages, and those in English alone.
PAGES = {
    "commands": command_page,
    "settings": settings_page,
    "permissions": permissions_page,
    "indicators": indicators_page,
    "words": words_page,
}
ENGLISH = {"formats": formats_page, "addresses": addresses_page}
