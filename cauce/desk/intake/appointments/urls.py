"""The addresses of appointments. None carries a name, a folio or a number by which somebody is called."""

from django.urls import path

from . import views, views_case

app_name = "appointments"
ONE = "caso/<uuid:case_id>/<uuid:appointment_id>/"
urlpatterns = [
    path("", views.day, name="day"),
    path("semana/", views.week, name="week"),
    path("hoja/", views.sheet, name="sheet"),
    path("caso/<uuid:case_id>/", views_case.case, name="case"),
    path(ONE, views_case.one, name="one"),
    path(f"{ONE}papel/", views_case.slip, name="slip"),
]
