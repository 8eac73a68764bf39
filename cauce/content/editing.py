"""Small changes to the text of a file of content, without touching any other line of it.

A file that is loaded and written again would change quotes and line breaks everywhere, and the
difference in words would drown. Raises BadInput when the place is not found.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping

from cauce.content.errors import BadInput, BadInputs

bad_input = BadInputs(__file__)


def _not_found(id: str) -> BadInput:
    return bad_input("id_is_not_found_in_the_file", where=id, id=id)


def _entry(lines: list[str], id: str) -> tuple[int, int]:
    """First line and the line after the last of the entry with that id."""
    head = re.compile(rf"- (?:\{{\s*)?id:\s*[\"']?{re.escape(id)}[\"']?\s*$")
    first = next((n for n, line in enumerate(lines) if head.match(line)), None)
    if first is None:
        raise _not_found(id)
    last = first + 1
    while last < len(lines) and not lines[last].startswith(("- ", "#")):
        last += 1
    while not lines[last - 1].strip():
        last -= 1
    return first, last


def set_value(
    text: str, id: str, value: int, since: dt.date, on: dt.date, note: Mapping[str, str] | None
) -> str:
    """Add to a parameter the value in force from a date, as a proposal of this edition.

    BadInput when the parameter already has a value from that date or later.
    """
    lines = text.splitlines()
    first, last = _entry(lines, id)
    starts = [
        (n, found)
        for n in range(first, last)
        if (found := re.match(r"(\s*)- in_force_from:\s*[\"']?(\d{4}-\d\d-\d\d)", lines[n]))
    ]
    if not starts:
        raise _not_found(id)
    indent, newest = starts[-1][1][1], dt.date.fromisoformat(starts[-1][1][2])
    if newest >= since:
        raise bad_input("id_already_has_a_value_from_newest", where="since", id=id, newest=newest.isoformat())
    more = [
        f"- in_force_from: {since.isoformat()}",
        f"  value: {value}",
        "  provenance: proposed",
        "  sources: [cauce-proposal]",
        f"  last_checked: {on.isoformat()}",
    ]
    if note:
        more += ["  note:", *(f"    {name}: {_quoted(note[name])}" for name in ("es", "en"))]
    lines[last:last] = [indent + line for line in more]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def set_words(text: str, id: str, field: str, words: Mapping[str, str]) -> str:
    """Put new words, in both languages, in a field of an entry; the field is added if it lacks."""
    lines = text.splitlines()
    first, last = _entry(lines, id)
    fresh = [f"  {field}:", *(f"    {name}: {_quoted(words[name])}" for name in ("es", "en"))]
    start = next((n for n in range(first, last) if re.match(rf"  {field}:", lines[n])), None)
    if start is None:
        lines[last:last] = fresh
    else:
        end = start + 1
        while end < last and (not lines[end].strip() or lines[end].startswith("   ")):
            end += 1
        lines[start:end] = fresh
    return "\n".join(lines) + "\n"


def set_head(text: str, id: str, since: dt.date) -> str:
    """``edition.yaml`` with this id and date. Its title names the new id where it named the old."""
    lines = text.splitlines()
    old = next((line[3:].strip().strip("\"'") for line in lines if line.startswith("id:")), "")
    titled = False
    for n, line in enumerate(lines):
        titled = line.startswith("title:") or titled and line.startswith(" ")
        if titled and old:
            lines[n] = line.replace(old, id)
    for key, value in (("id", f'"{id}"'), ("in_force_from", since.isoformat())):
        place = next((n for n, line in enumerate(lines) if line.startswith(f"{key}:")), None)
        if place is None:
            raise _not_found(key)
        lines[place] = f"{key}: {value}"
    return "\n".join(lines) + "\n"


def without_end(text: str) -> str:
    """``edition.yaml`` open until the next edition begins."""
    return "".join(line for line in text.splitlines(True) if not line.startswith("in_force_to:"))
