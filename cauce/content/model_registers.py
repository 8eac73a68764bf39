"""The registers beside ours: what each asks of a case, and in which order. Files: ``registers/``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text


class RegisterField(Content):
    """One datum that the other register asks for. ``origin``: where a case has it."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    label: Text
    origin: str  # post:…, case:…, number:<register>, identity:… or fact:…
    required: bool = True  # False: it may stay empty without being named as missing


class RegisterSheet(Content):
    """``registers/*.yaml``: the copy-sheet of one register, in the order in which it is typed there.

    ``kept_by`` outside: another organisation keeps it, and then nothing of the person stands on the
    sheet: that travels in a referral, with the person's yes. ``every`` True: each case waits for a
    number. ``meets`` None: writing the number down meets no action of the Protocol. ``asks``: who it is
    stands on the sheet only with the person's yes to this purpose; ``duty``: or because this text says that
    it must. None of both: nothing on the sheet says who it is.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,23}$")]
    order: int
    title: Text
    number: Text  # what its number is called
    kept_by: Literal["ministry", "outside"]
    every: bool
    meets: Slug | None = None  # acts.yaml
    asks: Slug | None = None  # catalogues/consent_purposes.yaml
    duty: Slug | None = None  # sources.yaml: a law or a rule
    note: Text
    fields: Annotated[list[RegisterField], Field(min_length=1)]
    provenance: Provenance
    sources: Annotated[list[Slug], Field(min_length=1)]
    last_checked: dt.date
