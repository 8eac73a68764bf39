"""The addresses of what goes from one post to another. None carries a folio or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_desks

app_name = "transfers"
urlpatterns = [
    path("traslados/", views.transfers_page, name="list"),
    path("traslados/relevos/", views_desks.leaving_page, name="leaving"),
    path("traslados/relevos/<uuid:officer_id>/", views_desks.desk, name="desk"),
    path("traslados/<uuid:transfer_id>/", views.answer, name="answer"),
    path(CASE + "traslado/", views.ask, name="ask"),
]
