"""Addresses that every page asks for by the dozen: each is made once in a process, not once a page."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

# Stands in an address that is kept where the id of a case will stand.
ANY = UUID(int=0)


def address_of(route: str, about: UUID | None = None) -> str | None:
    """The address of a page, or of the page about this row; None: this server has no such page."""
    kept = _made(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), route, about is not None)
    return kept.replace(str(ANY), str(about)) if kept and about else kept


@lru_cache(maxsize=1024)
def _made(urls: str, prefix: str, route: str, about: bool) -> str | None:
    """``urls`` and ``prefix``: what else an address depends on."""
    try:
        return reverse(route, args=[ANY] if about else [])
    except NoReverseMatch:
        return None
