"""The addresses of the journal and of the auditor's desk."""

from django.urls import path

from . import views, views_desk, views_key

app_name = "auditor"
urlpatterns = [
    path("", views.journal, name="journal"),
    path("quien/", views_desk.looked, name="looked"),
    path("preguntar/", views_desk.found_unusual, name="unusual"),
    path("negado/", views_desk.refusals, name="refusals"),
    path("emergencias/", views_desk.glass, name="glass"),
    path("llaves/", views_key.key, name="key"),
    path("salidas/", views_desk.exports, name="exports"),
]
