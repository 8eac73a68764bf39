"""Addresses that exist only on the demonstration network."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("", views.tour, name="tour"),
    path("escena/<slug:scene>/", views.scene, name="scene"),
    path("reiniciar/", views.reset, name="reset"),
    path("correo/", views.outbox, name="outbox"),
]
