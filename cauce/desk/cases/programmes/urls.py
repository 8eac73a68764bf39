"""The addresses of the programmes; the second carries the random id of a case, never a person."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views

app_name = "programmes"
urlpatterns = [
    path("programas/", views.programmes_page, name="list"),
    path(CASE + "programas/", views.of_case, name="case"),
]
