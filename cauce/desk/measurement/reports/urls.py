"""The addresses of the reports. None tells what a report is about."""

from django.urls import path

from . import views, views_draws

app_name = "reports"
urlpatterns = [
    path("", views.index, name="list"),
    path("respuesta/", views.answer, name="answer"),
    path("respuesta/<slug:as_file>/", views.answer_file, name="answer_file"),
    path("inventados/", views_draws.draws, name="draws"),
    path("<uuid:report_id>/", views.one, name="one"),
    path("<uuid:report_id>/<slug:as_file>/", views.file, name="file"),
]
