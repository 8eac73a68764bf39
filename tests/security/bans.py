"""What no module of Cauce may use, found in its tree: each ban, and the few who have a reason.

About 37 of 64 vulnerabilities
of Django in three years need one of these.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

# What may be imported by nobody, by the beginning of its dotted name.
MODULES = {
    "gis": ("django.contrib.gis", "osgeo"),
    "cache": ("django.middleware.cache", "django.views.decorators.cache.cache_page", "django.core.cache"),
    "admin": ("django.contrib.admin",),
    "asgi": ("django.core.asgi", "django.core.handlers.asgi", "channels", "uvicorn", "daphne"),
    "unsafe loader": (
        "pickle",
        "cPickle",
        "shelve",
        "marshal",
        "dill",
        "jsonpickle",
        "django.core.serializers",
        "yaml",
    ),
    "archive": ("django.utils.archive", "shutil.unpack_archive", "tarfile"),
    "xml": (
        "xml.etree.ElementTree.fromstring",
        "xml.etree.ElementTree.parse",
        "xml.etree.ElementTree.iterparse",
        "xml.etree.ElementTree.XML",
        "xml.etree.ElementTree.XMLParser",
        "xml.dom",
        "xml.sax.parse",
        "xml.sax.make_parser",
        "xml.sax.expatreader",
        "lxml",
        "xml.parsers",
        "pyexpat",
        "defusedxml",
    ),
    "unpacked here": ("PIL", "openpyxl.load_workbook", "openpyxl.reader"),
    "raw sql": ("django.db.models.expressions.RawSQL",),
    "unescaped": ("django.utils.safestring.mark_safe", "django.utils.html.mark_safe"),
}
ORM = frozenset(
    "filter exclude annotate alias aggregate get create update get_or_create update_or_create "
    "order_by values values_list only defer select_related prefetch_related distinct".split()
)
EXPANDED = ORM - {"create", "update", "get_or_create", "update_or_create"}
NAMED = frozenset({"order_by", "values", "values_list", "only", "defer", "distinct"})
XML_READERS = frozenset({"parse", "fromstring", "iterparse", "XML", "XMLParser"})


class Broken(NamedTuple):
    """One place where a ban is broken."""

    ban: str
    line: int
    where: str  # the innermost function, or ''


def broken(tree: ast.Module) -> list[Broken]:
    """Every ban that a module breaks."""
    found = []
    for node, where in _walk(tree, ""):
        for ban in _of(node):
            found.append(Broken(ban, getattr(node, "lineno", 0), where))
    return sorted(set(found), key=lambda one: (one.line, one.ban))


def _walk(node: ast.AST, where: str) -> Iterator[tuple[ast.AST, str]]:
    for child in ast.iter_child_nodes(node):
        inner = where
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = child.name
        yield child, inner
        yield from _walk(child, inner)


def _of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from _imported(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from _in_text(node.value)
    elif isinstance(node, ast.Call):
        for judge in (_orm, _sql, _run, _loaded, _unescaped, _keywords):
            yield from judge(node)


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif node.level:
        names = []
    else:
        names = [f"{node.module}.{alias.name}" for alias in node.names]
    for ban, begins in MODULES.items():
        if any(f"{name}.".startswith(f"{begin}.") for name in names for begin in begins):
            yield ban


# A module named in settings (a middleware, an application) is used as if it were imported.
_TEXTS = {
    "gis": re.compile(r"django\.contrib\.gis|backends\.(postgis|spatialite)"),
    "cache": re.compile(r"django\.middleware\.cache|UpdateCacheMiddleware|FetchFromCache"),
    "admin": re.compile(r"django\.contrib\.admin\b"),
    "asgi": re.compile(r"\.asgi\b|ASGI_APPLICATION"),
    "unsafe loader": re.compile(r"PickleSerializer"),
}


def _in_text(text: str) -> Iterator[str]:
    if "\n" in text or " " in text:
        return  # prose
    for ban, pattern in _TEXTS.items():
        if pattern.search(text):
            yield ban


def _name(call: ast.Call) -> str:
    """``filter`` of ``rows.filter(…)``, ``eval`` of ``eval(…)``."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _of_what(call: ast.Call) -> str:
    """``os`` of ``os.system(…)``; '' when it is not a plain name."""
    inside = call.func.value if isinstance(call.func, ast.Attribute) else None
    return inside.id if isinstance(inside, ast.Name) else ""


def _is_plain_literal(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant)


def _literal_keys(node: ast.AST) -> bool:
    """``**{"a": value}``: the keys are written here and can be no one else's."""
    return isinstance(node, ast.Dict) and all(k and _is_plain_literal(k) for k in node.keys)


def _orm(call: ast.Call) -> Iterator[str]:
    name = _name(call)
    method = isinstance(call.func, ast.Attribute) and _of_what(call) != "actions"
    q = name == "Q"
    if not q and not (method and name in ORM):
        return
    expanded = [one.value for one in call.keywords if one.arg is None]
    # Values of a row to write are fields of a model: a name that is none of them fails by itself.
    if (q or name in EXPANDED) and any(not _literal_keys(one) for one in expanded):
        yield "expansion"
    if name in NAMED | {"select_related", "prefetch_related"} and any(
        isinstance(one, ast.Starred) for one in call.args
    ):
        yield "expansion"
    if name == "order_by" and any(not _fixed_order(one) for one in call.args):
        yield "order"
    if q and any(
        isinstance(one, ast.Tuple) and not _is_plain_literal(one.elts[0])
        for one in call.args
        if not isinstance(one, ast.Tuple) or one.elts
    ):
        yield "expansion"


def _fixed_order(node: ast.AST) -> bool:
    """A literal, or an expression made of literals: ``F("a").desc(nulls_last=True)``, ``Lower("a")``."""
    if isinstance(node, ast.Starred):
        return True  # told as an expansion
    if isinstance(node, ast.Call):
        inner = node.func.value if isinstance(node.func, ast.Attribute) else None
        return all(map(_fixed_order, node.args)) and (
            inner is None or isinstance(inner, ast.Name) or _fixed_order(inner)
        )
    return _is_plain_literal(node)


def _sql(call: ast.Call) -> Iterator[str]:
    name = _name(call)
    if name in ("raw", "RawSQL", "extra") and isinstance(call.func, ast.Attribute | ast.Name):
        of_rows = name == "RawSQL" or isinstance(call.func, ast.Attribute)
        if of_rows and not (call.args and all(map(_is_plain_literal, call.args[:1]))):
            yield "raw sql"
        elif of_rows and name == "extra":
            yield "raw sql"
    if name in ("execute", "executemany", "executescript") and call.args:
        if not _is_plain_literal(call.args[0]):
            yield "made sql"


def _run(call: ast.Call) -> Iterator[str]:
    name, of = _name(call), _of_what(call)
    if of == "os" and (name in ("system", "popen") or name.startswith(("exec", "spawn"))):
        yield "shell"
    if name in ("getoutput", "getstatusoutput"):
        yield "shell"
    if isinstance(call.func, ast.Name) and name in ("eval", "exec", "compile", "__import__"):
        yield "code"
    if of == "builtins" and name in ("eval", "exec", "compile"):
        yield "code"


def _loaded(call: ast.Call) -> Iterator[str]:
    name, of = _name(call), _of_what(call)
    if name in ("extractall", "unpack_archive") or (name == "extract" and of):
        yield "archive"
    if of == "yaml" and name in ("load", "load_all", "unsafe_load", "full_load"):
        yield "unsafe loader"
    if name == "YAML":
        kinds = [one.value for one in call.keywords if one.arg == "typ"] + call.args[:1]
        if any(not (_is_plain_literal(k) and k.value in ("safe", "rt")) for k in kinds):
            yield "unsafe loader"
    if name == "ZipFile" and (len(call.args) < 2 or getattr(call.args[1], "value", "r") == "r"):
        yield "unpacked here"
    if of in ("ElementTree", "ET", "etree", "minidom") and name in XML_READERS:
        yield "xml"


def _unescaped(call: ast.Call) -> Iterator[str]:
    name = _name(call)
    if name in ("mark_safe", "SafeString"):
        yield "unescaped"
    if name == "format_html" and call.args and isinstance(call.args[0], ast.JoinedStr):
        yield "unescaped"


def _keywords(call: ast.Call) -> Iterator[str]:
    for one in call.keywords:
        off = isinstance(one.value, ast.Constant) and one.value.value is False
        if one.arg == "shell" and not off:
            yield "shell"
        if one.arg in ("verify", "check_hostname", "autoescape") and off:
            yield "unverified" if one.arg != "autoescape" else "unescaped"


# In templates: nothing goes out as it is.
IN_TEMPLATES = re.compile(r"\|\s*(safe|safeseq)\b|{%\s*autoescape\s+off")
