"""The addresses of the reports. None tells what a report is about."""

from django.urls import path

from . import views, views_draws

app_name = "reports"
urlpatterns = [
    path("informes/", views.index, name="list"),
    path("informes/respuesta/", views.answer, name="answer"),
    path("informes/respuesta/<slug:as_file>/", views.answer_file, name="answer_file"),
    path("informes/inventados/", views_draws.draws, name="draws"),
    path("informes/<uuid:report_id>/", views.report_page, name="one"),
    path("informes/<uuid:report_id>/<slug:as_file>/", views.file, name="file"),
]
