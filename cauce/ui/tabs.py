"""The tabs between pages that belong together: said here, drawn by ``ui/tabs.html``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cauce.rules.permissions import ANYWHERE, Scope, permits


@dataclass(frozen=True)
class Tab:
    """One of them. ``current``: ``page``, or ``step`` of a conversation; empty: another one is shown.
    ``count``: how many wait there; None: they are not counted."""

    label: Any
    href: str
    current: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Tabs:
    """What they are called together, to whoever listens; and each of them. One alone is none."""

    label: Any
    rows: tuple[Tab, ...] = ()


def page_tabs(label: Any, pages: Iterable[tuple[str, Any]], here: str, *args: Any) -> Tabs:
    """Of pages by their route, each with its words; ``args`` stand in every address."""
    return Tabs(
        label,
        tuple(
            Tab(words, reverse(route, args=args), "page" if route == here else "") for route, words in pages
        ),
    )


def open_to(
    request: HttpRequest, pages: Iterable[tuple[str, str, Any]], scope: Scope = ANYWHERE
) -> list[tuple[str, Any]]:
    """Those of ``(route, permission, words)`` that the actor may open, in this scope or somewhere."""
    return [
        (route, words)
        for route, permission, words in pages
        if permits(request.actor, permission, scope).allowed
    ]
