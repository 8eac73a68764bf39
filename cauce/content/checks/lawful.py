"""What a later edition may not loosen, and what a new number must know of the cases that move to it.

A deadline that a law sets changes only when a law does: an edition that gives more time, drops it or calls
it a proposal is refused, unless the new value cites a law whose own date comes after the old value's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from cauce.content.checks.report import Finding
from cauce.content.checks.world import at_line
from cauce.content.loader import Edition
from cauce.content.model import Parameter, ParameterValue

LAWS = ("law", "treaty", "rule")
_HOURS = {"minutes": 1 / 60, "hours": 1, "days": 24, "months": 24 * 30, "years": 24 * 365}


def loosened(old: Edition, new: Edition) -> Iterator[Finding]:
    """Every deadline of law that an older edition has and a newer one loosens, by its file and line."""
    for id, was in old.parameters.items():
        now = new.parameters.get(id)
        if now is None:
            continue  # that it is missing is said already, whatever its provenance
        days = {value.in_force_from for value in (*was.values, *now.values)}
        said = set()
        for day in sorted(days):
            before, after = _holding(was, day), _holding(now, day)
            pair = before and before.in_force_from, after and after.in_force_from
            if before is None or before.provenance != "law" or pair in said:
                continue
            said.add(pair)
            what = _what(was, now, before, after, _is_a_period(old, id))
            if what and not _a_later_law(new, before, after):
                yield _finding(new, id, day if after else None, *what)
    yield from _steps(old, new)


def _holding(parameter: Parameter, day: dt.date) -> ParameterValue | None:
    begun = [value for value in parameter.values if value.in_force_from <= day]
    return max(begun, key=lambda value: value.in_force_from) if begun else None


def _is_a_period(edition: Edition, id: str) -> bool:
    return any(
        id in (within.parameter, within.counted)
        for action in edition.actions.values()
        for within in action.within
    )


def _what(
    was: Parameter, now: Parameter, before: ParameterValue, after: ParameterValue | None, period: bool
) -> tuple[str, str] | None:
    """How it is looser, in both languages; None: it is not."""
    if after is None:
        return "ya no tiene valor", "has no value any more"
    if after.provenance != "law":
        return "deja de ser de ley", "is no longer a deadline of law"
    if was.unit == now.unit:
        a, b = float(before.value), float(after.value)
    elif was.unit in _HOURS and now.unit in _HOURS:
        a, b = before.value * _HOURS[was.unit], after.value * _HOURS[now.unit]
    else:
        return "se cuenta en otra unidad", "is counted in another unit"
    if period and b > a:
        return (
            f"da más tiempo: de {before.value} a {after.value}",
            f"gives more time: from {before.value} to {after.value}",
        )
    if not period and a != b:
        return (f"cambia de {before.value} a {after.value}", f"changes from {before.value} to {after.value}")
    return None


def _a_later_law(new: Edition, before: ParameterValue, after: ParameterValue | None) -> bool:
    """Whether the new value rests on a law that came after the old one and is in force when it begins."""
    cited = [new.sources[id] for id in after.sources if id in new.sources] if after else []
    return (
        after is not None
        and after.provenance == "law"
        and any(
            source.kind in LAWS
            and source.in_force_from is not None
            and before.in_force_from < source.in_force_from <= after.in_force_from
            for source in cited
        )
    )


def _steps(old: Edition, new: Edition) -> Iterator[Finding]:
    """A step that went by a deadline of law and no longer does, or is gone."""
    for id, was in old.actions.items():
        now = new.actions.get(id)
        kept = {within.parameter for within in now.within} if now else set()
        for name in sorted({within.parameter for within in was.within} - kept):
            parameter = old.parameters.get(name)
            if parameter is None or parameter.values[-1].provenance != "law":
                continue
            file, line = place(new.root, "pathways", id)
            yield at_line("law_loosened/step", file, line, id=id, name=name)


def _finding(new: Edition, id: str, day: dt.date | None, es: str, en: str) -> Finding:
    file, line = place(new.root, "parameters", id, day)
    return at_line("law_loosened", file, line, id=id, es=es, en=en)


def begun_too_late(old: Edition, new: Edition) -> Iterator[Finding]:
    """A new number that says nothing of the days before it: the clocks of open cases began on them."""
    first = min(
        (value.in_force_from for one in old.parameters.values() for value in one.values),
        default=old.info.in_force_from,
    )
    for id in sorted(new.parameters.keys() - old.parameters.keys()):
        begins = min(value.in_force_from for value in new.parameters[id].values)
        if begins > first:
            file, line = place(new.root, "parameters", id, begins)
            yield at_line("parameter_gap/new", file, line, id=id, begins=begins, first=first)


def place(root: Path, folder: str, id: str, day: dt.date | None = None) -> tuple[str, int]:
    """The file and line of an entry below a folder of content, of its value of a day where there is one.

    Without the entry: the folder itself and line 1.
    """
    mark = re.compile(rf"- (?:\{{\s*)?id:\s*[\"']?{re.escape(id)}[\"']?\s*[,}}]?")
    for file in sorted((root / folder).glob("*.yaml")):
        lines = file.read_text(encoding="utf-8").splitlines()
        first = next((n for n, line in enumerate(lines) if mark.match(line)), None)
        if first is None:
            continue
        line = first
        for n in range(first + 1, len(lines)):
            if lines[n].startswith("- "):
                break
            if day is not None and re.search(rf"in_force_from:\s*[\"']?{day}\b", lines[n]):
                line = n
                break
        return f"{folder}/{file.name}", line + 1
    return folder, 1
