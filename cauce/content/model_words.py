"""The formats of translations beside the original, and of recordings of the original itself.

Files: ``translations/<language>/words.yaml``; ``audio/<language>/recordings.yaml``.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content

Status = Literal["human", "reviewed", "machine"]


class Audio(Content):
    """A recorded prompt: a file below ``audio/<language>/`` and what its bytes add up to."""

    file: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*\.(mp3|ogg|wav|m4a)$")]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]  # SHA-256 of the file


class Translation(Content):
    """The words of one place in another language, and of which Spanish words they are.

    ``of`` is format, id and field: ``bank/other_speaks.text``, ``pathways/P2-07.title``. ``by`` is
    the code under which headquarters knows who translated, never a name; None: a machine.
    """

    of: Annotated[str, Field(pattern=r"^[a-z_]+/[^/\s]+$")]
    text: Annotated[str, Field(min_length=1)]
    original: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]  # of the Spanish it was made from
    status: Status
    by: str | None = None
    reviewed_by: str | None = None  # required when reviewed: somebody else than ``by``
    on: dt.date
    audio: Audio | None = None  # None: not recorded; it is read from the page


class Recording(Content):
    """The Spanish or English words of one place, spoken by a person and recorded."""

    of: Annotated[str, Field(pattern=r"^[a-z_]+/[^/\s]+$")]
    original: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]  # of the words that are heard
    audio: Audio
    by: str  # the code of whoever speaks, never a name
    on: dt.date
