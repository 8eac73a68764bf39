"""The addresses of the counter: none of them carries a cue or a turn number."""

from django.urls import path

from . import views

app_name = "window"
urlpatterns = [
    path("", views.cues, name="cues"),
    path("siguiente/", views.offer, name="offer"),
    path("turno/<uuid:encounter_id>/", views.turn, name="turn"),
]
