"""The addresses of the counter: none of them carries a cue or a turn number."""

from django.urls import path

from . import views, views_places

app_name = "window"
urlpatterns = [
    path("", views.cues, name="cues"),
    path("otros/", views_places.places, name="places"),
    path("otros/<slug:space>/", views_places.place, name="place"),
    path("siguiente/", views.offer, name="offer"),
    path("cartel/", views.poster, name="poster"),
    path("turno/<uuid:encounter_id>/", views.turn, name="turn"),
]
