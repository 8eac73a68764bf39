"""The addresses of the sheet of routes. None carries a folio or a name, nor says what it is for."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views

app_name = "routes"
urlpatterns = [path(CASE + "opciones/", views.sheet, name="sheet")]
