"""The addresses of the counter: none of them carries a cue or a turn number."""

from django.urls import path

from . import views, views_places

app_name = "window"
urlpatterns = [
    path("mostrador/", views.cues, name="cues"),
    path("mostrador/espacios/", views_places.places, name="places"),
    path("mostrador/espacios/<slug:space>/", views_places.place, name="place"),
    path("mostrador/siguiente/", views.offer, name="offer"),
    path("mostrador/cartel/", views.poster, name="poster"),
    path("mostrador/turnos/<uuid:encounter_id>/", views.turn, name="turn"),
]
