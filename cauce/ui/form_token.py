"""The key of a form: sent twice, it has one effect (``once`` of the act)."""

from __future__ import annotations

import uuid

from django.http import HttpRequest


def new() -> str:
    """A key for a form that is shown for the first time."""
    return str(uuid.uuid4())


def sent(request: HttpRequest) -> uuid.UUID | None:
    """The key that came with the form; None: it brought none that can be read."""
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def reused(request: HttpRequest) -> str:
    """The key to show again with a form that had an error, or a new one."""
    return str(sent(request) or new())
