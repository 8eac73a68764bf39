"""The addresses of the papers that a person showed."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views

app_name = "papers"
urlpatterns = [
    path(CASE + "papeles/", views.case, name="case"),
    path(CASE + "papeles/<uuid:paper_id>/", views.paper, name="paper"),
    path(CASE + "papeles/<uuid:paper_id>/copias/<uuid:copy_id>/", views.copy, name="copy"),
]
