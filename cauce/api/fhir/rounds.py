"""What is due about systems that ask: what changed of a request is told to the system of its receiver."""

from __future__ import annotations

import datetime as dt

from cauce.api.fhir.telling import tell_one
from cauce.custody.features import Each
from cauce.sharing.machines import access


def systems_told(at: dt.datetime, each: Each) -> int:
    """How much was told, signed; again until it is taken."""
    return each(access.hooks(), lambda hook: tell_one(hook, at))
