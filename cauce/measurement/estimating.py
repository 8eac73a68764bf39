"""An estimate made from linked lists or from a file of counts: what is kept of it, and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cauce.content.errors import BadInput, BadInputs
from cauce.methods.extras import need
from cauce.people.access_linkage import linkage_for
from cauce.people.capture_histories import document as handed
from cauce.rules.permissions import Actor

# Some seconds: enough for a range that two people sign. The command takes more of what is heavy, and the
# latent classes, which alone take longer than all the others.
RESAMPLES, HEAVY = 20_000, 1_000
METHODS = ("main", "stepwise", "bic", "mth")
SEED = 1
MOST_LISTS = 7  # on a page: of ten lists every core is busy for minutes
bad_input = BadInputs(__file__)


@dataclass(frozen=True, slots=True)
class Said:
    """What whoever prepares it knows beside the file; None: not known, which the estimate then warns of."""

    routes_without_first: bool | None = None
    same_window: bool | None = None
    same_population: bool | None = None
    reviewed_pairs: int | None = None
    recall: float | None = None
    precision: float | None = None
    unlawful: tuple[str, ...] = ()

    def known(self) -> dict[str, Any]:
        """By the names that the library uses."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Made:
    """What is kept: the document, where it came from, and the hash of the counts, which are not kept."""

    origin: str
    given_hash: str
    document: dict[str, Any] = field(repr=False)
    linkage_id: UUID | None = None


def of_linkage(actor: Actor, linkage_id: UUID | str, year: int, said: Said) -> Made:
    """From the counts of a comparison, whose handing over is journalled. Raises ``Absent``; ``BadInput`` also
    where its lists are not of that very year: another year never answers for it."""
    linkage = linkage_for(actor, linkage_id, "statistics.prepare")
    since, until = linkage.terms["since"], linkage.terms["until"]
    if (since, until) != (f"{year}-01-01", f"{year + 1}-01-01"):
        raise bad_input("those_lists_are_not_of_the_year", where="year", year=year, since=since, until=until)
    told = json.dumps(handed(actor, linkage), sort_keys=True, default=str).encode()
    return _made("linkage", told, said, linkage.id)


def of_file(body: bytes, said: Said) -> Made:
    """From a file of capture histories. Raises ``BadInput`` with the line and the cure."""
    return _made("file", body, said, None)


def _made(origin: str, body: bytes, said: Said, linkage_id: UUID | None) -> Made:
    # Brought when asked: it costs a process a second, and every worker of the server imports this module.
    need("statistics")
    from cauce.methods import estimation

    try:
        given = estimation.with_said(estimation.parse_given(body), **said.known())
        if (lists := len(given.table.lists)) > MOST_LISTS:
            raise bad_input("so_many_lists_take_too_long_here", where="file", lists=lists, most=MOST_LISTS)
        choices = estimation.Choices(resamples=RESAMPLES, seed=SEED, heavy=HEAVY)
        found = estimation.analyse_given(given, methods=METHODS, choices=choices)
    except estimation.Unusable as problem:
        raise BadInput(
            problem.es, problem.en, where="file", cure_es=problem.cure_es, cure_en=problem.cure_en
        ) from None
    return Made(origin, hashlib.sha256(body).hexdigest(), estimation.document(found), linkage_id)
