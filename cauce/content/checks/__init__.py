"""Proves the whole content: ``run(root, on) -> Report`` lists every mistake, with its cure.

A check is one function ``check_…(world)`` of a module here; it yields findings. ``CHECKS`` are all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from cauce.content.bank import BANK, bank_rows
from cauce.content.checks import earlier as earlier_checks
from cauce.content.checks.reading import read
from cauce.content.checks.report import Finding, Report
from cauce.content.checks.shape import entries_of
from cauce.content.checks.world import World, at_line
from cauce.content.loader import content_files, content_root, hashes_of
from cauce.content.parsed_cache import from_kept

__all__ = ["CHECKS", "Finding", "Report", "run"]

Check = Callable[[World], Iterator[Finding]]


def _checks() -> Iterator[Check]:
    """Each function ``check_…`` that a module of this folder has, but that of the editions before."""
    for name in sorted(one.name for one in iter_modules(__path__, f"{__name__}.")):
        for check in vars(import_module(name)).values():
            ours = getattr(check, "__module__", "") == name and check.__name__.startswith("check_")
            if ours and check is not earlier_checks.check_earlier:
                yield check


CHECKS = tuple(_checks())


def run(root: Path | None, on: dt.date) -> Report:
    """Every finding about the content in that folder (None: the repository's), by file and line.

    ``on`` is the day for which sources may be stale. BadInput when there is no such folder.
    """
    folder = content_root(root)
    files = content_files(folder)
    digest, _ = hashes_of({path: file.read_bytes() for path, file in files.items()})
    # What was loaded was parsed then, and is not parsed again; a mistake the files themselves have to show.
    known = from_kept(folder, digest, files)
    report = _report(folder, on, files, digest, known)
    return _report(folder, on, files, digest, None) if known and report.errors else report


def _report(
    folder: Path, on: dt.date, files: Mapping[str, Path], digest: str, known: dict[str, Any] | None
) -> Report:
    world, found = World(folder, on, {}), []
    for path, file in files.items():
        world.documents[path], problems = read(path, file, known)
        found += problems
    bank = bank_rows(world.documents[BANK].data if BANK in world.documents else None)
    for doc in world.documents.values():
        entries, wrong = entries_of(doc, bank)
        if doc.form is not None:
            world.entries.setdefault(doc.form.name, []).extend(entries)
        found += wrong
    if "edition.yaml" not in files:
        found.append(at_line("edition_missing", "edition.yaml", 1))
    for check in CHECKS:
        found += check(world)
    if not any(not one.warning for one in found):
        # Only of content that is whole by itself: what it lacks is said first.
        found += earlier_checks.check_earlier(world)
    editions = world.of("edition")
    return Report(
        edition=editions[0].value.id if editions else None,
        hash=digest,
        counts={"files": len(files)} | {name: len(of) for name, of in sorted(world.entries.items())},
        findings=tuple(sorted(set(found), key=lambda one: (one.file, one.line, one.id, one.en))),
    )
