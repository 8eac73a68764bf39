"""The addresses of earlier cases: the random id of a file and nothing else."""

from django.urls import path

from . import views, views_refused

app_name = "legacy_import"
urlpatterns = [
    path("importaciones/", views.home, name="home"),
    path("importaciones/<uuid:file_id>/", views.file_page, name="one"),
    path("importaciones/<uuid:file_id>/columnas/", views.columns, name="columns"),
    path("importaciones/<uuid:file_id>/correcciones/", views_refused.leave, name="leave"),
]
