"""The statement of accessibility: one page, two languages by address."""

from __future__ import annotations

from django.urls import path

from . import accessibility_views as views

app_name = "accessibility"
urlpatterns = [
    path("accesibilidad/", views.statement, {"language": "es"}, name="page"),
    path("accesibilidad/en/", views.statement, {"language": "en"}, name="page-en"),
]
