"""Addresses of the list of what is to do, and of whoever waits. None carries a folio, a name or a cue."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_encounter, views_moves

app_name = "protection"
urlpatterns = [
    path("pendientes/", views.worklist, name="worklist"),
    path("casos/", views.search, name="search"),
    path("casos/nuevo/", views.open_one, name="open"),
    path(CASE + "fechas/", views_moves.move, name="move"),
    path("turnos/<uuid:encounter_id>/", views_encounter.waiting, name="waiting"),
]
