"""The addresses of following up. None carries a folio or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_closing, views_outcomes

app_name = "follow"
urlpatterns = [
    path(CASE + "seguimiento/", views.case, name="case"),
    path(CASE + "resultados/", views_outcomes.outcomes, name="outcomes"),
    path(CASE + "cierre/", views_closing.closing, name="closing"),
]
