"""The addresses of the sheet of routes. None carries a folio or a name, nor says what it is for."""

from django.urls import path

from . import views

app_name = "routes"
urlpatterns = [path("caso/<uuid:case_id>/", views.sheet, name="sheet")]
