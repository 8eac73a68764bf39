"""The addresses of following up. None carries a folio or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_closing, views_outcomes, views_voiding

app_name = "follow"
urlpatterns = [
    path(CASE + "seguimiento/", views.case, name="case"),
    path(CASE + "resultados/", views_outcomes.outcomes, name="outcomes"),
    path(CASE + "anulacion/", views_voiding.voiding, name="voiding"),
    path(CASE + "cierre/", views_closing.closing, name="closing"),
]
