"""The addresses of the reports. None tells what a report is about."""

from django.urls import path

from . import views, views_draws

app_name = "reports"
urlpatterns = [
    path("", views.index, name="list"),
    path("respuesta/", views.answer, name="answer"),
    path("respuesta/<slug:form>/", views.answer_file, name="answer_file"),
    path("inventados/", views_draws.draws, name="draws"),
    path("<uuid:edition_id>/", views.one, name="one"),
    path("<uuid:edition_id>/<slug:form>/", views.file, name="file"),
]
