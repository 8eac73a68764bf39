"""The addresses of appointments. None carries a name, a folio or a number by which somebody is called."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_case

app_name = "appointments"
urlpatterns = [
    path("citas/", views.day, name="day"),
    path("citas/semana/", views.week, name="week"),
    path("citas/hoja/", views.sheet, name="sheet"),
    path(CASE + "citas/", views_case.case, name="case"),
    path(CASE + "citas/<uuid:appointment_id>/", views_case.appointment_page, name="one"),
    path(CASE + "citas/<uuid:appointment_id>/papel/", views_case.slip, name="slip"),
]
