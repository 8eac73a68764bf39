"""The addresses of to whom a case is closed. None carries a folio or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views

app_name = "recusals"
urlpatterns = [
    path("accesos/", views.listed, name="list"),
    path("accesos/<uuid:recusal_id>/", views.one, name="one"),
    path(CASE + "accesos/", views.case, name="case"),
]
