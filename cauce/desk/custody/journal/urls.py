"""The addresses of the journal and of the auditor's desk."""

from django.urls import path

from . import views, views_desk, views_key

app_name = "auditor"
urlpatterns = [
    path("bitacora/", views.journal, name="journal"),
    path("bitacora/lecturas/", views_desk.looked, name="looked"),
    path("bitacora/preguntas/", views_desk.found_unusual, name="unusual"),
    path("bitacora/negativas/", views_desk.refusals, name="refusals"),
    path("bitacora/emergencias/", views_desk.glass, name="glass"),
    path("bitacora/llaves/", views_key.key, name="key"),
    path("bitacora/salidas/", views_desk.exports, name="exports"),
]
