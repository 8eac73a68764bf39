"""The addresses of journeys. None carries a folio, a name or a place."""

from django.urls import path

from . import views, views_receiver, views_second

app_name = "returning"
urlpatterns = [
    path("", views.listed, name="list"),
    path("caso/<uuid:case_id>/", views.case, name="case"),
    path("llegadas/", views_receiver.inbox, name="inbox"),
    path("llegadas/<uuid:trip_id>/", views_receiver.one, name="one"),
    path("red/", views_receiver.counts, name="counts"),
    path("red/<uuid:trip_id>/", views_second.look, name="look"),
]
