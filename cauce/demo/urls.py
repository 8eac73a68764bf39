"""Addresses that exist only on the demonstration network."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.tour, name="tour"),
    path("demo/escenas/<slug:scene>/", views.scene, name="scene"),
    path("demo/reinicio/", views.reset, name="reset"),
    path("demo/correo/", views.outbox, name="outbox"),
]
