"""What documents, comments and docstrings name is there: files, links, modules and addresses."""

from __future__ import annotations

import ast
import io
import posixpath
import re
import tokenize
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from .reading import ROOT, committed, named, short

LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
TICKED = re.compile(r"``?([^`\n]+)``?")
# Folders with strokes between them, or one file with an ending that we use.
PATH = re.compile(
    r"(?<![\w/.<:$-])(?:[\w.*…{}<>-]+/)+[\w.*…{}<>-]*"
    r"|(?<![\w/.<-])[\w.-]+\.(?:py|md|yaml|csv|html|sh|toml|css|js|txt|json)\b"
)
# In a sentence: what begins at a folder of ours, or ends as a file of text does.
OURS = re.compile(
    r"(?<![\w/.-])"
    r"(?:(?:cauce|tests|docs|scripts|bench|deploy|faults|requirements|content|\.ci)/[\w.*…{}<>/-]*"
    r"|(?:[\w.-]+/)+[\w.-]+\.(?:py|md|yaml)\b)"
)
MODULE = re.compile(r"(?<![\w.-])cauce(?:\.(?!conf|example|log|service)[a-z_]\w*)+")
RULE = re.compile(r"`(?!cauce)((?:[a-z]+\.)?rules\.[a-z]\w+)")
ADDRESS = re.compile(r"(?:GET |POST |PUT )?(/(?:[a-z0-9-]+/)+)")
# The feature that docs/feature.md makes from nothing; test_recipes.py follows it.
INVENTED = re.compile(r"cauce([./])(?:desk\1)?intake\1found[\w./]*")
OPEN = re.compile(r"[A-Z]{2,}\w*|\bN\b|<[^>]*>|\{[^}]*\}|…|\*")  # what the reader fills in
# No files of ours: what a run makes, what lies outside, formats of which none is kept yet, names with dots.
NOT_OURS = re.compile(
    r"^(?:var/|\.venv/|\.\./shared|(?:content/)?(?:audio|translations|bank)/|pathways/P|ruamel\.yaml|America/"
    r"|[a-z]+\.(?:csv|json|txt|conf|log|html)$|[\d/]+$)"
)


class Wrong(NamedTuple):
    where: str
    what: str


def comments(text: str) -> str:
    """The comments and docstrings of a module, and nothing that runs."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    found = [token.string for token in tokens if token.type == tokenize.COMMENT]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(ast.get_docstring(node) or "")
    return "\n".join(found)


def prose() -> Iterator[tuple[str, str]]:
    """Every document, and what the comments of code and content say.

    Code is parsed only where its whole text names something that is not there: parsing takes the time.
    """
    for path in named(".md"):
        yield short(path), path.read_text(encoding="utf-8")
    for path in named(".py"):
        text = path.read_text(encoding="utf-8")
        yield short(path), comments(text) if wrong([(short(path), text)]) else text
    for path in named(".yaml", ".sh", ".toml", ".conf", ".service"):
        if "earlier" not in path.parts:
            lines = path.read_text(encoding="utf-8").splitlines()
            yield short(path), "\n".join(line for line in lines if line.lstrip().startswith("#"))


@cache
def places() -> tuple[frozenset[str], frozenset[str]]:
    """Every path of the repository; and every end of one, as ``ui/words.py`` of ``cauce/ui/words.py``."""
    whole = {short(path) for path in committed()}
    whole |= {parent.as_posix() for name in whole for parent in Path(name).parents}
    # ``12-special-groups`` names both of its languages.
    named_both = {name.partition(".")[0] for name in whole if not name.startswith(".")}
    ends = {name.split("/", n)[n] for name in whole | named_both for n in range(name.count("/") + 1)}
    return frozenset(whole), frozenset(ends)


def is_there(said: str, where: str) -> bool:
    """Whether a path is one of ours, from the root, from its file, or by its end."""
    whole, ends = places()
    path = OPEN.sub("*", said.rstrip("/.").removeprefix("./"))
    if "*" in path:  # as far as the first part that the reader fills in
        kept = path.partition("*")[0].rpartition("/")[0]
        return not kept or is_there(kept, where)
    return path in ends or posixpath.normpath(posixpath.join(posixpath.dirname(where), path)) in whole


@cache
def is_a_module(dotted: str) -> bool:
    """Whether a dotted name leads to a module of ours; what a module offers is not looked at."""
    here = ROOT
    for part in dotted.split("."):
        if (here / f"{part}.py").exists():
            return True
        if not (here / part).is_dir():
            init = here / "__init__.py"
            return init.exists() and part in init.read_text(encoding="utf-8")
        here /= part
    return True


@cache
def is_a_rule(dotted: str) -> bool:
    """Whether ``rules.law``, or ``measurement.rules.publication``, is a module of rules or in one."""
    before, _, name = dotted.rpartition("rules.")
    folders = [ROOT / "cauce" / before.rstrip(".") / "rules"] if before else (ROOT / "cauce").glob("**/rules")
    if any((folder / name).is_dir() or (folder / f"{name}.py").exists() for folder in folders):
        return True
    return not before and any(
        f"def {name}(" in path.read_text("utf-8") for path in named(".py") if path.name == "rules.py"
    )


def routes(patterns: Iterable[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for one in patterns:
        here = before + str(one.pattern)
        yield here
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, here)


@cache
def addresses() -> str:
    return "\n".join(routes(get_resolver().url_patterns))


def is_an_address(path: str) -> bool:
    """Whether a page answers there, or below it."""
    return f"\n{path}" in addresses()


def paths(where: str, text: str) -> Iterator[str]:
    """The paths that a text names: between ticks, and in code wherever one begins at a folder of ours."""
    for span in TICKED.findall(text):
        if not span.startswith(("/", "http")):
            yield from (found for found in PATH.findall(span) if not NOT_OURS.search(found))
    if not where.endswith(".md"):
        yield from OURS.findall(text)


def wrong(files: Iterable[tuple[str, str]]) -> list[Wrong]:
    found = []
    for where, text in files:
        links = LINK.findall(text) if where.endswith(".md") else []
        found += [Wrong(where, one) for one in links if not (ROOT / where).parent.joinpath(one).exists()]
        text = INVENTED.sub("cauce", text)
        found += [Wrong(where, one) for one in paths(where, text) if not is_there(one, where)]
        found += [Wrong(where, one) for one in MODULE.findall(text) if not is_a_module(one)]
        found += [Wrong(where, one) for one in RULE.findall(text) if not is_a_rule(one) and one != "rules.py"]
        spans = TICKED.findall(text) if where.endswith(".md") else []
        for address in (one[1] for span in spans if (one := ADDRESS.fullmatch(span))):
            if not is_an_address(address):
                found.append(Wrong(where, address))
    return sorted(set(found))


def test_every_file_module_and_address_that_is_named_is_there():
    files = list(prose())
    assert len(files) > 2000
    assert wrong(files) == []


@pytest.mark.parametrize(
    "said, what",
    [
        ("see [the page](old.md)", "old.md"),
        ("see `cauce/referrals/actions.py`", "cauce/referrals/actions.py"),
        ("see `cauce/referrals/NAME.py`", "cauce/referrals/NAME.py"),
        ("`cauce.referrals.actions` does it", "cauce.referrals.actions"),
        ("``rules.nothing`` says so", "rules.nothing"),
        ("open `/nowhere/`", "/nowhere/"),
    ],
)
def test_what_is_not_there_is_noticed(said, what):
    assert wrong([("docs/a.md", said)]) == [Wrong("docs/a.md", what)]


def test_a_comment_is_read_and_code_is_not():
    text = comments('"""About cauce/old/ too."""\nname = "cauce/older/"  # cauce/oldest/\n')
    assert [one.what for one in wrong([("cauce/a.py", text)])] == ["cauce/old/", "cauce/oldest/"]
