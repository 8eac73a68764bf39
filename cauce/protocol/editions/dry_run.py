"""What a draft says, before anybody lives under it: is it whole, and what of the case files changes?

The open cases stand on a floor above; ``cases/dry_run.py`` counts them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cauce.content.bank import BANK, bank_rows
from cauce.content.checks import run
from cauce.content.checks.continuity import broken_promises
from cauce.content.checks.reading import read
from cauce.content.checks.report import Finding
from cauce.content.checks.shape import entries_of
from cauce.content.errors import CauceError
from cauce.content.loader import Edition as Content
from cauce.content.model_toolbox import CaseFile
from cauce.rules.law import assess, reading
from cauce.rules.pathway import Obligation, casefiles

from .dates import check_open
from .folder import write_files


def findings(old: Content | None, new: Content, on: dt.date) -> tuple[Finding, ...]:
    """Errors and warnings of the check, and what the edition before promised and this one breaks."""
    more = tuple(broken_promises(old, new)) if old is not None else ()
    return (*run(new.root, on).findings, *more, *_ends(new))


def _ends(new: Content) -> tuple[Finding, ...]:
    """An edition that says its own end would leave a day without any."""
    try:
        check_open(new)
    except CauceError as problem:
        return (
            Finding(
                "edition_ends", "edition.yaml", 1, problem.es, problem.en, problem.cure_es, problem.cure_en
            ),
        )
    return ()


def check_texts(texts: Mapping[str, str], on: dt.date) -> tuple[Finding, ...]:
    """The whole check of files that may not even be readable."""
    with TemporaryDirectory() as folder:
        write_files(Path(folder), texts)
        return run(Path(folder), on).findings


def check_file(path: str, text: str, bank: str = "") -> tuple[Finding, ...]:
    """What is wrong with one file by itself, by line; what it names elsewhere is not looked at.

    ``bank``: the text of the bank of questions, from which an instrument takes its items.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        file.write_bytes(text.encode())
        document, found = read(path, file)
        rows: dict[str, Any] = {}
        if path.startswith("toolbox/") and path != BANK and bank:
            file.write_bytes(bank.encode())
            rows = bank_rows(read(BANK, file)[0].data)
    return (*found, *entries_of(document, rows)[1])


def try_cases(old: Content | None, new: Content) -> dict[str, Any]:
    """Every case file under the draft, as codes and numbers.

    ``wrong``: what a file expects and the draft does not give. ``moved``: by step, in how many files
    it is asked for now and was not (``gained``), or the other way (``lost``), or on another date
    (``due``). Files that only one of the two has are compared with nothing.
    """
    at = casefiles.moment_of(new)
    wrong: list[dict[str, str]] = []
    moved: Counter[tuple[str, str]] = Counter()
    for id, case in new.cases.items():
        try:
            now = casefiles.stands(new, case, at)
            wrong += [{"case": id, "what": what} for what in _unmet(new, case, now)]
            if old is not None and id in old.cases:
                moved.update(_moves(casefiles.stands(old, case, at), now))
        except CauceError as problem:
            wrong.append({"case": id, "what": problem.en})
    steps: dict[str, dict[str, int]] = {}
    for (action, kind), number in sorted(moved.items()):
        steps.setdefault(action, {})[kind] = number
    return {"total": len(new.cases), "wrong": wrong, "moved": steps}


def _unmet(edition: Content, case: CaseFile, found: dict[str, Obligation]) -> list[str]:
    unmet = [
        f"{'.'.join(str(p) for p in place)} {said}: {stands}"
        for place, said, stands in casefiles.differences(case, found)
    ]
    if case.scope == "case" and case.expect is not None:
        verdicts = {
            name: assess(law, case.concepts, case.not_known, edition.concepts)
            for name, law in edition.laws.items()
        }
        for name, expected in case.expect.model_dump().items():
            if name not in verdicts or verdicts[name].verdict != expected:
                got = verdicts[name].verdict if name in verdicts else "–"
                unmet.append(f"{name} {expected}: {got}")
        read = reading(verdicts, case.concepts, edition.concepts)
        if read != case.reading:
            unmet.append(f"reading {case.reading}: {read}")
    return unmet


def _moves(was: dict[str, Obligation], now: dict[str, Obligation]) -> list[tuple[str, str]]:
    found = []
    for id in {*was, *now}:
        before, after = was.get(id), now.get(id)
        asked = before is not None and before.state != "not_required"
        asks = after is not None and after.state != "not_required"
        if asked != asks:
            found.append((id, "gained" if asks else "lost"))
        elif before is not None and after is not None and before.due != after.due:
            found.append((id, "due"))
    return found
