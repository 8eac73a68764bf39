"""The address of the notes between the colleagues of a case."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views

app_name = "notes"
urlpatterns = [path(CASE + "notas/", views.case, name="case")]
