"""Whom another part of the house names: an entry by its address or id, an interpreter by code."""

from __future__ import annotations

import re

from ..models import Interpreter, Service

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def service_named(typed: str) -> Service | None:
    """The entry whose id stands in what was typed or pasted; None: there is none."""
    found = _ID.search(typed)
    return Service.objects.filter(id=found[0]).first() if found else None


def interpreter_named(code: str) -> Interpreter | None:
    """The interpreter of this code; None: there is none."""
    return Interpreter.objects.filter(code=code.strip().upper()).first()
