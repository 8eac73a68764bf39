"""The public page of open data: two languages by address, and the files by random id and number."""

from __future__ import annotations

from django.urls import path

from . import data_views as views

app_name = "data"
urlpatterns = [
    path("datos/", views.listed, {"language": "es"}, name="list"),
    path("datos/en/", views.listed, {"language": "en"}, name="list-en"),
    path("datos/alcance/", views.picture, {"language": "es"}, name="picture"),
    path("datos/en/alcance/", views.picture, {"language": "en"}, name="picture-en"),
    path("datos/<uuid:edition_id>/<int:order>/", views.file, name="file"),
]
