"""What is counted, out of what, under which law, and how it is protected. Files: ``indicators/``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text

Dimension = Literal[
    "post",
    "region",
    "year",
    "half",
    "quarter",
    "month",
    "channel",
    "sex",
    "age_band",
    "mx_modality",
    "us_type",
    "state",
    "language_group",
    "aid",
    "step",
    "action",
    "law_mx",
    "law_us",
]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
Unit = Literal["person", "case", "contact", "referral", "obligation", "entry", "staff"]
Measure = Literal["count", "rate", "median", "stock", "estimate"]
# The kinds of fact rows there are; ``cauce/measurement/facts/collecting.py`` makes them from the journal.
FactKind = Literal[
    "signal",
    "screened",
    "attended",
    "interviewed",
    "positive",
    "possible",
    "presumed",
    "confirmed",
    "not_victim",
    "accepted",
    "refused",
    "service_given",
    "referral_sent",
    "referral_answered",
    "referral_completed",
    "plan",
    "consent_asked",
    "consent_given",
    "risk_review_due",
    "risk_review_on_time",
    "obligation_due",
    "obligation_followed",
    "obligation_departed",
    "contact_lost",
    "died",
    "reunion_opened",
    "reunion_closed",
    "reunited",
    "handover_minutes",
    "plan_minutes",
    "service_minutes",
    "reunion_minutes",
    "entry",
    "entry_fresh",
    "staff",
    "staff_trained",
]
FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)


class Counted(Content):
    """What makes a unit count: a fact of one of these kinds (``any``), and one of each of ``also``.

    For tallies, which carry their number, ``any`` is read, and ``less`` is taken off. ``no_codes``: facts of
    these codes do not count, as a service that is a document alone; ``codes``: no others do. Empty: of
    whatever code.
    """

    any: Annotated[list[FactKind], Field(min_length=1)]
    also: list[FactKind] = Field(default_factory=list)
    less: list[FactKind] = Field(default_factory=list)
    no_codes: list[str] = Field(default_factory=list)
    codes: list[str] = Field(default_factory=list)
    text: Text


class Horizon(Content):
    """Within how many days of the entry, the first fact of the denominator, the outcome counts.

    ``also``: other horizons at which it may be asked. ``ends``: kinds of facts that end the following of
    whoever the outcome has not come to.
    """

    days: Annotated[int, Field(ge=1)]
    also: list[Annotated[int, Field(ge=1)]] = Field(default_factory=list)
    ends: list[FactKind] = Field(default_factory=list)


class Waiting(Content):
    """One wait of a median: from a fact of the kind ``begins`` to one of ``over``, which carries its minutes.
    Nobody is followed longer than ``days``, nor beyond a fact of ``ends``."""

    step: Slug
    begins: FactKind
    over: FactKind
    ends: list[FactKind] = Field(default_factory=list)
    days: Annotated[int, Field(ge=1)]


class UnderLaw(Content):
    """The definition under each law; what the law does not touch says so."""

    mx: Text  # Ley General contra la trata
    us: Text  # Trafficking Victims Protection Act


class Protection(Content):
    """What must be done before the figure leaves the house."""

    threshold: Annotated[int, Field(ge=1)] = 10  # contributors below which a cell is hidden
    national_only: list[Dimension] = Field(default_factory=list)  # never together with a post
    note: Text | None = None


class Estimate(Content):
    """How many there are in all, as somebody outside estimated it. It is never ours."""

    year: int
    value: Annotated[int, Field(ge=1)]
    low: int | None = None  # None: the source states no interval
    high: int | None = None
    source: Slug


class Indicator(Content):
    """``indicators/*.yaml``: one version of one indicator. A version that was used is never edited:
    a change is a row with the next ``version`` and its ``valid_from``.

    ``horizon``: people are followed for so long, each alike; None: whatever is known counts. ``waits``: of a
    median that keeps whoever still waits. ``aid_not``: services that are no aid, where it is broken down so.
    ``before_too``: what came before ``valid_from`` is counted by this version as well, so that a whole course
    is followed alike; what was published stays what it was.

    ``denominator`` None: a plain count. ``protocol``: what the reference of the Protocol says of it:
    it defines it, only names it, or does not have it (then it is of the programme's own aim).
    """

    id: Slug
    version: Annotated[int, Field(ge=1)]
    order: int
    valid_from: dt.date
    title: Text
    why: Text
    unit: Unit
    measure: Measure
    numerator: Counted
    denominator: Counted | None = None
    horizon: Horizon | None = None
    waits: list[Waiting] = Field(default_factory=list)
    aid_not: list[str] = Field(default_factory=list)
    before_too: bool = False
    laws: UnderLaw
    breakdowns: list[Dimension] = Field(default_factory=list)
    protection: Protection = Field(default_factory=Protection)
    estimates: list[Estimate] = Field(default_factory=list)  # only where measure is estimate
    protocol: Literal["defined", "named", "absent"]
    provenance: Provenance
    sources: Annotated[list[Slug], Field(min_length=1)]
    last_checked: dt.date
    note: Text | None = None
