"""The addresses of journeys. None carries a folio, a name or a place."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_receiver, views_second

app_name = "returning"
urlpatterns = [
    path("viajes/", views.journeys_page, name="list"),
    path(CASE + "viaje/", views.case, name="case"),
    path("viajes/llegadas/", views_receiver.inbox, name="inbox"),
    path("viajes/llegadas/<uuid:trip_id>/", views_receiver.arrival_page, name="one"),
    path("viajes/red/", views_receiver.counts, name="counts"),
    path("viajes/<uuid:trip_id>/", views_second.look, name="look"),
]
