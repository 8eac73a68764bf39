"""Reads every file with its lines, and refuses what is no readable YAML or CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, SequenceNode

from cauce.rules.content.checks.report import Finding
from cauce.rules.content.checks.world import Document, at_line
from cauce.rules.content.formats import RETIRED
from cauce.rules.content.prose import read_prose
from cauce.rules.content.yaml import reader
from cauce.rules.errors import BadInput

KEPT = 512  # files of before: an edition has some 230, and the next one differs in a few


def read(path: str, file: Path, parsed: Any = None) -> tuple[Document, list[Finding]]:
    """One file and what is wrong with reading it; a file with a mistake is read as far as it can be.

    ``parsed``: what the program kept of the same bytes in YAML: nothing was wrong with reading those.
    """
    data = file.read_bytes()
    if parsed is not None and path.endswith(".yaml"):
        known = Document(path, data.decode("utf-8-sig"), data=parsed)
        if not any(_tabs(known)):
            return known, _unknown(known)
    doc, found = _read(path, data)
    return copy(doc), list(found)


@lru_cache(maxsize=KEPT)
def _read(path: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """The same for the same bytes: of a draft that is checked again only what changed is read."""
    doc, found = _parsed(path, data)
    return doc, tuple(found)


def _parsed(path: str, data: bytes) -> tuple[Document, list[Finding]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        # The rest is still read for its ids, so that nobody is told that they do not exist.
        return Document(path, data.decode("latin-1")), [at_line(
            "not_utf8", path, data[: problem.start].count(b"\n") + 1,
            "hay letras que no están en UTF-8.", "there are letters that are not UTF-8.",
            "Guarde el archivo como UTF-8.", "Save the file as UTF-8.",
        )]  # fmt: skip
    doc = Document(path, text)
    if path.endswith(".csv"):
        doc.rows = _csv_rows(text)
        return doc, []
    if path.endswith(".md"):
        return doc, list(_prose(doc))
    found = list(_tabs(doc))
    if not found:
        found = list(_parse(doc))
    return doc, found + _unknown(doc)


def _unknown(doc: Document) -> list[Finding]:
    if doc.form is not None or doc.path == RETIRED:
        return []
    return [at_line(
        "unknown_file", doc.path, 1,
        "ningún formato espera este archivo; nadie lo lee.",
        "no format expects this file; nobody reads it.",
        "Muévalo a la carpeta de su formato o bórrelo.",
        "Move it to the folder of its format, or remove it.",
    )]  # fmt: skip


def _prose(doc: Document) -> Iterator[Finding]:
    try:
        read_prose(doc.path, doc.text)
    except BadInput as problem:
        yield at_line(
            "prose", doc.path, 1, problem.es, problem.en, problem.cure_es, problem.cure_en
        )


def _csv_rows(text: str) -> list[tuple[int, list[str]]]:
    reader, rows, line = csv.reader(text.splitlines(keepends=True)), [], 1
    for cells in reader:
        rows.append((line, cells))
        line = reader.line_num + 1
    return rows


def _tabs(doc: Document) -> Iterator[Finding]:
    for number, line in enumerate(doc.text.splitlines(), 1):
        if re.match(r"\s*\t", line):
            yield at_line(
                "tab", doc.path, number,
                "la sangría tiene un tabulador.", "the indentation has a tab.",
                "Use espacios: dos por nivel.", "Use spaces: two a level.",
            )  # fmt: skip


def _parse(doc: Document) -> Iterator[Finding]:
    """Fills ``tree`` and ``data``."""
    try:
        doc.tree = reader(lines=True).load(doc.text)
    except DuplicateKeyError:
        yield from _duplicates(doc, reader(lines=True).compose(doc.text))
        lenient = reader(lines=True)
        lenient.allow_duplicate_keys = True
        doc.tree = lenient.load(doc.text)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        yield _syntax(doc, mark.line + 1 if mark else 1, str(problem.problem or problem.context))
    except (YAMLError, ValueError) as problem:
        yield _syntax(doc, 1, " ".join(str(problem).split()))
    doc.data = json.loads(json.dumps(doc.tree, ensure_ascii=False, default=str))


def _syntax(doc: Document, line: int, problem: str) -> Finding:
    lines = doc.text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    if re.search(r"\{[^{}]*:\s*not\s+\[", written):
        return at_line(
            "not_list", doc.path, line,
            "una lista negada va entre comillas.", "a reversed list stands in quotes.",
            "Escriba \"not [a, b]\" con comillas.", "Write \"not [a, b]\" with the quotes.",
        )  # fmt: skip
    return at_line(
        "yaml_syntax", doc.path, line,
        f"no es YAML: {problem}.", f"not YAML: {problem}.",
        "Revise comillas, dos puntos y sangría en esta línea o la anterior.",
        "Check quotes, colons and indentation on this line or the one before.",
    )  # fmt: skip


def _duplicates(doc: Document, node: Any, row: bool = False) -> Iterator[Finding]:
    if isinstance(node, SequenceNode):
        for child in node.value:
            yield from _duplicates(doc, child, row)
    elif isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            if key.value in seen:
                yield _twice(doc, key, row)
            seen.add(key.value)
            yield from _duplicates(doc, child, key.value == "when")


def _twice(doc: Document, key: Any, row: bool) -> Finding:
    line = key.start_mark.line + 1
    if row:
        return at_line(
            "fact_twice", doc.path, line,
            f"el hecho «{key.value}» está dos veces en la misma fila.",
            f"the fact '{key.value}' is twice in the same row.",
            "Junte las dos pruebas con un espacio: \">=14 <18\".",
            "Join the two tests with a space: \">=14 <18\".",
        )  # fmt: skip
    return at_line(
        "duplicate_key", doc.path, line,
        f"la clave «{key.value}» está dos veces.", f"the key '{key.value}' is twice.",
        "Deje una sola.", "Keep one only.",
    )  # fmt: skip
