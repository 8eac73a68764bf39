"""The run of a comparison: who may be compared, their identities once and in memory, what is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from cauce.methods.extras import need
from cauce.people.actions import keep_linkage
from cauce.people.asking import read_terms
from cauce.people.linkage_batch import linkage_batch
from cauce.people.models import Linkage
from cauce.people.outside_lists import OutsideList
from cauce.rules.permissions import Actor

from .access_linking import permitted


def run_linkage(
    actor: Actor,
    linkage: Linkage,
    outside: Sequence[OutsideList],
    *,
    at: dt.datetime,
    backend: str = "duckdb",
    progress: Callable[[str], None] | None = None,
) -> None:
    """Compare what two people agreed to; where it fails, nothing is kept and it may be run again.

    No transaction is held while it computes. Raises ``Absent`` and ``BadInput``.
    """
    need("linkage")
    tell = progress or (lambda _: None)
    tell("Leyendo permisos… / Reading consents…")
    found = permitted(read_terms(linkage.terms), at)
    tell("Comparando… / Comparing…")
    out = linkage_batch(actor, linkage, found, outside, at=at, backend=backend)
    keep_linkage(actor=actor, linkage=linkage, found=out, at=at)
