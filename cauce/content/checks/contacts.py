"""Does every telephone number say where and when it was read, and does it stand in one place alone?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cauce.content.checks.prose import PHONE
from cauce.content.checks.report import Finding
from cauce.content.checks.world import World, at_line

NUMBERS = "guide/contacts.yaml"
# Where a row of digits is an address of a text and no number to call.
LONGEST = 15  # digits of a telephone number; a row of more is a hash
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:+.Z]+)?")
APART = ("cases/", "sources.yaml", NUMBERS)


def check_numbers_say_where_they_are_from(world: World) -> Iterator[Finding]:
    """A number of nobody knows where is not given to anybody. Its day is required by the format."""
    for entry in world.of("contacts"):
        if not entry.value.sources:
            yield entry.finding("number_from_nowhere", ("sources",), id=entry.value.id)


def check_numbers_stand_in_one_place(world: World) -> Iterator[Finding]:
    """Tools, the manual, the card and the guide print the numbers of one list, so that one correction
    suffices.
    """
    for path, doc in sorted(world.documents.items()):
        if not path.endswith(".yaml") or path.startswith(APART):
            continue
        for loc, text in texts_in(doc.data):
            found = PHONE.search(_DATE.sub("", text)) if "://" not in text else None
            if found and sum(sign.isdigit() for sign in found[0]) <= LONGEST:
                yield at_line("number_elsewhere", path, doc.line(*loc), found=found[0], numbers=NUMBERS)


def texts_in(node: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every text below a node, with its place."""
    if isinstance(node, str):
        yield loc, node
        return
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in pairs:
        yield from texts_in(child, (*loc, key))
