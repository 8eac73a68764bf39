"""The addresses of what colleagues ask of each other. None carries a folio or a name."""

from django.urls import path

from . import views, views_case, views_load, views_sheet

app_name = "colleagues"
urlpatterns = [
    path("", views.home, name="home"),
    path("opinion/<uuid:opinion_id>/", views.opinion, name="opinion"),
    path("caso/<uuid:case_id>/", views_case.case, name="case"),
    path("relevo/<uuid:case_id>/", views_sheet.sheet, name="sheet"),
    path("carga/", views_load.of_post, name="load"),
    path("carga/red/", views_load.of_network, name="network"),
]
