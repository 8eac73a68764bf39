"""The addresses of what colleagues ask of each other. None carries a folio or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_case, views_load, views_sheet

app_name = "colleagues"
urlpatterns = [
    path("colegas/", views.home, name="home"),
    path("colegas/opiniones/<uuid:opinion_id>/", views.opinion, name="opinion"),
    path(CASE + "colegas/", views_case.case, name="case"),
    path(CASE + "relevo/", views_sheet.sheet, name="sheet"),
    path("colegas/cargas/", views_load.of_post, name="load"),
    path("colegas/cargas/red/", views_load.of_network, name="network"),
]
