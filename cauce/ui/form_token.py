"""The key of a form: sent twice, it has one effect (``once`` of the act)."""

from __future__ import annotations

import uuid

from django.http import HttpRequest


def fresh() -> str:
    """A new key, for a form that is shown for the first time."""
    return str(uuid.uuid4())


def key_of(request: HttpRequest) -> uuid.UUID | None:
    """The key that came with the form; None: it brought none that can be read."""
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def kept(request: HttpRequest) -> str:
    """The key to show again with a form that had an error, or a new one."""
    return str(key_of(request) or fresh())
