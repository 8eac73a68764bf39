"""Where anybody says how they were attended, without an account: neutral addresses, two languages."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from . import voice_views as views

app_name = "voice"


def _pages(prefix: str, suffix: str, language: str) -> Iterator[URLPattern]:
    given = {"language": language}
    yield path(f"{prefix}voz/", views.tell, given, name=f"tell{suffix}")
    yield path(f"{prefix}voz/clave/", views.see, given, name=f"see{suffix}")
    yield path(f"{prefix}voz/hoja/", views.paper, given, name=f"paper{suffix}")


urlpatterns = [*_pages("guia/en/", "-en", "en"), *_pages("guia/", "", "es")]
