"""The work file of a translator: a table that leaves, and comes back with every row looked at.

Columns: ``of`` (the place), ``es`` and ``en`` (what it says), ``remembered`` (the same words as they
were translated elsewhere), ``text`` (to be filled), ``original`` (do not touch: it tells of which
Spanish words it is). A row that cannot be taken is refused with its reason; the others are kept.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ruamel.yaml import YAML

from cauce.content.cells import as_it_was, harmless
from cauce.content.errors import BadInputs
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_words import Status, Translation
from cauce.content.translating import Wanting, original_hash, originals

bad_input = BadInputs(__file__)

COLUMNS = ("of", "es", "en", "remembered", "text", "original")


def write_table(rows: Iterable[Wanting]) -> str:
    """The table as CSV, one row a place; ``text`` holds the stale words where there are any."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for one in rows:
        table.writerow(
            [
                harmless(cell)
                for cell in (
                    one.of,
                    one.text.es,
                    one.text.en,
                    " | ".join(one.remembered),
                    one.now.text if one.now else "",
                    original_hash(one.text.es),
                )
            ]
        )
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken. ``line`` counts from 1, the heading included."""

    line: int
    of: str
    why: Text


@dataclass(slots=True)
class Taken:
    """What came back: rows to keep, rows refused, and how many were still empty."""

    kept: list[Translation] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    empty: int = 0


def read_table(
    edition: Edition,
    text: str,
    *,
    status: Status,
    by: str | None,
    on: dt.date,
    where: str,
    reviewed_by: str | None = None,
) -> Taken:
    """The rows of a filled table. BadInput when it is no such table at all."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    lacking = [name for name in ("of", "text", "original") if name not in (reader.fieldnames or ())]
    if lacking:
        raise bad_input("the_columns_lacking_are_missing", where=where, lacking=", ".join(lacking))
    places, taken, seen = originals(edition), Taken(), set[str]()
    for row in reader:
        of, words = (row["of"] or "").strip(), as_it_was((row["text"] or "").strip())
        why = _refusal(places, seen, of, (row["original"] or "").strip())
        if why is not None:
            taken.refused.append(Refused(reader.line_num, of, why))
        elif not words:
            taken.empty += 1
        else:
            seen.add(of)
            taken.kept.append(
                Translation(
                    of=of,
                    text=words,
                    original=row["original"].strip(),
                    status=status,
                    by=by,
                    reviewed_by=reviewed_by,
                    on=on,
                )
            )
    return taken


def _refusal(places: Mapping[str, Text], seen: set[str], of: str, original: str) -> Text | None:
    if of not in places:
        return Text(
            es=f"no hay ningún texto en «{of}».",
            en=f"there is no text at '{of}'.",
        )
    if of in seen:
        return Text(es=f"«{of}» está dos veces.", en=f"'{of}' is twice.")
    if original_hash(places[of].es) != original:
        return Text(
            es=f"el texto en español de «{of}» cambió desde que se dio la tabla; pida otra.",
            en=f"the Spanish text of '{of}' changed since the table was given; ask for another.",
        )
    return None


def merged(before: Mapping[str, Translation], kept: Iterable[Translation]) -> list[Translation]:
    """All translations of a language: what is new replaces what it is of; a recording stays only
    with the words it says."""
    found = dict(before)
    for one in kept:
        now = found.get(one.of)
        if now is not None and now.text == one.text and now.audio is not None:
            one = one.model_copy(update={"audio": now.audio})
        found[one.of] = one
    return list(found.values())


def as_yaml(rows: Iterable[Translation]) -> str:
    """One file of ``translations/<language>/``, by place."""
    out = io.StringIO()
    writer = YAML()
    writer.default_flow_style = False
    writer.width = 100
    body = [one.model_dump(mode="json", exclude_none=True) for one in sorted(rows, key=lambda r: r.of)]
    writer.dump(body, out)
    return out.getvalue()
