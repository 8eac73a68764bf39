"""Reads every file, and refuses what is no readable YAML or CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Document, at_line, line_in
from cauce.content.errors import BadInput
from cauce.content.formats import RETIRED
from cauce.content.prose import read_prose
from cauce.content.yaml import reader

UNKNOWN = object()
KEPT = 512  # files of before: an edition has some 230, and the next one differs in a few


def read(path: str, file: Path, known: Mapping[str, Any] | None = None) -> tuple[Document, list[Finding]]:
    """One file and what is wrong with reading it; a file with a mistake is read as far as it can be.

    ``known``: what files of the same bytes hold, by path, where they were parsed already.
    """
    body = file.read_bytes()
    if known and path in known and path.endswith(".yaml"):
        return _parsed(path, body, known[path])
    doc, found = _read(path, body)
    return copy(doc), list(found)


@lru_cache(maxsize=KEPT)
def _read(path: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """The same for the same bytes: of a draft that is checked again only what changed is read."""
    doc, found = _parsed(path, data)
    return doc, tuple(found)


def _parsed(path: str, data: bytes, known: Any = UNKNOWN) -> tuple[Document, list[Finding]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        # The rest is still read for its ids, so that nobody is told that they do not exist.
        return Document(path, data.decode("latin-1")), [
            at_line("not_utf8", path, data[: problem.start].count(b"\n") + 1)
        ]
    doc = Document(path, text)
    if path.endswith(".csv"):
        return doc, list(_table(doc))
    if path.endswith(".md"):
        return doc, list(_prose(doc))
    found = list(_tabs(doc))
    if not found and known is not UNKNOWN:
        doc.data, doc.is_read = known, known is not None
    elif not found:
        found = list(_parse(doc))
    if doc.form is None and path != RETIRED:
        found.append(at_line("unknown_file", path, 1))
    return doc, found


def _prose(doc: Document) -> Iterator[Finding]:
    try:
        read_prose(doc.path, doc.text)
    except BadInput as problem:
        yield at_line("prose", doc.path, 1, problem.es, problem.en, problem.cure_es, problem.cure_en)


def _table(doc: Document) -> Iterator[Finding]:
    """Fills ``rows``, up to what is no table."""
    reader, line = csv.reader(doc.text.splitlines(keepends=True)), 1
    try:
        for cells in reader:
            doc.rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as problem:
        yield at_line("csv_syntax", doc.path, line, problem=problem)


def _tabs(doc: Document) -> Iterator[Finding]:
    for number, line in enumerate(doc.text.splitlines(), 1):
        if re.match(r"\s*\t", line):
            yield at_line("tab", doc.path, number)


def _parse(doc: Document) -> Iterator[Finding]:
    """Fills ``data``. What cannot be read plainly is read again as whoever looks for its mistake does."""
    plain = tree = None
    try:
        plain = reader().load(doc.text)
        doc.data, doc.is_read = _plain(plain), plain is not None
        return
    except (YAMLError, TypeError, RecursionError):
        pass
    except ValueError:
        place = _inside_itself(plain, (), ())
        if place is not None:
            yield _no_data(doc, line_in(doc.text, place), "")
            return
    try:
        try:
            tree = reader(lines=True).load(doc.text)
        except DuplicateKeyError:
            yield from _duplicates(doc, reader(lines=True).compose(doc.text), set())
            lenient = reader(lines=True)
            lenient.allow_duplicate_keys = True
            tree = lenient.load(doc.text)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        yield _syntax(doc, mark.line + 1 if mark else 1, str(problem.problem or problem.context))
    except (YAMLError, ValueError) as problem:
        yield _syntax(doc, 1, " ".join(str(problem).split()))
    try:
        doc.data, doc.is_read = _plain(tree), tree is not None
    except (TypeError, ValueError, RecursionError):
        yield _no_data(doc, *_odd(tree, 1, ()))


def _plain(read: Any) -> Any:
    return json.loads(json.dumps(read, ensure_ascii=False, default=str))


def _inside_itself(node: Any, place: tuple[Any, ...], above: tuple[int, ...]) -> tuple[Any, ...] | None:
    """Where something stands that holds itself; None: nowhere."""
    if id(node) in above:
        return place
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    found = (_inside_itself(child, (*place, key), (*above, id(node))) for key, child in parts)
    return next((one for one in found if one is not None), None)


def _odd(node: Any, line: int, above: tuple[int, ...]) -> tuple[int, str]:
    """The line of the first thing in a tree that is no plain data, and its key; '': it holds itself."""
    if id(node) in above:
        return line, ""
    for key, child in node.items() if isinstance(node, dict) else enumerate(node):
        at = _line_of(node, key, line)
        if not isinstance(key, str | int | float | bool | None):
            return at, str(key)
        if isinstance(child, dict | list) and (found := _odd(child, at, (*above, id(node))))[0]:
            return found
    return 0, ""


def _line_of(node: Any, key: Any, above: int) -> int:
    try:
        places = node.lc
        return int((places.key if isinstance(node, dict) else places.item)(key)[0]) + 1
    except (AttributeError, LookupError, TypeError):
        return above


def _no_data(doc: Document, line: int, key: str) -> Finding:
    if not key:
        return at_line("holds_itself", doc.path, line or 1)
    return at_line("odd_key", doc.path, line, key=key)


def _syntax(doc: Document, line: int, problem: str) -> Finding:
    lines = doc.text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    if re.search(r"\{[^{}]*:\s*not\s+\[", written):
        return at_line("not_list", doc.path, line)
    return at_line("yaml_syntax", doc.path, line, problem=problem)


def _duplicates(doc: Document, node: Any, inside: set[int], row: bool = False) -> Iterator[Finding]:
    """``inside``: the nodes that were looked at, so that one which holds itself comes to an end."""
    if id(node) in inside:
        return
    inside.add(id(node))
    if isinstance(node, SequenceNode):
        for child in node.value:
            yield from _duplicates(doc, child, inside, row)
    elif isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if name in seen:
                yield _twice(doc, key, row)
            seen |= {name} - {""}
            yield from _duplicates(doc, child, inside, name == "when")


def _twice(doc: Document, key: Any, row: bool) -> Finding:
    line = key.start_mark.line + 1
    if row:
        return at_line("fact_twice", doc.path, line, value=key.value)
    return at_line("duplicate_key", doc.path, line, value=key.value)
