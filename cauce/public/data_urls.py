"""The public page of open data: two languages by address, the files by random id and number,
and editions and their files by names that never change."""

from __future__ import annotations

from django.urls import path

from . import data_views as views

app_name = "data"
urlpatterns = [
    path("datos/", views.listed, {"language": "es"}, name="list"),
    path("datos/en/", views.listed, {"language": "en"}, name="list-en"),
    path("datos/catalogo.jsonld", views.catalogued, name="catalogue"),
    *(
        path(f"datos/diccionario.{kind}", views.explained, {"kind": kind}, name="dictionary")
        for kind in views.DICTIONARIES
    ),
    path("datos/alcance/", views.picture, {"language": "es"}, name="picture"),
    path("datos/en/alcance/", views.picture, {"language": "en"}, name="picture-en"),
    path("datos/alcance.csv", views.picture, {"language": "es", "table": True}, name="picture-table"),
    path("datos/en/alcance.csv", views.picture, {"language": "en", "table": True}, name="picture-table-en"),
    path("datos/<uuid:edition_id>/<int:order>/", views.file, name="file"),
    path("datos/en/<slug:stem>/", views.edition, {"language": "en"}, name="edition-en"),
    path("datos/<slug:stem>/", views.edition, {"language": "es"}, name="edition"),
    path("datos/<slug:stem>/<str:name>", views.named, name="named"),
]
