"""The public guide: the same pages in two languages, for a telephone and for the waiting room.

An address is a neutral word: it stays in a browser's history. The language is part of it, because
nothing else may remember it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from . import views

app_name = "guide"


def _pages(prefix: str, suffix: str, language: str, room: bool) -> Iterator[URLPattern]:
    given = {"language": language, "room": room}
    yield path(prefix, views.first, given, name=f"first{suffix}")
    yield path(f"{prefix}telefonos/", views.contacts, given, name=f"contacts{suffix}")
    yield path(f"{prefix}<slug:page>/", views.page, given, name=f"page{suffix}")


urlpatterns = [
    *_pages("guia/sala/en/", "-room-en", "en", room=True),
    *_pages("guia/sala/", "-room", "es", room=True),
    *_pages("guia/en/", "-en", "en", room=False),
    *_pages("guia/", "", "es", room=False),
]
# Open to anybody, always: the door of whoever has no account.
ROUTES = frozenset(f"{app_name}:{one.name}" for one in urlpatterns)
