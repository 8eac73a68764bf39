"""The addresses of earlier cases: the random id of a file and nothing else."""

from django.urls import path

from . import views, views_refused

app_name = "history"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:file_id>/", views.one, name="one"),
    path("<uuid:file_id>/columnas/", views.columns, name="columns"),
    path("<uuid:file_id>/corregir/", views_refused.leave, name="leave"),
]
